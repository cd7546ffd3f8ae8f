"""What any search backend must do. A test class inherits from `SearchBackendContract` and has a fixture `backend`: one
without an index."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from statistics import median
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.extraction.rates import convert
from search.backends.base import IndexState
from search.documents import AmountEntry, SearchDocument
from search.errors import IndexUnavailable, QueryError
from search.facets import AMOUNT_BUCKETS
from search.parser import parse
from search.query import (
    NO_VALUE,
    And,
    Bound,
    Field,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    SearchQuery,
    Sort,
    Wildcard,
    Word,
)
from search.results import FacetName, Fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search.backends.base import SearchBackend
    from search.results import FigureSummary, SearchResults, Snippet

BILLION = 10**9


def document(article_id: int, **values: Any) -> SearchDocument:
    defaults = {
        "revision": 1,
        "title": "",
        "body": "",
        "source": "China Daily",
        "published": date(2024, 4, 26),
    }
    return SearchDocument(article_id=article_id, **defaults | values)


def amount(
    role: str,
    value: int | None,
    high: int | None = None,
    *,
    year: int | None = None,
    is_target: bool = False,
) -> AmountEntry:
    yuan = [None if v is None else Decimal(v) for v in (value, high)]
    return AmountEntry(role, yuan[0], yuan[1], year=year, is_target=is_target)


def asked(text: str = "", **values: Any) -> SearchQuery:
    return SearchQuery(text=text, tree=parse(text), **values)


def ids(results: SearchResults) -> list[int]:
    return [hit.article_id for hit in results.hits]


def joined(snippet: Snippet) -> str:
    return "".join(fragment.text for fragment in snippet)


def marked(snippet: Snippet) -> list[str]:
    return [fragment.text for fragment in snippet if fragment.is_match]


ARTICLES = (
    document(
        1,
        title="Tianjin opens a biomedical park",
        body="The state-owned Bank of China invested 1,680 million yuan. CAR-T and PD-1 therapies are made there.",
        source="Xinhua",
        published=date(2022, 3, 1),
        regions=("china", "tianjin"),
        region_names=("China", "Tianjin"),
        organisations=("bank-of-china",),
        organisation_names=("Bank of China", "BOC"),
        amounts=(amount("investment", 10_000_000), amount("revenue", 5 * BILLION)),
    ),
    document(
        2,
        title="Hebei founds a fund",
        body="A biopharmaceutical fund of 5.7 billion yuan for Beijing-Tianjin-Hebei. The car park stays.",
        source="Shine",
        published=date(2023, 5, 2),
        regions=("china", "hebei"),
        region_names=("China", "Hebei"),
        amounts=(amount("fund", 2 * BILLION, 8 * BILLION),),
    ),
    document(
        3,
        title="COVID-19 vaccines from Wuxi",
        body="Café owners in the U.S. were told that R&D takes time.",
        source="Xinhua",
        published=None,
        regions=("china", "jiangsu", "wuxi"),
        amounts=(amount("investment", None),),
    ),
)


_PIECES = (
    "PD-1 ",
    "pd ",
    "the ",
    "foo.b* ",
    "bi* ",
    "b?nk*",
    "Tianjn~ ",
    '"~3 ',
    "-",
    "title:",
    '"',
    "(",
    ") ",
    " OR ",
    "&",
    "年",
    "ﾞ-",
    "*",
    "1,680 ",
)


class SearchBackendContract:
    @pytest.fixture
    def live(self, backend: SearchBackend) -> SearchBackend:
        """A backend with an empty index."""
        with backend.rebuild() as build:
            build.publish()
        return backend

    @pytest.fixture
    def filled(self, live: SearchBackend) -> SearchBackend:
        live.index(ARTICLES)
        return live

    # The index and its states

    def test_without_an_index_everything_says_so(self, backend: SearchBackend) -> None:
        assert backend.status().state is IndexState.MISSING
        assert backend.status().message
        for use in (
            lambda: backend.search(asked()),
            lambda: backend.found(asked()),
            lambda: backend.index(ARTICLES),
            lambda: backend.delete([1]),
            lambda: backend.alike(1, limit=5),
            lambda: backend.revisions(),
        ):
            with pytest.raises(IndexUnavailable, match="no search index yet"):
                use()

    def test_a_build_shows_only_when_published(self, filled: SearchBackend) -> None:
        before = filled.status()
        with filled.rebuild() as build:
            build.index([document(7, title="Seven"), document(8, title="Eight")])
            build.delete([8, 99])
            assert build.revisions() == {7: 1}
            assert filled.status() == before
            build.publish()
            assert filled.revisions() == {7: 1}
        assert filled.revisions() == {7: 1}

    def test_a_build_that_fails_leaves_the_live_index(self, filled: SearchBackend) -> None:
        before = filled.status()

        def articles() -> Iterator[SearchDocument]:
            yield document(7)
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError), filled.rebuild() as build:
            build.index(articles())
        assert filled.status() == before

    def test_an_article_is_replaced_and_deleted(self, live: SearchBackend) -> None:
        live.index([document(1, title="First"), document(2, title="Second")])
        live.index([document(1, revision=2, title="Changed"), document(1, revision=3, title="Last")])
        assert live.revisions() == {1: 3, 2: 1}
        assert ids(live.search(asked("first OR changed"))) == []
        assert ids(live.search(asked("last"))) == [1]
        live.delete([1, 99])
        assert live.revisions() == {2: 1}
        assert live.search(asked()).total == 1

    @pytest.mark.parametrize(
        ("field", "values"),
        [
            ("article_id", {"article_id": 2**63}),
            ("revision", {"revision": 2**63}),
            ("title", {"title": "half \ud800"}),
            ("body", {"body": "half \udc00"}),
            ("body", {"body": "word " * 1_000_001}),
            ("source", {"source": "\ud800"}),
            ("regions", {"regions": ("tianjin", "")}),
            ("organisations", {"organisations": ("\udfff",)}),
            ("organisation_names", {"organisation_names": ("\udfff",)}),
            ("role", {"amounts": (amount("", 5),)}),
            ("amounts", {"amounts": (amount("tax", 5, year=0),)}),
            ("amounts", {"amounts": (amount("tax", 5, year=10_000),)}),
            ("amounts", {"amounts": (AmountEntry("tax", Decimal("NaN"), None, None, is_target=False),)}),
        ],
    )
    def test_what_cant_be_held_is_refused_and_named(
        self, live: SearchBackend, field: str, values: dict[str, Any]
    ) -> None:
        live.index([document(2)])
        bad = document(**{"article_id": 2, "revision": 5} | values)
        refused = live.index([document(1), bad])
        assert [*refused] == [bad.article_id]
        assert refused[bad.article_id].startswith(f"{field}: ")
        assert live.revisions() == {1: 1, 2: 1}
        with live.rebuild() as build:
            assert build.index([document(1), bad]) == refused
            assert build.revisions() == {1: 1}

    def test_what_is_odd_is_held_as_it_is(self, live: SearchBackend) -> None:
        names = ("a\nb", "a\0b", "a,b", "ü" * 300, "🏭", " ")
        odd = [
            document(
                number,
                title="Steel\0plant",
                body="A \0 plant\u2028for steel.",
                source=name,
                regions=(name,),
                amounts=(amount(name, 10**30, year=9999),),
            )
            for number, name in enumerate(names)
        ]
        assert not live.index(odd)
        for number, name in enumerate(names):
            for chosen in ({"sources": (name,)}, {"regions": (name,)}, {"roles": (name,)}):
                assert ids(live.search(asked("plant", **chosen))) == [number]
        counts = live.search(asked(facets=(FacetName.SOURCE, FacetName.ROLE))).facets
        assert {*counts[FacetName.SOURCE]} == {*counts[FacetName.ROLE]} == {*names}
        everything = live.search(asked(amount_min=Bound(Decimal(10**12))))
        assert everything.total == len(names)

    def test_an_index_may_become_empty(self, filled: SearchBackend) -> None:
        filled.delete([1, 2, 3])
        assert filled.search(asked("tianjin")).total == 0
        for inexact in ("tia*", "ti*n", "tianjn~2", "region:tianjn~", '"bank invested"~9'):
            assert filled.search(asked(inexact)).total == 0
        assert filled.suggest("tianjn").corrections == ()
        assert filled.status().documents == 0

    def test_the_generation_tells_every_change(self, live: SearchBackend) -> None:
        generations = [live.status().generation]
        live.index([document(1)])
        generations.append(live.status().generation)
        live.delete([1])
        generations.append(live.status().generation)
        with live.rebuild() as build:
            build.publish()
        generations.append(live.status().generation)
        assert len(set(generations)) == 4
        assert live.status().generation == generations[-1]

    # Words

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("TIANJIN", {1, 2}),
            ("tianjin biomedical", {1}),
            ("tianjin -fund", {1}),
            ("wuxi OR fund", {2, 3}),
            ("park -(fund OR wuxi)", {1}),
            ("invest", {1}),
            ("investment", {1}),
            ("PD-1", {1}),
            ("PD1", {1}),
            ("pd 1", {1}),
            ("PD‑1", {1}),
            ("pd", set()),
            ("CAR-T", {1}),
            ("cart", {1}),
            ("car", {2}),
            ("COVID", {3}),
            ("covid 19", {3}),
            ("bio-pharmaceutical", {2}),
            ("state owned", {1}),
            ("owned", {1}),
            ("stateowned", {1}),
            ("1680", {1}),
            ("1,680", {1}),
            ("680", set()),
            ("5.7", {2}),
            ("cafe", {3}),
            ("US", {3}),
            ("R&D", {3}),
            ("bank of china", {1}),
            ('"bank of China"', {1}),
            ('"bank China"', set()),
            ('"the state owned bank"', {1}),
            ('"PD 1 therapies"', {1}),
            ('"tianjin hebei"', {2}),
            ('"biomedical tianjin"', set()),
            ("biomedica*", {1}),
            ("bio*", {1, 2}),
            ("bio* -biom*", {2}),
            ("zz*", set()),
            ("bi*cal", {1, 2}),
            ("ti?njin", {1, 2}),
            ("tianjin?", {1, 2}),
            ("tian?jin", set()),
            ("inv*ted", {1}),
            ("CA?-T", {1}),
            ("the*pi*s", {1}),
            ("biomedcal~", {1}),
            ("hebie~", {2}),
            ("bebei~", {2}),
            ("covd-19~", {3}),
            ("investd~", {1}),
            ("region:tianjn~", {1}),
            ("zzzzzz~2", set()),
            ('"bank invested"~2', {1}),
            ('"bank invested"~1', set()),
            ('"invested bank"~9', set()),
            ("title:tianjin", {1}),
            ("region:tianjin", {1}),
            ("region:(hebei OR tianjin)", {1, 2}),
            ('org:"bank of china"', {1}),
            ("org:boc", {1}),
            ("org:bank*", {1}),
            ("source:xinhua", {1, 3}),
            ("source:xinhua -title:covid", {1}),
        ],
    )
    def test_words_find_articles(self, filled: SearchBackend, text: str, found: set[int]) -> None:
        results = filled.search(asked(text))
        assert set(ids(results)) == found
        assert results.total == len(found)

    @pytest.mark.parametrize(
        ("tree", "says"),
        [
            (Word("the"), "so common"),
            (And((Word("of"), Not(Word("fund")))), "so common"),
            (Prefix("a"), "at least 2"),
            (Wildcard("a*b"), "at least 2"),
            (Fuzzy("abc", 1), "4 letters"),
            (Fuzzy("abcd", 3), "~1 or ~2"),
            (Phrase("a b", slop=21), "At most 20"),
            (Not(Word("fund")), "only what to leave out"),
            (And(tuple(Word("a") for _ in range(17))), "at most 16"),
            (Word("x" * 300), "at most 256"),
        ],
    )
    def test_a_tree_over_the_limits_is_explained(self, filled: SearchBackend, tree: Node, says: str) -> None:
        with pytest.raises(QueryError, match=says):
            filled.search(SearchQuery(tree=tree))

    def test_a_tree_of_any_depth_is_refused(self, filled: SearchBackend) -> None:
        tree: Node = Word("a")
        for _ in range(5_000):
            tree = Not(tree)
        with pytest.raises(QueryError, match="deep"):
            filled.search(SearchQuery(tree=tree))

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(text=st.lists(st.sampled_from(_PIECES), max_size=12).map("".join) | st.text(max_size=40))
    def test_any_text_is_answered_or_explained(self, filled: SearchBackend, text: str) -> None:
        try:
            query = asked(text)
            filled.search(query)
        except QueryError:
            return
        assert joined(filled.highlight(query, ARTICLES[0].body)) == ARTICLES[0].body

    def test_a_prefix_finds_all_words_however_many(self, live: SearchBackend) -> None:
        live.index([document(n, body=" ".join(f"zz{n}x{m}" for m in range(2000))) for n in range(4)])
        assert live.search(asked("zz*")).total == 4
        assert ids(live.search(asked("zz3x199*"))) == [3]

    def test_too_many_words_for_a_wildcard_are_told(self, live: SearchBackend) -> None:
        live.index(document(n, body="zzlast " + " ".join(f"zz{n}x{m}" for m in range(500))) for n in range(4))
        results = live.search(asked("zz*?"))
        assert (results.total, results.notices) == (4, ())
        results = live.search(asked("zz?*"))
        assert results.total == 4
        assert tuple(map(str, results.notices)) == (
            "“zz?*” stands for more than 1,024 words; the most frequent were looked for.",
        )

    # Suggestions

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("inv", ("investment", "Invesco", "invested")),
            ("wuxi INVE", ("investment", "Invesco", "invested")),
            ("investm", ("investment",)),
            ("title:pa", ()),
            ('"new pd', ("PD-1",)),
            ("state-ow", ("state-owned",)),
            ("i", ()),
            ("", ()),
            ("inv ", ()),
            ("inv*", ()),
            ("zz", ()),
        ],
    )
    def test_a_word_is_completed_by_words_as_people_write_them(
        self, live: SearchBackend, text: str, words: tuple[str, ...]
    ) -> None:
        live.index(
            [
                document(1, title="Investment", body="Park, state-owned; they invested at Invesco"),
                document(2, body="Investment in a park and a port, and PD-1"),
                document(3, body="An investment of Invesco in a park, PD-1"),
            ]
        )
        assert live.suggest(text, limit=3).completions == words

    @pytest.mark.parametrize(
        ("text", "instead"),
        [
            ("tianjn", ("Tianjin",)),
            ("wuxi OR title:tianjn", ("wuxi OR title:Tianjin",)),
            ('"tianjn and wuxi" -fnud', ('"Tianjin and wuxi" -fnud',)),
            ("bark tianjn", ("park Tianjin",)),
            ("tianjni~ wixu", ("tianjni~ Wuxi",)),
            ("tianjin", ()),
            ("zzzzzz", ()),
            ("(tianjn", ()),
            ("tianjn hebei", ()),
        ],
    )
    def test_words_that_are_hardly_found_are_corrected(
        self, live: SearchBackend, text: str, instead: tuple[str, ...]
    ) -> None:
        """Only by words that are ten times as frequent, and only if something is found then."""
        live.index(
            [
                *(document(n, title="Tianjin", body="A park in Tianjin and Wuxi") for n in range(12)),
                *(document(n, body="Fund") for n in range(20, 35)),
                document(40, title="Hebei", body="Hebei"),
            ]
        )
        assert live.suggest(text).corrections == instead

    # Order and pages

    def test_equal_articles_come_newest_first_wherever_they_are(self, live: SearchBackend) -> None:
        """Sums of scores that are added up in another order differ in their last digits."""
        body = "steel port bank china portal " * 3
        for number in range(1, 9):
            filler = [document(100 * number + n, body="steel " * n) for n in range(number)]
            live.index([document(number, body=body), *filler])
        found = [number for number in ids(live.search(asked("steel port bank china"))) if number < 10]
        assert found == [8, 7, 6, 5, 4, 3, 2, 1]

    def test_sums_of_any_size_are_ordered_exactly(self, live: SearchBackend) -> None:
        live.index(
            [
                document(
                    1,
                    amounts=(
                        AmountEntry("a", Decimal("9e15") + Decimal("0.01"), None, None, is_target=False),
                    ),
                )
            ]
        )
        live.index([document(2, amounts=(amount("a", 9 * 10**15),))])
        pages = [live.search(asked(sort=Sort.AMOUNT, page=page, page_size=1)) for page in (1, 2)]
        assert [ids(page) for page in pages] == [[1], [2]]

    def test_a_name_with_a_line_feed_hides_no_other(self, live: SearchBackend) -> None:
        sources = ("Alpha\nBeta", "Xinhua", "China Daily")
        live.index([document(number, source=source) for number, source in enumerate(sources)])
        for number, source in enumerate(sources):
            assert ids(live.search(asked(sources=(source,)))) == [number]

    def test_the_title_counts_more_than_the_body(self, live: SearchBackend) -> None:
        live.index(
            [
                document(1, title="A park in Wuxi", body="Tianjin is far away from it."),
                document(2, title="A park in Tianjin", body="Wuxi is far away from it."),
            ]
        )
        assert ids(live.search(asked("wuxi"))) == [1, 2]
        assert ids(live.search(asked("tianjin"))) == [2, 1]

    def test_without_words_the_newest_comes_first_and_no_date_last(self, filled: SearchBackend) -> None:
        for sort in (Sort.RELEVANCE, Sort.DATE):
            assert ids(filled.search(asked(sort=sort))) == [2, 1, 3]

    def test_the_oldest_comes_first_and_no_date_last(self, filled: SearchBackend) -> None:
        assert ids(filled.search(asked(sort=Sort.OLDEST))) == [1, 2, 3]

    def test_ties_go_to_the_newer_then_to_the_higher_id(self, live: SearchBackend) -> None:
        old, new = date(2020, 1, 1), date(2021, 1, 1)
        live.index([document(n, title="Same", published=day) for n, day in enumerate((new, old, new, old))])
        for sort in set(Sort) - {Sort.OLDEST}:
            assert ids(live.search(asked("same", sort=sort))) == [2, 0, 3, 1]
        assert ids(live.search(asked("same", sort=Sort.OLDEST))) == [3, 1, 2, 0]

    def test_the_largest_amount_comes_first_and_none_last(self, filled: SearchBackend) -> None:
        assert ids(filled.search(asked(sort=Sort.AMOUNT))) == [2, 1, 3]

    def test_only_amounts_that_pass_the_filters_decide_the_order(self, live: SearchBackend) -> None:
        live.index(
            [
                document(1, amounts=(amount("investment", 100), amount("revenue", 900))),
                document(2, amounts=(amount("investment", 200),)),
            ]
        )
        assert ids(live.search(asked(sort=Sort.AMOUNT))) == [1, 2]
        assert ids(live.search(asked(sort=Sort.AMOUNT, roles=("investment",)))) == [2, 1]
        assert ids(live.search(asked(sort=Sort.AMOUNT, amount_max=Bound(Decimal(500))))) == [2, 1]

    def test_an_amount_of_any_size_is_kept(self, live: SearchBackend) -> None:
        live.index(
            [document(1, amounts=(amount("fund", 10**30),)), document(2, amounts=(amount("fund", 5),))]
        )
        results = live.search(asked(sort=Sort.AMOUNT, amount_min=Bound(Decimal(10) ** 29)))
        assert ids(results) == [1]
        assert results.facets[FacetName.AMOUNT] == {"under-1m": 1, "over-1tn": 1}

    def test_pages_follow_on_and_end(self, live: SearchBackend) -> None:
        live.index([document(n) for n in range(7)])
        pages = [ids(live.search(asked(page=page, page_size=3))) for page in (1, 2, 3, 4)]
        assert pages == [[6, 5, 4], [3, 2, 1], [0], []]

    @pytest.mark.parametrize("sort", Sort)
    def test_all_that_is_found_is_what_the_pages_give_together(self, live: SearchBackend, sort: Sort) -> None:
        for first in (0, 3, 6):
            live.index(
                [document(n, body="port " * (n % 4), regions=("wuxi",)) for n in range(first, first + 3)]
            )
        query = asked("port", sort=sort, regions=("wuxi",), page_size=2)
        pages = [ids(live.search(replace(query, page=page))) for page in (1, 2, 3)]
        assert live.found(query) == [id_ for page in pages for id_ in page]
        assert len(live.found(query)) == 6

    def test_beyond_the_window_there_are_no_hits(self, filled: SearchBackend) -> None:
        results = filled.search(asked(page=501))
        assert (results.hits, results.total) == ((), 3)

    # Stories

    @pytest.mark.parametrize(
        ("sort", "pages"),
        [
            (Sort.RELEVANCE, [[(4, (6, 1)), (5, ())], [(3, ()), (2, ())]]),
            (Sort.DATE, [[(6, (4, 1)), (5, ())], [(3, ()), (2, ())]]),
            (Sort.OLDEST, [[(1, (4, 6)), (2, ())], [(3, ()), (5, ())]]),
            (Sort.AMOUNT, [[(3, ()), (1, (6, 4))], [(5, ()), (2, ())]]),
        ],
    )
    def test_a_story_is_one_hit_led_by_its_first_article(
        self, live: SearchBackend, sort: Sort, pages: list[list[tuple[int, tuple[int, ...]]]]
    ) -> None:
        stories = {1: 1, 4: 1, 6: 1, 2: 2, 7: 2}  # 7 is not found
        ports = {1: 1, 2: 1, 3: 1, 4: 9, 5: 3, 6: 2}
        for n in range(1, 8):  # each in a segment of its own
            live.index(
                [
                    document(
                        n,
                        body="port " * ports.get(n, 0) + "steel",
                        published=date(2024, 1, n),
                        story=stories.get(n, 0),
                        amounts=(amount("a", {1: 500, 3: 900}.get(n, 1)),),
                    )
                ]
            )
        query = asked("port", sort=sort, page_size=2, folded=True)
        answers = [live.search(replace(query, page=page)) for page in (1, 2, 3)]
        assert [[(hit.article_id, hit.others) for hit in answer.hits] for answer in answers] == [*pages, []]
        assert {(answer.total, answer.stories, answer.length) for answer in answers} == {(6, 4, 4)}
        assert answers[0].facets[FacetName.SOURCE] == {"China Daily": 6}, "facets count articles"
        assert len(live.found(query)) == 6, "all that is found are articles"
        unfolded = live.search(replace(query, folded=False))
        assert (unfolded.stories, unfolded.length, {hit.others for hit in unfolded.hits}) == (None, 6, {()})

    # Articles like one

    def test_what_shares_telling_words_and_names_is_like_an_article(self, live: SearchBackend) -> None:
        asked_about = "The vaccine plant in Binhai makes vaccines and antibodies."
        live.index(
            [
                document(1, body=asked_about, story=1, organisations=("roche",), regions=("tianjin",)),
                document(2, body=asked_about, story=1),
                *(
                    document(n, body="Steel and ports of the town.", regions=("china",))
                    for n in range(10, 30)
                ),
            ]
        )
        live.index(
            [
                document(3, body="A vaccine plant opens; antibodies follow.", story=3),
                document(4, body="A vaccine plant opens; antibodies follow.", story=3),
                document(5, body="Roche hires in the town.", organisations=("roche",), regions=("tianjin",)),
                document(6, body="A plant with antibodies of vaccines is gone.", organisations=("roche",)),
            ]
        )
        live.delete([6])
        like, unlike = live.alike(1, limit=5)
        assert [like.article_id, unlike.article_id] == [4, 5]
        assert set(like.words) == {"vaccine", "plant", "antibodies"}
        assert (unlike.organisations, unlike.regions) == (("roche",), ("tianjin",))
        assert [found.article_id for found in live.alike(1, limit=1)] == [4]
        assert live.alike(10, limit=5) == [], "all that it has is common"
        assert live.alike(6, limit=5) == live.alike(99, limit=5) == []

    def test_an_article_without_text_is_like_none(self, live: SearchBackend) -> None:
        live.index([document(1), document(2), document(3, title="Steel")])
        assert live.alike(1, limit=5) == []

    def test_everyday_words_make_no_article_like_another(self, live: SearchBackend) -> None:
        live.index(
            [
                document(1, body="A vaccine will come. Others would also wait, however, until then."),
                document(2, body="Prices will fall. Others would also hold, however, until winter."),
                document(3, body="Another vaccine."),
            ]
        )
        assert [(found.article_id, found.words) for found in live.alike(1, limit=5)] == [(3, ("vaccine",))]

    # Filters and facets

    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ({"regions": ("tianjin", "wuxi")}, {1, 3}),
            ({"regions": ("china",), "sources": ("Shine",)}, {2}),
            ({"organisations": ("bank-of-china",)}, {1}),
            ({"years": (2022, 2023)}, {1, 2}),
            ({"roles": ("investment",)}, {1, 3}),
            ({"roles": ("investment",), "amount_min": Bound(Decimal(BILLION))}, set()),
            ({"amount_min": Bound(Decimal(5 * BILLION)), "amount_max": Bound(Decimal(5 * BILLION))}, {1, 2}),
            ({"amount_min": Bound(Decimal(8 * BILLION))}, {2}),
            ({"amount_max": Bound(Decimal(2 * BILLION))}, {1, 2}),
            ({"amount_max": Bound(Decimal(2 * BILLION - 1))}, {1}),
        ],
    )
    def test_filters_narrow(self, filled: SearchBackend, filters: dict[str, Any], found: set[int]) -> None:
        assert set(ids(filled.search(asked(**filters)))) == found

    def test_a_facet_is_counted_without_its_own_filter(self, filled: SearchBackend) -> None:
        facets = filled.search(asked("tianjin", regions=("hebei",))).facets
        assert facets[FacetName.REGION] == {"china": 2, "tianjin": 1, "hebei": 1}
        assert facets[FacetName.SOURCE] == {"Shine": 1}
        assert facets[FacetName.YEAR] == {"2023": 1}
        assert facets[FacetName.ROLE] == {"fund": 1}
        assert facets[FacetName.AMOUNT] == {"1bn-10bn": 1}
        assert facets[FacetName.ORGANISATION] == {}

    def test_counts_are_the_same_one_by_one_and_all_at_once(self, filled: SearchBackend) -> None:
        for counts in filled.search(asked()).facets.values():
            one_by_one = {value: counts[value] for value in counts}
            assert list(counts.items()) == list(one_by_one.items())
            in_order = sorted(one_by_one.items(), key=lambda pair: (-pair[1], pair[0]))
            for number in range(len(counts) + 2):
                assert counts.most_common(number) == in_order[:number]

    def test_a_sum_in_another_currency_counts_at_the_rate_of_each_figures_year(
        self, live: SearchBackend
    ) -> None:
        """A hundred million dollars were 828 million yuan in 2000 and 645 in 2021."""
        rates = {year: convert(Decimal(10**8), "USD", "CNY", year) for year in (2000, 2021, None)}
        live.index(
            [
                document(n, amounts=(amount("fund", sum_, year=year),))
                for n, (year, sum_) in enumerate(rates.items(), start=1)
            ]
            + [document(9, amounts=(amount("fund", 700_000_000, year=2000),))]
            + [document(10, amounts=(amount("fund", 700_000_000, year=2021),))]
        )
        bound = Bound(Decimal(10**8), "USD")
        assert set(ids(live.search(asked(amount_min=bound)))) == {1, 2, 3, 10}
        assert set(ids(live.search(asked(amount_max=bound)))) == {1, 2, 3, 9}
        assert set(ids(live.search(asked(amount_min=bound, amount_max=bound)))) == {1, 2, 3}

    def test_role_and_amount_are_counted_over_the_same_amounts(self, filled: SearchBackend) -> None:
        facets = filled.search(asked(roles=("investment",), amount_min=Bound(Decimal(BILLION)))).facets
        assert facets[FacetName.ROLE] == {"revenue": 1, "fund": 1}
        assert facets[FacetName.AMOUNT] == {"10m-100m": 1}

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_answers_equal_brute_force(self, backend: SearchBackend, data: st.DataObject) -> None:
        articles = data.draw(st.lists(_articles, max_size=12, unique_by=lambda article: article.article_id))
        gone = {article.article_id for article in articles if data.draw(st.booleans(), "deleted")}
        step = data.draw(st.sampled_from([1, 2, 6]), "documents in a commit")
        with backend.rebuild() as build:
            for start in range(0, len(articles), step):
                build.index(articles[start : start + step])
            build.delete(gone)
            build.publish()
        left = [article for article in articles if article.article_id not in gone]
        for query in data.draw(st.lists(_queries, min_size=4, max_size=8)):
            results = backend.search(query)
            found = [article for article in left if _matches(article, query)]
            assert results.total == len(found)
            assert set(ids(results)) == {article.article_id for article in found}
            assert backend.found(query) == ids(results)
            folded = backend.search(replace(query, folded=True))
            assert _hits_of_stories(folded) == _folded(found, ids(results))
            assert (folded.total, folded.length) == (len(found), len(folded.hits))
            assert _with_none(results) == _with_none(folded) == _facets(left, query)
            assert _middles(found, query) == _summarised(
                backend.search(replace(query, with_summary=True)).summary
            )

    # Marks

    def test_words_are_marked_as_they_are_found(self, filled: SearchBackend) -> None:
        (hit,) = filled.search(asked('pd1 "bank china" OR title:biomedical investing pd 1')).hits
        assert joined(hit.title) == ARTICLES[0].title
        assert marked(hit.title) == ["biomedical"]
        assert [joined(snippet) for snippet in hit.snippets] == [ARTICLES[0].body]
        assert marked(hit.snippets[0]) == ["invested", "PD-1"]

    @pytest.mark.parametrize(
        ("query", "text", "marks"),
        [
            ("invest", "They invested; investment grows.", ["invested", "investment"]),
            ("PD-1", "PD1, PD-1, PD‑1, PD 1 and PD", ["PD1", "PD-1", "PD‑1", "PD 1"]),
            ("tianjin", "Beijing-Tianjin-Hebei’s and Tianjin's", ["Tianjin", "Tianjin"]),
            ('"bank of china"', "The Bank of China is a bank. China is big.", ["Bank of China"]),
            ("bio*", "Biomedical bio-tech, symbiosis", ["Biomedical", "bio-tech"]),
            ("bi*cal", "Biomedical, biological, biotech", ["Biomedical", "biological"]),
            ("biomedcal~1", "A biomedical or bio-medical medic", ["biomedical", "bio-medical"]),
            ('"park fund"~2', "A fund park: park and new fund", ["park", "fund"]),
            ("park -fu*d", "A fund park", ["park"]),
            ("tianjin -fund", "A fund in Tianjin", ["Tianjin"]),
            ("tianjin OR fund", "A fund in Tianjin", ["fund", "Tianjin"]),
            ("title:tianjin fund", "A fund in Tianjin", ["fund"]),
            ("state-owned", "A state-owned and state owned firm", ["state-owned", "state owned"]),
            ("the", "The fund", []),
            ("", "The fund", []),
        ],
    )
    def test_a_text_is_marked_whole(
        self, backend: SearchBackend, query: str, text: str, marks: list[str]
    ) -> None:
        fragments = backend.highlight(asked(query), text)
        assert joined(fragments) == text
        assert marked(fragments) == marks

    def test_without_a_match_a_snippet_is_the_beginning(self, filled: SearchBackend) -> None:
        (hit,) = filled.search(asked("title:wuxi")).hits
        assert hit.snippets == ((Fragment(ARTICLES[2].body),),)

    def test_snippets_show_the_best_passages_in_text_order(self, live: SearchBackend) -> None:
        filler = "Nothing of interest is said in this sentence. " * 20
        body = f"{filler}A fund came. {filler}The fund of Tianjin grew by half. {filler}Tianjin. {filler}"
        live.index([document(1, body=body)])
        (hit,) = live.search(asked("tianjin fund")).hits
        assert [marked(snippet) for snippet in hit.snippets] == [["fund"], ["fund", "Tianjin"]]
        for snippet in hit.snippets:
            assert joined(snippet) in body
            assert joined(snippet)[0] in "NAT"
            assert joined(snippet).endswith(".")
            assert 120 <= len(joined(snippet)) <= 260

    def test_an_article_without_a_body_has_no_snippet(self, live: SearchBackend) -> None:
        live.index([document(1, title="Tianjin")])
        (hit,) = live.search(asked("tianjin")).hits
        assert hit.snippets == ()


# Brute force, over words that neither stemming nor spelling brings together

_VOCABULARY = ("steel", "port", "bank", "china", "of", "portal")
_REGIONS, _ORGANISATIONS, _ROLES, _SOURCES = (("r1", "r2", "r3"), ("o1", "o2"), ("a", "b"), ("S", "T"))
_VALUES = (None, 0, 999_999, 10**6, 5 * 10**8, 10**9, 2 * 10**12)


def _some(values: Iterable[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(list(values)), max_size=2).map(tuple)


def _rarely(values: Iterable[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.sampled_from([(), (), (), *((value,) for value in values)])


_texts = st.lists(st.sampled_from(_VOCABULARY), max_size=6).map(" ".join)


@st.composite
def _amounts(draw: st.DrawFn) -> AmountEntry:
    low = draw(st.sampled_from(_VALUES))
    high = (
        None
        if low is None
        else draw(st.sampled_from([v for v in _VALUES[1:] if v is not None and v >= low] + [None]))
    )
    year = draw(st.sampled_from([None, 2020, 2025]))
    return amount(draw(st.sampled_from(_ROLES)), low, high, year=year, is_target=draw(st.booleans()))


_articles = st.builds(
    document,
    st.integers(1, 30),
    title=_texts,
    body=_texts,
    source=st.sampled_from([*_SOURCES, ""]),
    published=st.sampled_from([None, date(2021, 1, 1), date(2021, 7, 1), date(2022, 1, 1)]),
    regions=_some(_REGIONS),
    organisations=_some(_ORGANISATIONS),
    amounts=st.lists(_amounts(), max_size=3).map(tuple),
    story=st.sampled_from([0, 0, 0, 1, 2]),
)
_words = st.sampled_from([word for word in _VOCABULARY if word != "of"])
_fields = st.sampled_from([None, None, Field.TITLE])
_leaves = (
    st.builds(Word, _words, _fields)
    | st.builds(lambda a, b, n, f: Phrase(f"{a} {b}", f, n), _words, _words, st.integers(1, 3), _fields)
    | st.builds(Wildcard, st.sampled_from(["po*l", "po?t*", "st??l", "ba*k", "po*r?"]), _fields)
    | st.builds(Fuzzy, st.sampled_from(["prot", "stel", "potals", "bort"]), st.integers(1, 2), _fields)
    | st.builds(lambda a, b, f: Phrase(f"{a} {b}", f), _words, _words, _fields)
    | st.builds(Phrase, st.just("bank of china"))
    | st.builds(Prefix, st.sampled_from(["po", "port", "st"]), _fields)
)
_trees = st.recursive(
    _leaves,
    lambda some: (
        st.builds(lambda a, b: Or((a, b)), some, some)
        | st.builds(lambda a, b: And((a, b)), some, some)
        | st.builds(lambda a, b: And((a, Not(b))), some, some)
        | st.builds(lambda a, b, c: And((Not(a), b, c)), some, some, some)
    ),
    max_leaves=5,
)
_days = st.sampled_from([None, None, None, date(2021, 2, 1), date(2021, 12, 31)])
_bounds = st.none() | st.sampled_from(
    [Bound(Decimal(v)) for v in _VALUES if v is not None] + [Bound(Decimal(10**6), "USD")]
)
_queries = st.builds(
    SearchQuery,
    tree=st.none() | _trees,
    regions=_some([*_REGIONS, NO_VALUE]),
    organisations=_some(_ORGANISATIONS),
    roles=_some([*_ROLES, NO_VALUE]),
    amount_min=_bounds,
    amount_max=_bounds,
    figure_years=_some([2020, 2025]),
    is_target=st.sampled_from([None, None, True, False]),
    years=_some([2021, 2022, 0]),
    published_from=_days,
    published_to=_days,
    sources=_some([*_SOURCES, NO_VALUE]),
    without_regions=_rarely(_REGIONS),
    without_organisations=_rarely(_ORGANISATIONS),
    without_sources=_rarely(_SOURCES),
    sort=st.sampled_from(Sort),
)


def _matches(article: SearchDocument, query: SearchQuery) -> bool:
    source = (article.source,) if article.source else ()
    return (
        (query.tree is None or _has_words(article, query.tree))
        and _is_any_of(article.regions, query.regions)
        and _is_any_of(article.organisations, query.organisations)
        and _is_any_of(source, query.sources)
        and set(query.without_regions).isdisjoint(article.regions)
        and set(query.without_organisations).isdisjoint(article.organisations)
        and set(query.without_sources).isdisjoint(source)
        and _is_published(article.published, query)
        and _has_figure(article, query)
    )


def _hits_of_stories(results: SearchResults) -> list[list[int]]:
    return [[hit.article_id, *hit.others] for hit in results.hits]


def _folded(articles: list[SearchDocument], in_order: list[int]) -> list[list[int]]:
    """The articles of each story, in order; a story where its first article is."""
    story_of = {article.article_id: article.story for article in articles}
    found: dict[tuple[int, int], list[int]] = {}
    for article_id in in_order:
        story = story_of[article_id]
        found.setdefault((story, 0 if story else article_id), []).append(article_id)
    return list(found.values())


def _is_any_of(values: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return not wanted or not set(wanted).isdisjoint(values or {NO_VALUE})


def _is_published(day: date | None, query: SearchQuery) -> bool:
    return (
        (not query.years or (day.year if day else 0) in query.years)
        and (query.published_from is None or (day is not None and day >= query.published_from))
        and (query.published_to is None or (day is not None and day <= query.published_to))
    )


def _has_figure(article: SearchDocument, query: SearchQuery) -> bool:
    if not query.has_amount_filter:
        return True
    if NO_VALUE in query.roles and not article.amounts:
        return not replace(query, roles=()).has_amount_filter
    return any(True for _ in _passing(article, query))


def _passing(article: SearchDocument, query: SearchQuery) -> Iterator[AmountEntry]:
    """The amounts that all filters of amounts hold for."""
    for entry in article.amounts:
        low = entry.value_cny
        high = low if entry.value_high_cny is None else entry.value_high_cny
        if query.roles and entry.role not in query.roles:
            continue
        if query.amount_min is not None and (high is None or high < query.amount_min.in_yuan(entry.year)):
            continue
        if query.amount_max is not None and (low is None or low > query.amount_max.in_yuan(entry.year)):
            continue
        if query.figure_years and entry.year not in query.figure_years:
            continue
        if query.is_target is not None and entry.is_target != query.is_target:
            continue
        yield entry


def _has_words(article: SearchDocument, node: Node) -> bool:
    match node:
        case And():
            return all(_has_words(article, child) for child in node.children)
        case Or():
            return any(_has_words(article, child) for child in node.children)
        case Not():
            return not _has_words(article, node.child)
    texts = [article.title] if node.field else [article.title, article.body]
    words = {word for text in texts for word in text.split()}
    match node:
        case Prefix():
            return any(word.startswith(node.text) for word in words)
        case Wildcard():
            return any(fnmatchcase(word, node.text) for word in words)
        case Fuzzy():
            return any(changes(node.text, word) <= node.distance for word in words)
        case Phrase():
            return any(_stands_in(text.split(), node.text.split(), node.slop) for text in texts)
        case Word():
            return node.text in words


def _stands_in(text: list[str], phrase: list[str], slop: int) -> bool:
    """Whether the phrase is in the text; a stop word of the phrase stands for any word."""
    reached = {n for n, word in enumerate(text) if word == phrase[0]}
    distance = 1
    for wanted in phrase[1:]:
        if wanted == "of":
            distance += 1
            continue
        near = {n + more for n in reached for more in range(distance, distance + slop + 1)}
        reached = {n for n in near if n < len(text) and text[n] == wanted}
        distance = 1
    return bool(reached)


@cache
def changes(left: str, right: str) -> int:
    """Letters added, left out, replaced or neighbours swapped, each letter once at most."""
    if not left or not right:
        return len(left) + len(right)
    ways = [
        changes(left[:-1], right) + 1,
        changes(left, right[:-1]) + 1,
        changes(left[:-1], right[:-1]) + (left[-1] != right[-1]),
    ]
    if left[-2:] == right[-2:][::-1] and len(left) > 1:
        ways.append(changes(left[:-2], right[:-2]) + 1)
    return min(ways)


_FACETS = {
    FacetName.REGION: {"regions": ()},
    FacetName.ORGANISATION: {"organisations": ()},
    FacetName.YEAR: {"years": (), "published_from": None, "published_to": None},
    FacetName.MONTH: {"years": (), "published_from": None, "published_to": None},
    FacetName.SOURCE: {"sources": ()},
    FacetName.ROLE: {"roles": ()},
    FacetName.AMOUNT: {"amount_min": None, "amount_max": None},
    FacetName.FIGURE_YEAR: {"figure_years": ()},
    FacetName.TARGET: {"is_target": None},
}
"""Each with the query's own filters undone."""


