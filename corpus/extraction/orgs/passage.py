"""A title or a body made ready for the rules: tokens, places, headings, and what holds no organisations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpus.extraction import gazetteer
from corpus.extraction.base import Part
from corpus.extraction.orgs.lexicon import HOST_LABELS, LEGAL, words
from corpus.extraction.orgs.tokens import Token, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.extraction.gazetteer import Place

DOTTED_FORMS = words("Co Inc Ltd Corp Bros")
LONGEST_PLACE = 7  # words
UNITS = words("district county city province District County City Province")
CREDIT = r"(?:photos?|pictures?|images?|video|credits?|courtesy|source|caption|editors?|reporters?)"
ASIDE = "|".join(
    (
        rf"[\[(](?:{CREDIT})\b[^\])\n]{{0,120}}[\])]?",  # [Photo/Shanxi Daily]
        rf"\b(?:{CREDIT})\s*:\s*[^\n.]{{0,160}}",  # Photo: Bloomberg
        r"\b(?:photo|image|picture)s? (?:provided |courtesy )?(?:by|of|from)\b[^\n.]{0,120}",
        r"\bcourtesy of\b[^\n.]{0,160}",
        r"\([^()\n]{0,40}\b(?:NYSE|NASDAQ|HKEX|SEHK|SSE|SZSE|HKSE|TSX|LSE|KRX|HoSE|HOSE|BSE|NSE|SGX|TSE|KOSDAQ|ASX|FRA"
        r"|XETRA|OTC|STAR|Euronext|Nasdaq|SH|SZ|SIX)\s?[:.][^()\n]{0,80}\)",  # (NASDAQ: BGNE)
        r"\((?:AP|AFP|Reuters|Xinhua|PTI|Bernama|Yonhap|ANI|IANS|Bloomberg|CNS|Yicai(?: Global)?|ECNS)\b[^()\n]{0,60}\)",
        r"\bXinhua\)",
        r"/\s?(?:PRNewswire|Xinhua|CNW|Business Wire|GlobeNewswire|PR Newswire)[^/\n]{0,40}/",
        r"\S{1,80}@\S{1,80}|\bhttps?://\S{1,300}|\bwww\.\S{1,200}",
    )
)
ASIDES = re.compile(ASIDE, re.IGNORECASE)
HEADING_SHARE = 0.72
LONGEST_HEADING = 170  # characters


@dataclass(frozen=True, slots=True)
class Passage:
    """`places` maps the index of a place's first token to the index after its last and the place itself, the longest
    name at each point; `in_heading` and `in_aside` tell for each token whether its line is a heading with every word
    capitalised, and whether it stands in a photo credit, a ticker or an address."""

    part: Part
    text: str
    tokens: list[Token]
    places: dict[int, tuple[int, Place]]
    in_heading: list[bool]
    in_aside: list[bool]

    def span(self, first: int, after: int) -> tuple[int, int]:
        return self.tokens[first].start, self.tokens[after - 1].end

    def has_dot(self, index: int) -> bool:
        """Whether a full stop after "Inc" or "Co" belongs to it and ends no sentence."""
        token = self.tokens[index]
        following = self.text[token.end : token.end + 3]
        return (
            token.text in DOTTED_FORMS
            and following[:1] == "."
            and bool(following[1:].strip())
            and not (following[1].isspace() and following[2:].isupper() and following[2:].isalpha())
        )

    def words(self, first: int, after: int) -> list[str]:
        return [token.text for token in self.tokens[first:after]]

    def starts_sentence(self, index: int) -> bool:
        gap = self.tokens[index].gap
        return index == 0 or "\n" in gap or any(mark in gap for mark in '.!?:;“"•')


def read_passage(part: Part, text: str) -> Passage:
    tokens = tokenise(text)
    return Passage(part, text, tokens, _places(tokens), _headings(part, text, tokens), _asides(text, tokens))


@cache
def place_index() -> tuple[Mapping[str, tuple[Place, ...]], Mapping[str, int]]:
    """Places by name, and for each first word of a name the number of words of the longest name it begins."""
    names = gazetteer.by_name()
    longest: dict[str, int] = {}
    for name in names:
        parts = name.split()
        if parts:
            longest[parts[0]] = max(longest.get(parts[0], 0), min(len(parts), LONGEST_PLACE))
    return names, longest


def find_places(name: str) -> tuple[Place, ...]:
    return place_index()[0].get(name, ())


def _places(tokens: list[Token]) -> dict[int, tuple[int, Place]]:
    names, longest = place_index()
    found: dict[int, tuple[int, Place]] = {}
    for i, token in enumerate(tokens):
        for count in range(min(longest.get(token.text, 0), len(tokens) - i), 0, -1):
            piece = tokens[i : i + count]
            place = names.get(" ".join(t.text for t in piece))
            if (
                place
                and all(t.gap == " " for t in piece[1:])
                and (not place[0].needs_context or count > 1 or _unit_follows(tokens, i + 1))
            ):
                found[i] = (i + count, place[0])
                break
    return found


def _unit_follows(tokens: list[Token], at: int) -> bool:
    """Whether "district" or the like says that the word before is a place."""
    return at < len(tokens) and tokens[at].gap == " " and tokens[at].text in UNITS


def _headings(part: Part, text: str, tokens: list[Token]) -> list[bool]:
    flags: list[bool] = []
    for line in _lines(text, tokens):
        flags.extend([_is_heading(part, text, line)] * len(line))
    return flags


def _lines(text: str, tokens: list[Token]) -> Iterator[list[Token]]:
    line: list[Token] = []
    for token in tokens:
        if line and "\n" in token.gap:
            yield line
            line = []
        line.append(token)
    if line:
        yield line


def _is_heading(part: Part, text: str, line: list[Token]) -> bool:
    """Whether every word of a line is capitalised, so that capitals tell nothing. A line that is only the name of a
    company ("Eutilex Co Ltd") doesn't count, nor does one that names hosts."""
    long = [t for t in line if len(t.text) > 3 and t.text[0].isalpha()]
    if (
        len(line) < 3
        or line[0].text.islower()
        or line[-1].end - line[0].start > LONGEST_HEADING
        or line[-1].text in LEGAL
    ):
        return False
    if any(t.text in HOST_LABELS and text[t.end : t.end + 1] == ":" for t in line):
        return False
    if part is Part.BODY and text[line[-1].end : line[-1].end + 2].strip()[:1] in (".", ";", ","):
        return False
    return sum(t.is_capital for t in long) >= HEADING_SHARE * len(long)


def _asides(text: str, tokens: list[Token]) -> list[bool]:
    spans = [m.span() for m in ASIDES.finditer(text)]
    flags: list[bool] = []
    at = 0
    for token in tokens:
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        flags.append(at < len(spans) and spans[at][0] <= token.start)
    return flags
