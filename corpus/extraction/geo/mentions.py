"""What was decided, as mentions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel, RegionMention
from corpus.extraction.gazetteer import ancestors, places
from corpus.extraction.geo.deciding import decide
from corpus.extraction.geo.evidence import neighbours
from corpus.extraction.geo.finding import inner_names
from corpus.extraction.geo.lexicon import COMMON_TO_ZONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.extraction.geo.deciding import Decision
    from corpus.extraction.geo.evidence import Evidence
    from corpus.extraction.geo.spans import Span

OWNERS = frozenset({RegionLevel.COUNTRY, RegionLevel.PROVINCE, RegionLevel.CITY, RegionLevel.DISTRICT})
SURE, LIKELY, IN_CAPITALS, BY_PATTERN, UNDECIDED = 0.97, 0.88, 0.85, 0.78, 0.5


def mention_of_place(span: Span, decision: Decision) -> RegionMention:
    place = decision.place
    return RegionMention(
        start=span.start,
        end=span.end,
        text=span.text,
        part=span.part,
        rule=_rule(span, decision),
        confidence=_confidence(span, decision),
        place_id=place.id,
        name=place.name,
        level=place.level,
        parent_id=place.parent_id,
        alternatives=tuple(other.id for other in decision.alternatives),
    )


def mention_of_unlisted(span: Span, name: str, evidence: Evidence) -> RegionMention:
    """A zone or town that only its words told, by the longest form of its name in the article."""
    return RegionMention(
        start=span.start,
        end=span.end,
        text=span.text,
        part=span.part,
        rule=span.rule,
        confidence=BY_PATTERN,
        place_id=None,
        name=name,
        level=span.own_level,
        parent_id=_parent(span, evidence),
    )


def in_one_place(mentions: Sequence[RegionMention]) -> list[RegionMention]:
    """The mentions, those of one zone or town by pattern all in the smallest place that any of them tells, if these lie
    in one another: the same name without a place, or with a wider one, is no second zone."""
    told: dict[str, list[str]] = {}
    for mention in mentions:
        if not mention.place_id and mention.parent_id:
            told.setdefault(mention.name, []).append(mention.parent_id)
    owners = {name: _one_place(dict.fromkeys(parents)) for name, parents in told.items()}
    return [
        mention
        if mention.place_id
        else replace(mention, parent_id=owners.get(mention.name) or mention.parent_id)
        for mention in mentions
    ]


def fullest_names(spans: Iterable[Span]) -> dict[str, str]:
    """For each zone or town by pattern the fullest name that the article has for it: one equal but for words in front
    ("Chongqing Banan Maliuyanjiang Development Zone")."""
    names = {span.own_name for span in spans if span.own_name and not span.places}
    fullest: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        words = name.lower().split()
        for index in range(len(words)):
            fullest.setdefault(" ".join(words[index:]), name)
    return {name: fullest[" ".join(name.lower().split())] if _is_own(name) else name for name in names}


def _is_own(name: str) -> bool:
    """Whether it tells the zone apart without words in front."""
    return any(word not in COMMON_TO_ZONES for word in name.lower().replace("-", " ").split())


def _parent(span: Span, evidence: Evidence) -> str | None:
    """The smallest place in the name, or else right behind or before it ("... Park in X's Y district"), or else the one
    that its sentence, or the one before, is about."""
    after, before = (_decided(names, evidence) for names in neighbours(span, evidence))
    return (
        _one_place(_decided(inner_names(span), evidence))
        or _one_place([*after, *before])
        or _one_place(after)
        or _one_place(evidence.named_in[span.sentence])
        or _one_place(evidence.named_in[span.sentence_before])
    )


def _one_place(place_ids: Iterable[str]) -> str | None:
    """The smallest of places that all lie in one another."""
    owners = sorted((place_id for place_id in place_ids if _may_own(place_id)), key=_depth, reverse=True)
    above = {place.id for place in ancestors(owners[0])} if owners else set()
    return owners[0] if owners and above.issuperset(owners[1:]) else None


def _may_own(place_id: str) -> bool:
    return places()[place_id].level in OWNERS


def _depth(place_id: str) -> int:
    return len(ancestors(place_id))


def _decided(names: Iterable[Span], evidence: Evidence) -> list[str]:
    decided = (decision.place.id for name in names if (decision := decide(name, evidence)))
    return [place_id for place_id in decided if _may_own(place_id)]


def _rule(span: Span, decision: Decision) -> str:
    if decision.alternatives:
        return "ambiguous"
    if span.rule != "gazetteer":
        return span.rule
    if span.has_unit:
        return "suffix"
    if decision.is_told_beside:
        return "place-beside"
    return "context" if decision.place.needs_context else "gazetteer"


def _confidence(span: Span, decision: Decision) -> float:
    if decision.alternatives:
        return UNDECIDED if decision.is_open else IN_CAPITALS
    if span.text.isupper() and len(span.text) > 4:
        return IN_CAPITALS
    return LIKELY if _rule(span, decision) in ("context", "short-form", "zone-pattern") else SURE