def _facets(articles: list[SearchDocument], query: SearchQuery) -> dict[FacetName, dict[str, int]]:
    """`NO_VALUE` counts articles without a value."""
    counts: dict[FacetName, dict[str, int]] = {}
    for name, undone in _FACETS.items():
        others = replace(query, **undone)
        counted: dict[str, int] = defaultdict(int)
        for article in articles:
            if _matches(article, others):
                for value in _facet_values(article, name, others) or {NO_VALUE}:
                    counted[value] += 1
        counts[name] = dict(counted)
    return counts


def _with_none(results: SearchResults) -> dict[FacetName, dict[str, int]]:
    return {
        name: dict(counts) | ({NO_VALUE: counts.without} if counts.without else {})
        for name, counts in results.facets.items()
    }


def _middles(articles: list[SearchDocument], query: SearchQuery) -> tuple[Any, ...] | None:
    values = [
        (entry.value_cny + (entry.value_cny if entry.value_high_cny is None else entry.value_high_cny)) / 2
        for article in articles
        for entry in _passing(article, query)
        if entry.value_cny is not None
    ]
    if not values:
        return None
    powers = Counter(len(str(max(1, int(value)))) - 1 for value in values)
    return len(values), sum(values), median(values), min(values), max(values), sorted(powers.items())


