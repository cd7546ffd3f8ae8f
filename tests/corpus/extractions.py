"""Extractions made by hand, so that a test says exactly what was found in a text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from corpus.extraction.base import (
    AmountMention,
    Extraction,
    Found,
    OrganisationKind,
    OrganisationMention,
    Page,
    Part,
    RegionMention,
    Role,
)
from corpus.extraction.gazetteer import places


def extraction(body: str, *, title: str = "Growth in Binhai", **values: Any) -> Extraction:
    return Extraction(
        page=Page(lines=()),
        title=Found(title, "first-line", 0.9),
        published=Found(date(2024, 4, 26), "updated-line", 0.99),
        source=Found("China Daily", "copyright", 0.6),
        body=body,
        **values,
    )


def _span(body: str, text: str) -> dict[str, Any]:
    start = body.index(text)
    return {
        "start": start,
        "end": start + len(text),
        "text": text,
        "part": Part.BODY,
        "rule": "test",
        "confidence": 0.9,
    }


def place(body: str, text: str, place_id: str) -> RegionMention:
    known = places()[place_id]
    return RegionMention(**_span(body, text), place_id=place_id, name=known.name, level=known.level)


def body_of(body: str, text: str, name: str = "") -> OrganisationMention:
    return OrganisationMention(**_span(body, text), name=name or text, kind=OrganisationKind.COMPANY)


def sum_of(body: str, text: str, value: int, **values: Any) -> AmountMention:
    values = {"currency": "CNY", "role": Role.INVESTMENT, "sentence": (0, len(body))} | values
    return AmountMention(**_span(body, text), value=Decimal(value), **values)
