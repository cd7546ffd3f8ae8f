"""Extraction as plain values, in the form that the scorer reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.formats import exact_number

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.extraction.base import AmountMention, Extraction, OrganisationMention, RegionMention


def extraction_row(path: Path, extraction: Extraction) -> dict[str, Any]:
    """One JSON object: every mention of an amount is a row of its own, regions and organisations are one row each."""
    return {
        "path": str(path),
        "title": extraction.title.value if extraction.title else None,
        "date": extraction.published.value.isoformat() if extraction.published else None,
        "source": extraction.source.value if extraction.source else None,
        "author": extraction.author.value if extraction.author else None,
        "agency": extraction.agency.value if extraction.agency else None,
        "regions": _regions(extraction.regions),
        "organisations": _organisations(extraction.organisations),
        "amounts": [_amount(mention) for mention in extraction.amounts],
    }


def _regions(mentions: tuple[RegionMention, ...]) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for mention in mentions:
        row = rows.setdefault(
            mention.place_id or mention.name,
            {"name": mention.name, "level": mention.level.value, "surfaces": []},
        )
        _add_new(row["surfaces"], mention.text)
    return list(rows.values())


def _organisations(mentions: tuple[OrganisationMention, ...]) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for mention in mentions:
        row = rows.setdefault(mention.name, {"name": mention.name, "aliases": []})
        _add_new(row["aliases"], mention.text)
    return list(rows.values())


def _add_new(texts: list[str], text: str) -> None:
    if text not in texts:
        texts.append(text)


def _amount(mention: AmountMention) -> dict[str, Any]:
    return {
        "text": mention.text,
        "value": exact_number(mention.value),
        "currency": mention.currency,
        "role": mention.role.value,
        "year": mention.year,
        "qualifier": mention.qualifier.value,
        "target": mention.is_target,
        "usd_equivalent": exact_number(mention.usd_equivalent),
    }
