"""Sums of money in the title and the body, each with its role, year, qualifier and equivalent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import AmountMention, Part, Role
from corpus.extraction.money.anchor import undated_reading
from corpus.extraction.money.locale import Locale
from corpus.extraction.money.reading import Draft, Reader
from corpus.extraction.money.repeats import settle_repeats

if TYPE_CHECKING:
    from datetime import date

    from corpus.extraction.base import Extraction

THRESHOLD_CONFIDENCE: Final = 0.5
NO_ROLE_FACTOR: Final = 0.85


class AmountExtractor:
    """Finds the sums of money in the title and the body; the date of publication gives "last year" its meaning."""

    def extract(self, known: Extraction, /) -> Extraction:
        title, body = known.text(Part.TITLE), known.text(Part.BODY)
        place_ends = frozenset(
            region.end + (0 if region.part is Part.TITLE else len(title) + 1) for region in known.regions
        )
        locale = Locale(f"{title}\n{body}")

        def read(published: date | None) -> list[Draft]:
            return list(Reader(title, body, published, place_ends=place_ends).read(locale))

        drafts = read(known.published.value) if known.published else undated_reading(locale.text, read)
        amounts = tuple(_mention(draft, title, body) for draft in settle_repeats(drafts))
        return replace(known, amounts=amounts)


def _mention(draft: Draft, title: str, body: str) -> AmountMention:
    money = draft.money
    text, shift = (title, 0) if draft.part is Part.TITLE else (body, len(title) + 1)
    start, end = money.start - shift, money.end - shift
    return AmountMention(
        start=start,
        end=end,
        text=text[start:end],
        part=draft.part,
        rule="threshold" if draft.is_threshold else money.rule,
        confidence=_confidence(draft),
        value=money.value,
        value_high=money.value_high,
        currency=money.currency,
        role=draft.role or Role.OTHER,
        year=draft.dated.year,
        year_inferred=draft.dated.is_inferred,
        qualifier=draft.qualifier,
        is_target=draft.is_target,
        is_vague=money.is_vague,
        is_suspect=money.is_suspect,
        is_threshold=draft.is_threshold,
        usd_equivalent=money.usd_equivalent,
        sentence=(draft.sentence[0] - shift, draft.sentence[1] - shift),
    )


def _confidence(draft: Draft) -> float:
    if draft.is_threshold:
        return THRESHOLD_CONFIDENCE
    return round(draft.money.confidence * (1 if draft.role_score else NO_ROLE_FACTOR), 3)