def _summarised(summary: FigureSummary | None) -> tuple[Any, ...] | None:
    if summary is None:
        return None
    ends = summary.smallest, summary.largest
    return summary.number, summary.total, summary.median, *ends, list(summary.histogram)


def _facet_values(article: SearchDocument, name: FacetName, query: SearchQuery) -> set[str]:
    day = article.published
    match name:
        case FacetName.REGION:
            return set(article.regions)
        case FacetName.ORGANISATION:
            return set(article.organisations)
        case FacetName.YEAR:
            return {str(day.year)} if day else set()
        case FacetName.MONTH:
            return {f"{day:%Y-%m}"} if day else set()
        case FacetName.SOURCE:
            return {article.source} - {""}
        case FacetName.ROLE:
            return {entry.role for entry in _passing(article, query)}
        case FacetName.FIGURE_YEAR:
            return {str(entry.year) for entry in _passing(article, query) if entry.year}
        case FacetName.TARGET:
            return {"yes" if entry.is_target else "no" for entry in _passing(article, query)}
        case FacetName.AMOUNT:
            return {
                bucket.name
                for entry in _passing(article, query)
                for bucket in AMOUNT_BUCKETS
                if entry.value_cny is not None
                and bucket.overlaps(entry.value_cny, entry.value_high_cny or entry.value_cny)
            }
