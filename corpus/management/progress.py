"""Progress for people who watch; nothing for logs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.management.base import OutputWrapper


def progress_on(stream: OutputWrapper, what: str) -> Callable[[int], None] | None:
    """A function that shows a count in place on a terminal; None elsewhere."""
    if not stream.isatty():
        return None

    def show(count: int) -> None:
        stream.write(f"\r{count} {what} ", ending="")
        stream.flush()

    return show
