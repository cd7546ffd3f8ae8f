"""Places in articles: which count, which are something else, and which of several is meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.extraction.base import (
    Extraction,
    Found,
    OrganisationKind,
    OrganisationMention,
    Page,
    Part,
    RegionLevel,
    RegionMention,
)
from corpus.extraction.regions import RegionExtractor


def find(
    body: str, *, title: str = "", organisations: tuple[tuple[str, OrganisationKind], ...] = ()
) -> tuple[RegionMention, ...]:
    bodies = tuple(
        OrganisationMention(
            start=body.index(text),
            end=body.index(text) + len(text),
            text=text,
            rule="suffix",
            confidence=0.9,
            name=text,
            kind=kind,
        )
        for text, kind in organisations
    )
    heading = Found(title, "first-line", 0.9) if title else None
    known = Extraction(page=Page(lines=()), title=heading, body=body, organisations=bodies)
    return RegionExtractor().extract(known).regions


def names(body: str, *, title: str = "") -> set[str]:
    return {mention.name for mention in find(body, title=title)}


def the(mentions: tuple[RegionMention, ...], text: str) -> RegionMention:
    return next(mention for mention in mentions if mention.text == text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Benxi, a steel city in northeast China's Liaoning Province, grew.", {"Benxi", "Northeast China", "Liaoning"}),
        ("A plant in the city of Yinchuan in the Ningxia Hui autonomous region.", {"Yinchuan", "Ningxia"}),
        ("BEIJING, Aug. 7, 2022 /PRNewswire/ -- Output rose.", {"Beijing"}),
        ("LANZHOU — Herbs are now a pillar.", {"Lanzhou"}),
        ("Exports go to Europe, the U.S., South Korea and Central Asia.", {"Europe", "United States", "South Korea", "Central Asia"}),
        ("A unit of a Hong Kong-based bank and the Hangzhou-based Cobetter.", {"Hong Kong", "Hangzhou"}),
        ("China's market is large.", {"China"}),
        ("The China-US trade talks.", {"China", "United States"}),
        ("Shanghai’s drug makers and Xi’an’s chip makers.", {"Shanghai", "Xi'an"}),
        ("The Guangdong-Hong Kong-Macao Greater Bay Area (GBA) and Hebei.", {"Guangdong-Hong Kong-Macao Greater Bay Area", "Hebei"}),
        ("The Beijing-Tianjin-Hebei region should lead.", {"Beijing-Tianjin-Hebei"}),
        ("Punjab and Himachal Pradesh compete with Gujarat in India.", {"Punjab", "Himachal Pradesh", "Gujarat", "India"}),
        ("Bayer of Germany invests in Leverkusen, Bergkamen and Weimar.", {"Germany", "Leverkusen", "Bergkamen", "Weimar"}),
        ("Samsung builds in Pyeongtaek, Gyeonggi Province.", {"Pyeongtaek", "Gyeonggi"}),
        ("Songdo International City in Incheon draws firms.", {"Songdo", "Incheon"}),
        ("The Huaqiao town of Kunshan in Jiangsu.", {"Huaqiao town", "Kunshan", "Jiangsu"}),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)  # fmt: skip
def test_places_count_where_they_are_named_as_places(text: str, expected: set[str]):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Shanghai Electric and North China Pharmaceutical invest.",
        "He studied at Sichuan University and the University of Hong Kong.",
        "Peers are China Merchants Bank, the Bank of China and Taiwan Semiconductor.",
        "Novartis China and Pfizer Singapore hire.",
        "The 12th China (Taizhou) International Medical Expo was held.",
        "The Shanxi (Bohai Rim) Biomedical Industry Promotion Conference was held.",
        "The firm bought Encure (Beijing) Biopharma.",
        "Jinan signs projects online."[6:] + " [Photo/Jinan Daily]",
        "Said Wang Baoshan, with Xu Jian, Zhang Hainan and Dr. Houston.",
        "It cost 36 billion U.S. dollars, 5 million Hong Kong dollars or US$3 million.",
        "Shares listed in Shanghai and Shenzhen, and Frankfurt-listed stock, fell.",
        "The Beijing-Shanghai high-speed railway and the East China Sea are wide.",
        "See www.china.org.cn or write to shanghai@example.org. CONTACT US",
        "The zone and other industrial parks, among them a High-tech Industrial Park, grow.",
        "Mr. Jackson drove a Lincoln to Madison Avenue.",
        "The Park was made in hope. Made in China is a label.",
    ],
    ids=lambda text: text[:24],
)
def test_names_of_something_else_hold_no_places(text: str):
    assert names(text) == set()


def test_a_place_in_a_government_body_counts_and_in_a_company_does_not():
    text = "Tianjin Binhai Investment Holdings met the Chongqing Medical Products Administration."
    found = find(
        text,
        organisations=(
            ("Tianjin Binhai Investment Holdings", OrganisationKind.COMPANY),
            ("Chongqing Medical Products Administration", OrganisationKind.GOVERNMENT),
        ),
    )
    assert {mention.name for mention in found} == {"Chongqing"}


def test_a_management_committee_names_its_zone_and_its_district():
    name = "Daxing Biomedicine Industrial Base Management Committee"
    found = find(f"The {name} in Beijing met.", organisations=((name, OrganisationKind.GOVERNMENT),))
    assert {mention.name for mention in found} == {
        "Daxing Biomedicine Industrial Base",
        "Daxing District",
        "Beijing",
    }


def test_a_company_named_after_a_zone_is_no_zone():
    assert names("The Sino-Singapore (Chengdu) Innovation Park Development Co Ltd hired her.") == set()


TAIZHOU = "Taizhou (Zhejiang)", "Taizhou (Jiangsu)"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Taizhou in East China's Zhejiang province has a plan.", "Taizhou", "Taizhou (Zhejiang)"),
        ("China Medical City in Taizhou held an expo.", "Taizhou", "Taizhou (Jiangsu)"),
        ("Jiangsu grew. Later Taizhou followed.", "Taizhou", "Taizhou (Jiangsu)"),
        ("Suzhou, a city in northern Anhui, grew.", "Suzhou", "Suzhou (Anhui)"),
        ("Suzhou in Jiangsu grew while Anhui shrank.", "Suzhou", "Suzhou"),
        ("A plant in Yichun city in China's Jiangxi province.", "Yichun city", "Yichun (Jiangxi)"),
        ("In Jiangxi, Fuzhou's Linchuan district grew.", "Fuzhou", "Fuzhou (Jiangxi)"),
        ("Power comes from Yulin in northern Shaanxi.", "Yulin", "Yulin (Shaanxi)"),
        ("Lishui and other districts of Nanjing grew.", "Lishui", "Lishui District"),
        ("Lishui is a city in Zhejiang.", "Lishui", "Lishui"),
        ("Guangzhou's Huangpu district grew.", "Huangpu district", "Huangpu District (Guangzhou)"),
        ("Huangpu District in downtown Shanghai grew.", "Huangpu District", "Huangpu District (Shanghai)"),
        ("Offices in Chaoyang, east of Beijing, are let.", "Chaoyang", "Chaoyang District (Beijing)"),
        ("Nanshan District of Shenzhen grew.", "Nanshan District", "Nanshan District (Shenzhen)"),
        ("Seven projects are in Hangzhou, some in West Lake.", "West Lake", "Xihu District (Hangzhou)"),
        ("The Jilin provincial government met.", "Jilin", "Jilin"),
        ("Jilin city in Jilin province grew.", "Jilin city", "Jilin City"),
        ("Lilly will build in Lebanon. Indiana paid.", "Lebanon", "Lebanon (Indiana)"),
        ("Lebanon and Syria trade.", "Lebanon", "Lebanon"),
        ("Hyundai builds near Savannah. Georgia paid.", "Georgia", "Georgia"),
        ("Georgia and Armenia agreed in Tbilisi.", "Georgia", "Georgia (country)"),
        ("A fab in Malta, New York, grew.", "New York", "New York State"),
    ],
    ids=lambda value: value[:24],
)  # fmt: skip
def test_other_places_tell_which_one_is_meant(text: str, name: str, expected: str):
    mention = the(find(text), name)
    assert mention.name == expected
    assert mention.alternatives == ()


def test_a_name_that_nothing_tells_stays_ambiguous():
    found = find("Taizhou and Yichun grew.")
    assert [mention.alternatives for mention in found] == [("cn-zhejiang-taizhou",), ("cn-jiangxi-yichun",)]
    assert all(mention.confidence < 0.6 for mention in found)


def test_both_places_of_one_name_can_stand_in_one_article():
    found = find("Yulin in Shaanxi mines coal. Yulin, Guangxi, grows spices.")
    assert [mention.name for mention in found if mention.text == "Yulin"] == [
        "Yulin (Shaanxi)",
        "Yulin (Guangxi)",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Daxing grew.", set()),
        ("Daxing in Beijing grew.", {"Daxing District", "Beijing"}),
        ("Daxing district grew.", {"Daxing District"}),
        ("Malvern is quiet.", set()),
        ("Una of Rome sang in the Temple.", {"Rome"}),
        ("SIP is a protocol.", set()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_weak_name_needs_its_suffix_or_another_place(text: str, expected: set[str]):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "zone", "parent"),
    [
        ("A ceremony for the Taihu Lake Innovation Base in Wuxi.", "Taihu Lake Innovation Base", "cn-jiangsu-wuxi"),
        ("The Chancheng Economic Development Zone in Foshan grew.", "Chancheng Economic Development Zone", "cn-guangdong-foshan-chancheng"),
        ("Firms of the Xichang economic development zone grew.", "Xichang economic development zone", "cn-sichuan-liangshan-xichang"),
        ("Yongchuan district's Fenghuang Lake Industrial Park grew.", "Fenghuang Lake Industrial Park", "cn-chongqing-yongchuan"),
        ("The Medical Device & Biomedical Industrial Park in Zhuhai opened.", "Medical Device & Biomedical Industrial Park", "cn-guangdong-zhuhai"),
        ("Bac Ninh's Yen Phong Industrial Park in Vietnam is full.", "Yen Phong Industrial Park", "vn-bac-ninh"),
        ("The Visakhapatnam SEZ exports drugs.", "Visakhapatnam SEZ", "in-andhra-pradesh-visakhapatnam"),
        ("Ulsan's Onsan National Industrial Complex grew.", "Onsan National Industrial Complex", "kr-ulsan-onsan"),
        ("A Nanhui New City took shape.", "Nanhui New City", None),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)  # fmt: skip
def test_a_zone_is_found_by_its_words(text: str, zone: str, parent: str | None):
    mention = the(find(text), zone)
    assert (mention.level, mention.place_id, mention.parent_id) == (RegionLevel.ZONE, None, parent)


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Wuxi high-tech district grew.", "cn-jiangsu-wuxi-wuxi-national-high-tech-district"),
        ("Wuxi National Hi-Tech Industrial Development Zone grew.", "cn-jiangsu-wuxi-wuxi-national-high-tech-district"),
        ("A plant in Shanghai’s free-trade zone.", "cn-shanghai-shanghai-pilot-free-trade-zone"),
        ("The China (Shanghai) Pilot Free Trade Zone grew.", "cn-shanghai-shanghai-pilot-free-trade-zone"),
        ("The Weihai Economic & Technological Development Area grew.", "cn-shandong-weihai-weihai-economic-and-technological-development-zone"),
        ("Tuas Medical Park in Singapore grew.", "sg-tuas-biomedical-park"),
    ],
    ids=lambda value: value[:24],
)  # fmt: skip
def test_spellings_of_a_zone_lead_to_one_place(text: str, place_id: str):
    assert place_id in {mention.place_id for mention in find(text)}


def test_a_zone_brings_the_places_in_its_name_but_no_country():
    found = find("The China-Singapore Guangzhou Knowledge City grew.")
    assert [mention.name for mention in found] == ["China-Singapore Guangzhou Knowledge City", "Guangzhou"]


def test_a_bay_in_the_name_of_a_zone_is_no_city():
    assert names("Geely built in the Hangzhou Bay New Area.") == {"Ningbo Qianwan New Area"}


def test_a_zone_that_is_named_without_its_place_first_is_one_zone():
    found = find(
        "The third phase of Bridge Bio-Valley will house cell banks. It is large.\n\n"
        "Work began in Fengxian District, Shanghai, on the third phase of Bridge Bio-Valley.\n\n"
        "A park in Shanghai is the Bridge Bio-Valley."
    )
    zones = [mention for mention in found if mention.name == "Bridge Bio-Valley"]
    assert len(zones) == 3
    assert {mention.parent_id for mention in zones} == {"cn-shanghai-fengxian"}


def test_all_forms_of_a_zone_have_one_name():
    found = find("Chongqing Banan Fulu Development Zone opened. The Fulu Development Zone is in Banan.")
    zones = [mention for mention in found if mention.level is RegionLevel.ZONE]
    assert {mention.text for mention in zones} == {
        "Chongqing Banan Fulu Development Zone",
        "Fulu Development Zone",
    }
    assert {mention.name for mention in zones} == {"Chongqing Banan Fulu Development Zone"}


@pytest.mark.parametrize(
    "introduction",
    ["the Fulu Innovation Park (FIP)", "the Fulu Innovation Park, or FIP for short,"],
    ids=["in-brackets", "for-short"],
)
def test_a_short_form_is_bound_to_the_zone_that_it_stands_behind(introduction: str):
    found = find(f"Chengdu opened {introduction} today.", title="FIP draws firms")
    short = [mention for mention in found if mention.text == "FIP"]
    assert [mention.part for mention in short] == [Part.TITLE, Part.BODY]
    assert {mention.name for mention in short} == {"Fulu Innovation Park"}


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("It rents a floor in Foshan Robot Valley.", "Foshan Robot Valley"),
        ("Tenants of the Zaheerabad Bulk Drug Park pay less.", "Zaheerabad Bulk Drug Park"),
        ("It moves to the Osong Biomedical Science Technopole.", "Osong Biomedical Science Technopole"),
        ("Thăng Long 2 Industrial Park in Hưng Yên is full.", "Thăng Long 2 Industrial Park"),
        ("The herbs are sliced in Tianfu TCM City.", "Tianfu TCM City"),
        ("Qingneng Hydrogen (Jiaxing Port Area). Tube trailers.", "Jiaxing Port Area"),
        ("The Teesside Freeport has won.", "Teesside Freeport"),
        ("The Hosur Electronics Manufacturing Cluster is full.", "Hosur Electronics Manufacturing Cluster"),
    ],
)
def test_a_zone_of_any_trade_is_found(text: str, zone: str):
    assert [mention.text for mention in find(text) if mention.level is RegionLevel.ZONE] == [zone]


@pytest.mark.parametrize(
    "text",
    [
        "He jogged through Central Park and then saw Ocean Park.",
        "A new Innovation Campus opened for the staff.",
        "In 2 Industrial Parks nothing happened.",
        "Drivers at 12 Science Park Drive waited.",
    ],
)
def test_a_park_or_a_campus_of_no_place_and_trade_is_no_zone(text: str):
    assert find(text) == ()


def test_marks_on_letters_are_not_part_of_a_name():
    assert names("Bắc Ninh and Hải Phòng in Việt Nam grew; so did Sao Paulo.") == names(
        "Bac Ninh and Hai Phong in Viet Nam grew; so did São Paulo."
    )


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Johnston County in North Carolina has won the plant.", True),
        ("Johnston County has won the plant.", False),
    ],
)
def test_a_county_is_known_by_its_word_in_an_article_about_america(text: str, is_found: bool):
    assert ("Johnston County" in names(text)) is is_found


def test_a_department_of_commerce_is_no_town():
    text = "The US Commerce Department tightened its rules."
    found = find(text, organisations=(("US Commerce Department", OrganisationKind.GOVERNMENT),))
    assert {mention.name for mention in found} == {"United States"}


def test_a_verb_in_a_heading_is_no_part_of_a_zone():
    title = "Chongqing Approves New Semiconductor Park in Southwest China"
    assert names("", title=title) == {"Chongqing", "Southwest China"}


def test_mentions_are_sorted_and_cite_the_text():
    title, body = "Wuxi High-Tech Zone grows", "In Wuxi, Jiangsu province, sales rose. Wuxi is glad."
    found = find(body, title=title)
    order = [(list(Part).index(mention.part), mention.start) for mention in found]
    assert order == sorted(order)
    for mention in found:
        assert (title if mention.part is Part.TITLE else body)[mention.start : mention.end] == mention.text


PIECES = st.sampled_from(
    [
        "Suzhou",
        "Taizhou",
        "China",
        "US",
        "U.S.",
        "District",
        "Industrial",
        "Park",
        "High-tech",
        "Zone",
        "(SIP)",
        "(",
        ")",
        ",",
        ".",
        "'",
        "’s",
        "-",
        "in",
        "of",
        "and",
        "the",
        "New",
        "York",
        "Bank",
        "Wang",
        "Xi'an",
        "town",
        "listed",
        "$",
        "\n",
        "\n\n",
        "SHANGHAI",
        "Hong",
        "Kong",
        "Free",
        "Trade",
    ]
)


@settings(deadline=None)
@given(
    st.one_of(
        st.text(), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join)
    )
)
def test_any_text_gives_spans_inside_the_text(text: str):
    for mention in find(text, title=text[:80]):
        whole = text[:80] if mention.part is Part.TITLE else text
        assert 0 <= mention.start < mention.end <= len(whole)
        assert whole[mention.start : mention.end] == mention.text
        assert 0 <= mention.confidence <= 1
