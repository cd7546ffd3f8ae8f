"""The region facet as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from corpus.models import Region, RegionLevel
from search.panel.options import Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from search.containment import Surroundings
    from search.panel.known import Known
    from search.results import Counts

SHOWN = 8  # regions of a level before "Show more"
MOST = 24  # regions of a level in the page
COMMONEST = 60  # regions in the page, besides those inside selected ones


class RegionList(NamedTuple):
    """Regions side by side in the place `within` (a slug, "" for the top), sorted selected first, then by count, then by
    name; `more` is how many are left out. `has_selection` says whether anything in it is selected."""

    within: str
    nodes: tuple[RegionNode, ...]
    more: int
    has_selection: bool

    @classmethod
    def of(cls, within: str, nodes: Sequence[RegionNode]) -> RegionList:
        """Of nodes by count and name."""
        has_selection = any(node.has_selection for node in nodes)
        if has_selection:
            nodes = sorted(nodes, key=lambda node: not node.has_selection)
        return cls(within, tuple(nodes[:MOST]), max(0, len(nodes) - MOST), has_selection)

    @property
    def first(self) -> tuple[RegionNode, ...]:
        return self.nodes[:SHOWN]

    @property
    def rest(self) -> tuple[RegionNode, ...]:
        return self.nodes[SHOWN:]

    @property
    def hidden(self) -> int:
        """How many are not shown at once."""
        return len(self.rest) + self.more

    @property
    def is_open(self) -> bool:
        return any(node.has_selection for node in self.rest)

    @property
    def size(self) -> int:
        return len(self.nodes) + self.more


EMPTY = RegionList("", (), 0, has_selection=False)


class RegionNode(NamedTuple):
    """A region with those inside it; `is_open` when those should be seen at once: something in it is selected, or it
    comes first at the top."""

    option: Option
    inside: RegionList
    is_open: bool
    has_selection: bool


class _Tree:
    """Builds the nodes of one page, from regions by count and name."""

    def __init__(
        self,
        rows: Iterable[Region],
        counts: Mapping[str, int],
        selected: Sequence[str],
        wider: Mapping[str, str],
    ) -> None:
        self._counts, self._selected, self._wider = counts, selected, wider
        self._inside: dict[int | None, list[Region]] = {}
        for row in rows:
            self._inside.setdefault(row.parent_id, []).append(row)

    def top(self) -> RegionList:
        """Everything, the first one open."""
        found = self._level("", None)
        opened = [node._replace(is_open=True) for node in found.nodes[:1]]
        return found._replace(nodes=(*opened, *found.nodes[1:]))

    def _level(self, within: str, parent: int | None) -> RegionList:
        rows = self._inside.get(parent)
        return RegionList.of(within, [self._node(row) for row in rows]) if rows else EMPTY

    def _node(self, row: Region) -> RegionNode:
        is_selected, inside = row.slug in self._selected, self._level(row.slug, row.id)
        has_selection = is_selected or inside.has_selection
        wider = self._wider.get(row.slug, "")
        option = Option(row.slug, row.name, self._counts[row.slug], is_selected, wider=wider)
        return RegionNode(option, inside, is_open=has_selection, has_selection=has_selection)


@dataclass(frozen=True, slots=True)
class RegionTree:
    """Countries with all that is inside them, and macro regions. `more` is how many regions are left out everywhere."""

    countries: RegionList
    macro_regions: RegionList
    more: int


def region_tree(
    counts: Counts,
    selected: Sequence[str],
    known: Known,
    around: Surroundings,
    *,
    wider: Mapping[str, str],
) -> RegionTree:
    """The regions with most articles, the selected ones and what is `around` those. `wider` has the address of the search in
    a region instead of what is selected in it. One query at most."""
    rows = {row.slug: row for row in _rows(counts, known, around)}
    counted = {slug: counts.get(slug, 0) for slug in rows}
    ordered = sorted(rows.values(), key=lambda row: (-counted[row.slug], row.name.casefold()))
    macros = [row for row in ordered if row.level == RegionLevel.MACRO]
    others = [row for row in ordered if row.level != RegionLevel.MACRO]
    return RegionTree(
        countries=_Tree(others, counted, selected, wider).top(),
        macro_regions=_Tree(macros, counted, selected, wider).top(),
        more=len(counts) - sum(map(bool, counted.values())),
    )


def _rows(counts: Counts, known: Known, around: Surroundings) -> Iterator[Region]:
    """Every region has more articles than those inside it, so parents come with their children; those of selected regions
    come in any case."""
    yield from known.regions.of((slug for slug, _ in counts.most_common(COMMONEST)), counts).values()
    yield from (row for row in around.inside if row.slug in counts)
    yield from around.upwards


def region_names(slugs: Iterable[str]) -> dict[str, str]:
    """Names by slug."""
    return dict(Region.objects.filter(slug__in=list(slugs)).values_list("slug", "name"))
