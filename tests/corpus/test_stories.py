"""Articles that tell the same story are found, whatever happens to them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from corpus.models import Article, StoryKey
from corpus.stories import grouping
from corpus.stories.comparing import similarity
from corpus.stories.fingerprints import fingerprint
from corpus.stories.grouping import group_missing, near_duplicates
from search.models import PendingChange
from tests.factories import make_article

if TYPE_CHECKING:
    from collections.abc import Callable

RELEASE = """The Tianjin Binhai biomedical park has signed agreements with nine makers of vaccines, which will together
invest 1.68 billion yuan in new plants over three years. Construction of the first plant begins in May on 120 hectares
beside the port. Roche and the Tianjin Medical University run a laboratory for cell therapies there since 2019, and
officials expect output of 5.7 billion yuan in 2027. The park now counts 340 companies with 12,500 employees, about a
third of them abroad. Its director, Li Wei, said that taxes would be halved for firms that do research of their own.
A fund of 800 million yuan will lend to those that are young. Hospitals nearby have promised to try new medicines early,
so that approval takes 14 percent less time than elsewhere in the north of China. Exports reached 410 million dollars."""
OTHER = """Steel mills in Hebei shut eleven furnaces last week after the province set lower limits for dust. Owners said
that the loss of 3.2 million tonnes a year would be made up by a plant at Caofeidian that burns hydrogen. Prices of rebar
rose 2.6 percent in Tangshan on the news, while ore fell. The provincial government pays 95 yuan for every tonne of
capacity that is given up, and retrains 4,600 workers for the railways. Analysts doubt that demand for steel from builders
will recover before autumn, since sales of homes fell 18 percent from a year ago. Two mills want to move abroad."""
BOILERPLATE = """About us: Shine is a service of the Shanghai United Media Group, which was founded in 1999 and has offices
in 14 cities. Follow us on our channels for stories from the city, and write to the newsroom about mistakes. Reprinting is
allowed with our written permission only. Advertising is marked as such. This text was checked by an editor of the day."""
REPORT = """Hualan Biological said that revenue in the {} quarter came to {} billion yuan, {} percent more than a year ago.
Net profit was {} million yuan, or {} percent of revenue. Sales of vaccines brought {} million yuan. The company put {}
million yuan into research. Gross margin stood at {} percent. It holds to its forecast for the year, the board said in a
statement to the stock exchange in Shenzhen, and goes on building the plant in Chongqing that was announced before."""
DAY = date(2024, 4, 26)


def without_sentences(text: str) -> str:
    sentences = re.split(r"(?<=\.)\s", text)
    return " ".join(sentence for number, sentence in enumerate(sentences) if number % 4 != 2)


def with_other_words(text: str) -> str:
    random = Random(5)  # noqa: S311
    return " ".join("moreover" if random.random() < 0.08 else word for word in text.split())


def in_millions(text: str) -> str:
    return re.sub(r"([\d.]+) billion", lambda found: f"{float(found[1]) * 1000:,.0f} million", text)


def in_dollars(text: str) -> str:
    return re.sub(r"([\d.]+) (\w+) yuan", lambda found: f"${float(found[1]) / 7.2:.2f} {found[2]}", text)


CHANGES: dict[str, Callable[[str], str]] = {
    "the same": str,
    "sentences left out": without_sentences,
    "words replaced": with_other_words,
    "another dateline": lambda text: f"TIANJIN, April 27 (Xinhua) -- {text}",
    "sums in millions": in_millions,
    "sums in dollars": in_dollars,
    "shortened": lambda text: text[: len(text) * 2 // 5],
    "boilerplate added": lambda text: f"{text}\n\n{BOILERPLATE}",
    "several of these": lambda text: f"SHANGHAI -- {without_sentences(in_millions(text))}\n\n{BOILERPLATE}",
}


def compared(one: str, other: str, days: int | None = 1) -> float:
    return similarity(fingerprint(one), fingerprint(other), days=days)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_edited_release_is_the_same_story(change: Callable[[str], str]) -> None:
    assert 0.4 <= compared(RELEASE, change(RELEASE)) <= 1
    assert compared(RELEASE, change(RELEASE)) == compared(change(RELEASE), RELEASE)


@pytest.mark.parametrize("days", [0, 1, 91, None])
def test_quarterly_reports_of_one_firm_are_two_stories(days: int | None) -> None:
    one = REPORT.format("second", 3.2, 5.1, 410, 12.8, 890, 133, 61.5)
    other = REPORT.format("third", 3.9, 8.4, 522, 13.3, 961, 147, 62.7)
    assert compared(one, other, days) == 0
    assert compared(f"{one}\n\n{BOILERPLATE}", f"{other}\n\n{BOILERPLATE}", days) == 0
    assert compared(one, f"By our staff. {one}", days) > 0.9


def test_boilerplate_joins_nothing() -> None:
    assert compared(f"{RELEASE}\n\n{BOILERPLATE}", f"{OTHER}\n\n{BOILERPLATE}") == 0
    first, second = RELEASE.split(". ")[0], OTHER.split(". ")[0]
    assert compared(f"{first}\n\n{BOILERPLATE}", f"{second}\n\n{BOILERPLATE}") == 0


def test_a_digest_is_no_story_of_its_items() -> None:
    items = [f"{RELEASE[:220]}\n\n", f"{OTHER[:220]}\n\n"]
    digest = "".join(items) + REPORT + BOILERPLATE
    assert [compared(item, digest) for item in items] == [0, 0]


def test_a_text_too_short_to_tell_is_alone() -> None:
    assert compared("A biomedical park opened.", "A biomedical park opened.") == 0


def test_chinese_texts_are_compared_by_characters() -> None:
    text = "天津滨海新区生物医药产业园与九家疫苗企业签署协议，三年内将共同投资16.8亿元建设新工厂，首座工厂五月开工。"
    assert compared(text, f"新华社天津电 {text}") > 0.8


@pytest.mark.django_db
class TestGrouping:
    def test_articles_of_one_story_share_the_smallest_id(self) -> None:
        first, other = make_article(body=RELEASE), make_article(body=OTHER)
        second = make_article(body=without_sentences(RELEASE), title="Another headline", source="Shine")
        assert stories() == {first.pk: first.pk, second.pk: first.pk, other.pk: None}

    def test_the_order_of_coming_makes_no_difference(self) -> None:
        chain = [RELEASE, with_other_words(RELEASE), RELEASE[: len(RELEASE) * 2 // 5], OTHER]
        for _ in range(3):
            chain = chain[1:] + chain[:1]
            articles = {text: make_article(body=text) for text in chain}
            names = stories()
            assert len({names[articles[text].pk] for text in chain if text != OTHER}) == 1
            assert names[articles[OTHER].pk] is None
            Article.objects.all().delete()

    def test_a_changed_text_leaves_its_story_and_comes_back(self) -> None:
        first, second = make_article(body=RELEASE), make_article(body=RELEASE)
        second.body = OTHER
        second.save()
        assert stories() == {first.pk: None, second.pk: None}
        Article.objects.filter(pk=second.pk).update(body=with_other_words(RELEASE))
        assert stories() == {first.pk: first.pk, second.pk: first.pk}

    def test_a_corrected_date_counts(self) -> None:
        one = REPORT.format("second", 3.2, 5.1, 410, 12.8, 890, 133, 61.5)
        other = one.replace("410", "777").replace("890", "999")
        first, second = make_article(body=one), make_article(body=other, published=DAY + timedelta(days=91))
        assert stories() == {first.pk: None, second.pk: None}
        second.published = DAY
        second.save()
        assert stories() == {first.pk: first.pk, second.pk: first.pk}

    @pytest.mark.parametrize("by_queryset", [False, True])
    def test_a_story_goes_on_without_an_article(self, *, by_queryset: bool) -> None:
        first, second, third = (make_article(body=RELEASE) for _ in range(3))
        (Article.objects.filter(pk=first.pk) if by_queryset else first).delete()
        assert stories() == {second.pk: second.pk, third.pk: second.pk}
        second.delete()
        assert stories() == {third.pk: None}

    def test_a_story_falls_apart_with_what_connected_it(self) -> None:
        words = RELEASE.split()
        parts = [" ".join(words[:80]), " ".join(words), " ".join([*words[:20], *words[85:]])]
        first, bridge, second = (make_article(body=part) for part in parts)
        assert stories() == dict.fromkeys((first.pk, bridge.pk, second.pk), first.pk)
        bridge.delete()
        assert stories() == {first.pk: None, second.pk: None}

    def test_a_stale_instance_keeps_the_story(self) -> None:
        stale = make_article(body=RELEASE)
        second = make_article(body=RELEASE)
        stale.title = "Corrected"
        stale.save()
        assert stories() == {stale.pk: stale.pk, second.pk: stale.pk}

    def test_search_hears_of_every_article_whose_story_changes(self) -> None:
        first = make_article(body=RELEASE)
        PendingChange.objects.all().delete()
        second = make_article(body=RELEASE)
        assert set(PendingChange.objects.values_list("article_id", flat=True)) == {first.pk, second.pk}

    def test_what_everybody_appends_hides_no_story(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(grouping, "COMMON", 3)
        monkeypatch.setattr(grouping, "CANDIDATES", 2)
        long = BOILERPLATE + REPORT
        words = sorted(OTHER.split())
        for seed in range(9):
            Random(seed).shuffle(words)  # noqa: S311
            make_article(body=f"{' '.join(words)}\n\n{long}")
        first, second = make_article(body=f"{RELEASE} {long}"), make_article(body=with_other_words(RELEASE))
        together = {pk: story for pk, story in stories().items() if story}
        assert together == {first.pk: first.pk, second.pk: first.pk}

    def test_what_was_never_looked_at_is_caught_up_with(self) -> None:
        first, second = make_article(body=RELEASE), make_article(body=RELEASE)
        before = stories()
        StoryKey.objects.all().delete()
        super(type(Article.objects.all()), Article.objects.all()).update(story=None)
        done: list[int] = []
        assert group_missing(progress=done.append) == 2
        assert stories() == before == {first.pk: first.pk, second.pk: first.pk}
        assert done == [2]
        assert group_missing() == 0

    def test_a_text_too_short_for_a_story_is_looked_at_once(self) -> None:
        short = [make_article(body="Tianjin opens a port."), make_article(body="Tianjin opens a port.")]
        StoryKey.objects.all().delete()
        assert group_missing() == 2
        assert group_missing() == 0
        assert stories() == {article.pk: None for article in short}

    def test_near_duplicates_of_a_text_that_isnt_saved(self) -> None:
        first, second = make_article(body=RELEASE), make_article(body=without_sentences(RELEASE))
        make_article(body=OTHER)
        found = near_duplicates(RELEASE)
        assert [article for article, _ in found] == [first, second]
        assert found[0][1] == 1
        assert near_duplicates(BOILERPLATE) == []


def stories() -> dict[int, int | None]:
    return dict(Article.objects.values_list("pk", "story"))
