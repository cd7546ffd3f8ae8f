"""Which passages of a body are shown, and what is marked in them."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.backends.whoosh.words.analysis import occurrences, token_at, tokens
from search.backends.whoosh.words.highlighting import Highlighter, wanted_by
from search.backends.whoosh.words.snippets import Snippets, unpacked
from search.parser import parse
from tests.search.contract import joined, marked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.backends.whoosh.words.analysis import Token
    from search.backends.whoosh.words.likeness import Likeness
    from search.results import Snippet


class Body:
    """What an index knows of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._positions: dict[str, set[int]] = defaultdict(set)
        self._forms: dict[str, set[str]] = defaultdict(set)
        for term, form, position, _, _ in occurrences(text):
            self._positions[term].add(position)
            self._forms[term].add(form)

    @property
    def starts(self) -> list[int]:
        return [begin + start for begin, _, token in tokens(self.text) for start in token.starts]

    def of(self, term: str) -> NDArray[np.uint32]:
        return np.array(sorted(self._positions.get(term, ())), np.uint32)

    def alike(self, likeness: Likeness) -> tuple[NDArray[np.uint32], set[str]]:
        terms = {
            term for term, forms in self._forms.items() if any(likeness.has(word) for word in (term, *forms))
        }
        positions = set().union(*map(self._positions.__getitem__, terms))
        return np.array(sorted(positions), np.uint32), terms

    def passages(self, query: str) -> tuple[Snippet, ...]:
        return Snippets(wanted_by(parse(query))).of(self.text, packed(self.starts), self)


def packed(starts: list[int]) -> bytes:
    deltas = [after - before for before, after in pairwise([0, *starts])]
    width = next(width for width in (1, 2, 4) if max(deltas, default=0) < 1 << 8 * width)
    return bytes([width]) + b"".join(delta.to_bytes(width, "little") for delta in deltas)


@pytest.mark.parametrize("starts", [[], [0, 4, 9], [3, 700, 701], [70_000, 70_001]])
def test_starts_are_unpacked(starts: list[int]) -> None:
    assert unpacked(packed(starts)).tolist() == starts


# Marks


@pytest.mark.parametrize(
    ("query", "text", "marks"),
    [
        ("invest", "They invested; investment grows.", ["invested", "investment"]),
        ('"new park"', "A park is new; the new park is a new car park.", ["new park"]),
        ('"bank of china"', "The Bank of China is a bank. China is big.", ["Bank of China"]),
        ('"tianjin port"', "In Beijing-Tianjin port and Tianjin, port", ["Tianjin port", "Tianjin, port"]),
        ("PD-1", "PD1, PD-1, PD‑1, PD 1 and PD", ["PD1", "PD-1", "PD‑1", "PD 1"]),
        ("pd 1", "PD-1 and anti-PD-1; 1 PD", ["PD-1", "PD-1", "1", "PD"]),
        ("tianjin", "Beijing-Tianjin-Hebei, Tianjin-Hebei’s", ["Tianjin", "Tianjin"]),
        ("fund", "a fund-fund", ["fund", "fund"]),
        ("related", "COVID-19-related, T-cell-related", ["related", "related"]),
        ("state-owned", "A state-owned and state owned firm", ["state-owned", "state owned"]),
        ("bio*", "Biomedical bio-tech, symbiosis", ["Biomedical", "bio-tech"]),
        ("investi*", "investing in investigated investments", ["investing", "investigated"]),
        ("tianj*", "Beijing-Tianjin-Hebei", ["Tianjin"]),
        ("PD-bio*", "PD-biology, pdbio and biology", ["PD-biology", "pdbio"]),
        (
            "fund park",
            "🏭🏭 café\u0301 fund \ud800\udc00 cafe\u0301-park\u00ad\u200b",
            ["fund", "park\u00ad\u200b"],
        ),
        ("cafe", "CAFÉ cafe\u0301 caf", ["CAFÉ", "cafe\u0301"]),
        ("滨海", "天津滨海新区", ["滨海"]),
        ("title:fund -park", "A fund and a park", []),
    ],
)
def test_words_are_marked_as_they_are_found(query: str, text: str, marks: list[str]) -> None:
    (passage,) = Body(text).passages(query)
    assert joined(passage) == text
    assert marked(passage) == marks


_PIECES = [
    "PD",
    "pd",
    "1",
    "-",
    "’",
    "'s",
    ",",
    ".",
    "&",
    "/",
    " ",
    " ",
    "bio",
    "Biotech",
    "CAR",
    "T",
    "年",
    "🏭",
]
_PIECES += ["\u0301", "\u00ad", "ﾞ", "\ud800", "of", "state", "owned", "cells", "2022", "U.S."]


@settings(deadline=None)
@given(
    text=st.lists(st.sampled_from(_PIECES), max_size=24).map("".join),
    query=st.sampled_from(
        ["pd-1", "pd 1", '"pd of 1" t', "bio* OR ce*", "state-owned cell", "us 2022 OR car-t", "年 OR 202*"]
    ),
)
def test_any_text_is_marked_as_by_analysis(text: str, query: str) -> None:
    found = [word for passage in Body(text).passages(query) for word in marked(passage)]
    assert found == marked(Highlighter(wanted_by(parse(query))).whole(text))


# Passages


TEXT = """
bank china new park invested investing fund port tianjin steel plant river yuan biomedical biotech project grows café 🏭
PD-1 PD1 state-owned COVID-19-related Beijing-Tianjin-Hebei U.S. 1,680 2022-2025 R&D China's the of and in
"""
WORDS = TEXT.split()
QUERIES = [
    "fund",
    "tianjin park river",
    '"bank of china" OR fund',
    "pd-1 state-owned",
    "bio* OR related OR us",
    "st*l OR projcet~ OR bi*al",
    '"steel park river"~9',
    "invest",
]


