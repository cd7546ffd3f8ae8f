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
        "Hangzhou",
    ),
    "not where a firm comes from": (
        "Denmark's Novo Nordisk will spend 4.1 billion dollars on a plant in North Carolina.",
        "Novo Nordisk",
        "North Carolina",
    ),
    "nor of which country it is": (
        "Samsung Electronics of South Korea put 12 billion yuan into its plant.",
        "Samsung Electronics",
        None,
    ),
    "nor where its seat is": ("Hangzhou-based Alibaba earned 30 billion yuan.", "Alibaba", None),
    "nor where people met": (
        "Five cities in Shanxi signed six projects at a conference that was held in Tianjin, with an investment of 2 billion yuan.",
        None,
        "Shanxi",
    ),
    "but there where no other place is named": (
        "At a ceremony held in Tianjin, China, projects of 2 billion yuan were signed.",
        None,
        "Tianjin",
    ),
    "not who is quoted": (
        "The output value reached 64.8 billion yuan, according to the Ministry of Science and Technology.",
        None,
        None,
    ),
    "not whose expert speaks": (
        "Sales may reach 500 billion yuan, said Li Wei, director of the Chinese Academy of Sciences.",
        None,
        None,
    ),
    "not what an office says": (
        "The National Bureau of Statistics said output rose to 3 billion yuan.",
        None,
        None,
    ),
    "not who made a study": (
        "Wages come to 70 million pounds, a study by the University of Liverpool found.",
        None,
        None,
    ),
    "nor who is asked in passing": (
        "Sales were 2 billion yuan, the World Health Organization estimates, and rise.",
        None,
        None,
    ),
    "but who says on a day what it will do": (
        "Roche said on Thursday it will spend 2 billion yuan in Suzhou.",
        "Roche",
        "Suzhou",
    ),
    "and who adds": ("China's BYD added 280 million yuan to its factory, and Pfizer built one.", "BYD", None),
    "and who forecasts its own": ("Roche forecasts sales of 2 billion yuan.", "Roche", None),
    "but who says it of itself": (
        "Roche said it will invest 2 billion yuan in Suzhou.",
        "Roche",
        "Suzhou",
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
