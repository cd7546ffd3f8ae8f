"""Names that are never, or always, what extraction takes them for: putting them on the lists, and which articles that is
about."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import Q

from corpus.models import (
    Article,
    ArticleOrganisation,
    ListedName,
    NameList,
    OrganisationAlias,
    Region,
    State,
)
from corpus.names import organisation_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.models import Organisation

LOOKED_AT = 200  # links whose words are collected


def articles_with(listed: ListedName) -> list[int]:
    """Ids of articles that have the name in their text, or what goes by it, now; newest first. Reads all texts."""
    named = Q(body__icontains=listed.name) | Q(title__icontains=listed.name)
    if listed.list != NameList.NEVER_REGION:
        aliases = OrganisationAlias.objects.filter(key=listed.key)
        links = ArticleOrganisation.objects.filter(organisation__in=aliases.values("organisation"))
        named |= Q(pk__in=links.values("article"))
    return list(Article.objects.filter(named).values_list("pk", flat=True))


def articles_of(target: Organisation | Region) -> list[int]:
    """Ids of the articles that it is an active one of."""
    return list(
        Article.objects.filter(
            pk__in=target.article_links.filter(state=State.ACTIVE).values("article")
        ).values_list("pk", flat=True)
    )


def names_of(target: Organisation | Region) -> list[str]:
    """What it is called: its names, and the words of texts. One of each that differ in more than case and punctuation."""
    known = [target.name]
    if not isinstance(target, Region):
        known += target.aliases.values_list("name", flat=True)
    links = target.article_links.select_related("article")[:LOOKED_AT]
    words = chain.from_iterable(sorted(link.texts()) for link in links)
    found: dict[str, str] = {}
    for name in chain(known, words):
        found.setdefault(organisation_key(name), name)
    return [name for key, name in found.items() if key]


def bar(target: Organisation | Region, names: Iterable[str]) -> list[ListedName]:
    """Put these names on the list of what is never an organisation, or never a region; and off the list of what always is.
    Call it inside `recording`."""
    of = NameList.NEVER_REGION if isinstance(target, Region) else NameList.NEVER_ORGANISATION
    listed = []
    for name in names:
        key = organisation_key(name)[:200]
        if of == NameList.NEVER_ORGANISATION:
            ListedName.objects.filter(list=NameList.ALWAYS_ORGANISATION, key=key).delete()
        if key and not ListedName.objects.filter(list=of, key=key).exists():
            row = ListedName(list=of, name=name[:200])
            row.save()
            listed.append(row)
    return listed
