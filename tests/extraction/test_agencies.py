"""The news agency or wire that a text came from, which may not be who published it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.extraction.agencies import agency_in
from corpus.extraction.base import Extraction
from corpus.extraction.sources import SourceExtractor
from corpus.ingest.cleaning import make_page
from corpus.ingest.readers import SourceText, read_article

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Nantong zone lands 12 biomedical projects"
TEXT = (
    "The city, in East China's Jiangsu province, signed 12 biomedical projects on Tuesday with a total investment "
    "of 4.2 billion yuan ($580 million), local authorities said."
)
MORE = "By 2026 the zone expects 40 plants, said Zhang Wei, its director. The first ones open in May."


def source_and_agency(text: str, **metadata: str) -> tuple[str | None, str | None]:
    known = SourceExtractor().extract(Extraction(page=make_page(SourceText(text, metadata))))
    return (known.source and known.source.value, known.agency and known.agency.value)


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("BEIJING, Aug. 7, 2022 /PRNewswire/ -- ", "PR Newswire"),
        ("NANTONG, May 24 (Xinhua) -- ", "Xinhua"),
        ("TOKYO--(BUSINESS WIRE)--", "Business Wire"),
        ("LONDON, May 24, 2024 (GLOBE NEWSWIRE) -- ", "GlobeNewswire"),
        ("BERLIN (dpa) - ", "dpa"),
        ("PARIS, May 24 (AFP) – ", "Agence France-Presse"),
        ("SEOUL, May 24 (Yonhap) -- ", "Yonhap"),
        ("KUALA LUMPUR, May 24 (Bernama) -- ", "Bernama"),
        ("New Delhi, May 24 (PTI) ", "PTI"),
        ("HANOI, May 24 (Kazakh News Agency) -- ", "Kazakh News Agency"),
        ("ASTANA, May 24, 2024 /Kazakh Wire/ -- ", "Kazakh Wire"),
        ("NANTONG, May 24 (China Daily) -- ", None),
        ("(Yicai) April 23 -- ", None),
    ],
)
def test_a_dateline_names_its_agency(dateline: str, agency: str | None) -> None:
    assert source_and_agency(f"{TITLE}\n{dateline}{TEXT}")[1] == agency


@pytest.mark.parametrize(
    ("line", "source", "agency"),
    [
        ("(Xinhua) 09:56, November 19, 2020", "Xinhua", "Xinhua"),
        ("Source: Xinhua", "Xinhua", "Xinhua"),
        ("By Li Si, Reuters", "Reuters", "Reuters"),
        ("PTI | New Delhi | Updated: May 24, 2024", "PTI", "PTI"),
        ("By Li Si | China Daily | Xinhua | Updated: 2024-05-24", "China Daily", "Xinhua"),
        ("By Li Si | China Daily | Updated: 2024-05-24", "China Daily", None),
    ],
)
def test_a_line_of_the_header_names_the_agency(line: str, source: str, agency: str | None) -> None:
    assert source_and_agency(f"{TITLE}\n{line}\n{TEXT}") == (source, agency)


@pytest.mark.parametrize(
    ("end", "agency"),
    [
        (" - Bernama", "Bernama"),
        (" (Xinhua)", "Xinhua"),
        ("\nPTI SKL SHW", "PTI"),
        (" (With inputs from PTI)", "PTI"),
        ("\nView source version on businesswire.com: https://www.businesswire.com/news/1", "Business Wire"),
        ("\nSOURCE Roche\nView original content: https://www.prnewswire.com/news/1.html", "PR Newswire"),
        ("\nCopyright 2024 The Associated Press. All rights reserved.", "Associated Press"),
        (" Its head told Reuters.", None),
        ("\nA worker checks vials at a plant in Wuxi on May 24. (Xinhua)", None),
        ("\nA plant in Wuxi. [Photo/Xinhua]", None),
        ("\nLatest news\nWuxi opens park - Xinhua", None),
    ],
)
def test_the_end_of_a_page_credits_the_agency(end: str, agency: str | None) -> None:
    assert source_and_agency(f"{TITLE}\n{TEXT}\n{MORE}{end}")[1] == agency


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param(
            '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "NDTV"}, '
            '"author": {"@type": "Organization", "name": "Press Trust of India"}}</script>',
            ("NDTV", "PTI"),
            id="author of JSON-LD",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "China Daily"}, '
            '"provider": {"name": "Xinhua News Agency"}}</script>',
            ("China Daily", "Xinhua"),
            id="provider of JSON-LD",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "China Daily"}, '
            '"provider": {"name": "China Daily"}}</script>',
            ("China Daily", None),
            id="provider that is the site",
        ),
        pytest.param(
            '<meta property="og:site_name" content="Mint"><meta name="agency" content="Kazakh Wire">',
            ("Mint", "Kazakh Wire"),
            id="meta",
        ),
    ],
)
def test_html_says_the_agency(head: str, expected: tuple[str, str | None], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        f"<html><head>{head}</head><body><article><h1>{TITLE}</h1><p>{TEXT}</p><p>{MORE}</p></article></body></html>"
    )
    article = read_article(page)
    assert source_and_agency(article.text, **article.metadata) == expected


def test_a_dateline_outweighs_who_is_named_below_it() -> None:
    text = f"{TITLE}\nNANTONG, May 24 (Xinhua) -- {TEXT}\n{MORE} (With inputs from Reuters)"
    assert source_and_agency(text)[1] == "Xinhua"


@pytest.mark.parametrize(
    ("names", "agency"),
    [("China Daily, Xinhua", "Xinhua"), ("Reuters in Seoul", "Reuters"), ("China Daily", None), ("", None)],
)
def test_the_first_agency_of_several_names(names: str, agency: str | None) -> None:
    assert agency_in(names) == agency
