"""Places: countries, macro regions, provinces, cities, districts and zones.

Names of the gazetteer and zones by pattern are found first; then what stands in the name of something else is put
aside, and which of several places of a name is meant is decided by the other places of the article.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction.base import Part, RegionLevel
from corpus.extraction.geo.deciding import decide_all
from corpus.extraction.geo.finding import find_spans
from corpus.extraction.geo.mentions import (
    fullest_names,
    in_one_place,
    mention_of_place,
    mention_of_unlisted,
)
from corpus.extraction.geo.setting_aside import set_aside
from corpus.extraction.geo.short_forms import introduced, uses
from corpus.extraction.geo.tokens import read
from corpus.extraction.geo.towns import COUNTY_RULE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.extraction.base import Extraction, RegionMention
    from corpus.extraction.geo.spans import Span

CHINA, UNITED_STATES = "cn", "us"


class RegionExtractor:
    """Reads title, body and organisations. The mention of a zone may hold mentions of the places in its name."""

    def extract(self, known: Extraction, /) -> Extraction:
        mentions = in_one_place(list(_mentions(_spans(known))))
        order = list(Part)
        mentions.sort(key=lambda mention: (order.index(mention.part), mention.start, -mention.end))
        return replace(known, regions=tuple(mentions))


def _spans(known: Extraction) -> list[Span]:
    passages = {part: read(known.text(part), is_title=part is Part.TITLE) for part in Part}
    found = {
        part: [span for span in find_spans(part, passage) if not known.lists.bars_region(span.text)]
        for part, passage in passages.items()
    }
    short = introduced([span for spans in found.values() for span in spans])
    for part, passage in passages.items():
        again = uses(part, passage, short, found[part])
        found[part] += [span for span in again if not known.lists.bars_region(span.text)]
    ordered = sorted(known.organisations, key=lambda body: body.start)
    bodies = {part: [body for body in ordered if body.part is part] for part in Part}
    return [span for part, spans in found.items() for span in set_aside(spans, bodies[part])]


def _mentions(spans: Sequence[Span]) -> Iterator[RegionMention]:
    evidence, decisions = decide_all(spans)
    names = fullest_names(span for span in spans if not span.hidden)
    for span, decision in zip(spans, decisions, strict=True):
        if span.hidden:
            continue
        if decision:
            yield mention_of_place(span, decision)
        elif not span.places and (span.own_level is RegionLevel.ZONE or evidence.knows(_country_of(span))):
            yield mention_of_unlisted(span, names[span.own_name], evidence)


def _country_of(town: Span) -> str:
    """Where small places that only a pattern found lie, if anywhere."""
    return UNITED_STATES if town.rule == COUNTY_RULE else CHINA
