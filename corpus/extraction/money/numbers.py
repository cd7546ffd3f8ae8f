"""Numbers as news writes them: digits, number words, scales and vague quantities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SCALES: Final = {
    name: Decimal(10) ** power
    for power, names in {
        2: "hundred",
        3: "thousand k",
        5: "lakh lac",
        6: "million mln mn m mil mio",
        7: "crore cr",
        9: "billion bln bil bn b",
        12: "trillion trln tril trn tr tn t",
    }.items()
    for name in names.split()
}
SMALL: Final = {
    word: number
    for number, word in enumerate(
        re.findall(
            r"\w+",
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen",
        )
    )
}
TENS: Final = {
    word: 10 * number
    for number, word in enumerate(
        re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
# Lower bounds: "tens of billions" is at least ten of them.
VAGUE_COUNTS: Final = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000}

# A mark before the first digit is part of a number, unless a letter stands before it ("Rs.500").
NUMBER_BEGINS = r"(?<!\d)(?<![^A-Za-z][.,])"
DIGITS = rf"{NUMBER_BEGINS}(?:\d{{1,3}}(?:,\d{{2,3}}){{1,6}}|\d{{1,15}})(?:\.\d{{1,9}})?(?!\d)"
BIG = r"(?:thousand|lakh|lac|million|crore|billion|trillion)"
# "lakh crore" and "hundred million" are scales of their own.
LONG_SCALE = rf"(?:lakh|lac)[\s-]cr|(?:(?:hundred|thousand|lakh|lac|million)[\s-])?{BIG}s?|thousand"
SHORT_SCALE = (
    r"(?:mln|mn|mil|mio|bln|bil|bn|trln|tril|trn|tr|tn|cr)(?!\w)(?:\.(?=\s+(?-i:[a-z])))?"
    r"|(?<!-)[kmbt](?!\w)(?!-(?!yuan|dollar|euro|won|plus|a-year))"
)
SMALL_WORD = (
    rf"(?:(?:{'|'.join(TENS)})(?:[\s-](?:{'|'.join(list(SMALL)[1:10])}))?|{'|'.join(list(SMALL)[1:])})"
)
HUNDREDS = rf"(?:an?|{'|'.join(list(SMALL)[1:10])})[\s-]hundred(?:[\s-](?:and[\s-])?{SMALL_WORD})?"
WORD_NUMBER = (
    rf"(?:{HUNDREDS}|{SMALL_WORD}|half\san?|(?:a\s)?quarter\sof\san?|an?)(?:[\s-]and[\s-]a[\s-]half)?"
)
VAGUE = (
    rf"(?:(?:{'|'.join(VAGUE_COUNTS)})\sof\s(?:(?:hundreds|thousands)\sof\s)?)?(?:thousand|million|billion|trillion|crore|lakh)s"
    rf"|(?:several|a\sfew|many)\s(?:(?:hundred|thousand)\s)?(?:thousand|million|billion|trillion|crore|lakh)"
    rf"|multi-?\s?(?:million|billion|trillion|crore)"
)
# "two yuan of it is freight": a number word needs no scale before these.
COINS = r"[\s-](?:yuan|dollars|euros|rupees|yen)\b"
IN_DIGITS = (
    rf"(?P<digits>{DIGITS})(?:[\s-]{{0,2}}(?P<long>(?i:{LONG_SCALE}))\b|[\s-]?(?P<short>(?i:{SHORT_SCALE})))?"
)
IN_WORDS = (
    rf"\b(?P<vague>(?i:{VAGUE}))\b"
    rf"|\b(?<!point\s)(?P<words>(?i:{WORD_NUMBER}))[\s-](?P<wordscale>(?i:{LONG_SCALE}))\b"
    rf"|(?<![\w-])(?P<one>(?i:million|billion|trillion))(?=-)"
    rf"|\b(?<!point\s)(?P<coins>(?i:{HUNDREDS}|{SMALL_WORD}))(?={COINS})"
)
DIGITS_ONLY = re.compile(IN_DIGITS)
QUANTITY = re.compile(f"{IN_DIGITS}|{IN_WORDS}")
# Number words are rare and dear to look for; they need a scale that no digit stands before, or a coin.
SCALE_OR_COIN = re.compile(rf"(?P<scale>{BIG})|yuan|dollars|euros|rupees|yen")
SMALL_WORDS: Final = (*SMALL, *TENS, "hundred")
LONGEST_SMALL_WORD: Final = 12


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number where it stands; `factor` is its scale, 1 when it has none."""

    start: int
    end: int
    number: Decimal
    factor: Decimal
    written: str
    is_vague: bool = False


def quantities(text: str) -> Iterator[Quantity]:
    """Every number of the text, in order and without overlap."""
    pattern = QUANTITY if _may_have_words(text.lower()) else DIGITS_ONLY
    for match in pattern.finditer(text):
        yield _quantity(match)


def _may_have_words(text: str) -> bool:
    return "multi" in text or any(_may_follow_words(text, match) for match in SCALE_OR_COIN.finditer(text))


def _may_follow_words(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - LONGEST_SMALL_WORD) : match.start()].rstrip(" \u00a0\n-")
    return not before[-1:].isdigit() if match["scale"] else before.endswith(SMALL_WORDS)


def _quantity(match: re.Match[str]) -> Quantity:
    start, end = match.span()
    if digits := match["digits"]:
        scale = match["long"] or match["short"] or ""
        return Quantity(start, end, Decimal(digits.replace(",", "")), _factor(scale), digits)
    groups = match.groupdict()
    if vague := groups.get("vague"):
        return Quantity(start, end, _vague_count(vague), _factor(_scale_of(vague)), vague, is_vague=True)
    if words := groups.get("words"):
        return Quantity(start, end, _number_of_words(words), _factor(match["wordscale"]), words)
    if coins := groups.get("coins"):
        return Quantity(start, end, _number_of_words(coins), Decimal(1), coins)
    return Quantity(start, end, Decimal(1), _factor(match["one"]), match["one"])


def _factor(scale: str) -> Decimal:
    factor = Decimal(1)
    for word in re.split(r"[\s-]+", scale.lower().rstrip(".")):
        factor *= SCALES.get(word, SCALES.get(word.removesuffix("s"), Decimal(1)))
    return factor


def _scale_of(vague: str) -> str:
    return re.split(r"[\s-]+", vague.lower())[-1].removeprefix("multi")


def _vague_count(vague: str) -> Decimal:
    count = 1
    for word in re.split(r"[\s-]+", vague.lower())[:-1]:
        count *= VAGUE_COUNTS.get(word, {"hundred": 100, "thousand": 1000}.get(word, 1))
    return Decimal(count)


def _number_of_words(words: str) -> Decimal:
    total = Decimal(0)
    for word in words.lower().replace("-", " ").replace("and a half", "halfmore").split():
        match word:
            case "hundred":
                total *= 100
            case "half" | "halfmore":
                total += Decimal("0.5")
            case "quarter":
                total = Decimal("0.25")
            case "a" | "an":
                total += 0 if total else 1
            case _:
                total += SMALL.get(word, TENS.get(word, 0))
    return total
