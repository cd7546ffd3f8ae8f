"""Runs extractors over a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.base import Extraction
from corpus.extraction.lists import NO_LISTS, NameLists

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.extraction.base import Extractor, Page


def extract(page: Page, extractors: Iterable[Extractor], lists: NameLists = NO_LISTS) -> Extraction:
    """What the extractors, in their order, find on a page."""
    return _known_by(Extraction(page=page, lists=lists), extractors)


def extract_again(known: Extraction, extractors: Iterable[Extractor]) -> Extraction:
    """The same for a text whose header and body are known, and whose page is not."""
    return _known_by(known, [one for one in extractors if not getattr(one, "reads_page", False)])


def _known_by(known: Extraction, extractors: Iterable[Extractor]) -> Extraction:
    for extractor in extractors:
        known = extractor.extract(known)
    return known
