"""Documents of all that may be written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from search.documents import AmountEntry, SearchDocument

_WORDS = (
    "Tianjin", "tianjin.", "TIANJIN,", "invested", "investment", "invests", "the", "of", "CAR-T", "PD-1", "R&D",
    "state-of-the-art", "Beijing-Tianjin-Hebei", "2022-2025", "COVID-19-related", "U.S.", "1,680", "5.7%", "(fund)",
    "“fund”", "company’s", "RMB5", "rmb5", "Rmb", "Café", "ﾞ-fund-park", "年产", "x" * 70, "ha-ha", "ha-ha-ha-19", "-", "&",
    "l'état", "\ud800", "😀", "u.s", "A&B", "and/or", "12/5", "e\u0301te", "İI", "ſo", "ﬁne",
)  # fmt: skip
_GAPS = (" ", " ", " ", "\n", "\n\n", "\u3000", "\u2028", "\t ", "", ",", "\x1c", "\u200b", "\0")

texts = (
    st.text(max_size=30)
    | st.lists(st.sampled_from(_WORDS + _GAPS), max_size=30).map("".join)
    | st.lists(st.sampled_from(_WORDS), max_size=300).map(" ".join)
)
_names = st.lists(texts, max_size=4).map(tuple)
_slugs = st.lists(
    st.sampled_from(("china", "hebei", "tianjin", "bank-of-china", "é", "a\nb")), max_size=4
).map(tuple)
_yuan = st.none() | st.integers(-(10**6), 10**20).map(lambda fen: Decimal(fen) / 1000)
_amounts = st.builds(
    AmountEntry,
    role=st.sampled_from(("investment", "revenue", "fund", "é", "a\nb", "r" * 300)),
    value_cny=_yuan,
    value_high_cny=_yuan,
    year=st.none() | st.integers(1900, 2100),
    is_target=st.booleans(),
)


def documents(article_ids: st.SearchStrategy[int] | None = None) -> st.SearchStrategy[SearchDocument]:
    return st.builds(
        SearchDocument,
        article_id=article_ids or st.integers(1, 10**12),
        revision=st.integers(0, 10**6),
        title=texts,
        body=texts,
        source=st.sampled_from(
            ("", "Xinhua", "China Daily", "Ünï", "a\nb", "a\0b", "新华社", "s" * 300, " ")
        ),
        published=st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
        regions=_slugs,
        region_names=_names,
        organisations=_slugs,
        organisation_names=_names,
        amounts=st.lists(_amounts, max_size=3).map(tuple),
    )
