"""Which terms words become, where they stand and what they cover."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.backends.whoosh.words.analysis import MAX_TERM, occurrences
from search.backends.whoosh.words.readings import readings


def terms(text: str) -> list[str]:
    return [occurrence.term for occurrence in occurrences(text)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("PD-1", ["pd1"]),
        ("PD‑1", ["pd1"]),  # a non-breaking hyphen
        ("PD1", ["pd1"]),
        ("CAR-T", ["cart"]),
        ("GLP-1", ["glp1"]),
        ("COVID-19", ["covid19", "covid"]),
        ("COVID-19-related", ["covid19related", "covid", "relat", "covid19"]),
        ("anti-PD-1", ["antipd1", "anti", "pd1"]),
        ("PD-1/PD-L1", ["pd1", "pdl1"]),
        ("T-cell", ["tcell", "cell"]),
        ("5G-based", ["5gbased", "base", "5g"]),
        ("bio-pharmaceutical", ["biopharmaceut", "bio", "pharmaceut"]),
        ("biopharmaceutical", ["biopharmaceut"]),
        ("Beijing-Tianjin-Hebei", ["beijingtianjinhebei", "beij", "tianjin", "hebei"]),
        ("Beijing–Tianjin", ["beijingtianjin", "beij", "tianjin"]),
        ("state-owned", ["stateown", "state", "own"]),
        ("AI-driven", ["aidriven", "ai", "driven"]),
        ("2022-2025", ["20222025", "2022", "2025"]),
        ("1,680", ["1680"]),
        ("1,680,000.5", ["1680000.5"]),
        ("5.7", ["5.7"]),
        ("in 2021,2022", ["2021", "2022"]),
        ("RMB1,680", ["rmb", "1680"]),
        ("R&D", ["r&d"]),
        ("AT&T", ["at&t"]),
        ("R&D-intensive", ["r&dintensive", "r&d", "intens"]),
        ("U.S.", ["us"]),
        ("U.S.-based", ["usbas", "us", "base"]),
        ("growth.The plan", ["growth", "plan"]),
        ("China's", ["china"]),
        ("China’s", ["china"]),
        ("companies'", ["compani"]),
        ("O'Brien", ["obrien", "brien"]),
        ("don't", ["dont"]),
        ("Café cafe\u0301 CAFE", ["cafe", "cafe", "cafe"]),
        ("ﬁnance ２０２２", ["financ", "2022"]),
        ("滨海", ["滨", "海"]),
        ("invests invested investment", ["invest", "invest", "invest"]),
        ("importance imports", ["important", "import"]),
        ("the bank of it and us, may can will", ["bank", "it", "us", "may", "can", "will"]),
        ("snake_case", ["snake", "case"]),
        ("!? \ud800\x00", []),
    ],
)
def test_words_become_terms(written: str, expected: list[str]) -> None:
    assert terms(written) == expected


def test_parts_take_successive_positions_and_stop_words_leave_gaps() -> None:
    found = [(o.term, o.position) for o in occurrences("the state-owned bank of PD-1 cells")]
    assert found == [
        ("stateown", 1),
        ("state", 1),
        ("own", 2),
        ("bank", 3),
        ("pd1", 5),
        ("cell", 6),
    ]


def test_offsets_cover_the_word_and_its_parts_as_written() -> None:
    text = "In Beijing-Tianjin’s U.S. office"
    assert [text[o.start : o.end] for o in occurrences(text)] == [
        "Beijing-Tianjin",
        "Beijing",
        "Tianjin",
        "U.S.",
        "office",
    ]


@given(st.text() | st.text(alphabet="aB1-'’.,&/ 年ﾞ\u0301\u00ad", max_size=300))
def test_any_text_gives_terms_inside_it_at_rising_positions(text: str) -> None:
    found = list(occurrences(text))
    assert all(0 <= o.start < o.end <= len(text) for o in found)
    assert all(0 < len(o.term) <= 4 * MAX_TERM for o in found)
    by_term: dict[str, int] = {}
    for occurrence in found:
        assert by_term.get(occurrence.term, -1) <= occurrence.position
        by_term[occurrence.term] = occurrence.position
        occurrence.term.encode()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("invested", [((0, "invest"),)]),
        ("bank of China", [((0, "bank"), (2, "china"))]),
        ("PD-1", [((0, "pd1"),), ((0, "pd"), (1, "1"))]),
        ("PD 1", [((0, "pd"), (1, "1")), ((0, "pd1"),)]),
        ("state-owned", [((0, "state"), (1, "own")), ((0, "stateown"),)]),
        ("A-share", [((0, "ashar"),)]),
        ("12:30", [((0, "12"), (1, "30")), ((0, "1230"),)]),
        ("the of", []),
    ],
)
def test_a_query_allows_for_other_spellings(written: str, expected: list[object]) -> None:
    assert list(readings(written)) == expected


@given(st.text(alphabet="aB1-'. ", max_size=256))
def test_the_number_of_spellings_is_bounded(text: str) -> None:
    assert len(readings(text)) <= 16
