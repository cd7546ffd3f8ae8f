"""Every page in every language: catalogues that are whole, a choice that is kept, no English left in Chinese pages."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import translation
from django.utils.formats import number_format

from config import messages
from corpus.models import Article, Organisation, Region
from corpus.money import in_words
from search import wording
from search.money import parse_sum
from search.query import Bound
from search.wording import grouped
from tests.factories import link_organisation, link_region, make_amount, make_article

if TYPE_CHECKING:
    from pathlib import Path

    from django.contrib.auth.models import User

    from search.backends.base import SearchBackend

CHINESE = {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}
CATALOGUES = pytest.mark.parametrize("path", messages.catalogues(), ids=lambda path: path.parent.parent.name)


class TestCatalogues:
    @CATALOGUES
    def test_everything_marked_is_translated(self, path: Path) -> None:
        """`make messages` brings in what is new and drops what is gone."""
        catalogue = messages.read(path)
        marked = {(message.id, message.context) for message in messages.template() if message.id}
        known = {(message.id, message.context) for message in catalogue if message.id}
        assert (marked - known, known - marked) == (set(), set())
        assert messages.untranslated(catalogue) == []

    @CATALOGUES
    def test_translations_name_the_same_values(self, path: Path) -> None:
        assert [(message.id, errors) for message, errors in messages.read(path).check()] == []

    @CATALOGUES
    def test_what_is_compiled_is_what_is_translated(self, path: Path) -> None:
        assert path.with_suffix(".mo").read_bytes() == messages.compiled(messages.read(path))


@pytest.mark.parametrize("language", ["en-gb", "zh-hans", "de", "fr", "hi"])
def test_counts_are_grouped_as_django_groups_numbers(language: str) -> None:
    with translation.override(language):
        for number in (0, 7, 999, 1000, 12_345, 123_456, 1_234_567, 10_000_000):
            plain = str(number) if number < 1000 else number_format(number, force_grouping=True)
            assert grouped(number) == plain


def test_a_text_that_every_page_has_is_said_in_the_language_of_each() -> None:
    said = []
    for language in ("en-gb", "zh-hans", "en-gb"):
        with translation.override(language):
            said.append(wording.gettext("Organisation"))
    assert said == ["Organisation", "机构", "Organisation"]


class TestSums:
    @pytest.mark.parametrize(
        ("value", "english", "chinese"),
        [
            ("1680000000", "1.68bn", "16.8亿"),
            ("2000000000000", "2tn", "2万亿"),
            ("300000000", "300m", "3亿"),
            ("12500", "12,500", "1.25万"),
            ("100", "100", "100"),
        ],
    )
    def test_are_said_as_the_language_counts(self, value: str, english: str, chinese: str) -> None:
        assert in_words(Decimal(value)) == english
        with translation.override("zh-hans"):
            assert in_words(Decimal(value)) == chinese

    @pytest.mark.parametrize(
        ("typed", "value", "currency"),
        [
            ("1.5亿", 150_000_000, "CNY"),
            ("3,000万元", 30_000_000, "CNY"),
            ("2 万亿", 2 * 10**12, "CNY"),
            ("5000万美元", 50_000_000, "USD"),
        ],
    )
    def test_can_be_typed_in_chinese(self, typed: str, value: int, currency: str) -> None:
        assert parse_sum(typed) == Bound(Decimal(value), currency)


@pytest.fixture
def corpus(index: SearchBackend) -> Article:
    """An article that says nothing in English, with more places, figures and organisations than are shown at once."""
    china = Region.objects.create(name="中国", slug="china", level="country")
    article = make_article(title="天津开工", body="天津一家药厂开工。", source="中国日报")
    for n, name in enumerate("甲乙丙丁戊己庚辛壬癸"):
        level = ("province", "city", "district", "zone", "macro")[n % 5]
        parent = None if level == "macro" else china
        link_region(article, Region.objects.create(name=name, slug=f"place-{n}", level=level, parent=parent))
        kinds = ["company", "government", "fund", "university", "media"]
        link_organisation(
            article, Organisation.objects.create(name=f"{name}方", slug=f"body-{n}", kind=kinds[n % 5])
        )
    for role in ("investment", "revenue", "contract", "output_value", "tax", "export"):
        make_amount(article, text="十亿元", anchor="", sentence="投资十亿元。", role=role, qualifier="about")
    Article.objects.filter(pk=article.pk).update(agency="新华社")
    make_article(title="无日期", body="无。", source="", published=None)
    return article


@pytest.mark.django_db(transaction=True)
class TestPages:
    PAGES = (
        "/",
        f"/?q={quote('天津')}",
        "/?region=china&not_region=place-0&organisation=body-1&role=investment&amount_min=1m&target=no&sort=amount",
        "/?year=2024&amount_min=100m&amount_max=under+10bn&find_organisation=zzz",
        "/?from=2024-04&to=2024-04&source=none&figure_year=2024",
        f"/?q={quote('天津 没有')}&region=china&role=none",
        "/?q=(",
        "/?amount_min=x&from=y&year=z",
        "/articles/{pk}/?q=%E5%A4%A9",
        "/accounts/login/",
        "/nothing",
    )
    EDITORS_PAGES = (
        "/",
        "/searches/",
        "/accounts/password/",
        "/admin/",
        "/admin/corpus/article/",
        "/admin/corpus/article/{pk}/change/",
        "/admin/corpus/region/",
        "/admin/corpus/organisation/",
        "/admin/corpus/amount/",
    )

    @pytest.mark.parametrize("address", PAGES)
    def test_no_english_is_left_in_a_chinese_page(
        self, client: Client, corpus: Article, address: str
    ) -> None:
        page = client.get(address.format(pk=corpus.pk), headers=CHINESE)
        assert english_in(page.content.decode()) == set()

    @pytest.mark.parametrize("address", EDITORS_PAGES)
    def test_nor_in_those_of_an_editor(self, editing: Client, corpus: Article, address: str) -> None:
        page = editing.get(address.format(pk=corpus.pk), headers=CHINESE)
        assert page.status_code == 200
        assert english_in(page.content.decode()) - IN_THE_ADMIN - LEFT_BY_DJANGO == set()

    def test_dates_and_numbers_are_as_the_language_has_them(self, client: Client, corpus: Article) -> None:
        address = f"/articles/{corpus.pk}/"
        assert '<time datetime="2024-04-26">26 April 2024</time>' in client.get(address).content.decode()
        chinese = client.get(address, headers=CHINESE).content.decode()
        assert '<time datetime="2024-04-26">2024年4月26日</time>' in chinese
        assert "16.8亿" in chinese

    def test_pieces_are_in_the_language_of_the_page(self, client: Client, corpus: Article) -> None:
        for address in ("/", "/facets/organisation?find_organisation=x"):
            piece = client.get(address, headers={**CHINESE, "HX-Request": "true"})
            assert english_in(piece.content.decode()) == set()


@pytest.mark.django_db(transaction=True)
class TestChoice:
    def test_a_language_is_chosen_at_the_foot_of_a_page_and_kept(self, corpus: Article) -> None:
        client = Client(enforce_csrf_checks=True)
        page = client.get("/?region=china", headers={"Accept-Language": "de"}).content.decode()
        assert '<html lang="en-gb"' in page
        assert "csrfmiddlewaretoken" not in page
        chosen = client.post(
            "/language",
            {"language": "zh-hans"},
            headers={"Origin": "http://testserver", "Referer": "http://testserver/?region=china"},
        )
        assert (chosen.status_code, chosen["Location"]) == (302, "http://testserver/?region=china")
        assert '<html lang="zh-hans"' in client.get("/articles/999/").content.decode()
        page = client.get("/", headers={"Accept-Language": "en"}).content.decode()
        assert '<html lang="zh-hans"' in page
        assert '<span lang="zh-hans" aria-current="true">简体中文</span>' in page
        assert '<button name="language" value="en-gb" lang="en-gb">English</button>' in page

    def test_caches_keep_the_languages_apart(self, client: Client, corpus: Article) -> None:
        client.get("/")
        english, chinese = client.get("/"), client.get("/", headers=CHINESE)
        assert english["ETag"] != chinese["ETag"]
        assert chinese["Content-Language"] == "zh-hans"
        for response in (english, chinese, client.get("/suggest?q=x")):
            assert {"Accept-Language", "Cookie"} <= {*response["Vary"].split(", ")}
        known = client.get("/", headers={**CHINESE, "If-None-Match": chinese["ETag"]})
        assert known.status_code == 304

    @pytest.mark.parametrize(
        "said",
        [
            {"Origin": "https://elsewhere.example", "Referer": "http://testserver/"},
            {"Origin": "null"},
            {"Referer": "http://testserver.elsewhere.example/"},
            {},
        ],
        ids=["another site", "a page without an origin", "a name that begins so", "nothing"],
    )
    def test_only_pages_of_this_site_choose_a_language(self, client: Client, said: dict[str, str]) -> None:
        refused = client.post("/language", {"language": "zh-hans"}, headers=said)
        assert refused.status_code == 403
        assert not refused.cookies

    def test_a_page_from_before_logging_in_is_true_again_after_logging_out(
        self, corpus: Article, editor: User
    ) -> None:
        client = Client()
        before = client.get("/")["ETag"]
        assert client.get("/", headers={"If-None-Match": before}).status_code == 304
        client.post("/accounts/login/", {"username": "edith", "password": "correct horse"})
        assert client.get("/", headers={"If-None-Match": before}).status_code == 200
        client.post("/accounts/logout/")
        assert client.get("/", headers={"If-None-Match": before}).status_code == 304


ADDRESS = re.compile(r"https?://\S+")
WORDS = re.compile(r"[A-Za-z][A-Za-z’']+")
SAID = ("aria-label", "title", "placeholder", "alt", "data-label", "data-copied", "data-failed", "data-again")
NAMES = {"Gleaner", "CSV", "JSON", "Lines"}
OF_QUERIES = {"biomedical", "industrial", "park", "region", "Tianjin", "OR", "NOT", "AND", "status"}
IN_THE_ADMIN = {"edith", "CNY", "USD", "EUR", "ISO", "GB"}
LEFT_BY_DJANGO = {*["Model", "name", "Add", "link", "Change", "or", "view", "list", "link", "Search"]}


class _Words(HTMLParser):
    """Latin words that a person sees or hears, but for those in code and in another language's name."""

    SILENT = ("script", "style", "code", "kbd")

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._silent = 0
        self._stack: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        for name in SAID:
            self._note(values.get(name) or "")
        if tag in ("input", "meta", "link", "img", "br", "hr"):
            return
        is_silent = tag in self.SILENT or (tag != "html" and (values.get("lang") or "").startswith("en"))
        self._stack.append(is_silent)
        self._silent += is_silent

    def handle_endtag(self, tag: str) -> None:
        if self._stack and tag not in ("input", "meta", "link", "img", "br", "hr"):
            self._silent -= self._stack.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._note(data)

    def _note(self, text: str) -> None:
        self.found |= {*WORDS.findall(ADDRESS.sub("", text))}


def english_in(page: str) -> set[str]:
    words = _Words()
    words.feed(page)
    return words.found - NAMES - OF_QUERIES
