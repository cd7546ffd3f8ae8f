"""All extractors together, on any text."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.extraction.pipeline import extract
from corpus.ingest.cleaning import make_page
from corpus.ingest.pipeline import load_extractors
from corpus.ingest.readers import SourceText

PIECES = (
    "Tianjin", "Binhai New Area", "Taizhou", "Roche", "Ministry of Trade, Industry and Energy", "Co Ltd", "(TEDA)", "1.68 billion",
    "yuan", "($231.89 million)", "$", "Rs 1 lakh crore", "invested", "by 2025", "last year", "Updated: 2024-04-26", "\n\n", "\n", ",",
    ". ", "“", "’s ", "and ", "of ", "the ", "tens of billions of", "-", "8-10", "%", "People's Government of", "Source: ",
)  # fmt: skip
newsy = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map(" ".join)


@settings(deadline=None)
@given(newsy | st.text(max_size=300))
def test_any_text_gives_mentions_that_are_in_it(text: str) -> None:
    found = extract(make_page(SourceText(text)), load_extractors())
    for mention in (*found.regions, *found.organisations, *found.amounts):
        assert found.text(mention.part)[mention.start : mention.end] == mention.text
        assert 0 <= mention.confidence <= 1
    for amount in found.amounts:
        assert all(
            math.isfinite(v)
            for v in (amount.value, amount.value_high, amount.usd_equivalent)
            if v is not None
        )
        start, end = amount.sentence
        assert start <= amount.start
        assert amount.end <= end
