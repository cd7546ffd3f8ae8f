"""PDF files: their text, read in a process of its own, so that a file that takes too much takes nothing else along."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from django.utils.translation import gettext as _

from corpus.ingest.errors import ReadError
from corpus.ingest.pdf_process import DAMAGED, PAGE_END, PASSWORD, TOO_LONG

PATIENCE = 60  # seconds by the clock; the process has less of the processor
_PROGRAM = Path(__file__).with_name("pdf_process.py")
_FEWEST_REPEATS = 3  # pages that carry a line before it is a running head


def read(data: bytes) -> str:
    """The text of all pages without running heads and page numbers. Raises `ReadError`."""
    text = "\n".join(_without_heads([page.splitlines() for page in _pages(data)]))
    if not text.strip():
        raise ReadError(_("it holds pictures of text only; run text recognition on it first."))
    return text


def _pages(data: bytes) -> list[str]:
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(_PROGRAM)],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReadError(_too_much()) from None
    if done.returncode:
        raise ReadError(_reason(done.returncode))
    return done.stdout.decode().split(PAGE_END)


def _reason(code: int) -> str:
    known = {
        PASSWORD: _("it is protected by a password; save it without one."),
        DAMAGED: _("it is damaged or no PDF at all; save it as PDF again, or as text."),
        TOO_LONG: _("it has too many pages; split it into single articles."),
    }
    return known.get(code) or _too_much()


def _too_much() -> str:
    return _("reading it takes too long or too much memory; save it as text.")


def _without_heads(pages: list[list[str]]) -> list[str]:
    """The lines of all pages without those that stand at the head or the foot of most pages, and page numbers there."""
    edges = Counter(line.strip() for page in pages for line in {*page[:2], *page[-2:]})
    most = max(_FEWEST_REPEATS, len(pages) // 2 + 1)
    kept = []
    for page in pages:
        for index, line in enumerate(page):
            at_edge = index < 2 or index >= len(page) - 2
            if not (at_edge and (edges[line.strip()] >= most or line.strip().isdigit())):
                kept.append(line)
    return kept
