"""Whose figure it is, and where."""

from __future__ import annotations

import pytest

from corpus.extraction.base import Line, LineKind, Page
from corpus.extraction.pipeline import extract
from corpus.ingest.pipeline import load_extractors

SENTENCES = {
    "the investor before the sum": (
        "Roche invested 2 billion yuan in a plant in Tianjin.",
        "Roche",
        "Tianjin",
    ),
    "the nearest of two": (
        "Pfizer put 300 million yuan into Wuxi, and AstraZeneca put 500 million yuan into Hangzhou.",
        "AstraZeneca",
        "Wuxi",
    ),
    "the smaller of two places": (
        "Qingdao, a coastal city in Shandong province, signed projects worth 15 billion yuan.",
        None,
        "Qingdao",
    ),
    "not the macro region": (
        "The Binhai New Area, in North China's Tianjin, projects an income of 100 billion yuan.",
        None,
        "Binhai New Area",
    ),
    "a place after the sum": ("A plant costing 2 billion yuan opened in Chengdu.", None, "Chengdu"),
    "nobody": ("The output value came to 2 billion yuan.", None, None),
}


@pytest.mark.parametrize(("sentence", "organisation", "region"), SENTENCES.values(), ids=SENTENCES.keys())
def test_the_sentence_says_whose_and_where(
    sentence: str, organisation: str | None, region: str | None
) -> None:
    page = Page(lines=(Line("The plants of the year open", LineKind.HEADING), Line(sentence, LineKind.TEXT)))
    amount = extract(page, load_extractors()).amounts[-1]
    assert amount.organisation == organisation
    assert (amount.region.name if amount.region else None) == region
