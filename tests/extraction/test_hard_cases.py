"""Hard cases seen on real pages, from the page's text to what is known of it. Others have their tests beside the rules;
the table in docs/extraction.md says which."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.extraction.base import Extraction, OrganisationKind
from corpus.extraction.figures import fold_figures
from corpus.extraction.pipeline import extract
from corpus.ingest.cleaning import make_page
from corpus.ingest.pipeline import load_extractors
from corpus.ingest.readers import SourceText

TITLE = "Drug park opens its gates"
DATED = f"{TITLE}\nUpdated: 2023-05-10\n"
TEXT = (
    "Wuxi will invest 5 billion yuan ($700 million) in a drug park, local officials said on Monday.\n"
    "The park will open in 2025, and the first forty firms have signed up for it, they said at a fair.\n"
)


def read(text: str) -> Extraction:
    return extract(make_page(SourceText(text)), load_extractors())


def names(text: str) -> set[str]:
    """Of the regions in a text below a title and a date."""
    return {region.name for region in read(DATED + text).regions}


def sums(text: str) -> list[str]:
    return [amount.text for amount in read(text).amounts]


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        pytest.param(
            "The plant will cost 8000-10,000 crore, said the Indian firm.",
            8 * 10**10,
            10**11,
            "INR",
            id="8000-10,000 crore",
        ),
        pytest.param(
            "The scheme has an outlay of 6,940 crore, it said.", 6_940 * 10**7, None, "INR", id="crore"
        ),
        pytest.param(
            "Sales rose from one trillion yuan to two trillion.", 2 * 10**12, None, "CNY", id="two trillion"
        ),
    ],
)
def test_a_sum_without_its_currency(text: str, low: int, high: int | None, currency: str) -> None:
    amount = read(DATED + text).amounts[-1]
    assert (amount.value, amount.value_high, amount.currency) == (low, high, currency)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The city plans a 10-billion-level cluster.", id="10-billion-level where no sum tells"),
        pytest.param("India gave 5 crore doses to a population of 140 crore.", id="crores of people"),
    ],
)
def test_a_number_that_nothing_makes_money_is_no_sum(text: str) -> None:
    assert sums(DATED + text) == []


@pytest.mark.parametrize(
    ("pair", "is_suspect"),
    [
        ("100 million yuan ($14 billion)", True),
        ("100 million yuan ($14.2 million)", False),
        ("100 million yuan ($18 million)", False),
        ("100 million yuan ($20 million)", True),
        ("100 million yuan ($11.2 million)", False),
        ("100 million yuan ($9 million)", True),
    ],
)
def test_an_implied_rate_far_from_that_of_the_year_is_flagged(pair: str, is_suspect: bool) -> None:
    (amount,) = read(f"{DATED}The base received {pair} from the city.").amounts
    assert amount.is_suspect is is_suspect
    assert (amount.confidence < 0.6) is is_suspect


@pytest.mark.parametrize(
    ("text", "is_suspect"),
    [
        pytest.param("The total investment is RMB 20.1 in all.", True, id="RMB 20.1"),
        pytest.param("Tea costs RMB 20.1 a cup.", False, id="price"),
    ],
)
def test_an_investment_without_its_scale_is_flagged(text: str, is_suspect: bool) -> None:
    (amount,) = read(DATED + text).amounts
    assert amount.is_suspect is is_suspect


@pytest.mark.parametrize(
    "above",
    [
        pytest.param("Wuxi puts 5 billion yuan into drug park\nUpdated: 2023-05-10\n", id="headline"),
        pytest.param(
            "Wuxi puts $700 million into drug park\nUpdated: 2023-05-10\n", id="headline in dollars"
        ),
        pytest.param(f"{DATED}The 5-billion-yuan drug park in Wuxi. [Photo/VCG]\n", id="caption"),
    ],
)
def test_a_sum_that_stands_twice_is_one_figure(above: str) -> None:
    known = read(above + TEXT)
    (figure,) = fold_figures(known)
    assert len(figure.mentions) == 2
    assert figure.best.text == "5 billion yuan ($700 million)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("North China Pharmaceutical and Shanghai Electric hire.", set(), id="company"),
        pytest.param("Sichuan University hires.", set(), id="university"),
        pytest.param("West China Hospital and Shandong Provincial Hospital hire.", set(), id="hospital"),
        pytest.param("The 12th China (Taizhou) International Medical Expo was held.", set(), id="event"),
        pytest.param("So wrote Beijing Daily and Shanghai Securities News.", set(), id="publisher"),
        pytest.param(
            "It hired from the Chongqing Municipal Health Commission.", {"Chongqing"}, id="government"
        ),
        pytest.param("China Merchants Group and South China Sea traders hire.", set(), id="China in a name"),
        pytest.param("The market in China is growing.", {"China"}, id="China alone"),
        pytest.param("It cost 36 billion U.S. dollars.", set(), id="U.S. dollars"),
        pytest.param("A Peking opera troupe ate Peking duck.", set(), id="kind of thing"),
        pytest.param("The plant moved from Peking to Amoy.", {"Beijing", "Xiamen"}, id="older spellings"),
        pytest.param("Xu Jian and Wang Baoshan, who run it, agreed.", set(), id="surnames and given names"),
    ],
)
def test_a_place_in_the_name_of_something_else_is_no_region(text: str, expected: set[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("name", "alternative"),
    [
        ("Taizhou", "cn-zhejiang-taizhou"),
        ("Suzhou", "cn-anhui-suzhou"),
        ("Yichun", "cn-jiangxi-yichun"),
        ("Fuzhou", "cn-jiangxi-fuzhou"),
        ("Yulin", "cn-shaanxi-yulin"),
        ("Huangpu District", "cn-guangdong-guangzhou-huangpu"),
    ],
)
def test_a_name_of_two_places_is_left_ambiguous_where_nothing_tells(name: str, alternative: str) -> None:
    (region,) = read(f"{DATED}{name} sold drugs worth 5 billion yuan, officials said.").regions
    assert alternative in region.alternatives
    assert region.confidence < 0.9


def test_a_park_that_invests_is_a_region_whose_figure_it_is() -> None:
    known = read(f"{DATED}Suzhou Industrial Park invested 2 billion yuan in the plant.")
    (amount,) = known.amounts
    assert amount.region is not None
    assert amount.region.name == "Suzhou Industrial Park"
    assert known.organisations == ()


@pytest.mark.parametrize(
    ("text", "name", "forms"),
    [
        pytest.param(
            "Jiangsu Tengmai Pharmaceuticals Co Ltd (JTP) rose. Tengmai went abroad. JTP sells drugs.",
            "Jiangsu Tengmai Pharmaceuticals Co Ltd",
            {"Jiangsu Tengmai Pharmaceuticals Co Ltd", "JTP", "Tengmai"},
            id="company",
        ),
        pytest.param(
            "The People's Government of Shandong Province met. The Shandong provincial government paid. "
            "The Shandong government agreed.",
            "Shandong Provincial Government",
            {
                "People's Government of Shandong Province",
                "Shandong provincial government",
                "Shandong government",
            },
            id="government",
        ),
    ],
)
def test_one_body_under_three_names_is_one_organisation(text: str, name: str, forms: set[str]) -> None:
    found = read(DATED + text).organisations
    assert {organisation.name for organisation in found} == {name}
    assert {organisation.text for organisation in found} == forms


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The city government and the provincial government paid.", id="unnamed government"),
        pytest.param("Its shares in Hong Kong fell, Reuters and Xinhua said.", id="media"),
    ],
)
def test_what_the_policy_leaves_open_is_left_out(text: str) -> None:
    assert read(DATED + text).organisations == ()


def test_the_committee_of_a_zone_is_an_organisation_and_the_zone_a_region() -> None:
    known = read(f"{DATED}The Suzhou Industrial Park Management Committee paid.")
    assert [organisation.kind for organisation in known.organisations] == [OrganisationKind.GOVERNMENT]
    assert "Suzhou Industrial Park" in {region.name for region in known.regions}


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param(
            "Latest News\nHanoi firm to pay VND1.9 trillion for land\nGerman maker puts 300 million euros into Peru",
            id="Latest News with foreign amounts",
        ),
        pytest.param(
            "Leave a Reply\nYour email address will not be published. It costs $5.", id="Leave a Reply"
        ),
        pytest.param(
            "Hot topics\nNanjing opens hub 2024-01-02\nSuzhou opens hub 2024-01-03", id="sidebar dates"
        ),
        pytest.param("Copyright 2019 Wuxi. All rights reserved.", id="copyright year"),
    ],
)
def test_what_stands_below_the_article_is_no_part_of_it(tail: str) -> None:
    below, alone = read(f"{TITLE}\n{TEXT}{tail}"), read(f"{TITLE}\n{TEXT}")
    assert below.published is None
    assert (below.body, below.amounts, below.regions) == (alone.body, alone.amounts, alone.regions)


def test_a_title_that_a_caption_repeats_is_found_once() -> None:
    known = read(f"{DATED}{TITLE}. [Photo/VCG]\n{TEXT}")
    assert known.title is not None
    assert known.title.value == TITLE
    assert known.body.startswith(f"{TITLE}. [Photo/VCG]\n\nWuxi will")


def test_a_page_of_one_line_without_a_title() -> None:
    known = read(f" date 2024-11-21 {' '.join(TEXT.split())}")
    assert known.title is None
    assert known.published is not None
    assert known.published.value == date(2024, 11, 21)
    assert sums(f" date 2024-11-21 {' '.join(TEXT.split())}") == ["5 billion yuan ($700 million)"]


def test_of_two_mentions_of_a_figure_the_one_with_its_year_is_kept() -> None:
    known = read(
        "The district's goal is a medicine cluster worth one hundred billion yuan by the year 2025.\n\n"
        "“With these projects launched, a medicine cluster worth 100 billion yuan in the whole of the district comes closer to "
        "what all of us here have been working for,” the head of the base said."
    )
    (figure,) = fold_figures(known)
    assert (figure.best.year, len(figure.mentions)) == (2025, 2)
