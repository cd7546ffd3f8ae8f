"""Where words that a person marked stand in a text that may have changed since."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from corpus.extraction.base import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.models import Amount, Article, Link

LATIN = "A-Za-z0-9"
Place = tuple[str, int, int]
"""Part, start, end."""


def in_order(places: Iterable[Sequence[Any]]) -> list[Place]:
    """Each place once, in the order of the text, the title first."""
    different = {(part, start, end) for part, start, end in places}
    return sorted(different, key=lambda place: (place[0] != Part.TITLE, place[1], -place[2]))


def places_of_marks(link: Link) -> list[Place]:
    """Where the words stand now that a person marked as the link's; what the text no longer has is left out."""
    found = (_again(link.article, part, start, words) for part, start, _, words in link.marked)
    return [place for place in found if place is not None]


def _again(article: Article, part: str, start: int, words: str) -> Place | None:
    text = article.text(part) if article.has_offsets(part) else ""
    at = nearest(text, words, start)
    return None if at is None else (part, at, at + len(words))


def nearest(text: str, words: str, near: int) -> int | None:
    """Where the words begin, as close to `near` as can be; not inside a longer Latin word, unless they stand just there."""
    if not words or text.startswith(words, near):
        return near if words else None
    before = rf"(?<![{LATIN}])" if words[0].isascii() and words[0].isalnum() else ""
    after = rf"(?![{LATIN}])" if words[-1].isascii() and words[-1].isalnum() else ""
    spots = (match.start() for match in re.finditer(before + re.escape(words) + after, text))
    return min(spots, key=lambda spot: abs(spot - near), default=None)


def place_of_figure(amount: Amount) -> Place | None:
    """Where the figure's words stand now in the sentence that it was found in; None when the text has it no longer."""
    text = amount.article.text(amount.part) if amount.article.has_offsets(amount.part) else ""
    near = amount.start or 0
    sentence = nearest(text, amount.anchor_sentence, near)
    if sentence is None or not amount.anchor:
        return None
    inside = nearest(amount.anchor_sentence, amount.anchor, max(0, near - sentence))
    return (
        None if inside is None else (amount.part, sentence + inside, sentence + inside + len(amount.anchor))
    )