def article(seed: int, *, sentences: int = 40) -> str:
    """Each sentence has a number of its own, so that a passage is in one place only."""
    random = Random(seed)  # noqa: S311
    said = (
        f"Item {number} {' '.join(random.choices(WORDS, k=random.randint(3, 30)))}"
        for number in range(10_000, 10_000 + sentences)
    )
    return "".join(sentence + random.choice((". ", ".\n\n", "! ")) for sentence in said).rstrip()


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("query", QUERIES)
def test_passages_are_marked_as_by_analysis_and_apart(seed: int, query: str) -> None:
    text = article(seed)
    whole = Highlighter(wanted_by(parse(query))).whole(text)
    here = 0
    for passage in Body(text).passages(query):
        start = text.index(joined(passage), here)
        here = start + len(joined(passage))
        assert 120 <= here - start <= 260
        assert marked(passage) == [text[a:b] for a, b in spans(whole) if a < here and b > start]


@pytest.mark.parametrize("seed", range(10))
def test_no_stretch_of_the_text_has_more_of_the_words_than_the_best_passage(seed: int) -> None:
    text = article(seed)
    query = "steel river port yuan project"
    found = spans(Highlighter(wanted_by(parse(query))).whole(text))
    best = max(len({text[a:b] for a, b in found if start <= a < start + 140}) for start, _ in found)
    assert max(len(set(marked(passage))) for passage in Body(text).passages(query)) >= best


def spans(snippet: Snippet) -> list[tuple[int, int]]:
    found, here = [], 0
    for fragment in snippet:
        if fragment.is_match:
            found.append((here, here + len(fragment.text)))
        here += len(fragment.text)
    return found


FILLER = "Nothing of interest is said in this sentence. " * 20


def texts(body: str, query: str) -> list[str]:
    return [joined(passage) for passage in Body(body).passages(query)]


def test_a_passage_has_whole_sentences_where_possible() -> None:
    long = "According to what Mr. Hu of Acme Co. Ltd said at the opening in the U.S. on Monday, a fund came"
    (passage,) = texts(f"{FILLER}{long}. {FILLER}", "fund")
    assert passage.startswith(f"{long}. Nothing")
    assert passage.endswith("sentence.")


def test_a_passage_in_a_long_sentence_has_whole_words() -> None:
    words = "alpha beta gamma delta " * 40
    (passage,) = texts(f"{words}fund {words}", "fund")
    assert 0 < passage.index("fund") <= 60
    assert set(passage.split()) == {"alpha", "beta", "gamma", "delta", "fund"}


def test_what_an_edge_leaves_of_a_phrase_is_marked() -> None:
    words = f"{'bank of china':65}{'fund':71}{'port':63}park steel"
    (passage,) = Body(f"{'alpha ' * 50}{words} {'omega ' * 50}").passages(
        '"bank of china" OR fund OR port OR park OR steel'
    )
    assert marked(passage) == ["china", "fund", "port", "park", "steel"]


def test_the_earlier_of_equal_passages_is_shown_and_then_what_they_lack() -> None:
    body = f"{FILLER}A port opens. {FILLER}A port closes. {FILLER}A fund came. {FILLER}"
    first, second = texts(body, "port OR fund")
    assert "port opens" in first
    assert "fund came" in second


@pytest.mark.parametrize(("body", "shown"), [("", []), (" \n ", []), (" \n A park. ", ["A park."])])
def test_without_a_match_the_beginning_is_shown(body: str, shown: list[str]) -> None:
    assert texts(body, "zzz OR title:park") == shown


CAPTION = "A fund manager tours the plant. [Photo/Tianjin Daily]"
STORY = "The city opened a plant on Monday. A fund of 2 billion yuan paid for it, officials said."


@pytest.mark.parametrize(
    ("query", "body", "shown"),
    [
        ("zebra", f"{CAPTION}\n\n{STORY}", [STORY]),
        ("zebra", f"Photo: VCG\n{CAPTION}\n\n{STORY}", [STORY]),
        ("zebra", CAPTION, [CAPTION]),
        ("fund", f"{CAPTION}\n\n{'Much else was said. ' * 20}\n\n{STORY}", [STORY.partition(". ")[2]]),
        ("manager", f"{CAPTION}\n\n{STORY}", [f"{CAPTION}\n\n{STORY}"]),
    ],
    ids=["nothing to mark", "two captions", "only a caption", "said in the text, too", "only in the caption"],
)
def test_what_stands_under_a_picture_is_shown_for_want_of_better(
    query: str, body: str, shown: list[str]
) -> None:
    assert [joined(passage) for passage in Body(body).passages(query)] == shown


def test_of_a_very_long_article_only_the_marked_words_are_analysed(monkeypatch: pytest.MonkeyPatch) -> None:
    body = Body(f"{'China grows and grows. ' * 45_000}China has a zither fund. {'China grows. ' * 5}")
    analysed: list[int] = []

    def counted(text: str, start: int) -> Token | None:
        analysed.append(start)
        return token_at(text, start)

    monkeypatch.setattr("search.backends.whoosh.words.snippets.token_at", counted)
    first, last = body.passages('grows china zither OR "zither fund"')
    assert marked(first)[:3] == ["China", "grows", "grows"]
    assert "China grows grows China zither fund China grows" in " ".join(marked(last))
    assert {word for passage in body.passages("grow*") for word in marked(passage)} == {"grows"}
    assert len(analysed) < 500
