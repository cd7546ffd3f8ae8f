"""Text as tokens: words, numbers and single marks, with what a rule asks about each."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from corpus.extraction.geo.lexicon import SMALL_IN_HEADINGS
from corpus.extraction.sentences import sentence_spans

TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\s]")
WORD = re.compile(r"[^\W\d_]+")
LATIN = [chr(code) for block in (range(0xC0, 0x250), range(0x1E00, 0x1F00)) for code in block]
UNMARKED = {letter: unicodedata.normalize("NFD", letter)[0] for letter in LATIN}
# Names are compared without the marks on their letters: "Hải Phòng" is Hai Phong. A letter stays one letter.
PLAIN = str.maketrans(
    {**UNMARKED, "đ": "d", "Đ": "D", "’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "‐": "-"}
)
FEWEST_IN_HEADING = 3  # words of four letters or more
MOST_SMALL = 0.1  # share of them
LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class Token:
    """`text` has plain letters, quotes and dashes; `key` is its lower case. `glued`: nothing stands before it on its line or in
    its word; `opens_line`: it is the first of its line."""

    text: str
    key: str
    start: int
    end: int
    glued: bool
    opens_line: bool

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


@dataclass(frozen=True, slots=True)
class Passage:
    """A title or a body. `sentences` holds the index of the sentence of each token, `in_heading` whether its line is a
    heading with every longer word capitalised."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[int, ...]
    in_heading: tuple[bool, ...]

    def at(self, index: int) -> Token | None:
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def after(self, index: int) -> Token | None:
        """The token there if it goes on the same line."""
        token = self.at(index)
        return token if token and not token.opens_line else None

    def before(self, index: int) -> Token | None:
        """The token in front of the one at `index`, if on the same line."""
        token = self.at(index)
        return self.at(index - 1) if token and not token.opens_line else None

    def opens_sentence(self, index: int) -> bool:
        return index == 0 or self.sentences[index] != self.sentences[index - 1]


def read(text: str, *, is_title: bool) -> Passage:
    tokens = tuple(_tokens(text))
    return Passage(text, tokens, _sentences(text, tokens), _headings(text, tokens, is_title=is_title))


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    end = 0
    plain = text.translate(PLAIN)
    for match in TOKEN.finditer(plain):
        word, start = match[0], match.start()
        gap = text[end:start]
        opens_line = not found or "\n" in gap or "\r" in gap
        found.append(Token(word, word.lower(), start, match.end(), not gap and bool(found), opens_line))
        end = match.end()
    return found


def _sentences(text: str, tokens: tuple[Token, ...]) -> tuple[int, ...]:
    starts = [start for start, _ in sentence_spans(text)]
    return tuple(bisect_right(starts, token.start) for token in tokens)


def _headings(text: str, tokens: tuple[Token, ...], *, is_title: bool) -> tuple[bool, ...]:
    lines: list[list[Token]] = []
    for token in tokens:
        if token.opens_line:
            lines.append([])
        lines[-1].append(token)
    return tuple(flag for line in lines for flag in [_is_heading(line, is_title=is_title)] * len(line))


def _is_heading(line: list[Token], *, is_title: bool) -> bool:
    words = [token for token in line if token.is_word and len(token.text) > 3 and not token.glued]
    if len(words) < FEWEST_IN_HEADING or line[-1].end - line[0].start > LONGEST_HEADING:
        return False
    if line[-1].text in ".!?" and not is_title:
        return False
    small = sum(not token.is_capitalised and token.key not in SMALL_IN_HEADINGS for token in words)
    return small <= MOST_SMALL * len(words)
