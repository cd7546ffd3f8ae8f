"""An extraction for a person at a terminal: the text with its marks, and under each paragraph the rule behind each mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.extraction.base import AmountMention, OrganisationMention, Part, RegionMention
from corpus.money import in_short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus.extraction.base import Extraction, Mention

PARAGRAPH = re.compile(r"[^\n]+")
HEADER = ("title", "published", "source", "author", "agency")


def explain(extraction: Extraction, *, emphasise: Callable[[str], str] = str) -> Iterator[str]:
    """Lines of the explanation. `emphasise` dresses what is marked, as a terminal can."""
    for name in HEADER:
        found = getattr(extraction, name)
        yield (
            f"{name}: {found.value} ({_reason(found.rule, found.confidence)})"
            if found
            else f"{name}: not found"
        )
    for part in Part:
        text = extraction.text(part)
        for paragraph in PARAGRAPH.finditer(text):
            yield ""
            yield from _explain_paragraph(extraction, part, paragraph.start(), paragraph.end(), emphasise)


def _explain_paragraph(
    extraction: Extraction, part: Part, start: int, end: int, emphasise: Callable[[str], str]
) -> Iterator[str]:
    mentions = sorted(
        (m for m in _mentions(extraction) if m.part is part and start <= m.start < end),
        key=lambda m: (m.start, -m.end),
    )
    yield _marked(extraction.text(part)[start:end], start, mentions, emphasise)
    for number, mention in enumerate(mentions, start=1):
        yield f"  {number:2} {_meaning(mention)} ({_reason(mention.rule, mention.confidence)})"


def _mentions(extraction: Extraction) -> tuple[Mention, ...]:
    return (*extraction.regions, *extraction.organisations, *extraction.amounts)


def _marked(text: str, offset: int, mentions: list[Mention], emphasise: Callable[[str], str]) -> str:
    """The text with [brackets](number) around what is marked; a mark inside another adds its number there."""
    pieces, last, numbers = [], 0, ""
    for number, mention in enumerate(mentions, start=1):
        start, end = mention.start - offset, mention.end - offset
        if start < last:
            numbers += f", {number}"
            continue
        pieces += [_closed(numbers), text[last:start], emphasise(f"[{text[start:end]}]")]
        last, numbers = end, str(number)
    return "".join([*pieces, _closed(numbers), text[last:]])


def _closed(numbers: str) -> str:
    return f"({numbers})" if numbers else ""


def _reason(rule: str, confidence: float) -> str:
    return f"{rule}, {confidence:.0%}"


def _meaning(mention: Mention) -> str:
    if isinstance(mention, RegionMention):
        doubt = f", or {len(mention.alternatives)} others of the name" if mention.alternatives else ""
        return f"{mention.level}: {mention.name}{doubt}"
    if isinstance(mention, OrganisationMention):
        return f"{mention.kind}: {mention.name}"
    if isinstance(mention, AmountMention):
        return _meaning_of_amount(mention)
    return mention.text


def _meaning_of_amount(amount: AmountMention) -> str:
    high = f"–{in_short(amount.value_high)}" if amount.value_high is not None else ""
    words = [
        f"{amount.role}: {amount.qualifier} {in_short(amount.value)}{high} {amount.currency}",
        f"= {in_short(amount.usd_equivalent)} USD" if amount.usd_equivalent is not None else "",
        f"in {amount.year}{' (inferred)' if amount.year_inferred else ''}" if amount.year else "",
        *(name for name in ("target", "vague", "suspect", "threshold") if getattr(amount, f"is_{name}")),
    ]
    return " ".join(filter(None, words))
