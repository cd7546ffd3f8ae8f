"""Whether a word may be Chinese in Latin letters."""

from __future__ import annotations

from corpus.extraction.geo.lexicon import words

INITIALS = {""} | words("b p m f d t n l g k h j q x r z c s y w zh ch sh")
FINALS = words(
    "a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ue er"
)
SYLLABLES = frozenset(initial + final for initial in INITIALS for final in FINALS)
LONGEST_SYLLABLE = max(map(len, SYLLABLES))
SYLLABLES_OF_A_NAME = range(2, 5)
LONGEST_NAME = 20  # letters


def is_pinyin(word: str) -> bool:
    """Whether the lower-case word is two to four syllables of Chinese."""
    if len(word) > LONGEST_NAME:
        return False
    counts: list[set[int]] = [{0}, *(set() for _ in word)]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            if word[start:end] in SYLLABLES:
                counts[end] |= {count + 1 for count in counts[start]}
    return any(count in SYLLABLES_OF_A_NAME for count in counts[-1])
