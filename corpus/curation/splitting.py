"""A name taken from an organisation, to be one of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from corpus.batches import batches
from corpus.extraction.base import Part
from corpus.models import Amount, ArticleOrganisation, Organisation, OrganisationAlias, Origin
from corpus.names import organisation_key
from corpus.organisations import free_slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class CannotSplit(Exception):
    """Why this name can't be an organisation of its own, in a sentence for people."""


@dataclass(frozen=True, slots=True)
class SplitLink:
    """A link of which mentions go by the name: those move, with the marks that people made there, and the others stay.
    `words` are how the text puts what stays and what moves."""

    link: ArticleOrganisation
    moved: list[Any]
    kept: list[Any]
    moved_marks: list[Any]
    moved_words: frozenset[str]
    kept_words: frozenset[str]


def check_split(alias: OrganisationAlias) -> None:
    if alias.key == organisation_key(alias.organisation.name):
        raise CannotSplit(
            _("“%(name)s” is the organisation's own name. Rename the organisation first.") % {"name": alias}
        )


def links_to_split(alias: OrganisationAlias) -> Iterator[SplitLink]:
    """The articles in which the name stands."""
    pks = list(
        ArticleOrganisation.objects.filter(organisation=alias.organisation_id).values_list("pk", flat=True)
    )
    for batch in batches(pks):
        for link in ArticleOrganisation.objects.filter(pk__in=batch).select_related("article"):
            split = _split(link, alias.key)
            if split.moved:
                yield split


def _split(link: ArticleOrganisation, key: str) -> SplitLink:
    words = {
        (part.value, start, end): link.article.text(part)[start:end]
        for part in Part
        for start, end in link.spans(part)
    }
    moved = {place for place, text in words.items() if organisation_key(text) == key}
    return SplitLink(
        link=link,
        moved=[m for m in link.mentions if tuple(m) in moved],
        kept=[m for m in link.mentions if tuple(m) not in moved],
        moved_marks=[mark for mark in link.marked if organisation_key(mark[-1]) == key],
        moved_words=frozenset(words[place] for place in moved),
        kept_words=frozenset(text for place, text in words.items() if place not in moved) - {""},
    )


def split_alias(alias: OrganisationAlias, *, kind: str) -> Organisation:
    """Make the name an organisation, with the mentions that go by it and the figures whose sentences name it alone. Call it
    inside `recording`. Raises `CannotSplit`."""
    check_split(alias)
    splits = list(links_to_split(alias))
    old = alias.organisation
    # Its address is free: that of an organisation which was merged away is its own again.
    slug = alias.slug or free_slug(alias.name)
    alias.slug = None
    alias.save()
    new = Organisation(name=alias.name, kind=kind, slug=slug, origin=Origin.EDITED)
    new.save()
    alias.organisation, alias.origin = new, Origin.EDITED
    alias.save()
    _move_links(splits, new)
    _move_figures(splits, old, new)
    return new


def _move_links(splits: Sequence[SplitLink], new: Organisation) -> None:
    whole = [split.link.pk for split in splits if not split.kept]
    for pks in batches(whole):
        ArticleOrganisation.objects.filter(pk__in=pks).update(organisation=new)
    parts = [split for split in splits if split.kept]
    for split in parts:
        split.link.mentions = split.kept
        split.link.marked = [mark for mark in split.link.marked if mark not in split.moved_marks]
        split.link.save()
    ArticleOrganisation.objects.bulk_create(
        ArticleOrganisation(
            article=split.link.article,
            organisation=new,
            state=split.link.state,
            rule=split.link.rule,
            confidence=split.link.confidence,
            mentions=split.moved,
            marked=split.moved_marks,
            origin=Origin.EDITED if split.moved_marks else Origin.EXTRACTED,
        )
        for split in parts
    )


def _move_figures(splits: Sequence[SplitLink], old: Organisation, new: Organisation) -> None:
    by_article = {split.link.article_id: split for split in splits}
    figures = chain.from_iterable(
        Amount.objects.filter(organisation=old, article__in=pks) for pks in batches(list(by_article))
    )
    moving = [figure.pk for figure in figures if _is_of_name(figure, by_article[figure.article_id])]
    for pks in batches(moving):
        Amount.objects.filter(pk__in=pks).update(organisation=new)


def _is_of_name(figure: Amount, split: SplitLink) -> bool:
    """Whether the sentence that proves it names what moves and nothing of what stays."""
    if not split.kept:
        return True
    words = sorted(split.moved_words | split.kept_words, key=len, reverse=True)
    found = set(re.findall("|".join(map(re.escape, words)), figure.sentence))
    return bool(found) and found <= split.moved_words
