"""What the rules about places pass on: a name found in the text, still without a decision which place it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel

if TYPE_CHECKING:
    from corpus.extraction.base import Part
    from corpus.extraction.gazetteer import Place
    from corpus.extraction.geo.tokens import Passage


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` to `after` (exclusive) of a passage that name one of `places`. `has_unit`: it says what kind of place it is
    ("district", "Province"). `hidden`: it stands in the name of something else and is no place here, but still tells
    which region the text is about. `inside` is the span of the zone whose name holds this one. A zone or town that
    only a pattern found has `own_name` and `own_level` and often no places."""

    part: Part
    passage: Passage
    first: int
    after: int
    places: tuple[Place, ...]
    has_unit: bool = False
    hidden: bool = False
    inside: Span | None = None
    own_name: str = ""
    own_level: RegionLevel = RegionLevel.ZONE
    rule: str = "gazetteer"

    @property
    def start(self) -> int:
        return self.passage.tokens[self.first].start

    @property
    def end(self) -> int:
        return self.passage.tokens[self.after - 1].end

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def sentence(self) -> tuple[str, int]:
        return self.part, self.passage.sentences[self.first]

    @property
    def sentence_before(self) -> tuple[str, int]:
        return self.part, self.passage.sentences[self.first] - 1
