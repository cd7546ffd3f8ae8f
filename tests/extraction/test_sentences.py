from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.extraction.sentences import sentence_spans


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("Merck & Co., Inc. and Pfizer Inc. are in Hangzhou.", 1, id="company-forms"),
        pytest.param("WuXi AppTec Co., Ltd. It is based in Wuxi.", 2, id="company-form-ends-sentence"),
        pytest.param("Eli Lilly and Co. CEO David Ricks spoke.", 1, id="company-form-before-a-title"),
        pytest.param("Exports go to the U.S., Japan and the U.S. Virgin Islands.", 1, id="country-initials"),
        pytest.param(
            "It may become the largest site in the U.S. The company hopes so.", 2, id="initials-end-sentence"
        ),
        pytest.param("The zone ranks No. 1 in the country.", 1, id="number-sign"),
        pytest.param("It opened on Aug. 7 and closed on Sept. 30, 2022.", 1, id="months"),
        pytest.param("Sales rose 3.5 percent to 1.68 billion yuan.", 1, id="decimals"),
        pytest.param("Mr. Li met Dr. J. K. Wang at St. Mary's.", 1, id="titles-and-initials"),
        pytest.param("The outlay is Rs. 500 crore. It will last.", 2, id="rupees"),
        pytest.param("Is it so? Yes! It is.", 3, id="question-and-exclamation"),
        pytest.param("“We grow.” The mayor smiled. (He did.) All left.", 4, id="closing-marks"),
        pytest.param("See www.Example.Com or Booking.com for more.", 1, id="addresses"),
        pytest.param("园区发展很快。It grew.", 2, id="chinese-full-stop"),
        pytest.param("", 0, id="empty"),
        pytest.param(" \n\t\n ", 0, id="only-blanks"),
    ],
)
def test_sentences_are_counted_right(text: str, count: int) -> None:
    assert len(split(text)) == count


def test_a_missing_blank_after_the_full_stop_still_ends_the_sentence() -> None:
    assert split("improving public services.The new area grew 5 percent in 2020.In 2021 it fell.") == [
        "improving public services.",
        "The new area grew 5 percent in 2020.",
        "In 2021 it fell.",
    ]


def test_every_line_break_ends_a_sentence() -> None:
    assert split("A heading\nA caption\n\nA paragraph. And more") == [
        "A heading",
        "A caption",
        "A paragraph.",
        "And more",
    ]


@settings(deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("AaBb.!?\"”’'() \n\t1,。U"), st.characters())))
def test_spans_hold_all_text_but_blanks_in_order(text: str) -> None:
    spans = sentence_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
