"""Documents as lines of JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from search.documents import AmountEntry, SearchDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def write_documents(path: Path, documents: Iterable[SearchDocument]) -> int:
    """Returns how many."""
    number = 0
    with path.open("w", encoding="utf-8") as file:
        for number, document in enumerate(documents, start=1):  # noqa: B007
            file.write(json.dumps(asdict(document), default=str, ensure_ascii=False) + "\n")
    return number


def read_documents(path: Path) -> Iterator[SearchDocument]:
    with path.open(encoding="utf-8") as file:
        yield from map(_document, map(json.loads, file))


def _document(values: dict[str, Any]) -> SearchDocument:
    names = ("regions", "region_names", "organisations", "organisation_names")
    published = values["published"]
    return SearchDocument(
        **values
        | {name: tuple(values[name]) for name in names}
        | {
            "published": date.fromisoformat(published) if published else None,
            "amounts": tuple(map(_amount, values["amounts"])),
        }
    )


def _amount(values: dict[str, Any]) -> AmountEntry:
    low, high = (
        None if values[name] is None else Decimal(values[name]) for name in ("value_cny", "value_high_cny")
    )
    return AmountEntry(values["role"], low, high, values["year"], values["is_target"])
