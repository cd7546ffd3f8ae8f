"""Which of several places of one name is meant, and whether a name that is weak on its own means a place at all.

Every other name in the article is evidence, most of all one right beside it ("Taizhou in East China's Zhejiang
province", "Zhejiang's Taizhou"), then one in the same sentence, then one anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.gazetteer import ancestors
from corpus.extraction.geo.lexicon import COMMON_WORDS, STRICT_COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.extraction.gazetteer import Place
    from corpus.extraction.geo.spans import Span

BESIDE, IN_SENTENCE, IN_ARTICLE, SIBLING, SAME_COUNTRY, BETTER_KNOWN = 6.0, 1.0, 2.0, 0.7, 0.5, 1.0
HIDDEN_WEIGHT = 0.6
REACH = 8  # tokens between a place and the one that tells where it is
CLEAR = 0.5  # by how much the best must lead
LINKS = frozenset(", in ' s of ( ) the city province county district capital - ’ a municipality under".split())


@dataclass(frozen=True, slots=True)
class Decision:
    place: Place
    alternatives: tuple[Place, ...]
    support: float
    is_beside: bool


@dataclass(slots=True)
class Evidence:
    """What the article names besides: for each place id how surely, with all that contain it, and where."""

    within: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    parents: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    sentences: defaultdict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    starts: dict[tuple[str, int], Span] = field(default_factory=dict)
    ends: dict[tuple[str, int], Span] = field(default_factory=dict)

    def knows(self, place_id: str) -> bool:
        """Whether the place or anything in it is named."""
        return place_id in self.within or place_id in self.parents


def gather(spans: Iterable[Span]) -> Evidence:
    found = Evidence()
    for span in spans:
        found.starts[span.part, span.first] = span
        found.ends[span.part, span.after] = span
        sure = [place for place in span.places if not place.needs_context or span.has_unit]
        if len(sure) == 1 and len(span.places) == 1:
            _count(found, span, sure[0])
    return found


def _count(found: Evidence, span: Span, place: Place) -> None:
    weight = HIDDEN_WEIGHT if span.hidden else 1.0
    found.within[place.id] = max(found.within[place.id], weight)
    found.sentences[span.sentence].add(place.id)
    for parent in ancestors(place.id):
        found.parents[parent.id] = max(found.parents[parent.id], weight)


def decide(span: Span, evidence: Evidence, told: frozenset[str]) -> Decision | None:
    """The place meant, or None if nothing says that this weak name means one. `told`: see `told_beside`."""
    scored = sorted(((_score(place, span, evidence, told), place) for place in span.places), key=_best_first)
    accepted = [(score, place) for score, place in scored if _is_supported(score, place, span, evidence)]
    if not accepted:
        return None
    best, place = accepted[0]
    rivals = [other for score, other in accepted[1:] if best - score < CLEAR]
    if best <= BETTER_KNOWN + SAME_COUNTRY and not rivals:
        rivals = [other for _, other in scored if other is not place and other.level is place.level]
    return Decision(place, tuple(rivals), best, best >= BESIDE)


def _best_first(scored: tuple[float, Place]) -> float:
    return -scored[0]


def _score(place: Place, span: Span, evidence: Evidence, told: frozenset[str]) -> float:
    above = ancestors(place.id)
    score = 0.0 if place.needs_context else BETTER_KNOWN
    if _is_told_beside(place, span, evidence):
        score += BESIDE
    if place.id in told:
        score += BESIDE
    named = [parent for parent in above if parent.level is not RegionLevel.COUNTRY and parent.id in evidence.within]
    score += IN_ARTICLE * max((evidence.within[parent.id] for parent in named), default=0.0)
    score += IN_SENTENCE * any(parent.id in evidence.sentences[span.sentence] for parent in named)
    score += IN_ARTICLE * evidence.parents.get(place.id, 0.0)
    if not named and any(parent.id in evidence.parents for parent in above[:-1]):
        score += SIBLING
    if above and (above[-1].id in evidence.within or above[-1].id in evidence.parents):
        score += SAME_COUNTRY
    return score


def _is_told_beside(place: Place, span: Span, evidence: Evidence) -> bool:
    return any(_tells(other, place) for other in _neighbours(span, evidence))


def _tells(other: Span, place: Place) -> bool:
    above = {parent.id for parent in ancestors(place.id)}
    return any(found.id in above for found in other.places)


def _neighbours(span: Span, evidence: Evidence) -> Iterable[Span]:
    """The names after and before this one with nothing but links between: "X in East China's Y province", "Y's X"."""
    tokens = span.passage.tokens
    index = span.after
    while index < min(len(tokens), span.after + REACH):
        if following := evidence.starts.get((span.part, index)):
            yield following
            index = following.after
        elif tokens[index].key in LINKS:
            index += 1
        else:
            break
    index = span.first
    while index > max(0, span.first - REACH):
        if preceding := evidence.ends.get((span.part, index)):
            yield preceding
            break
        if tokens[index - 1].key not in LINKS:
            break
        index -= 1


def _is_supported(score: float, place: Place, span: Span, evidence: Evidence) -> bool:
    if not place.needs_context or score >= BESIDE:
        return True
    if span.text in COMMON_WORDS:
        return False
    above = ancestors(place.id)
    country = above[-1].id if above else ""
    if country == "cn":
        return span.has_unit or _is_in_named_city(place, evidence)
    if country in STRICT_COUNTRIES:
        return any(evidence.knows(parent.id) for parent in above[:-1])
    return evidence.knows(country)


def _is_in_named_city(place: Place, evidence: Evidence) -> bool:
    """A district goes with its city; a county or a small city may be named with its province alone."""
    if place.parent_id is not None and evidence.knows(place.parent_id):
        return True
    is_urban = place.name.partition(" (")[0].endswith(("District", "New Area"))
    return not is_urban and any(parent.level is RegionLevel.PROVINCE and parent.id in evidence.within for parent in ancestors(place.id))


def told_beside(spans: Sequence[Span], evidence: Evidence) -> frozenset[str]:
    """The places, of those with namesakes, that another place right beside them tells somewhere in the article."""
    return frozenset(
        place.id
        for span in spans
        if len(span.places) > 1
        for place in span.places
        if _is_told_beside(place, span, evidence)
    )
