"""Addresses of a search in other forms than the page: downloads, a feed, the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from search.links import path_of

if TYPE_CHECKING:
    from search.links import SearchLinks

ROWS = {"articles": _("Articles"), "figures": _("Figures")}
ENDINGS = {"csv": "CSV", "json": "JSON", "jsonl": "JSON Lines"}


@dataclass(frozen=True, slots=True)
class Download:
    """`label` is the format ("JSON Lines"), `rows` what is in it ("Figures")."""

    label: str
    rows: str
    address: str


def downloads(links: SearchLinks) -> tuple[tuple[str, tuple[Download, ...]], ...]:
    """(what, its formats) for all that a search finds."""
    return tuple(
        (
            str(label),
            tuple(
                Download(ENDINGS[e], str(label), export_address(links, rows=rows, ending=e)) for e in ENDINGS
            ),
        )
        for rows, label in ROWS.items()
    )


def export_address(links: SearchLinks, *, rows: str, ending: str) -> str:
    """All that the search finds, in its order."""
    return _with_parameters(path_of("export", rows, ending), links.on_page(1))


def feed_address(links: SearchLinks) -> str:
    """The newest that the search finds, whatever its order."""
    return _with_parameters(path_of("feed"), links.replaced(sort=""))


def address_under(links: SearchLinks, view: str) -> str:
    """This page of the search at the address of another view."""
    return _with_parameters(path_of(view), links)


def _with_parameters(path: str, links: SearchLinks) -> str:
    return path + (f"?{links.query_string}" if links.pairs else "")
