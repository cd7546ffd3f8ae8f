"""Real articles from a folder, with the facets of made-up ones: only the texts are real."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.search.generate import article
from benchmarks.search.prose import make_speech
from benchmarks.search.world import make_world
from corpus.extraction.base import LineKind
from corpus.ingest.cleaning import make_page
from corpus.ingest.readers import ReadError, find_articles, read_article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search.documents import SearchDocument


def read_folder(folder: Path, *, seed: int) -> Iterator[SearchDocument]:
    """Every article once, ids from 1. The first heading or line is the title, paragraphs are the body; what can't be read
    is left out."""
    world, speech = make_world(seed), make_speech(seed)
    number = 0
    for path in find_articles(folder):
        if text := _text(path, folder):
            number += 1
            title, body = text
            yield replace(article(number, world, speech, seed=seed), title=title, body=body)


def _text(path: Path, folder: Path) -> tuple[str, str] | None:
    """(title, body)"""
    try:
        source = read_article(path, root=folder)
    except ReadError:
        return None
    lines = [line for line in make_page(source).lines if line.kind in (LineKind.HEADING, LineKind.TEXT)]
    if len(lines) < 2:
        return None
    title = source.metadata.get("title") or lines[0].text
    return title[:300], "\n\n".join(line.text for line in lines[1:])
