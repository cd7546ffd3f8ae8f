"""Runs extractors over a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.base import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.extraction.base import Extractor, Page


def extract(page: Page, extractors: Iterable[Extractor]) -> Extraction:
    """What the extractors, in their order, find on a page."""
    known = Extraction(page=page)
    for extractor in extractors:
        known = extractor.extract(known)
    return known
