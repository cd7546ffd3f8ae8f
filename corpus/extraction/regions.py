"""Places: countries, macro regions, provinces, cities, districts and zones.

Names of the gazetteer and zones by pattern are found first; then what is the name of something else is put aside, and
what may be several places is decided by the other places of the article.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction.base import OrganisationKind, Part, RegionLevel, RegionMention
from corpus.extraction.gazetteer import ancestors
from corpus.extraction.geo.deciding import Decision, Evidence, decide, gather, told_beside
from corpus.extraction.geo.finding import find_names, inner_names
from corpus.extraction.geo.short_forms import introduced, short_forms
from corpus.extraction.geo.surroundings import is_hidden
from corpus.extraction.geo.tokens import read
from corpus.extraction.geo.zone_patterns import find_zones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.extraction.base import Extraction, OrganisationMention
    from corpus.extraction.geo.spans import Span
    from corpus.extraction.geo.tokens import Passage

COUNTED_INSIDE = frozenset({OrganisationKind.GOVERNMENT})
COMMITTEES = ("committee", "commission", "administration", "authority", "bureau", "government", "office")


class RegionExtractor:
    """Reads title, body and organisations. A zone's mention holds the mentions of the places in its name."""

    def extract(self, known: Extraction, /) -> Extraction:
        spans = [span for part in Part for span in _spans(part, known)]
        evidence = gather(spans)
        told = told_beside(spans, evidence)
        decided = [(span, _decide(span, evidence, told)) for span in spans if not span.hidden]
        mentions = [mention for span, decision in decided if (mention := _mention(span, decision, evidence))]
        order = list(Part)
        return replace(known, regions=tuple(sorted(mentions, key=lambda m: (order.index(m.part), m.start, -m.end))))
