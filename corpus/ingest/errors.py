"""What reading can end in."""

from __future__ import annotations


class ReadError(ValueError):
    """Says in one sentence why a file can't be read and what to do."""
