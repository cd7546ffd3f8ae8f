"""Where sentences begin and end in the plain text of a page."""

from __future__ import annotations

import re

# A run of end marks with the quotes and brackets that close after it, and the first letter of what follows.
BOUNDARY = re.compile(
    r"""(?<![.!?。！？])[.!?。！？]++["”’')\]）]{0,4}+(?P<gap>[ \t\u00a0\u3000]*+)"""
    r"""(?P<next>["“‘'(\[（]{0,4}+[^\s"“‘'(\[（])"""
)
LINE = re.compile(r"[^\r\n\v\f\u0085\u2028\u2029]+")

LAST_WORD = re.compile(r"[\w&'’.-]*$")
FIRST_WORD = re.compile(r"[\w'’-]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Nothing ends after these: a name or a number follows.
TITLES = _words(
    "mr mrs ms dr prof st messrs hon rev gen col maj capt lt sgt sen rep gov pres mt ft vs viz cf e.g i.e approx est "
    "ca incl excl no nos fig figs vol pp art sec para tel eng rs ph.d"
)
BEFORE_NUMBER = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun p par ch sect"
)
# A sentence may end after these, and only the next word can tell.
ABBREVIATIONS = _words(
    "co ltd inc corp bros llc plc pte pty sdn bhd pvt gmbh s.a n.v b.v s.p.a a.g u.s u.k u.n e.u u.s.a u.a.e d.c l.a "
    "p.r jr sr etc al a.m p.m dept univ assn intl ave blvd rd sq bn mn mln bln tn trln cr kg km"
)
INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z]")
STARTERS = _words(
    "The A An In It Its He She They We You I This That These Those There Their His Her Our At On For By With As But "
    "And Or So If When While Where After Before Since Until During Under Over From To Through Across Between Among "
    "Within Of About Around More Most Many Some All Both Each Every Another Other Such Now Then Today Yesterday "
    "Currently Meanwhile However Moreover Furthermore Additionally Also Besides Instead According Last Next Earlier "
    "Later Following Founded Established Located Based Headquartered Despite Although Though Because What How Who "
    "Why Which Once Only Not No Yes Here"
)


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence, end-exclusive and without the space around it. A line break always ends one;
    spans are in order, never overlap, and leave out nothing but white space."""
    spans: list[tuple[int, int]] = []
    for line in LINE.finditer(text):
        start = line.start()
        for match in BOUNDARY.finditer(text, line.start(), line.end()):
            if _ends_sentence(text, start, match):
                spans.append((start, match.start("gap")))
                start = match.start("next")
        spans.append((start, line.end()))
    return tuple(span for span in (_stripped(text, *span) for span in spans) if span[0] < span[1])


def sentences_around(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the sentences that have a part of what stands there."""
    return [span for span in sentence_spans(text) if span[0] < end and start < span[1]]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_sentence(text: str, sentence_start: int, match: re.Match[str]) -> bool:
    following = FIRST_WORD.match(text, match.end() - 1)
    next_word = following.group() if following else ""
    if text[match.start()] != ".":
        return not next_word[:1].islower()
    if not match.group("gap"):
        return _is_missing_space(text, match, next_word)
    return not next_word[:1].islower() and _word_may_end(text, sentence_start, match.start(), next_word)


def _is_missing_space(text: str, match: re.Match[str], next_word: str) -> bool:
    """Whether "services.The new area" lost a space: not so in decimals, initials, addresses and "Booking.com"."""
    before = text[max(0, match.start() - 2) : match.start()]
    closes = len(before) == 2 and (before.islower() or before[-1].isdigit() or before[-1] in '%)”’"]')
    opens = next_word in STARTERS or (next_word[:1].isupper() and next_word[1:2].islower())
    return closes and opens and "com" not in next_word.lower()[:3] and not _in_address(text, match.start())


def _in_address(text: str, dot: int) -> bool:
    word = LAST_WORD.search(text[max(0, dot - 60) : dot])
    return word is not None and word.group().lower().startswith("www")


def _word_may_end(text: str, sentence_start: int, dot: int, next_word: str) -> bool:
    found = LAST_WORD.search(text[max(sentence_start, dot - 30) : dot])
    word = found.group() if found else ""
    lowered = word.lower()
    if lowered in TITLES:
        return False
    if lowered in BEFORE_NUMBER and next_word[:1].isdigit():
        return False
    if lowered in ABBREVIATIONS or INITIAL.fullmatch(word):
        return next_word in STARTERS or not next_word
    return True
