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
        text = f"{known.text(Part.TITLE)}\n{known.body}"
        locale = Locale(text)

        def read(published: date | None) -> list[Draft]:
            readers = (Reader(known.text(part), part, published) for part in (Part.TITLE, Part.BODY))
            return [draft for reader in readers for draft in reader.read(locale)]

        drafts = read(known.published.value) if known.published else undated_reading(text, read)
        amounts = tuple(_mention(draft, known.text(draft.part)) for draft in settle_repeats(drafts))
        return replace(known, amounts=amounts)


def _mention(draft: Draft, text: str) -> AmountMention:
    money = draft.money
    return AmountMention(
        start=money.start,
        end=money.end,
        text=text[money.start : money.end],
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
        usd_equivalent=money.usd_equivalent,
        sentence=draft.sentence,
    )


def _confidence(draft: Draft) -> float:
    if draft.is_threshold:
        return THRESHOLD_CONFIDENCE
    return round(draft.money.confidence * (1 if draft.role_score else NO_ROLE_FACTOR), 3)
