"""What a person marks in the text: the words, and the statement that is made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from corpus.editing import save_edit
from corpus.extraction.amounts import AmountExtractor
from corpus.extraction.base import Extraction, Found, Page, Part
from corpus.extraction.sentences import sentences_around
from corpus.models import Amount, ArticleOrganisation, ArticleRegion, State
from corpus.places import in_order, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.extraction.base import AmountMention
    from corpus.models import Article, Organisation, Region
    from corpus.places import Place

L = TypeVar("L", ArticleRegion, ArticleOrganisation)

LONGEST = 300  # characters


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the title or the body; offsets as those of a mention."""

    part: Part
    start: int
    end: int
    words: str


def span_of(article: Article, asked: Mapping[str, str]) -> Span:
    """The span by `part`, `start` and `end` (which has these `words`, if they are given), or the first place of `words`.
    Raises `ValidationError` with a sentence."""
    if asked.get("start"):
        span = _span_at(article, asked.get("part", ""), asked["start"], asked.get("end", ""))
        if asked.get("words", span.words) != span.words:
            raise ValidationError(_("The text has changed since. Mark the words again."))
        return span
    words = " ".join(asked.get("words", "").split())
    for part in (Part.BODY, Part.TITLE):
        text = article.text(part) if article.has_offsets(part) else ""
        at = nearest(text, words, 0)
        if at is not None:
            return Span(part, at, at + len(words), words)
    raise ValidationError(_("“%(words)s” does not stand in the text like this.") % {"words": words})


def _span_at(article: Article, part: str, start: str, end: str) -> Span:
    text = article.text(part) if part in list(Part) and article.has_offsets(part) else ""
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) <= len(text)):
        raise ValidationError(_("The text has changed since. Mark the words again."))
    words = text[int(start) : int(end)]
    first = int(start) + len(words) - len(words.lstrip())
    words = words.strip()
    if not words or len(words) > LONGEST or "\n" in words:
        raise ValidationError(
            _("Mark some words of one paragraph, at most %(number)d letters.") % {"number": LONGEST}
        )
    return Span(Part(part), first, first + len(words), words)


def mark_organisation(article: Article, organisation: Organisation, span: Span) -> ArticleOrganisation:
    """Say that the words mean this organisation. Call it inside `recording`."""
    there = article.organisation_links.filter(organisation=organisation).first()
    return _mark(there or ArticleOrganisation(article=article, organisation=organisation), span)


def mark_region(article: Article, region: Region, span: Span) -> ArticleRegion:
    """Say that the words mean this region. Call it inside `recording`."""
    there = article.region_links.filter(region=region).first()
    return _mark(there or ArticleRegion(article=article, region=region), span)


def _mark(link: L, span: Span) -> L:
    """Add the words to the link's, new or there, which a person has said is right by that."""
    mention: Place = (span.part.value, span.start, span.end)
    marked: list[Any] = [*mention, span.words]
    link.state = State.ACTIVE
    link.marked = [*(known for known in link.marked if known != marked), marked]
    link.mentions = in_order([*link.mentions, mention])
    save_edit(link, {"state"})
    return link


def figure_at(article: Article, span: Span) -> Amount | None:
    """The figure of the article, rejected or not, that has a part of these words."""
    for amount in article.amounts.all():
        for part, start, end in amount.mentions:
            if part == span.part and start < span.end and span.start < end:
                return amount
    return None


def read_figure(article: Article, span: Span) -> Amount:
    """A figure of these words, not saved: what extraction reads there, in its sentence or in the words alone."""
    found = _sum_at(article, span)
    sentence = _sentence(article, span)
    amount = Amount(
        article=article,
        text=span.words,
        part=span.part.value,
        start=span.start,
        end=span.end,
        mentions=[[span.part.value, span.start, span.end]],
        sentence=sentence,
        anchor=span.words,
        anchor_sentence=sentence,
    )
    if found is not None:
        for name in ("value", "value_high", "currency", "year", "is_target", "usd_equivalent"):
            setattr(amount, name, getattr(found, name))
        amount.role, amount.qualifier = found.role.value, found.qualifier.value
    return amount


def _sum_at(article: Article, span: Span) -> AmountMention | None:
    published = Found(article.published, "", 1.0) if article.published else None
    title = Found(article.title, "", 1.0) if article.has_offsets(Part.TITLE) else None
    whole = Extraction(page=Page(()), title=title, published=published, body=article.body)
    for mention in AmountExtractor().extract(whole).amounts:
        if mention.part is span.part and mention.start < span.end and span.start < mention.end:
            return mention
    alone = AmountExtractor().extract(replace(whole, title=None, body=span.words)).amounts
    return alone[0] if alone else None


def _sentence(article: Article, span: Span) -> str:
    text = article.text(span.part)
    around = (text[start:end] for start, end in sentences_around(text, span.start, span.end))
    return " ".join(" ".join(around).split())
