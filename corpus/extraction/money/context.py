"""The sentence around a sum, as the rules that read it see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.extraction.money.grammar import MoneySum


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
    for index, (start, end) in enumerate(spans):
        paragraph += "\n" in text[last_end:start]
        last_end = end
        following = spans[index + 1][0] if index + 1 < len(spans) else len(text) + 1
        first = position
        while position < len(sums) and sums[position].start < following:
            position += 1
        yield Sentence(
            text,
            start,
            max(end, sums[position - 1].end if position > first else end),
            paragraph,
            tuple(sums[first:position]),
        )
