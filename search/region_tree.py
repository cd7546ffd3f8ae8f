"""The region facet as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.models import Region, RegionLevel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class RegionNode:
    """A region with those inside it; `is_open` when its children should be seen at once: something in it is selected, or
    it is the only country."""

    value: str
    label: str
    count: int
    is_selected: bool
    children: tuple[RegionNode, ...]
    is_open: bool

    @property
    def has_selection(self) -> bool:
        return self.is_selected or any(child.has_selection for child in self.children)


def region_tree(
    counts: Mapping[str, int], selected: Collection[str]
) -> tuple[tuple[RegionNode, ...], tuple[RegionNode, ...]]:
    """(countries with all that is inside them, macro regions), each sorted selected first, then by count, then by name.
    One query."""
    rows = list(Region.objects.filter(slug__in={*counts, *selected}))
    inside: dict[int | None, list[Region]] = {}
    present = {row.pk for row in rows}
    for row in rows:
        if row.level != RegionLevel.MACRO:
            inside.setdefault(row.parent_id if row.parent_id in present else None, []).append(row)
    macros = [_leaf(row, counts, selected) for row in rows if row.level == RegionLevel.MACRO]
    countries = _nodes(None, inside, counts, selected)
    return countries, tuple(sorted(macros, key=_order))


def _nodes(
    parent: int | None,
    inside: Mapping[int | None, list[Region]],
    counts: Mapping[str, int],
    selected: Collection[str],
) -> tuple[RegionNode, ...]:
    rows = inside.get(parent, [])
    nodes = []
    for row in rows:
        children = _nodes(row.pk, inside, counts, selected)
        chosen = row.slug in selected or any(child.has_selection for child in children)
        is_open = chosen or (parent is None and len(rows) == 1)
        nodes.append(
            RegionNode(row.slug, row.name, counts.get(row.slug, 0), row.slug in selected, children, is_open)
        )
    return tuple(sorted(nodes, key=_order))


def _leaf(row: Region, counts: Mapping[str, int], selected: Collection[str]) -> RegionNode:
    return RegionNode(row.slug, row.name, counts.get(row.slug, 0), row.slug in selected, (), is_open=False)


def _order(node: RegionNode) -> tuple[bool, int, str]:
    return not node.has_selection, -node.count, node.label.casefold()


def region_names(slugs: Iterable[str]) -> dict[str, str]:
    """Names by slug."""
    return dict(Region.objects.filter(slug__in=list(slugs)).values_list("slug", "name"))
