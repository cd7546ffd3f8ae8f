"""The region facet's tree."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from search.markup.options import left, option_row
from search.markup.pieces import as_id, disclosed

if TYPE_CHECKING:
    from search.markup.words import Words
    from search.panel.options import Facet
    from search.panel.region_tree import RegionList, RegionNode, RegionTree


def tree_of(say: Words, tree: RegionTree, facet: Facet) -> str:
    """Countries with all that is inside them, then macro regions."""
    pieces = []
    if tree.countries.nodes:
        pieces.append(f'<ul class="tree">{_rows(say, tree.countries, "top")}</ul>')
    elif not facet.none:
        pieces.append(f'<p class="none">{escape(facet.nothing)}</p>')
    if macros := tree.macro_regions.nodes and tree.macro_regions:
        rows = f'<ul class="tree">{_rows(say, macros, "macro")}</ul>'
        pieces.append(
            disclosed("macro-regions", say.gettext("Macro regions"), rows, is_open=macros.has_selection)
        )
    if tree.more:
        pieces.append(f'<p class="note">{left(say, tree.more)}</p>')
    return "\n".join(pieces)


def _rows(say: Words, regions: RegionList, name: str = "") -> str:
    """Regions side by side, each with those inside it; `name` tells lists at the top apart."""
    rows = "".join([_row(say, node) for node in regions.first])
    if not regions.rest:
        return rows
    more = say.gettext("Show %(number)s more") % {"number": say.number(regions.hidden)}
    rest = "".join([_row(say, node) for node in regions.rest])
    if regions.more:
        rest += f'<li class="note">{left(say, regions.more)}</li>'
    row_id = f"more-regions-{name}{as_id(regions.within)}"
    return f"{rows}<li>{disclosed(row_id, more, f'<ul>{rest}</ul>', is_open=regions.is_open)}</li>"


def _row(say: Words, node: RegionNode) -> str:
    row = option_row(say, "region", node.option)
    if not node.inside.nodes:
        return f'<li class="row">{row}</li>'
    said = say.gettext("%(number)s inside") % {"number": say.number(node.inside.size)}
    summary = f'{said}<span class="unseen"> {escape(node.option.label)}</span>'
    row_id = f"inside-{as_id(node.option.value)}"
    inside = f"<ul>{_rows(say, node.inside)}</ul>"
    return f'<li><div class="row">{row}</div>{disclosed(row_id, summary, inside, is_open=node.is_open)}</li>'
