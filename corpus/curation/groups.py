"""Which of two organisations is likelier the group, where one name is a part of the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.extraction.orgs.lexicon import BODY, GROUP
from corpus.extraction.orgs.tokens import fold, words_of

NAMES_OF_GROUPS = frozenset(map(fold, GROUP))
NAMES_OF_UNITS = frozenset(map(fold, {*BODY, "Branch", "Division", "Subsidiary", "Faculty", "Unit"}))


class Sign(StrEnum):
    """Why the group is the one it is."""

    CALLED_GROUP = "called group"
    CALLED_UNIT = "called unit"
    LONGER_NAME = "longer name"


@dataclass(frozen=True, slots=True)
class Grouping:
    """`group` is the place (0 or 1) of the likelier group among the two names, `sign` what it was told by."""

    group: int
    sign: Sign


def likelier_group(names: tuple[str, str]) -> Grouping:
    """What a longer name adds mostly tells a part from its group: "Jiangsu Hengrui Pharma" is of "Hengrui Pharma". It is the
    group if it adds that word ("Fosun Pharma Group"), or if the shorter is what a part of it is called ("Institute of
    Biophysics" of "Chinese Academy of Sciences Institute of Biophysics")."""
    first, second = (tuple(map(fold, words_of(name))) for name in names)
    short, long = (0, 1) if len(first) <= len(second) else (1, 0)
    shorter, longer = ((first, second)[place] for place in (short, long))
    if NAMES_OF_GROUPS & (set(longer) - set(shorter)):
        return Grouping(long, Sign.CALLED_GROUP)
    if shorter[:1] and shorter[0] in NAMES_OF_UNITS and longer[-len(shorter) :] == shorter:
        return Grouping(long, Sign.CALLED_UNIT)
    return Grouping(short, Sign.LONGER_NAME)
