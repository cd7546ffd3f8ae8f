"""What a place is, and the lines that hold one: tab-separated, a list joined by "; ", one place a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COLUMNS = ("id", "level", "parent", "code", "name", "aliases", "members", "context")
LIST_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `id` is a readable slug, unique and stable ("cn-tianjin-binhai"); `name` is what people see, with its
    parent in brackets only where the bare name would mislead ("Taizhou (Zhejiang)"); `parent_id` is the place that
    contains it, None for countries and for macro regions of the world; `member_ids` are the places that a macro region
    spans; `aliases` are other spellings found in text; `code` is the official code (ISO 3166, GB/T 2260) if any.
    `needs_context`: the bare name alone is no sign of this place; its suffix or another place in the text must back it."""

    id: str
    name: str
    level: RegionLevel
    parent_id: str | None
    aliases: tuple[str, ...] = ()
    code: str | None = None
    member_ids: tuple[str, ...] = ()
    needs_context: bool = False


def read_places(path: Path) -> Iterator[Place]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return (_place(line) for line in lines[1:] if line)


def write_places(path: Path, places: Iterable[Place]) -> int:
    """Writes the file anew; how many places it holds."""
    lines = [_line(place) for place in places]
    path.write_text("\n".join(("\t".join(COLUMNS), *lines)) + "\n", encoding="utf-8")
    return len(lines)


def _place(line: str) -> Place:
    identifier, level, parent, code, name, aliases, members, context = line.split("\t")
    return Place(
        id=identifier,
        name=name,
        level=_LEVELS[level],
        parent_id=parent or None,
        aliases=_list(aliases),
        code=code or None,
        member_ids=_list(members),
        needs_context=context == "needed",
    )


def _line(place: Place) -> str:
    return "\t".join(
        (
            place.id,
            place.level.value,
            place.parent_id or "",
            place.code or "",
            place.name,
            LIST_SEPARATOR.join(place.aliases),
            LIST_SEPARATOR.join(place.member_ids),
            "needed" if place.needs_context else "",
        )
    )


_LEVELS = {level.value: level for level in RegionLevel}


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split(LIST_SEPARATOR)) if text else ()
