"""Which of several places of one name is meant, and whether a name that is weak on its own means a place at all.

Every other name in the article is evidence, most of all one right beside it ("Taizhou in East China's Zhejiang
province", "Zhejiang's Taizhou"), then one in the same sentence, then one anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.gazetteer import ancestors, plain_name
from corpus.extraction.geo.evidence import gather, is_weak, neighbours
from corpus.extraction.geo.lexicon import COMMON_WORDS, STRICT_COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.extraction.gazetteer import Place
    from corpus.extraction.geo.evidence import Evidence
    from corpus.extraction.geo.spans import Span

# Weights of what speaks for a place; a hint counts once.
BESIDE = 6.0  # a place beside it contains it
IN_SENTENCE = 2.5  # its sentence names what contains it, or what it contains
TOLD_ELSEWHERE = 1.5  # beside another mention of the name
CONTAINED = 2.0  # the article names what contains it
CONTAINS = 2.0  # the article names what it contains
NEAR = 1.5  # the article names another place of the same city
SAME_PROVINCE = 0.7
SAME_COUNTRY = 0.5
AMONG_COUNTRIES = 0.7  # its sentence names another country
BETTER_KNOWN = 1.0  # the bare name usually means it
CLEAR = 0.5  # by how much the best must lead


@dataclass(frozen=True, slots=True)
class Decision:
    """`is_told_beside`: only a place right beside decided it; `is_open`: nothing speaks for the place more than for one of the alternatives, not even that it is better known."""

    place: Place
    alternatives: tuple[Place, ...]
    is_told_beside: bool
    is_open: bool


def decide_all(spans: Sequence[Span]) -> tuple[Evidence, list[Decision | None]]:
    """What each span means. Twice: what the first round decides is evidence for the second."""
    evidence = gather(spans)
    told = _told_beside(spans, evidence)
    for span, decision in [(span, decide(span, evidence, told)) for span in spans]:
        if decision and not decision.alternatives:
            evidence.add(span, decision.place)
    return evidence, [decide(span, evidence, told) for span in spans]


def decide(span: Span, evidence: Evidence, told: frozenset[str] = frozenset()) -> Decision | None:
    """The place meant, or None if nothing says that this weak name means one. `told`: places that a mention of theirs
    has beside it what contains them."""
    scored = [(_score(place, span, evidence, told), place) for place in span.places]
    scored.sort(key=lambda pair: -pair[0])
    accepted = [(score, place) for score, place in scored if _is_supported(score, place, span, evidence)]
    if not accepted:
        return None
    best, place = accepted[0]
    rivals = [other for score, other in accepted[1:] if best - score < CLEAR]
    is_open = bool(rivals)
    if best <= BETTER_KNOWN + SAME_COUNTRY and not rivals:
        rivals = [other for _, other in scored if other is not place and other.level is place.level]
    is_told = best >= BESIDE and (len(span.places) > 1 or is_weak(span, place))
    return Decision(place, tuple(rivals), is_told, is_open)


def _score(place: Place, span: Span, evidence: Evidence, told: frozenset[str]) -> float:
    score = 0.0 if place.needs_context else BETTER_KNOWN
    score += BESIDE * _is_told_beside(place, span, evidence)
    score += TOLD_ELSEWHERE * (place.id in told)
    score += CONTAINS * evidence.holding.get(place.id, 0.0)
    if place.level is RegionLevel.COUNTRY:
        return score + AMONG_COUNTRIES * _is_among_countries(place, span, evidence)
    return score + _by_what_contains(place, span, evidence)


def _by_what_contains(place: Place, span: Span, evidence: Evidence) -> float:
    above = ancestors(place.id)
    regions = [parent.id for parent in above if parent.level is not RegionLevel.COUNTRY]
    contained = max((evidence.named.get(parent, 0.0) for parent in regions), default=0.0)
    score = CONTAINED * contained
    in_sentence = evidence.named_in[span.sentence], evidence.holding_in[span.sentence]
    score += IN_SENTENCE * (not in_sentence[0].isdisjoint(regions) or place.id in in_sentence[1])
    if not contained and regions:
        is_near = regions[0] in evidence.holding and (len(regions) > 1 or place.level is not RegionLevel.CITY)
        score += NEAR if is_near else SAME_PROVINCE * any(region in evidence.holding for region in regions)
    return score + SAME_COUNTRY * bool(above and evidence.knows(above[-1].id))


def _is_among_countries(place: Place, span: Span, evidence: Evidence) -> bool:
    return any("-" not in other and other != place.id for other in evidence.named_in[span.sentence])


def _is_told_beside(place: Place, span: Span, evidence: Evidence) -> bool:
    """Whether a place right beside it contains it, or lies in it and stands before it ("Malta, New York")."""
    after, before = neighbours(span, evidence)
    contains = any(_lies_in(place, container) for other in (*after, *before) for container in other.places)
    return contains or any(_lies_in(part, place) for other in before for part in other.places)


def _lies_in(place: Place, container: Place) -> bool:
    return any(parent.id == container.id for parent in ancestors(place.id))


def _told_beside(spans: Sequence[Span], evidence: Evidence) -> frozenset[str]:
    return frozenset(
        place.id
        for span in spans
        if len(span.places) > 1
        for place in span.places
        if _is_told_beside(place, span, evidence)
    )


def _is_supported(score: float, place: Place, span: Span, evidence: Evidence) -> bool:
    if not is_weak(span, place) or score >= BESIDE:
        return True
    if span.text in COMMON_WORDS:
        return False
    if place.level is RegionLevel.COUNTRY:
        return score >= AMONG_COUNTRIES
    *regions, country = ancestors(place.id)
    if country.id == "cn":
        return _is_in_named_city(place, evidence)
    if country.id in STRICT_COUNTRIES:
        return any(evidence.knows(region.id) for region in regions)
    return evidence.knows(country.id)


def _is_in_named_city(place: Place, evidence: Evidence) -> bool:
    """A district goes with its city; a county, a small city or a zone may be named with its province alone."""
    if place.parent_id is not None and evidence.knows(place.parent_id):
        return True
    is_urban = plain_name(place).endswith(("District", "New Area")) and place.level is RegionLevel.DISTRICT
    provinces = (parent.id for parent in ancestors(place.id) if parent.level is RegionLevel.PROVINCE)
    return not is_urban and any(province in evidence.named for province in provinces)
