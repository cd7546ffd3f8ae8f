"""Addresses of a search in other forms than the page: downloads, a feed, the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from search.links import path_of
from search.wording import gettext

if TYPE_CHECKING:
    from search.links import SearchLinks

ROWS = {"articles": gettext_noop("Articles"), "figures": gettext_noop("Figures")}
ENDINGS = {"csv": "CSV", "json": "JSON", "jsonl": "JSON Lines"}


@dataclass(frozen=True, slots=True)
class Download:
    """`label` is the format ("JSON Lines")."""

    label: str
    address: str


def downloads(links: SearchLinks) -> tuple[tuple[str, tuple[Download, ...]], ...]:
    """(what, its formats) for all that a search finds, in its order."""
    found = _parameters(links.on_page(1))
    return tuple(
        (
            gettext(label),
            tuple(
                Download(said, path_of("export", rows, ending) + found) for ending, said in ENDINGS.items()
            ),
        )
        for rows, label in ROWS.items()
    )


def feed_address(links: SearchLinks) -> str:
    """The newest that the search finds, whatever its order."""
    return path_of("feed") + _parameters(links.replaced(sort=""))


def address_under(links: SearchLinks, view: str) -> str:
    """This page of the search at the address of another view."""
    return path_of(view) + _parameters(links)


def _parameters(links: SearchLinks) -> str:
    return f"?{links.query_string}" if links.pairs else ""
