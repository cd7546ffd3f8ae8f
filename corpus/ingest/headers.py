"""What the lines above the text are for: title, menus, who wrote it. Alone, many of them look the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.extraction.base import Line, LineKind
from corpus.extraction.bylines import is_lone_name
from corpus.extraction.header import header_end
from corpus.extraction.media import medium_with_place
from corpus.extraction.people import is_likely_person
from corpus.extraction.signatures import signs_beside_date
from corpus.ingest import line_rules, tails

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_TITLE_SENTENCE = 150  # characters
_FEWEST_TITLE_WORDS = 3
# With these no title ends, other than with "in" or "up".
_OPEN_END = re.compile(r"\s(?:a|an|and|as|at|by|for|from|its|of|or|that|the|their|to|with)$|,$")
_BEFORE_TITLE = frozenset({LineKind.NAVIGATION, LineKind.METADATA, LineKind.CAPTION})


def mark_header(lines: list[Line]) -> list[Line]:
    """The lines of a page with those above the text marked anew."""
    lines = _with_title_sentence(lines)
    end = header_end(lines)
    return _with_author(_joined(_without_menus(lines[:end]))) + lines[end:]


def _with_title_sentence(lines: list[Line]) -> list[Line]:
    """A short sentence right above the date that opens the page, menus aside, is its title, though it ends with a full
    stop."""
    first = next((i for i, line in enumerate(lines) if line.kind not in _BEFORE_TITLE), len(lines))
    kinds = [line.kind for line in lines[first : first + 2]]
    if kinds == [LineKind.TEXT, LineKind.METADATA] and len(lines[first].text) <= _LONGEST_TITLE_SENTENCE:
        return [*lines[:first], Line(lines[first].text, LineKind.HEADING), *lines[first + 1 :]]
    return lines


def _without_menus(header: list[Line]) -> list[Line]:
    """Menus and section names look like headings. Where there is no other heading, the one right above the date is the
    title."""
    menus = [i for i, line in enumerate(header) if _is_menu(line)]
    if len(menus) == sum(line.kind is LineKind.HEADING for line in header):
        menus = [i for i in menus if [line.kind for line in header[i + 1 : i + 2]] != [LineKind.METADATA]]
    return _marked(header, menus, LineKind.NAVIGATION)


def _is_menu(line: Line) -> bool:
    return line.kind is LineKind.HEADING and (line_rules.is_section(line.text) or tails.heads_list(line.text))


def _joined(header: list[Line]) -> list[Line]:
    """A heading that breaks off within a phrase goes on in the next one, until it is longer than any heading."""
    joined: list[Line] = []
    for line in header:
        if joined and _goes_on(joined[-1], line):
            joined[-1] = Line(f"{joined[-1].text} {line.text}", LineKind.HEADING)
        else:
            joined.append(line)
    return joined


def _goes_on(above: Line, line: Line) -> bool:
    are_headings = above.kind is line.kind is LineKind.HEADING
    if not are_headings or len(above.text) > line_rules.LONGEST_HEADING:
        return False
    is_open = _OPEN_END.search(above.text) or line.text.split()[0].islower()
    return len(above.text.split()) >= _FEWEST_TITLE_WORDS and bool(is_open)


def _with_author(header: list[Line]) -> list[Line]:
    """A name alone below the title and next to the line of the date is who wrote the text. A page may also open with it
    and have no title."""
    title = _title_index(header)
    below = range(len(header)) if title is None else range(title + 1, len(header))
    names = [i for i in below if header[i].kind is LineKind.HEADING and _signs(header, i, title is not None)]
    return _marked(header, names, LineKind.METADATA)


def _signs(header: Sequence[Line], index: int, is_titled: bool) -> bool:
    text = header[index].text
    if medium_with_place(text) and (_is_metadata(header, index + 1) or _is_metadata(header, index - 1)):
        return True
    is_above, is_below = (_is_metadata(header, index + step) for step in (1, -1))
    if not is_titled:
        return is_above and is_likely_person(text)
    if is_below and not is_above:
        return is_likely_person(text) or signs_beside_date(text) not in (None, text)
    return is_above and (is_lone_name(text) or signs_beside_date(text) is not None)


def _is_metadata(header: Sequence[Line], index: int) -> bool:
    return 0 <= index < len(header) and header[index].kind is LineKind.METADATA


def _title_index(header: Sequence[Line]) -> int | None:
    return next(
        (
            i
            for i, line in enumerate(header)
            if line.kind is LineKind.HEADING and len(line.text.split()) >= _FEWEST_TITLE_WORDS
            if not is_likely_person(line.text) and not line_rules.is_section(line.text)
        ),
        None,
    )


def _marked(lines: list[Line], indexes: list[int], kind: LineKind) -> list[Line]:
    chosen = set(indexes)
    return [Line(line.text, kind) if i in chosen else line for i, line in enumerate(lines)]
