"""A doubtful value as it is shown: what it is, the sentence that it stands in, and what it may be instead."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist

from corpus.curation.forms import header_form
from corpus.curation.naming import place_label, region_label
from corpus.curation.values import RELATIONS, Value
from corpus.extraction.base import Part
from corpus.extraction.gazetteer import places
from corpus.extraction.sentences import sentences_around
from corpus.models import Amount, Article, ArticleRegion, Doubt, Origin
from corpus.models.doubts import LOW_CONFIDENCE
from corpus.provenance import Context

if TYPE_CHECKING:
    from corpus.curation.review.queue import Place
    from corpus.models import Link

LONGEST = 700  # characters of a sentence that are shown around the words


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another place of the name."""

    place_id: str
    label: str


@dataclass(frozen=True)
class Item:
    """A row of the queue with what an editor needs to decide."""

    place: Place
    value: Value
    doubt: Doubt

    @property
    def key(self) -> str:
        return f"{self.place.kind}-{self.place.pk}"

    @property
    def is_proposal(self) -> bool:
        return self.doubt == Doubt.PROPOSAL

    @property
    def may_be_rejected(self) -> bool:
        """An article has a title; any other value can be wrong without another in its place."""
        return self.is_proposal or self.value.name != "title"

    @property
    def proposed(self) -> dict[str, Any]:
        """What extraction says instead, by column."""
        said: dict[str, Any] = getattr(self.value.row, "proposed", {}) if self.is_proposal else {}
        return {name: said[name] for name in said if self.value.name in ("", name)}

    @property
    def version(self) -> str:
        """Tells which value of a header is shown, and the proposals from later ones."""
        shown = json.dumps([self.value.name, self.proposed], sort_keys=True)
        return hashlib.sha256(shown.encode()).hexdigest()[:16]

    @property
    def alternatives(self) -> list[Alternative]:
        row = self.value.row
        ids = row.alternatives if isinstance(row, ArticleRegion) else ()
        return [Alternative(pk, place_label(places()[pk])) for pk in ids if pk in places()]

    @property
    def current(self) -> str:
        """The value in words that tell it from others of the name."""
        row = self.value.row
        return region_label(row.region) if isinstance(row, ArticleRegion) else self.value.title

    @cached_property
    def context(self) -> Context | None:
        """The sentence with the words marked; None where the text has no place for it."""
        where = self._where()
        return _sentence(self.value.article.text(where[0]), *where[1:]) if where else None

    def _where(self) -> tuple[str, int, int] | None:
        row = self.value.row
        if isinstance(row, Article):
            return self._where_in_header()
        if isinstance(row, Amount):
            has = row.start is not None and row.end is not None and row.article.has_offsets(row.part)
            return (row.part, row.start or 0, row.end or 0) if has else None
        link: Link = row
        return link.first_place()

    def _where_in_header(self) -> tuple[str, int, int] | None:
        words = str(getattr(self.value.row, self.value.name) or "")
        at = self.value.article.body.find(words) if words else -1
        return None if at < 0 else (Part.BODY.value, at, at + len(words))


def load_item(place: Place) -> Item:
    """Raises `ObjectDoesNotExist` when the row is gone or in the bin."""
    if place.kind == "header":
        article = Article.objects.get(pk=place.pk)
        name = doubtful_name(article)
        value = Value(article, article, name, header_form(name))
    else:
        model, form_class = RELATIONS[place.kind]
        row = model.objects.select_related(*_related(place.kind)).get(pk=place.pk)
        value = Value(row.article, row, "", form_class)
    if value.article.deleted_at:
        raise ObjectDoesNotExist
    return Item(place, value, Doubt(value.row.doubt or Doubt.UNSURE))


def _related(kind: str) -> tuple[str, ...]:
    target = {"region": "region__parent", "organisation": "organisation"}.get(kind)
    return ("article", target) if target else ("article", "organisation", "region__parent")


def doubtful_name(article: Article) -> str:
    """The first value of the header to look at; the title if none is doubtful any more."""
    for name in Article.HEADER:
        is_edited = getattr(article, f"{name}_origin") == Origin.EDITED
        sure = article.evidence.get(name, {}).get("confidence")
        if not is_edited and sure is not None and sure < LOW_CONFIDENCE:
            return name
    return next((name for name in Article.HEADER if name in article.proposed), "title")


def _sentence(text: str, start: int, end: int) -> Context:
    """The sentences that the words stand in, cut where they are long."""
    spans = sentences_around(text, start, end)
    first = max(min([start, *(span[0] for span in spans)]), start - LONGEST)
    last = min(max([end, *(span[1] for span in spans)]), end + LONGEST)
    return Context(text[first:start], text[start:end], text[end:last])
