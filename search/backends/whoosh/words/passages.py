"""Which passages of a text show marked words best, and where they begin and end. Nothing here knows an index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PASSAGES = 2
PASSAGE = 200  # characters, about
LEAD = 60  # characters before the first marked word; more if its sentence and all other marks can be shown
SHORTEST = 120  # characters of a passage that ends with a sentence
SLACK = 40  # characters that a passage may be longer to end with a sentence, or shorter to end with a word
WORD = 20  # characters that a marked word may need
_VIEW = PASSAGE - LEAD  # characters from the first marked word on that a passage is sure to show
_APART = PASSAGE + SLACK + LEAD  # between the first marked words of two passages, so that they don't meet

Spot = tuple[int, int]
"""Where a mark begins, and the number of the query's word that is marked there."""


class _Window(NamedTuple):
    """What a passage would show that begins with the mark at `first`: the `words` (one bit each), the number of marks,
    where the last begins."""

    first: int
    last: int
    words: int
    marks: int


def choose(text: str, spots: Sequence[Spot]) -> list[tuple[int, int]]:
    """Begin and end of the best passages, in text order and apart; the beginning of the text if there is nothing to mark.
    What stands under a picture is shown only if nothing else shows as many of the words. `spots` are sorted."""
    captions = list(_captions(text))
    start = _skip_space(text, 0, len(text))
    beginning = _after(captions, start, text)
    windows = _best(spots, captions) or [_Window(beginning, beginning, 0, 0)]
    spans: list[tuple[int, int]] = []
    for window in sorted(windows):
        first = start if window.first < beginning else beginning
        begin = _beginning(text, window, floor=spans[-1][1] if spans else first)
        end = _ending(text, window, begin)
        spans.append((begin, begin + len(text[begin:end].rstrip())))
    return [span for span in spans if span[0] < span[1]]


def _best(spots: Sequence[Spot], captions: Sequence[tuple[int, int]]) -> list[_Window]:
    """The window with most words of the query, then the one with most of the rest; the earlier of equals."""
    windows = list(_windows(spots))
    chosen: list[_Window] = []
    seen = 0
    while windows and len(chosen) < PASSAGES:
        ranks = [
            ((words & ~seen).bit_count(), not _is_in(captions, first), words.bit_count(), marks)
            for first, _, words, marks in windows
        ]
        best = _Window(*windows[ranks.index(max(ranks))])
        if chosen and _is_in(captions, best.first) and not best.words & ~seen:
            break
        chosen.append(best)
        seen |= best.words
        windows = [window for window in windows if abs(window[0] - best.first) >= _APART]
    return chosen


def _windows(spots: Sequence[Spot]) -> Iterator[tuple[int, int, int, int]]:
    """A window for each mark, as plain tuples since there may be hundreds."""
    inside = dict.fromkeys([word for _, word in spots], 0)
    words = end = 0
    for index, (first, word) in enumerate(spots):
        while end < len(spots) and spots[end][0] < first + _VIEW:
            entering = spots[end][1]
            inside[entering] += 1
            words |= 1 << entering
            end += 1
        yield first, spots[end - 1][0], words, end - index
        inside[word] -= 1
        if not inside[word]:
            words ^= 1 << word


# Captions

LONGEST_CAPTION = 300  # characters
# "[Photo/Xinhua]", "Photo: VCG" and the like at the end of a line.
_CREDIT = re.compile(
    r"(?:(?:^|[\[(]|[.—–\]]\s)\s?(?:file |handout )?photos?\b(?=[\s:/.\])])|\bphotos?:)[^\n]{0,80}$",
    re.IGNORECASE | re.MULTILINE,
)


def _captions(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of the lines that end with whose photo it is."""
    if "hoto" not in text and "HOTO" not in text:
        return
    for credit in _CREDIT.finditer(text):
        start = text.rfind("\n", 0, credit.start() + 1) + 1
        if credit.end() - start <= LONGEST_CAPTION:
            yield start, credit.end()


def _after(captions: Sequence[tuple[int, int]], start: int, text: str) -> int:
    """Where the text begins after the captions that it begins with, unless nothing follows."""
    here = start
    for begin, end in captions:
        if _skip_space(text, begin, end) == here:
            here = _skip_space(text, end, len(text))
    return start if here == start or here >= len(text.rstrip()) else here


def _is_in(captions: Sequence[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in captions)


# Edges

_CLOSERS = r"""["'”’)\]]*"""
# Not the point of an abbreviation: after a single capital or a title, before a small letter.
_POINT = rf"(?<!\b[A-Z]\.)(?<!\b(?:Co|Dr|Mr|Ms|Mt|No|St|vs)\.){_CLOSERS}(?=\s+[^\sa-z])"
_SENTENCE_END = re.compile(rf"[.!?。！？\n](?:(?<=\n)|(?<=[。！？]){_CLOSERS}|(?<=[.!?]){_POINT})")
_SPACE = re.compile(r"\s")
_INK = re.compile(r"\S")


def _beginning(text: str, window: _Window, *, floor: int) -> int:
    """Where the sentence of the first mark begins, if all marks can be shown then; else a word before the mark."""
    first = window.first
    room = max(LEAD, PASSAGE - SLACK - WORD - (window.last - first))
    sentence = [match.end() for match in _SENTENCE_END.finditer(text, max(0, first - room), first + 1)]
    if sentence and sentence[-1] >= floor:
        return _skip_space(text, sentence[-1], first)
    if first - room <= floor:
        return _skip_space(text, floor, first)
    space = _SPACE.search(text, first - LEAD, first)
    return _skip_space(text, space.end(), first) if space else first


def _ending(text: str, window: _Window, start: int) -> int:
    """Where a sentence ends if one does about there, else a word; after the last mark."""
    ideal = max(start + PASSAGE, window.last + WORD)
    if ideal + SLACK >= len(text):
        return len(text)
    earliest = max(start + SHORTEST, window.last)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, earliest, ideal + SLACK)]
    if ends:
        return min(ends, key=lambda end: abs(end - ideal))
    return next((i for i in range(ideal, max(ideal - SLACK, window.last), -1) if text[i].isspace()), ideal)


def _skip_space(text: str, start: int, end: int) -> int:
    ink = _INK.search(text, start, end)
    return ink.start() if ink else end
