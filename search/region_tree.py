"""The region facet as a tree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.models import Region, RegionLevel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

SHOWN = 8  # regions of a level before "Show more"
MOST = 60  # regions of a level in the page


@dataclass(frozen=True, slots=True)
class RegionList:
    """Regions side by side in the place `within` (a slug, "" for the top), sorted selected first, then by count, then by
    name; `more` is how many are left out."""

    within: str
    nodes: tuple[RegionNode, ...]
    more: int = 0

    @classmethod
    def of(cls, within: str, nodes: Iterable[RegionNode]) -> RegionList:
        ordered = sorted(nodes, key=_order)
        return cls(within, tuple(ordered[:MOST]), max(0, len(ordered) - MOST))

    @property
    def first(self) -> tuple[RegionNode, ...]:
        return self.nodes[:SHOWN]

    @property
    def rest(self) -> tuple[RegionNode, ...]:
        return self.nodes[SHOWN:]

    @property
    def size(self) -> int:
        return len(self.nodes) + self.more

    @property
    def has_selection(self) -> bool:
        return any(node.has_selection for node in self.nodes)


@dataclass(frozen=True, slots=True)
class RegionNode:
    """A region with those inside it; `is_open` when those should be seen at once: something in it is selected, or it
    comes first at the top."""

    value: str
    label: str
    count: int
    is_selected: bool
    inside: RegionList
    is_open: bool

    @property
    def has_selection(self) -> bool:
        return self.is_selected or self.inside.has_selection


class _Tree:
    """Builds the nodes of one page."""

    def __init__(self, rows: Sequence[Region], counts: Mapping[str, int], selected: Collection[str]) -> None:
        self._counts, self._selected = counts, selected
        self._inside: dict[int | None, list[Region]] = {}
        present = {row.pk for row in rows}
        for row in rows:
            self._inside.setdefault(row.parent_id if row.parent_id in present else None, []).append(row)

    def top(self) -> RegionList:
        """Everything, the first one open."""
        found = self._level("", None)
        opened = [replace(node, is_open=True) for node in found.nodes[:1]]
        return replace(found, nodes=(*opened, *found.nodes[1:]))

    def _level(self, within: str, parent: int | None) -> RegionList:
        return RegionList.of(within, map(self._node, self._inside.get(parent, [])))

    def _node(self, row: Region) -> RegionNode:
        is_selected, inside = row.slug in self._selected, self._level(row.slug, row.pk)
        is_open = is_selected or inside.has_selection
        return RegionNode(row.slug, row.name, self._counts.get(row.slug, 0), is_selected, inside, is_open)


def region_tree(counts: Mapping[str, int], selected: Collection[str]) -> tuple[RegionList, RegionList]:
    """(countries with all that is inside them, macro regions). One query."""
    rows = list(Region.objects.filter(slug__in={*counts, *selected}))
    macros = [row for row in rows if row.level == RegionLevel.MACRO]
    others = [row for row in rows if row.level != RegionLevel.MACRO]
    return _Tree(others, counts, selected).top(), _Tree(macros, counts, selected).top()


def _order(node: RegionNode) -> tuple[bool, int, str]:
    return not node.has_selection, -node.count, node.label.casefold()


def region_names(slugs: Iterable[str]) -> dict[str, str]:
    """Names by slug."""
    return dict(Region.objects.filter(slug__in=list(slugs)).values_list("slug", "name"))
