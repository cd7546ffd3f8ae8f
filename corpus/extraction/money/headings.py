"""Years that stand above a sum: over the rows of a table and in the lines of a chronology."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import Final

LONGEST_ROW: Final = 100  # characters
LONGEST_HEADING: Final = 120
MOST_ROWS: Final = 20
FARTHEST: Final = 1200  # characters between a line of a chronology and its year
FEWEST_YEARS: Final = 2  # that make a chronology

YEAR: Final = r"(?P<year>(?:19[5-9]|20[0-4])\d)"
# "Steel output: 3.1 billion yuan"
ROW = re.compile(r"[\W_]*[^\W\d_][^:：|.!?\n]{0,60}(?:[:：|]|\s[-–—]\s)\s*(?=\S)[^.!?]*(?:\.\d[^.!?]*)*\.?$")
# "- A battery plant, 3 billion yuan"
BULLET = re.compile(r"(?:[-–•·▪●◦*]|\(?\d{1,2}[.)、])\s?[^\W\d_]")
LINE_OF_YEAR = re.compile(rf"^(?:(?:In|Year|The year|●|•|-)\s)?{YEAR}\s?[:：.–—-]?$", re.MULTILINE)
IN_HEADING = re.compile(rf"(?<![\w,.$/-])(?:FY\s?)?{YEAR}(?![\w%/]|[-–]\w|,\d)")
UNFINISHED = re.compile(r"[^.!?。]$")


def year_above(text: str, start: int, end: int) -> int | None:
    """The year that a heading gives the sentence between the two offsets."""
    return _year_of_row(text, start, end) or _year_of_chronology(text, start)


def _year_of_row(text: str, start: int, end: int) -> int | None:
    """For a row, the one year in the line above it and its fellow rows."""
    if not _is_row(text[start:end]) or text[start - 1 : start].strip():
        return None
    for line in _lines_above(text, start):
        if not _is_row(line) or line.endswith((":", "：")):
            return _year_of_heading(line, is_list=BULLET.match(text, start) is not None)
    return None


def _year_of_heading(line: str, *, is_list: bool) -> int | None:
    """The one year of a heading; over a list it is a half sentence with a colon."""
    years = set(IN_HEADING.findall(line))
    is_heading = len(line) <= LONGEST_HEADING and (not is_list or line.endswith((":", "：")))
    return int(years.pop()) if is_heading and UNFINISHED.search(line) and len(years) == 1 else None


def _is_row(line: str) -> bool:
    return len(line) <= LONGEST_ROW and bool(ROW.match(line) or BULLET.match(line))


def _lines_above(text: str, position: int) -> list[str]:
    """The lines above that hold anything, the nearest first, as many as a table has."""
    above = text[max(0, position - MOST_ROWS * LONGEST_ROW) : position].split("\n")
    return [line.strip() for line in reversed(above) if line.strip()][:MOST_ROWS]


def _year_of_chronology(text: str, start: int) -> int | None:
    positions, years = _lines_of_years(text)
    index = bisect_left(positions, start) - 1
    if len(positions) < FEWEST_YEARS or index < 0 or start - positions[index] > FARTHEST:
        return None
    return years[index]


@lru_cache(maxsize=4)
def _lines_of_years(text: str) -> tuple[list[int], list[int]]:
    """The offsets of lines that hold nothing but a year, and their years; none where they stand in a row, as those over the
    columns of a table do."""
    matches = list(LINE_OF_YEAR.finditer(text))
    if any(not text[one.end() : other.start()].strip() for one, other in pairwise(matches)):
        return [], []
    return [match.start() for match in matches], [int(match["year"]) for match in matches]
