"""Whose figure it is, and where: the organisation and the region nearest to the sum in its sentence.

What stands before the sum comes first, since the one who invests, earns or builds mostly does. Of places inside each other
("Qingdao, a city in Shandong, signed ...") the smallest is meant, and a macro region only where there is nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from corpus.extraction.base import RegionLevel
from corpus.extraction.gazetteer import ancestors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.extraction.base import AmountMention, Extraction, Mention, RegionMention

M = TypeVar("M", bound="Mention")


class OwnerExtractor:
    """Runs after organisations, regions and amounts, and adds to the amounts."""

    def extract(self, known: Extraction, /) -> Extraction:
        return replace(known, amounts=tuple(_owned(amount, known) for amount in known.amounts))


def _owned(amount: AmountMention, known: Extraction) -> AmountMention:
    organisation = _nearest(_beside(amount, known.organisations), amount)
    region = _nearest(_smallest(_beside(amount, known.regions)), amount)
    return replace(amount, organisation=organisation.name if organisation else None, region=region)


def _beside(amount: AmountMention, mentions: Sequence[M]) -> list[M]:
    """Those in the sentence of the amount."""
    start, end = amount.sentence
    return [m for m in mentions if m.part is amount.part and start <= m.start and m.end <= end]


def _nearest(mentions: Sequence[M], amount: AmountMention) -> M | None:
    before = [mention for mention in mentions if mention.end <= amount.start]
    if before:
        return max(before, key=lambda mention: mention.end)
    return min(mentions, key=lambda mention: mention.start, default=None)


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
