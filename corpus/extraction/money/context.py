"""The sentence around a sum, as the rules that read it see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.extraction.money.grammar import MoneySum

# What relates the words of a sentence takes time that grows with the square of its length.
LONGEST_SENTENCE: Final = 1500


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of `text` with its sums. `paragraph` counts the lines before it."""

    text: str
    start: int
    end: int
    paragraph: int
    sums: tuple[MoneySum, ...]

    def before(self, money: MoneySum) -> str:
        return self.text[self.start : money.start]

    def after(self, money: MoneySum) -> str:
        return self.text[money.end : self.end]

    def sums_between(self, start: int, end: int) -> int:
        """How many sums lie wholly between the two offsets."""
        return sum(start <= money.start and money.end <= end for money in self.sums)


def sentences_of(text: str, spans: Sequence[tuple[int, int]], sums: Sequence[MoneySum]) -> Iterator[Sentence]:
    """The sentences of the text in order, those without a sum too. A sum belongs to the sentence that it begins in."""
    paragraph, last_end, position = 0, 0, 0
    for start, end in _readable(spans):
        paragraph += "\n" in text[last_end:start]
        last_end = end
        first = position
        while position < len(sums) and sums[position].start < end:
            position += 1
        inside = tuple(sums[first:position])
        yield Sentence(text, start, max([end, *(money.end for money in inside)]), paragraph, inside)


def _readable(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans with those in pieces that no sentence is as long as: a table, a page without full stops."""
    for start, end in spans:
        for piece in range(start, end, LONGEST_SENTENCE):
            yield piece, min(piece + LONGEST_SENTENCE, end)
