"""Lines of a page and what they are for."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.extraction.base import LineKind
from corpus.ingest.cleaning import make_page
from corpus.ingest.readers import SourceText

TITLE = "Nantong zone lands 12 biomedical projects"
FIRST = (
    "The city, in East China's Jiangsu province, signed 12 biomedical projects on Tuesday with a total investment "
    "of 4.2 billion yuan ($580 million), local authorities said."
)
SECOND = (
    "By 2026 the zone expects its output value to exceed 100 billion yuan, said Zhang Wei, director of the "
    "management committee, at the opening of the plant."
)


def kinds(*lines: str) -> dict[str, LineKind]:
    return {line.text: line.kind for line in make_page(SourceText("\n\n".join(lines))).lines}


def kind_between_paragraphs(line: str) -> LineKind:
    return kinds(TITLE, FIRST, line, SECOND)[line]


@pytest.mark.parametrize(
    "line",
    [
        "Updated: Sept 07, 2021",
        "Last Updated : September 25, 2022, 07:30 IST",
        "By Song Mengxing | China Daily USA | Updated:2017-06-08",
        "By XU WEI in Shenyang | China Daily | Updated: 2023-05-13 09:12",
        "By Zhuan Ti and Li Yu (chinadaily.com.cn)",
        "(Xinhua) 09:56, November 19, 2020",
        "Xinhua) 08:46, July 03, 2025",
        "(|Updated : 2020-07-03",
        "Updated: Apr 10, 2023 chinaopticsvalley.com Print",
        "From: Lianyungang Daily Updated: 2025-06-25 09:14",
        "Source: Xinhua| 2018-03-02 02:49:03|Editor: yan",
        "Time: 2021-08-25 Source: Shandong Daily Author: Wang Li Views: 1024",
        "Published : March 17, 2023 - 16:32 Updated : March 17, 2023 - 16:40",
        "20:51 UTC+8, 2022-08-17 0",
        "( chinadaily.com.cn )",
        "Jane Doe, Reuters",
        "JANE DOE, Nikkei staff writer",
        "By GT staff reporters",
        "Contact reporter Jane Doe (janedoe@caixin.example)",
        "(Reporting by Jane Doe in Berlin; Editing by John Smith)",
    ],
)
def test_dates_bylines_and_sources_are_metadata(line: str) -> None:
    assert kind_between_paragraphs(line) is LineKind.METADATA


@pytest.mark.parametrize(
    "line",
    [
        "Home > Media Center > EDZ News",
        "You are here: Home / News / Industry",
        "News / Metro",
        "Print Mail Large Medium Small 0",
        "Share - WeChat",
        "Search 简体 Wechat",
        "A+",
        "Language: English | Chinese",
        "光谷1.png",
        "-",
        "Read more: Intel seeks more subsidies",
        "Email|Print",
        "|<< Previous 1 2",
        "News | World | War in Ukraine | Business",
        "Listen to this article 1x",
        "(0) user say",
        "https://p.example.com/p/4QxYz",
        "1 2 3 4 >",
    ],
)
def test_menus_share_bars_and_insets_are_navigation(line: str) -> None:
    assert kind_between_paragraphs(line) is LineKind.NAVIGATION


@pytest.mark.parametrize(
    "line",
    [
        "The promotion conference. [Photo/Shanxi Daily]",
        "Groundbreaking of the park [Photo by Wu Changfu / Zhuhai Daily]",
        "A line of the NIO base in Hefei, July 1, 2025. (Xinhua/Zhou Mu)",
        "A plant is being built by SMIC in Shanghai. Photo: Bloomberg",
        "Gut microbiome. Credit: Natural Health 365",
        "Photo taken on May 16, 2020 shows the port of Qingdao.",
        "Prime Minister at the opening. (Yonhap)",
        "Workers in Jinhua. SHI KUANBING/FOR CHINA DAILY",
        "Ti Gong",
        "Xinhua",
    ],
)
def test_captions_and_photo_credits_are_captions(line: str) -> None:
    assert kind_between_paragraphs(line) is LineKind.CAPTION


@pytest.mark.parametrize(
    "line",
    [
        "By the end of June, Hefei had signed 200 firms.",
        "By Tuesday, Wuxi had signed 30 projects worth 5 billion yuan.",
        "Copyright protection is a priority for Suzhou, officials said.",
        "Related companies invested 5 billion yuan in the zone.",
        "Latest news on the project suggests an investment of 5 billion yuan.",
        "Home to 1,500 firms, the zone earned 5 billion yuan.",
        "China Daily reported that the fund is worth 5 billion yuan.",
        "Updated equipment worth 3 billion yuan was installed on May 5, 2023.",
        "Share prices of CATL rose 5 percent in 2024.",
        "Read more about the 5 billion yuan plan in the report, he said.",
        "Comments by the mayor were welcomed by 30 firms.",
        "The picture: exports fell to 5 billion yuan.",
        "Next: the zone will invest 5 billion yuan.",
        "• Output value: 5 billion yuan",
        "Output rose to > 5 billion yuan in 2023.",
        "Home/office furniture makers invested 5 billion yuan.",
        "Copyrights of 300 films were sold for 5 billion yuan.",
        "Compiled by the zone, the list of firms shows sales of 5 billion yuan.",
        "All rights reserved for minority holders were dropped, said the court, which fined the firm 5 million yuan.",
    ],
)
def test_a_marker_word_in_a_sentence_leaves_it_text(line: str) -> None:
    assert kind_between_paragraphs(line) is LineKind.TEXT


@pytest.mark.parametrize(
    "line",
    [
        "Home appliance makers in Hefei post record exports",
        "Source of pride: Wuxi's chip cluster",
        "A view from Brussels on Chinese EVs",
        "Next generation batteries to be made in Ningde",
        "From lab to market: Zhangjiang's drug makers",
        "By the numbers: Shanghai's biomedicine sector",
        "Lilly picks Lebanon for two plants in the U.S.",
        "Can Hefei become the EV capital of China?",
        "Total investment (million yuan)",
        "100 billion yuan | 90 billion yuan | 70 billion yuan",
        "Roche | Pfizer | Merck | Business",
        "Eli Lilly, Germany",
        "Investment: 5 billion yuan",
        "More in the pipeline",
    ],
)
def test_short_lines_without_a_full_stop_are_headings(line: str) -> None:
    assert kind_between_paragraphs(line) is LineKind.HEADING


@pytest.mark.parametrize(
    "marker",
    [
        "Leave a Reply",
        "Maybe you're interested",
        "Are You Ready to Start Your Business in an EDZ?",
        "* Please leave a message * Your Email Address",
        "Copyright©2024 China Daily. All rights reserved.",
        "京ICP备13028878号-6",
        "Newspapers in English",
        "- Read More",
        "Latest News",
        "Prev Next",
        "Related reading",
        "EDITOR'S CHOICE",
    ],
)
def test_a_tail_marker_ends_the_article(marker: str) -> None:
    found = kinds(
        TITLE,
        FIRST,
        SECOND,
        marker,
        "Vincom to book $72 mln profit",
        "It will record a profit of $72 million.",
    )
    assert found[SECOND] is LineKind.TEXT
    assert {
        found[marker],
        found["Vincom to book $72 mln profit"],
        found["It will record a profit of $72 million."],
    } == {LineKind.FOOTER}


def test_a_list_of_stories_between_paragraphs_does_not_end_the_article() -> None:
    found = kinds(TITLE, FIRST, "Related stories", "Wuxi opens park", SECOND, SECOND[:-1] + " again.")
    assert found[SECOND] is LineKind.TEXT


def test_markers_above_the_text_end_nothing() -> None:
    found = kinds("Latest News", TITLE, "Leave a comment", "Updated: 2024-04-26", FIRST)
    assert found[FIRST] is LineKind.TEXT
    assert found[TITLE] is LineKind.HEADING


def test_a_menu_above_the_copyright_line_belongs_to_the_footer() -> None:
    found = kinds(
        TITLE, FIRST, "About Zhongshan News Business Culture Services", "Copyright © 2018 Zhongshan Daily"
    )
    assert found["About Zhongshan News Business Culture Services"] is LineKind.FOOTER


@pytest.mark.parametrize(
    "line",
    ["Tel: 0513-85215555", "Address: 6 Shiji Avenue", "Tags: biomedicine, Nantong", "★ Poor ★★ Promising"],
)
def test_an_address_or_tags_below_the_text_are_the_footer_and_between_paragraphs_they_are_not(
    line: str,
) -> None:
    assert kinds(TITLE, FIRST, line)[line] is LineKind.FOOTER
    assert kinds(TITLE, FIRST, line, SECOND)[line] is not LineKind.FOOTER


def test_the_line_of_source_and_editor_closes_the_article() -> None:
    found = kinds(TITLE, FIRST, "Source: SHINE Editor: Yao Minji", "Special Reports")
    assert found["Source: SHINE Editor: Yao Minji"] is LineKind.METADATA
    assert found["Special Reports"] is LineKind.FOOTER


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        pytest.param(
            " date 2024-11-21 A FORUM was held.",
            [("date 2024-11-21", LineKind.METADATA), ("A FORUM was held.", LineKind.TEXT)],
            id="date at the head of the first line",
        ),
        pytest.param(
            "Chongqing sets aside 2b yuan for drugs| Updated: 2024-05-27",
            [
                ("Chongqing sets aside 2b yuan for drugs", LineKind.HEADING),
                ("Updated: 2024-05-27", LineKind.METADATA),
            ],
            id="date after the title",
        ),
        pytest.param(
            "4 Photos | View Slide Show › The site in Zhangjiang is new.",
            [
                ("4 Photos | View Slide Show ›", LineKind.NAVIGATION),
                ("The site in Zhangjiang is new.", LineKind.TEXT),
            ],
            id="button of a gallery",
        ),
    ],
)
def test_what_is_glued_to_a_line_is_split_off(line: str, pieces: list[tuple[str, LineKind]]) -> None:
    assert [(found.text, found.kind) for found in make_page(SourceText(line)).lines] == pieces


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The owner said that it would hire 300 people. (Xinhua)", LineKind.TEXT),
        ("It opens in May. A road follows. - Bernama", LineKind.TEXT),
        ("A worker checks vials at the plant on May 24. (Xinhua)", LineKind.CAPTION),
    ],
)
def test_the_last_paragraph_may_be_signed_by_an_agency(line: str, kind: LineKind) -> None:
    assert kinds(TITLE, FIRST, SECOND, line)[line] is kind


def test_a_list_of_dated_links_is_navigation_and_one_dated_title_is_not() -> None:
    links = ["2024-05-23 Bridge closed for repairs", "Museum opens second hall 2024-05-22"]
    assert {kinds(*links, TITLE, FIRST)[link] for link in links} == {LineKind.NAVIGATION}
    assert kinds(links[0], FIRST)[links[0]] is not LineKind.NAVIGATION


def test_text_wrapped_by_hand_is_joined_to_paragraphs() -> None:
    paragraph = " ".join([FIRST, SECOND])
    wrapped = "\n".join(
        [TITLE, "Updated: 2024-05-24", "", *textwrap.wrap(paragraph, 72), "", "It was short."]
    )
    texts = [line.text for line in make_page(SourceText(wrapped)).lines]
    assert texts == [TITLE, "Updated: 2024-05-24", paragraph, "It was short."]


def test_a_long_title_is_not_joined_to_the_date_below_it() -> None:
    lines = [
        "Nantong zone in Jiangsu province lands 12 biomedical projects in May",
        "Updated: 2024-05-24",
        "It said so.",
    ]
    assert [line.text for line in make_page(SourceText("\n".join(lines))).lines] == lines


def test_a_picture_owned_by_a_company_does_not_end_the_article() -> None:
    assert kinds(TITLE, FIRST, "© BASF SE", SECOND)[SECOND] is LineKind.TEXT


def test_lines_of_a_list_are_not_joined() -> None:
    lines = ["Output", "2020", "Pharmaceuticals Medical Technology", "17,109.0 21,229.6 14,798.3", "P. 29"]
    assert [line.text for line in make_page(SourceText("\n".join(lines))).lines] == lines


def test_headings_that_all_break_off_make_no_heading_without_end() -> None:
    page = make_page(SourceText("\n\n".join(["The plant of the"] * 1000)))
    assert max(len(line.text) for line in page.lines) < 250


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab|>:.,©()/- \n\tdate2024B"), max_size=400))
def test_no_word_is_lost_and_no_line_is_blank(text: str) -> None:
    page = make_page(SourceText(text))
    assert "".join("".join(line.text for line in page.lines).split()) == "".join(text.split())
    assert all(line.text == " ".join(line.text.split()) != "" for line in page.lines)


def test_a_chinese_sentence_with_a_date_is_text() -> None:
    sentence = "2023年5月6日，天津市政府与国药集团签署协议，国药集团将投资20亿元建设生物医药产业园。"
    page = make_page(SourceText(f"国药集团在天津投资建厂\n\n{sentence}\n\n项目预计2025年投产。\n"))
    assert {line.text: line.kind for line in page.lines}[sentence] is LineKind.TEXT
