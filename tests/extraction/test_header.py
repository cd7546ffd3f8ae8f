"""Title, date, source, author and body of a page."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.extraction.base import Extraction, Found, Line, LineKind, Page
from corpus.extraction.bodies import BodyExtractor
from corpus.extraction.datelines import Dateline, parse_dateline
from corpus.extraction.dates import DateExtractor
from corpus.extraction.sources import SourceExtractor
from corpus.extraction.titles import TitleExtractor, cut_site
from corpus.ingest.cleaning import make_page
from corpus.ingest.readers import SourceText, read_article

SEEDS = Path(__file__).parents[2] / "seeds"
EXTRACTORS = (
    TitleExtractor(),
    DateExtractor(today=lambda: date(2026, 6, 1)),
    SourceExtractor(),
    BodyExtractor(),
)

TITLE = "Nantong zone lands 12 biomedical projects"
TEXT = (
    "The city, in East China's Jiangsu province, signed 12 biomedical projects on Tuesday with a total investment "
    "of 4.2 billion yuan ($580 million), local authorities said."
)
MORE = (
    "By 2026 the zone expects its output value to exceed 100 billion yuan, said Zhang Wei, director of the "
    "management committee, at the opening of the plant."
)


def extract(text: str, **metadata: str) -> Extraction:
    known = Extraction(page=make_page(SourceText(text, metadata)))
    for extractor in EXTRACTORS:
        known = extractor.extract(known)
    return known


def value(found: Found[str] | Found[date] | None) -> str | None:
    return str(found.value) if found else None


def with_header(*lines: str) -> Extraction:
    return extract("\n".join([TITLE, *lines, TEXT, MORE]))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Updated: 2024-04-26", "2024-04-26"),
        ("Publishing date: 2023.05.11  Reading volume: 322", "2023-05-11"),
        ("Jilin Times   Updated:2021-06-02 10:08   【Font: big mid small】", "2021-06-02"),
        ("Updated: Sept 07, 2021", "2021-09-07"),
        ("Updated : 2021-04-25", "2021-04-25"),
        ("Updated:2017-06-08", "2017-06-08"),
        ("(|Updated : 2020-07-03", "2020-07-03"),
        ("DATE:  Apr 23 2025", "2025-04-23"),
        ("2021-12-13 13:16:00", "2021-12-13"),
        ("(Xinhua) 09:56, November 19, 2020", "2020-11-19"),
        ("20:51 UTC+8, 2022-08-17       0", "2022-08-17"),
        ("24 May 2024", "2024-05-24"),
        ("Posted On: 29 FEB 2024 3:47PM by PIB Delhi", "2024-02-29"),
        ("24-May-2024", "2024-05-24"),
        ("May 24th, 2024", "2024-05-24"),
        ("May, 24/2024 - 08:13", "2024-05-24"),
        ("Published: 5:00pm, 15 May, 2020", "2020-05-15"),
        ("发布时间:2024年4月26日", "2024-04-26"),
        ("2023.03.17 10:00", "2023-03-17"),
        ("08.08.2023", "2023-08-08"),
        ("Published on 25/06/2023", "2023-06-25"),
        ("06/25/2023 10:20", "2023-06-25"),
        ("05/05/2023", "2023-05-05"),
        ("Post time: Aug-25-2021", "2021-08-25"),
        ("Posted by admin on August 23rd, 2022", "2022-08-23"),
        ("April 29, 20211:40 AMUpdated 3 years ago", "2021-04-29"),
        ("Wednesday, 05/06/2024 10:00", "2024-06-05"),
        ("Updated 08:13, 05/06/2024 (GMT+7)", "2024-06-05"),
        ("06/08/2017 08:00 AM EST", "2017-06-08"),
        ("(China Daily 06/08/2017 page2)", "2017-06-08"),
    ],
)
def test_every_layout_of_a_date_is_read(line: str, expected: str) -> None:
    assert value(with_header(line).published) == expected


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("05/06/2023", id="day and month can't be told"),
        pytest.param("Updated: Feb 30, 2023", id="impossible day"),
        pytest.param("Updated: 2049-01-01", id="future"),
        pytest.param("Updated: 1901-01-01", id="before the web"),
        pytest.param("June 2022", id="month only"),
        pytest.param("Date: 24-26 May 2024", id="days of an event"),
        pytest.param("Date: 24 May 2024\nVenue: Nantong Expo Center", id="day of an event"),
        pytest.param("Wuxi opened it on May 3, 2021, a zone spokesman from Wuxi said.", id="in a sentence"),
    ],
)
def test_a_doubtful_date_is_none(line: str) -> None:
    assert with_header(line).published is None


def test_a_copyright_year_and_the_dates_of_other_stories_are_not_the_date() -> None:
    text = "\n".join(
        [TITLE, TEXT, MORE, "Latest News", "Wuxi opens park", "2024-05-01", "Copyright 2024-05-02 Wuxi"]
    )
    assert extract(text).published is None


def test_the_date_of_an_event_between_paragraphs_is_not_the_date() -> None:
    assert (
        extract("\n".join([TITLE, TEXT, MORE, "Date: 24 May 2024", "Venue: Penang", MORE])).published is None
    )


def test_the_date_may_stand_below_the_source_at_the_end() -> None:
    found = extract("\n".join([TITLE, TEXT, MORE, "Source: Xinhua", "2023-05-11 17:12:30", "Editor: huaxia"]))
    assert (value(found.published), value(found.source)) == ("2023-05-11", "Xinhua")


def test_the_day_of_the_visit_in_a_menu_gives_way_to_the_labelled_date() -> None:
    text = "\n".join(["Wed,May,01,2024", "Home > Business", TITLE, "Updated: 2021-12-10", TEXT])
    assert value(extract(text).published) == "2021-12-10"


def test_the_date_at_the_head_of_the_first_line_wins_over_the_dateline() -> None:
    known = extract(f" date 2022-08-08 BEIJING, Aug. 7, 2022 /PRNewswire/ -- {TEXT}")
    assert value(known.published) == "2022-08-08"
    assert value(known.source) == "PRNewswire"
    assert known.body == f"BEIJING, Aug. 7, 2022 /PRNewswire/ -- {TEXT}"


def test_the_dateline_tells_day_from_month() -> None:
    dateline = f"GEORGE TOWN, June 5 (Bernama) -- {TEXT}"
    assert value(extract(f"{TITLE}\n05/06/2024 04:32 PM\n{dateline}").published) == "2024-06-05"


def test_the_first_publication_wins_over_the_update() -> None:
    known = with_header("Published : March 17, 2023 - 16:32 Updated : March 18, 2023 - 16:40")
    assert value(known.published) == "2023-03-17"


def test_a_day_before_that_of_an_update_is_the_day() -> None:
    known = with_header("January 16, 2023 09:47 pm | Updated January 17, 2023 08:30 am IST")
    assert value(known.published) == "2023-01-16"


def test_labels_may_end_with_a_colon_of_full_width() -> None:
    known = with_header("Time：2021-04-09 Source：Wuhu Daily Clicks：1203 【Print】 【Close】")
    assert (value(known.published), value(known.source)) == ("2021-04-09", "Wuhu Daily")


@pytest.mark.parametrize(
    "lines",
    [
        ["Three cities of northern Jiangsu form a", "photovoltaic chain"],
        ["Court in Anqing fines polluter; park", "pays for cleanup"],
    ],
)
def test_a_title_broken_over_two_lines_is_one(lines: list[str]) -> None:
    known = extract("\n".join([*lines, "24 May 2024", TEXT, MORE]))
    assert value(known.title) == " ".join(lines)
    assert known.body == f"{TEXT}\n\n{MORE}"


def test_a_subtitle_much_longer_than_the_title_is_not_the_title() -> None:
    subtitle = "Twenty years after Singapore came, the park has paid back its founders many times over"
    known = extract(f"Lessons from Suzhou\n{subtitle}\n24 May 2024\n{TEXT}\n{MORE}")
    assert value(known.title) == "Lessons from Suzhou"


def test_page_metadata_wins_and_an_address_is_the_last_resort() -> None:
    stated = extract(f"{TITLE}\nUpdated: 2024-01-02\n{TEXT}", date="2024-01-01")
    assert value(stated.published) == "2024-01-01"
    from_address = extract(f"{TITLE}\n{TEXT}", url="https://example.org/a/202404/26/c_1.htm")
    assert value(from_address.published) == "2024-04-26"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("BEIJING, Aug. 7, 2022 /PRNewswire/ -- At the", Dateline(date(2022, 8, 7), "PRNewswire")),
        ("TAIZHOU, China, Nov. 4, 2021 /PRNewswire/ — China", Dateline(date(2021, 11, 4), "PRNewswire")),
        ("BEIJING, April 29 (Reuters) - Building", Dateline(None, "Reuters")),
        ("HEFEI, July 2 (Xinhua) -- The", Dateline(None, "Xinhua")),
        ("(Yicai) April 23 -- Pudong", Dateline(None, "Yicai")),
        ("XI'AN, China--(BUSINESS WIRE)--Janssen", Dateline(None, "BUSINESS WIRE")),
        ("BASEL, May 3, 2021 (GLOBE NEWSWIRE) -- BeiGene", Dateline(date(2021, 5, 3), "GLOBE NEWSWIRE")),
        ("Dresden, July 13, 2022 – Bosch will", Dateline(date(2022, 7, 13), None)),
        ("NEW DELHI, May 24 (PTI) The cabinet", Dateline(None, "PTI")),
        ("Mainz, Germany, and Wuxi, China – May 24, 2024 – The", Dateline(date(2024, 5, 24), None)),
        ("The Pharma Industry Association (PIA) - the", None),
        ("On May 24, 2024 - a Friday - Lilly", None),
        ("Lilly will invest $5.3 billion (4.9 billion euros) - its", None),
        ("In the zone (Xinhua reports) there are", None),
    ],
)
def test_datelines(paragraph: str, expected: Dateline | None) -> None:
    assert parse_dateline(paragraph) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["Updated: 2024-05-27"], None, id="none named"),
        pytest.param(["Source:jschina.com.cn Editor:Dylan"], "jschina.com.cn", id="label"),
        pytest.param(["From: Lianyungang Daily Updated: 2025-06-25 09:14"], "Lianyungang Daily", id="from"),
        pytest.param(["Updated: 2021-12-10 Source: Zhongshan Daily Large Medium Small Print"], "Zhongshan Daily", id="bar"),
        pytest.param(["Release date: 2022-04-12 Source: SIP Management Committee Font Size: A"], "SIP Management Committee", id="labels"),
        pytest.param(["chinadaily.com.cn | Updated: 2022-07-05"], "chinadaily.com.cn", id="address before the date"),
        pytest.param(["Updated: Apr 10, 2023 chinaopticsvalley.com Print"], "chinaopticsvalley.com", id="address after it"),
        pytest.param(["By Song Mengxing | China Daily USA | Updated:2017-06-08"], "China Daily USA", id="byline"),
        pytest.param(["By Li Yu (chinadaily.com.cn)"], "chinadaily.com.cn", id="brackets"),
        pytest.param(["Xinhua) 08:46, July 03, 2025"], "Xinhua", id="half a bracket"),
        pytest.param(["Jilin Daily | Updated: 2022-07-05"], "Jilin Daily", id="a paper that no list holds"),
        pytest.param(["By Xinhua Published: Nov 05, 2021 10:40 PM"], "Xinhua", id="byline of an agency"),
        pytest.param(["China Daily"], "China Daily", id="lone name"),
        pytest.param(["The opening. [Photo/Shanxi Daily]"], None, id="photo credit"),
        pytest.param(["A chip. Photo: Bloomberg"], None, id="photo credit of an agency"),
        pytest.param(["Updated: 2012-05-24", "By Wang Wei in Wuxi (China Daily)"], "China Daily", id="brackets without spaces"),
        pytest.param(["Press Trust of India New Delhi", "24 May 2024"], "Press Trust of India", id="agency and place"),
        pytest.param(["By Reuters Staff", "2 Min Read"], "Reuters", id="staff of an agency"),
        pytest.param(["By Xinhua writers Zhang San, Li Si"], "Xinhua", id="writers of an agency"),
        pytest.param(["Source:", "Nantong Daily", "Updated:", "2024-05-24"], "Nantong Daily", id="label on a line of its own"),
        pytest.param(["Published by: Nantong Bureau of Commerce"], "Nantong Bureau of Commerce", id="who published it"),
        pytest.param(["Published by: admin", "2024-05-24"], None, id="who keeps the site"),
        pytest.param(["KYODO NEWS - Oct 7, 2019 - 10:05 | All, Japan"], "Kyodo News", id="in capitals"),
        pytest.param(["(China Daily 05/15/2019 page14)"], "China Daily", id="page of the paper"),
        pytest.param(["govt.chinadaily.com.cn", "Updated: Apr 10, 2023 wnd.cn"], "wnd.cn", id="the date's line first"),
    ],
)  # fmt: skip
def test_the_source_is_the_publisher_the_page_names(lines: list[str], expected: str | None) -> None:
    assert value(with_header(*lines).source) == expected


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        ("Copyright©2024 China Daily. All rights reserved.", "China Daily"),
        ("Copyright © Wuxi People's Government.", "Wuxi People's Government"),
        (
            "Copyright © 2018-2019 Zhongshan Daily Newspaper Group. All rights reserved.",
            "Zhongshan Daily Newspaper Group",
        ),
        ("Copyright ⓒ The Korea Herald. All rights reserved.", "The Korea Herald"),
        ("© Copyright 1997-2024 VnExpress.net. All rights reserved.", "VnExpress.net"),
        ("Copyright© www.gov.cn | About us | Contact us", "www.gov.cn"),
        ("© 2022 - CI News Inc. All rights reserved.", "CI News Inc"),
        ("All rights reserved.", None),
    ],
)
def test_the_copyright_holder_is_the_last_resort(notice: str, expected: str | None) -> None:
    assert value(extract("\n".join([TITLE, TEXT, MORE, notice])).source) == expected
    assert value(extract("\n".join([TITLE, "Source: Wuxi Daily", TEXT, MORE, notice])).source) == "Wuxi Daily"


def test_a_wire_in_capitals_is_named_as_it_writes_itself() -> None:
    known = extract(f"{TITLE}\nHONG KONG, Nov. 28, 2024 (GLOBE NEWSWIRE) -- {TEXT}")
    assert value(known.source) == "GlobeNewswire"


def test_the_wire_of_a_dateline_wins_over_the_firm_whose_release_it_carries() -> None:
    header = "May 24, 2024 08:13 ET | Source: Kelanda Pharma, Inc."
    known = extract(f"{TITLE}\n{header}\nHONG KONG, May 24, 2024 (GLOBE NEWSWIRE) -- {TEXT}")
    assert value(known.source) == "GlobeNewswire"
    assert value(extract(f"{TITLE}\n{header}\n{TEXT}").source) == "Kelanda Pharma, Inc"


@pytest.mark.parametrize(
    "lines",
    [
        ["Sponsored by Wuxi Municipal Government  Copyright © 2023", "苏ICP备05000001号"],
        ["Contact us | Site map", "Hosted by the Wuxi Municipal Government", "Copyright © 2023 All Rights Reserved"],
        ["Sponsored by: Wuxi Municipal Government", "Address: 6 Shiji Avenue"],
    ],
)  # fmt: skip
def test_who_runs_the_site_is_the_source_and_stays_in_the_body(lines: list[str]) -> None:
    known = extract("\n".join([TITLE, TEXT, MORE, *lines]))
    assert value(known.source) == "Wuxi Municipal Government"
    assert known.body.split("\n\n")[2:] == [known.body.split("\n\n")[-1]]
    assert known.body.endswith("Wuxi Municipal Government")


def test_who_held_an_event_is_not_the_source() -> None:
    lines = ["Organized by: China Pharmaceutical Association", "Supported by: Wuxi Municipal Government"]
    known = extract("\n".join([TITLE, TEXT, MORE, *lines]))
    assert known.source is None
    assert known.body == "\n\n".join([TEXT, MORE, *lines])


@pytest.mark.parametrize(
    ("sentence", "notice", "expected"),
    [
        (
            "It is dear, she told The Business Times.",
            "Copyright SPH Media. All rights reserved.",
            "The Business Times",
        ),
        ("It is dear, she told The Business Times.", "", None),
        ("It is dear, she told Reuters.", "Copyright SPH Media. All rights reserved.", "SPH Media"),
    ],
    ids=["the owner's paper", "no owner named", "an agency that all quote"],
)
def test_the_paper_people_talked_to_wins_over_its_owner(
    sentence: str, notice: str, expected: str | None
) -> None:
    assert value(extract("\n".join([TITLE, TEXT, MORE, sentence, notice])).source) == expected


def test_the_source_of_a_chart_is_not_that_of_the_article() -> None:
    text = "\n".join([TITLE, TEXT, MORE, "Exports by year", "Source: National Bureau of Statistics", MORE])
    assert extract(text).source is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["By Zhuan Ti and Li Yu (chinadaily.com.cn)"], "Zhuan Ti and Li Yu"),
        (["By MA ZHENHUAN in Hangzhou | China Daily | Updated: 2024-05-24 09:15"], "MA ZHENHUAN"),
        (["By Dat Nguyen   May 24, 2024 | 08:13 am GMT+7"], "Dat Nguyen"),
        (["By Jane Doe, Reuters"], "Jane Doe"),
        (["Yi Xing", "DATE:  Apr 23 2025"], "Yi Xing"),
        (["Time: 2021-08-25 Source: Shandong Daily Author: Wang Li Views: 1024"], "Wang Li"),
        (["AYAKO MORI, staff writer", "April 22, 2024 14:06 JST"], "AYAKO MORI"),
        (["Jane Doe, Contributing Writer"], "Jane Doe"),
        (["By Jane Doe, Staff Reporter"], "Jane Doe"),
        (["Written by Jane Doe"], "Jane Doe"),
        (["Insa Kremer, Dresden", "05/05/2023"], "Insa Kremer"),
        (["24 May 2024", "Lim Wei Jie"], "Lim Wei Jie"),
        (["Jane Doe", "Senior Correspondent", "24 May 2024"], "Jane Doe"),
        (["Jane Doe and John Roe, Bloomberg News"], "Jane Doe and John Roe"),
        (["Posted on August 23, 2022 by John Smith"], "John Smith"),
        (["By GT staff reporters"], None),
        (["By Altheon Bio, Inc.", "May 24, 2024"], None),
        (["By ET Bureau | Last Updated: May 24, 2024"], None),
        (["Source: Xinhua Editor: huaxia"], None),
        (["By Xinhua Published: Nov 05, 2021 10:40 PM"], None),
    ],
)
def test_the_author_is_the_person_of_the_byline(lines: list[str], expected: str | None) -> None:
    known = with_header(*lines)
    assert value(known.author) == expected
    assert known.body == f"{TEXT}\n\n{MORE}"


@pytest.mark.parametrize("line", ["Wuxi Biologics", "Medical Devices", "Suzhou Industrial Park", "Eli Lilly"])
def test_a_heading_below_the_date_is_no_author(line: str) -> None:
    known = with_header("24 May 2024", line)
    assert known.author is None
    assert known.body == f"{line}\n\n{TEXT}\n\n{MORE}"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A plant opens in Wuxi |", "A plant opens in Wuxi"),
        ("A plant opens | investinchina.chinadaily.com.cn", "A plant opens"),
        ("A plant opens - China Daily", "A plant opens"),
        ("A plant opens - Xinhua | English.news.cn", "A plant opens"),
        ("A plant opens_Wuxi Government Portal", "A plant opens"),
        ("Life-Science Healthcare News | June 2022", "Life-Science Healthcare News | June 2022"),
        ("Page 29 - eDirectory", "Page 29 - eDirectory"),
        ("A plant opens-China Daily", "A plant opens"),
        ("A plant opens - Wuxi Today", "A plant opens"),
        ("Wuxi - a city of chips", "Wuxi - a city of chips"),
        ("Pharma-Bio Serv opens a plant", "Pharma-Bio Serv opens a plant"),
        ("China Daily", "China Daily"),
    ],
)
def test_only_the_name_of_the_site_is_cut_off_a_title(title: str, expected: str) -> None:
    assert cut_site(title) == expected


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [f"{TITLE} |", "Home > Media > News", TITLE, "Updated: 2024-04-26"], id="repeated in the menu"
        ),
        pytest.param(
            ["govt.chinadaily.com.cn", "News and Policies", TITLE, "Updated: 2024-04-26"],
            id="below a section",
        ),
        pytest.param(["We Are China", TITLE, "(Xinhua) 08:46, July 03, 2025"], id="below a slogan"),
        pytest.param(["Workers in a plant. Photo: Bloomberg", TITLE], id="below a caption"),
        pytest.param(
            ["Your company is in Germany and wants to export?", "Healthcare", TITLE],
            id="below an advertisement",
        ),
        pytest.param([TITLE, "A look at the zone"], id="above a subtitle"),
        pytest.param(
            ["- Zone attracts drug makers", "- Fund of 2 billion yuan", "A plant. Photo: Li Si", TITLE],
            id="below key points",
        ),
        pytest.param(["A plant opened this week.", TITLE, "24 May 2024"], id="below a summary"),
        pytest.param(
            [
                "SEMICONDUCTORS",
                TITLE,
                "Gas makers bet on it",
                "A plant. (Photo by Li Si)",
                "JANE DOE, staff writer",
                "April 22, 2024",
            ],
            id="above a subtitle, a picture and the author",
        ),
        pytest.param(
            ["NEWS Home | War in Ukraine | Business", TITLE, "Published 26 April 2022"], id="below a menu"
        ),
        pytest.param(
            ["Official Website of Wuxi Municipal Government", TITLE, "24 May 2024"],
            id="below the site's name",
        ),
        pytest.param(["Skip to content Accessibility Help", "BBC Homepage", TITLE], id="below controls"),
        pytest.param(
            [f"{TITLE} - Wuxi Web", TITLE, "24 May 2024"], id="below the title with an unknown site"
        ),
        pytest.param(
            [
                "The People's Government of Jiangsu Province",
                "Search",
                "Home>News>Latest",
                TITLE,
                "24 May 2024",
            ],
            id="below a government and a breadcrumb",
        ),
        pytest.param(
            ["Nantong Economic-Technological Development Area", TITLE, "24 May 2024"], id="below a zone"
        ),
        pytest.param(
            [f"News / China News / {TITLE}", TITLE, "24 May 2024"], id="below a trail that ends with it"
        ),
        pytest.param(["Nantong", TITLE, "24 May 2024", "Nantong"], id="between the names of a section"),
        pytest.param([f"{TITLE}_Nantong News_Invest", TITLE, "24 May 2024"], id="below it with two names"),
        pytest.param(
            ["Advertisement", TITLE, "Makers move in", "Reading Time:3 minutes", "24 May 2024"],
            id="above page furniture",
        ),
        pytest.param(
            [
                TITLE,
                "Seven makers of vaccines move in at once",
                "Five more say they will follow",
                "24 May 2024",
            ],
            id="above two subtitles",
        ),
        pytest.param(["« Back to list", TITLE, "24 May 2024"], id="below a way back"),
        pytest.param([f"(LEAD) {TITLE}", "24 May 2024"], id="behind a tag"),
        pytest.param([f"May 24, 2024 | {TITLE}"], id="behind a date"),
        pytest.param(
            ["[Photo: A worker at a plant in Nantong. (Xinhua)]", TITLE], id="below a framed caption"
        ),
        pytest.param([f"{TITLE} | Reuters"], id="with an agency"),
        pytest.param([f"{TITLE} 2024-05-24 10:20:11"], id="with a date that no label marks"),
        pytest.param([f"{TITLE}| Updated: 2024-05-27"], id="with the date"),
        pytest.param(
            [" date 2025-07-03 We Are China", TITLE, "Xinhua) 08:46, July 03, 2025"], id="below a date"
        ),
    ],
)
def test_the_title_is_found_once_wherever_it_stands(lines: list[str]) -> None:
    known = extract("\n\n".join([*lines, TEXT, MORE]))
    assert value(known.title) == TITLE
    assert TITLE not in known.body
    assert known.body.endswith(f"{TEXT}\n\n{MORE}")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"[2024-05-24] {TITLE}\n{TEXT}\n{MORE}", id="in brackets before the title"),
        pytest.param(f"Home > News\n[2024-05-24 10:20] {TITLE}\n{TEXT}\n{MORE}", id="with its time"),
        pytest.param(f"{TITLE}\n2024-05-24 {TEXT}\n{MORE}", id="glued to the first paragraph"),
        pytest.param(
            f"Latest\n2024-05-23 Bridge closed for repairs\n2024-05-22 New tax rules for firms\n{TITLE}\n"
            f"2024-05-24\n{TEXT}\n{MORE}",
            id="below a list with dates",
        ),
        pytest.param(
            f"Wuxi · Jiangsu   中文 | English\nHome News\n{TITLE}\n2024-05-24\n{TEXT}", id="below languages"
        ),
        pytest.param(
            f"WUXI FREE TRADE PORT\nHome > News\n{TITLE}\nWuxi Daily, May 24, 2024\n{TEXT}",
            id="below a banner",
        ),
        pytest.param(
            f"Biotech Bulletin No. 14/2024\n{TITLE}\nMay 24, 2024\n{TEXT}", id="below an issue's number"
        ),
    ],
)
def test_what_stands_above_or_before_takes_neither_title_nor_date(text: str) -> None:
    known = extract(text)
    assert (value(known.title), value(known.published)) == (TITLE, "2024-05-24")


def test_a_date_that_opens_a_sentence_is_no_date_of_the_page() -> None:
    text = TEXT[0].lower() + TEXT[1:]
    assert extract(f"{TITLE}\nMay 24, 2024 saw how {text}\n{MORE}").published is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([f"{MORE} — VNS"], "VNS"),
        ([f"{MORE} (Xinhua)"], "Xinhua"),
        ([f"{MORE} (Xinhua)", "Copyright 2024 Wuxi Daily. All rights reserved."], "Wuxi Daily"),
    ],
)
def test_who_signs_the_text_is_its_source_where_nobody_else_is_named(lines: list[str], expected: str) -> None:
    page = "\n".join([TITLE, "2024-05-24", TEXT, *lines])
    assert value(extract(page).source) == expected


def test_an_office_beside_the_date_is_the_source() -> None:
    known = extract(f"{TITLE}\n2024-05-24 | Wuxi Municipal Bureau of Commerce | Views: 381\n{TEXT}\n{MORE}")
    assert value(known.source) == "Wuxi Municipal Bureau of Commerce"


def test_a_row_of_links_above_the_date_is_no_title() -> None:
    links = "Accessibility | Deutsch | Sitemap | Contact"
    found = extract("\n".join([links, TITLE, "Date: 2023-04-24", TEXT, MORE]))
    assert value(found.title) == TITLE


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{TEXT}\n{MORE}", id="text only"),
        pytest.param(f" date 2024-11-21 {TEXT}\n\n{MORE}", id="date at the head of the first line"),
        pytest.param(TEXT, id="one line"),
        pytest.param(" date 2021-03-19 Wuxi has started a factory. Its owner will ...", id="a cut summary"),
        pytest.param(
            " date 2021-03-19 Wuxi has started a factory with 5 billion yuan", id="one line without full stop"
        ),
        pytest.param(f"News / Metro\n{TEXT}", id="a section only"),
        pytest.param(f"Li Qian\n20:51 UTC+8, 2022-08-17\n{TEXT}", id="an author only"),
        pytest.param(
            f"A plant opened.\nNew drugs for old people\n{TEXT}", id="a heading below the first sentence"
        ),
        pytest.param(f"A view of the town Photos: Courtesy of the Department\n{TEXT}", id="a caption first"),
    ],
)
def test_a_page_without_title_has_none(text: str) -> None:
    assert extract(text).title is None


def test_a_page_in_one_line_is_taken_apart() -> None:
    known = extract(f"{TITLE} By Li Si | China Daily | Updated: 2024-05-24 08:00 {TEXT} {MORE}")
    assert (value(known.title), value(known.published), value(known.source)) == (
        TITLE,
        "2024-05-24",
        "China Daily",
    )
    assert known.body == f"{TEXT} {MORE}"


def test_a_date_in_a_title_is_no_date_of_the_page() -> None:
    known = extract(f"Expo for medical devices opens in Wuxi on May 24, 2024\n{TEXT}")
    assert value(known.title) == "Expo for medical devices opens in Wuxi on May 24, 2024"
    assert known.published is None


def test_a_short_title_counts_when_the_source_stands_below_it() -> None:
    known = extract(f"Share\nPrint\nBiomedical industry\nFrom: Shenzhen Talent Bureau\n{TEXT}")
    assert value(known.title) == "Biomedical industry"


def test_the_title_of_the_page_metadata_is_cut_from_the_site() -> None:
    known = extract(f"{TITLE}\n{TEXT}", title=f"{TITLE} - Wuxi Today", source="Wuxi Today")
    assert value(known.title) == TITLE
    assert known.body == TEXT


def test_the_body_keeps_text_captions_and_headings_and_nothing_else() -> None:
    lines = (
        ("News", LineKind.HEADING),
        ("A caption. [Photo/VCG]", LineKind.CAPTION),
        (TITLE, LineKind.HEADING),
        ("Updated: 2024-01-01", LineKind.METADATA),
        (TEXT, LineKind.TEXT),
        ("Share", LineKind.NAVIGATION),
        ("Outlook", LineKind.HEADING),
        (MORE, LineKind.TEXT),
        ("Copyright", LineKind.FOOTER),
    )
    page = Page(tuple(Line(*line) for line in lines))
    known = BodyExtractor().extract(Extraction(page=page, title=Found(TITLE, "test", 1.0)))
    assert known.body == f"A caption. [Photo/VCG]\n\n{TEXT}\n\nOutlook\n\n{MORE}"


def test_who_held_an_event_stays_in_the_body_and_is_no_title() -> None:
    known = extract(f"Host: Wuxi Commission Undertaker: Wuxi Association\n{TITLE}\n{TEXT}")
    assert value(known.title) == TITLE
    assert known.body == f"Host: Wuxi Commission Undertaker: Wuxi Association\n\n{TEXT}"


@pytest.mark.parametrize(
    ("seed", "title", "published", "source"),
    [
        ("000_aff212d565e1e0a4", "Shanxi biomedical promotion yields fruitful results", "2024-04-26", None),
        (
            "001_5ec9a3103d8d2515",
            "Binhai speeds up growth in biomedical industry",
            "2021-09-07",
            "China Daily",
        ),
        ("003_b7485d17cf18022e", None, "2024-11-21", None),
    ],
)
def test_seeds(seed: str, title: str | None, published: str | None, source: str | None) -> None:
    article = read_article(SEEDS / f"{seed}.txt")
    known = extract(article.text)
    assert (value(known.title), value(known.published), value(known.source)) == (title, published, source)
    assert "Leave a" not in known.body
    assert "Updated" not in known.body


@settings(deadline=None)
@given(
    st.text(max_size=300),
    st.dictionaries(st.sampled_from(["title", "date", "source", "author", "url"]), st.text()),
)
def test_any_text_is_extracted_without_errors_and_the_body_is_made_of_its_lines(
    text: str, metadata: dict[str, str]
) -> None:
    known = extract(text, **metadata)
    lines = {line.text for line in known.page.lines}
    assert set(known.body.split("\n\n")) - {""} <= lines
