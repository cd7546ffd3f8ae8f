"""Figures from mentions: a sum that the headline, the deck or a caption repeats is one figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.extraction.base import AmountMention, Part

if TYPE_CHECKING:
    from corpus.extraction.base import Extraction

WORD = re.compile(r"\w{3,}")
ALIKE = 0.5  # share of the shorter sentence's words that the other has, too


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum of money with every mention of it in text order; `best` is the one that tells most."""

    best: AmountMention
    mentions: tuple[AmountMention, ...]
    sentence: str


def fold_figures(extraction: Extraction) -> tuple[Figure, ...]:
    """The figures of an article in order of their first mention in the body (title-only ones first)."""
    groups: list[list[AmountMention]] = []
    stated = (mention for mention in extraction.amounts if not mention.is_threshold)
    for mention in sorted(stated, key=_telling, reverse=True):
        group = next((g for g in groups if _repeats(extraction, mention, g[0])), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    figures = [
        Figure(group[0], tuple(sorted(group, key=_position)), _sentence(extraction, group[0]))
        for group in groups
    ]
    return tuple(sorted(figures, key=lambda figure: _position(figure.best)))


def _position(mention: AmountMention) -> tuple[bool, int]:
    return mention.part is Part.BODY, mention.start


def _telling(mention: AmountMention) -> tuple[bool, bool, bool, int, int]:
    """Larger for mentions that say more: in the body, with its equivalent, with its year, in a long sentence; then the
    earlier."""
    start, end = mention.sentence
    is_dated = mention.year is not None and not mention.year_inferred
    return (
        mention.part is Part.BODY,
        mention.usd_equivalent is not None,
        is_dated,
        end - start,
        -mention.start,
    )


def _repeats(extraction: Extraction, mention: AmountMention, figure: AmountMention) -> bool:
    if not _same_sum(mention, figure) or mention.is_target != figure.is_target:
        return False
    if mention.part is Part.TITLE:
        return True
    return mention.role == figure.role and _alike(
        _sentence(extraction, mention), _sentence(extraction, figure)
    )


def _same_sum(mention: AmountMention, figure: AmountMention) -> bool:
    if mention.currency == "USD" and figure.currency != "USD":
        return mention.value == figure.usd_equivalent
    same_range = (mention.value, mention.value_high) == (figure.value, figure.value_high)
    return mention.currency == figure.currency and same_range


def _alike(one: str, other: str) -> bool:
    first, second = (set(WORD.findall(text.lower())) for text in (one, other))
    return len(first & second) >= ALIKE * max(1, min(len(first), len(second)))


def _sentence(extraction: Extraction, mention: AmountMention) -> str:
    start, end = mention.sentence
    return " ".join(extraction.text(mention.part)[start:end].split())
