"""Whose figure it is, and where: the organisation and the region nearest to the sum in its clause, else in its sentence.

What stands before the sum comes first, since the one who invests, earns or builds mostly does. Of places inside each other
("Qingdao, a city in Shandong, signed ...") the smallest is meant, and a macro region only where there is nothing else.
Nobody is better than somebody wrong: who is only quoted owns nothing, and where a firm comes from is not where its money
goes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from corpus.extraction.base import RegionLevel
from corpus.extraction.gazetteer import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.extraction.base import (
        AmountMention,
        Extraction,
        Mention,
        OrganisationMention,
        Part,
        RegionMention,
    )

M = TypeVar("M", bound="Mention")


class OwnerExtractor:
    """Runs after organisations, regions and amounts, and adds to the amounts."""

    def extract(self, known: Extraction, /) -> Extraction:
        organisations, regions = _Placed(known.organisations), _Placed(known.regions)
        owned = (
            _owned(amount, known.text(amount.part), organisations.beside(amount), regions.beside(amount))
            for amount in known.amounts
        )
        return replace(known, amounts=tuple(owned))


class _Placed(Generic[M]):
    """Mentions by where they stand, so that a register of thousands takes no longer for each."""

    def __init__(self, mentions: Iterable[M]) -> None:
        self._mentions: dict[Part, list[M]] = {}
        for mention in sorted(mentions, key=_start):
            self._mentions.setdefault(mention.part, []).append(mention)

    def beside(self, amount: AmountMention) -> list[M]:
        """Those in the sentence of the amount."""
        (start, end), mentions = amount.sentence, self._mentions.get(amount.part, [])
        inside = mentions[bisect_left(mentions, start, key=_start) : bisect_left(mentions, end, key=_start)]
        return [mention for mention in inside if mention.end <= end]


def _start(mention: Mention) -> int:
    return mention.start


def _owned(
    amount: AmountMention,
    text: str,
    all_named: Sequence[OrganisationMention],
    all_places: Sequence[RegionMention],
) -> AmountMention:
    named = [organisation for organisation in all_named if not _is_quoted(organisation, text)]
    places = [region for region in all_places if not _is_origin(region, all_named, text)]
    clause = _clause(amount, text)
    organisation = _nearest(named, amount, clause)
    region = _nearest(_without_venues(_smallest(places), text), amount, clause)
    return replace(amount, organisation=organisation.name if organisation else None, region=region)


_BETWEEN_CLAUSES = re.compile(r"[;；]|, (?:and|but|while|whereas) | while | whereas ")


def _clause(amount: AmountMention, text: str) -> tuple[int, int]:
    start, end = amount.sentence
    cuts = [match.start() for match in _BETWEEN_CLAUSES.finditer(text, start, end)]
    before = [cut for cut in cuts if cut <= amount.start]
    after = [cut for cut in cuts if cut >= amount.end]
    return max(before, default=start), min(after, default=end)


def _nearest(mentions: Sequence[M], amount: AmountMention, clause: tuple[int, int]) -> M | None:
    first, last = clause
    inside = [mention for mention in mentions if first <= mention.start and mention.end <= last]
    for some in (inside, mentions):
        before = [mention for mention in some if mention.end <= amount.start]
        if before:
            return max(before, key=lambda mention: mention.end)
        if some:
            return min(some, key=lambda mention: mention.start)
    return None


# Who is quoted

_REACH = 60  # characters before a name that are looked at
_PERSON = (
    r"(?:chair(?:man|woman|person)?|chief|director|dean|deputy|economist|expert|head|leader|mayor|minister|"
    r"official|analyst|president|professor|researcher|secretary|spokes(?:man|woman|person)|manager|member)s?"
)
_QUOTED_BEFORE = re.compile(
    rf"(?:according to|\bciting|\bquoting|\b(?:data|figures|statistics|numbers|estimates?|reports?|stud(?:y|ies)|surveys?) (?:\w+ )?(?:from|of|by)|"
    rf"\b{_PERSON} (?:of|at|from|with|in))(?: \w+){{0,3}}? ?(?:the )?$",
    re.IGNORECASE,
)
_QUOTED_AFTER = re.compile(
    r"(?:[’']s)?(?: (?:data|figures|statistics|numbers|estimates))?,? "
    r"(?:(?:said|says|show(?:s|ed)?|noted|told)\b|(?:estimate[sd]?|forecasts?|predict(?:s|ed)?)(?=[,.]))"
    r"(?! (?:\w+ ){0,2}?(?:it|they|its|the (?:company|firm|group|fund|bank|park|zone)|he and|she and)\b)"
)


def _is_quoted(organisation: OrganisationMention, text: str) -> bool:
    """Whether it's the one who says so: "according to the bureau", "a director of the institute", "the office said"."""
    before = text[max(0, organisation.start - _REACH) : organisation.start]
    return bool(_QUOTED_BEFORE.search(before) or _QUOTED_AFTER.match(text, organisation.end))


# Where a firm comes from

_POSSESSIVE = re.compile(r"[’']s (?:[\w-]+ ){0,3}?$")
_OF_PLACE = re.compile(r"\s*(?:,|\()?\s*(?:of|from)\s+(?:the\s+)?$")
_SEAT_BEFORE = re.compile(r"\b(?:based|headquartered|registered) in (?:the )?$")
_SEAT_AFTER = re.compile(r"-(?:based|headquartered|listed|born)\b")


def _is_origin(region: RegionMention, organisations: Sequence[OrganisationMention], text: str) -> bool:
    """Whether the place only tells which firm is meant: "Denmark's Orlund", "Ibiden of Japan", "Hangzhou-based Betta"."""
    if _SEAT_AFTER.match(text, region.end) or _SEAT_BEFORE.search(
        text, max(0, region.start - 30), region.start
    ):
        return True
    for organisation in organisations:
        if region.end <= organisation.start and _POSSESSIVE.fullmatch(text, region.end, organisation.start):
            return True
        if organisation.end <= region.start and _OF_PLACE.fullmatch(text, organisation.end, region.start):
            return True
    return False


# Where people met

_HELD_IN = re.compile(
    r"\b(?:(?:was|were|is|been|being) )?(?:held|hosted|convened|staged|(?:took|takes?|taking) place|concluded|kicked off)"
    r"(?: \w+){0,2}? (?:in|at) (?:the )?$",
    re.IGNORECASE,
)


def _without_venues(regions: list[RegionMention], text: str) -> list[RegionMention]:
    """Without places where a conference or a ceremony was held, if others are named: what is signed at a conference in one
    place is mostly built in another, and an event is seldom named beside a third."""
    elsewhere = [
        region for region in regions if not _HELD_IN.search(text, max(0, region.start - _REACH), region.start)
    ]
    return elsewhere or regions


def _smallest(regions: list[RegionMention]) -> list[RegionMention]:
    """Without those that contain another one of them, as far as the gazetteer tells, and without macro regions beside
    others."""
    regions = [region for region in regions if region.level is not RegionLevel.MACRO] or regions
    containers = {container for region in regions for container in _containers(region)}
    return [region for region in regions if region.place_id is None or region.place_id not in containers]


def _containers(region: RegionMention) -> set[str]:
    inside = region.place_id or region.parent_id
    if inside is None:
        return set()
    above = {place.id for place in ancestors(inside)}
    return above if region.place_id else above | {inside}
