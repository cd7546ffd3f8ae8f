"""What an article names, as evidence for what its other names mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.gazetteer import ancestors
from corpus.extraction.geo.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.extraction.gazetteer import Place
    from corpus.extraction.geo.spans import Span

IN_THE_OPEN, IN_OTHER_NAMES = 1.0, 0.8  # "Shanghai", and that of "Shanghai Electric"
LONGEST_ACRONYM = 6
REACH = 8  # tokens between a place and the one that tells where it is
LINKS = words(
    ", in ' s of ( ) the city province county district capital - a municipality under near outside northern southern "
    "eastern western central north south east west northeast northwest southeast southwest northeastern northwestern "
    "southeastern southwestern state"
)


@dataclass(slots=True)
class Evidence:
    """By place id: how surely it is `named`, and how surely it is `holding` something named; likewise, without a weight,
    for each sentence, where names of something else count for nothing. `starts` and `ends`: every name by its part and the token where it begins or after it ends."""

    named: dict[str, float] = field(default_factory=dict)
    holding: dict[str, float] = field(default_factory=dict)
    named_in: defaultdict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    holding_in: defaultdict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    starts: dict[tuple[str, int], Span] = field(default_factory=dict)
    ends: dict[tuple[str, int], Span] = field(default_factory=dict)

    def knows(self, place_id: str) -> bool:
        """Whether the place or anything in it is named."""
        return place_id in self.named or place_id in self.holding

    def add(self, span: Span, place: Place) -> None:
        weight = IN_OTHER_NAMES if span.hidden else IN_THE_OPEN
        self.named[place.id] = max(weight, self.named.get(place.id, 0.0))
        above = [parent.id for parent in ancestors(place.id)]
        for parent in above:
            self.holding[parent] = max(weight, self.holding.get(parent, 0.0))
        if not span.hidden:
            self.named_in[span.sentence].add(place.id)
            self.holding_in[span.sentence].update(above)


def gather(spans: Iterable[Span]) -> Evidence:
    """The names that mean one place for sure."""
    evidence = Evidence()
    for span in spans:
        evidence.starts[span.part, span.first] = span
        evidence.ends[span.part, span.after] = span
        if len(span.places) == 1 and not is_weak(span, span.places[0]):
            evidence.add(span, span.places[0])
    return evidence


def is_weak(span: Span, place: Place) -> bool:
    """Whether the name is no sign of the place without support: short forms such as "SIP" are none either, unless
    the article introduces them."""
    is_acronym = span.after - span.first == 1 and span.text.isupper() and len(span.text) <= LONGEST_ACRONYM
    if is_acronym and place.level is RegionLevel.ZONE:
        return span.rule != "short-form"
    return place.needs_context and not span.has_unit


def neighbours(span: Span, evidence: Evidence) -> tuple[list[Span], list[Span]]:
    """The names after and before this one with nothing but links between: "X in East China's Y province", "Y's X"."""
    return _after(span, evidence), _before(span, evidence)


def _after(span: Span, evidence: Evidence) -> list[Span]:
    tokens = span.passage.tokens
    found: list[Span] = []
    index = span.after
    while index < min(len(tokens), span.after + REACH):
        if following := evidence.starts.get((span.part, index)):
            found.append(following)
            index = following.after
        elif tokens[index].key in LINKS:
            index += 1
        else:
            break
    return found


def _before(span: Span, evidence: Evidence) -> list[Span]:
    tokens = span.passage.tokens
    for index in range(span.first, max(0, span.first - REACH), -1):
        if preceding := evidence.ends.get((span.part, index)):
            return [preceding]
        if tokens[index - 1].key not in LINKS:
            break
    return []
