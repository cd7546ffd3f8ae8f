"""Organisations in invented sentences and short articles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.extraction.base import Extraction, Found, OrganisationKind, OrganisationMention, Page, Part
from corpus.extraction.organisations import OrganisationExtractor
from corpus.extraction.orgs.known import entries


def mentions(body: str, title: str = "") -> tuple[OrganisationMention, ...]:
    found = Found(title, "test", 1.0) if title else None
    return OrganisationExtractor().extract(Extraction(page=Page(()), title=found, body=body)).organisations


def texts(body: str) -> list[str]:
    return [mention.text for mention in mentions(body)]


def names(body: str, title: str = "") -> set[str]:
    return {mention.name for mention in mentions(body, title)}


def case(identifier: str, sentence: str, *expected: str) -> object:
    return pytest.param(sentence, list(expected), id=identifier)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        case(
            "company-with-legal-form",
            "The line of Octavia Cell Holdings, Inc. in Wuxi runs.",
            "Octavia Cell Holdings, Inc.",
        ),
        case(
            "place-in-brackets",
            "It bought Enkor (Beijing) Biopharma in May.",
            "Enkor (Beijing) Biopharma",
        ),
        case(
            "ticker-is-no-part",
            "Truckmaker Vireo Motors Inc VRE.N said on Tuesday it would build.",
            "Vireo Motors Inc",
        ),
        case("trade-after-place", "It signed with state-owned Yibin Mining on Friday.", "Yibin Mining"),
        case(
            "field-words-after-place",
            "The park is built by Weihai Hi-tech Construction Investment.",
            "Weihai Hi-tech Construction Investment",
        ),
        case("of-a-country", "Norway's Fjellvik opened a plant in Wuxi.", "Fjellvik"),
        case("what-else-a-country-has", "Norway's Midsummer is warm."),
        case("trade-word-as-adjective", "The Shandong Pharmaceutical industry grew fast."),
        case(
            "three-in-a-list-with-and-inside",
            "Makers including Pfizer, Merck & Co., Inc., and Abbott Laboratories are here.",
            "Pfizer",
            "Merck & Co., Inc.",
            "Abbott Laboratories",
        ),
        case(
            "and-joins-two-firms",
            "The fund is run by Quanlin Capital and Dashu Securities.",
            "Quanlin Capital",
            "Dashu Securities",
        ),
        case(
            "and-inside-agency",
            "The Harbin Municipal Development and Reform Commission and the Harbin Health Commission agreed.",
            "Harbin Municipal Development and Reform Commission",
            "Harbin Health Commission",
        ),
        case(
            "commas-inside-ministry",
            "Officials of the Ministry of Trade, Industry and Energy and Busan metropolitan city came.",
            "Ministry of Trade, Industry and Energy",
        ),
        case(
            "two-ministries",
            "The Ministry of Steel and the Ministry of Mines and Coal reported.",
            "Ministry of Steel",
            "Ministry of Mines and Coal",
        ),
        case(
            "long-laboratory",
            "The Hubei Key Laboratory for Prevention and Treatment of Heart and Lung Disease with Digital Medicine opened.",
            "Hubei Key Laboratory for Prevention and Treatment of Heart and Lung Disease with Digital Medicine",
        ),
        case(
            "place-ends-name-of-bureau",
            "He leads the Gansu Provincial Bureau for Investment Promotion in the Bohai Rim region.",
            "Gansu Provincial Bureau for Investment Promotion",
        ),
        case(
            "possessor-and-institute",
            "Ruijin Hospital’s Shanghai Institute of Burns and Plastic Surgery was launched.",
            "Ruijin Hospital",
            "Shanghai Institute of Burns and Plastic Surgery",
        ),
        case(
            "ministry-and-its-center",
            "She heads the Ministry of Industry and Information Technology’s Equipment Industry Development Center.",
            "Ministry of Industry and Information Technology",
            "Equipment Industry Development Center",
        ),
        case(
            "school-within-university",
            "He is dean of the School of Pharmacy at Henan University of Technology.",
            "Henan University of Technology",
        ),
        case(
            "affiliated-hospital",
            "Doctors of the Second Affiliated Hospital of Nanchang University volunteered.",
            "Second Affiliated Hospital of Nanchang University",
        ),
        case(
            "institute-alone",
            "Agreements set up the Institute of Marine Foods and Nutritional Health.",
            "Institute of Marine Foods and Nutritional Health",
        ),
        case(
            "bank-of-place",
            "Loans came from the Bank of Qingdao and Industrial and Commercial Bank of China.",
            "Bank of Qingdao",
            "Industrial and Commercial Bank of China",
        ),
        case(
            "corporation-of-china",
            "Nuclear Fuel Corporation of China Ltd sold it.",
            "Nuclear Fuel Corporation of China Ltd",
        ),
        case(
            "list-after-such-as",
            "It has 14 multinationals such as Sanofi, Orvanta and Keltrix.",
            "Sanofi",
            "Orvanta",
            "Keltrix",
        ),
        case(
            "list-with-description",
            "Money came from Minhai Venture Capital, local private equity firm Tarn Capital, and Suzhou-based filtration "
            "company Filtrex.",
            "Minhai Venture Capital",
            "Tarn Capital",
            "Filtrex",
        ),
        case(
            "list-of-firms-takes-in-the-rest",
            "Novartis, Amgen and Zelvora opened offices.",
            "Novartis",
            "Amgen",
            "Zelvora",
        ),
        case(
            "list-ends-before-places", "Firms like Bayer, Germany and France took part.", "Bayer"
        ),
        case("maker-before-name", "Battery maker Voltara plans a plant.", "Voltara"),
        case("maker-before-person", "The company Chairman Li Wei praised the firm on Monday."),
        case("chief-of-firm", "Anna Roth, CEO of Keltrix, agreed.", "Keltrix"),
        case("president-of-country", "The president of Brazil and the chairman of the committee met."),
        case(
            "daughter-named-after-house",
            "Tata Projects builds the fab near IIT Gandhinagar.",
            "Tata Projects",
            "IIT Gandhinagar",
        ),
        case(
            "firm-at-end-of-person-name", "Chairman Zhu Huarong said so, and Huarong Wu agreed."
        ),
        case("explained-after-the-name", "Raylan Delta, a battery maker in Fuxin, grew.", "Raylan Delta"),
        case("explained-person", "Li Raylan, a company manager, spoke."),
        case(
            "list-called-firms-at-its-end",
            "Elvora, Casa dos Ventos and other developers bid.",
            "Elvora",
            "Casa dos Ventos",
        ),
        case(
            "plural-possessive-inside-name",
            "It asked the Grain Dealers' Association of India.",
            "Grain Dealers' Association of India",
        ),
        case("nickname-in-quotes", "They call it China's “Porcelain Capital” and “Xuande Capital”."),
        case("place-named-after-firm", "The hall is in Harbin Wanda City."),
        case("half-of-a-park", "Voltara, Lianshu Cross-Strait Science and Technology Park and Amgen, Roche came.", "Amgen", "Roche"),
        case("made-up-word", "A plant of Guangzhou HiberBio opened.", "Guangzhou HiberBio"),
        case(
            "common-word-needs-context", "An apple a day: Apple pie and Target dates are what Orange County likes."
        ),
        case("common-word-in-context", "Apple sells fewer iPhone sets.", "Apple"),
    ],
)  # fmt: skip
def test_names_of_firms_and_bodies(sentence: str, expected: list[str]) -> None:
    assert texts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("said the secretary of the Shanxi Provincial Government.", "Shanxi Provincial Government"),
        ("The host was the People's Government of Shandong Province.", "Shandong Provincial Government"),
        ("The People’s Government of Yantai co-organized it.", "Yantai Municipal Government"),
        ("a deal with the Jiangxi provincial government was signed", "Jiangxi Provincial Government"),
        ("talks with the Yichun government", "Yichun Municipal Government"),
        ("Huangpu district government gave land", "Huangpu District Government"),
        ("the Maharashtra government lost it", "Maharashtra Government"),
        ("The province is Gansu. The provincial government wants more.", "Gansu Provincial Government"),
        ("chairman of the Hebei Provincial Party Committee", "Hebei Provincial Party Committee"),
        ("Secretary of the Wuxi Municipal Party Committee of CPC", "Wuxi Municipal Party Committee"),
        ("the CPC Jiangsu Provincial Committee met", "Jiangsu Provincial Party Committee"),
        (
            "Qingdao's health and family planning commission made deals",
            "Qingdao Health and Family Planning Commission",
        ),
        (
            "Harbin's culture, radio, television and tourism bureau said",
            "Harbin Culture, Radio, Television and Tourism Bureau",
        ),
        (
            "the Zhejiang provincial department of science and technology said",
            "Zhejiang Provincial Department of Science and Technology",
        ),
        ("statistics of Chongqing Customs District show", "Chongqing Customs"),
        (
            "the Yantai Free Trade Zone's management committee said",
            "Yantai Free Trade Zone Management Committee",
        ),
        (
            "the administrative committee of the Wuzhong Science Park said",
            "Wuzhong Science Park Administrative Committee",
        ),
        (
            "head of the Daxing Biomedicine Industrial Base Management Committee",
            "Daxing Biomedicine Industrial Base Management Committee",
        ),
    ],
)
def test_governments_and_their_agencies_have_one_name(sentence: str, name: str) -> None:
    assert names(sentence) == {name}


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The Bureau said that the Commission and the Committee met.", id="bare-heads"),
        pytest.param("Mayor Zhang Xinqi and Xu Jian met Professor Deng Ling.", id="persons"),
        pytest.param("The 2023 World Health Expo and the 12th Euro-Asia Economic Forum opened.", id="events"),
        pytest.param("The Tianjin Economic-Technological Development Area is a zone.", id="zones"),
        pytest.param("Chongqing Yuelai International Convention Center was full.", id="venues"),
        pytest.param("The Made in China 2025 plan and the Belt and Road Initiative help.", id="programmes"),
        pytest.param("Active Pharmaceutical Ingredients (APIs) come from there.", id="capitalised-terms"),
        pytest.param("Traditional Chinese Medicine and New Energy Vehicles grow.", id="fields"),
        pytest.param("The Standing Committee and its Organizing Committee met.", id="committees-of-others"),
        pytest.param("The Frontier Medical Center and an Open Innovation Center rise.", id="buildings"),
        pytest.param("He won the State Science and Technology Progress Award.", id="awards"),
        pytest.param("Hefei in east China. (Xinhua/Zhou Mu) [Photo/Shanxi Daily]", id="photo-credits"),
        pytest.param("Photo: Courtesy of Department of the Masses of Chengdu Zone", id="photo-courtesy"),
        pytest.param(
            "The site will be on the Shanghai Stock Exchange, Reuters said.", id="exchanges-and-media"
        ),
    ],
)
def test_leaves_out_what_is_no_organisation(sentence: str) -> None:
    assert texts(sentence) == []


@pytest.mark.parametrize(
    ("body", "forms"),
    [
        pytest.param(
            "Contoso Lithium Technology Co (CLTC) builds. In July CLTC signed.",
            ["Contoso Lithium Technology Co", "CLTC", "CLTC"],
            id="abbreviation-in-brackets",
        ),
        pytest.param(
            "Ask the China Seed Innovation and Trade Association (ChiSITA). ChiSITA knows.",
            ["China Seed Innovation and Trade Association", "ChiSITA", "ChiSITA"],
            id="abbreviation-of-mixed-case",
        ),
        pytest.param(
            "Jiangsu Tengmai Pharmaceuticals rose. Tengmai went abroad.",
            ["Jiangsu Tengmai Pharmaceuticals", "Tengmai"],
            id="without-place-and-trade",
        ),
        pytest.param(
            "Nova Biopharm opened. Nova Biopharmaceutical Co Ltd is new.",
            ["Nova Biopharm", "Nova Biopharmaceutical Co Ltd"],
            id="word-cut-short",
        ),
        pytest.param(
            "Shanghai Pharmaceuticals Holding Company builds. Shanghai Pharmaceuticals' president spoke.",
            ["Shanghai Pharmaceuticals Holding Company", "Shanghai Pharmaceuticals"],
            id="without-legal-form",
        ),
    ],
)
def test_forms_of_one_body_are_merged(body: str, forms: list[str]) -> None:
    found = mentions(body)
    assert [mention.text for mention in found] == forms
    assert len({mention.name for mention in found}) == 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("SDIC and SDIC Venture Capital came.", id="owner-and-fund"),
        pytest.param("China Merchants Bank and its CMB International came.", id="bank-and-its-unit"),
        pytest.param("Tomo Pharmaceuticals and Tomo Securities differ.", id="same-word-other-trade"),
        pytest.param("Samsung Electronics and Samsung Biologics differ.", id="houses-of-one-name"),
        pytest.param("Nova Group met Anhui Nova Energy and Hebei Nova Energy.", id="two-could-be-meant"),
    ],
)
def test_different_bodies_stay_apart(body: str) -> None:
    assert len(names(body)) == len(texts(body))


def test_a_listed_body_goes_by_its_listed_name() -> None:
    assert names("Hengrui Pharma sells. Jiangsu Hengrui Medicine Co., Ltd. buys.") == {
        "Jiangsu Hengrui Pharmaceuticals"
    }


def test_north_china_pharmaceutical_is_a_company() -> None:
    assert texts("In North China Pharmaceutical's home, North China, it grew.") == [
        "North China Pharmaceutical"
    ]


def test_a_title_in_capitals_brings_listed_names_and_those_of_the_text() -> None:
    found = mentions(
        "Tengmai Biologics will build a park.", title="Big Pharma Fund and Tengmai Biologics Join Pfizer"
    )
    assert [m.text for m in found if m.part is Part.TITLE] == ["Tengmai Biologics", "Pfizer"]


def test_one_institute_of_an_academy_is_one_organisation() -> None:
    (found,) = mentions("The Jinan Institute of Chemical Physics of the Chinese Academy of Sciences agreed.")
    assert found.name == "Jinan Institute of Chemical Physics"
    assert found.text.endswith("Chinese Academy of Sciences")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Luhai Semiconductor", OrganisationKind.COMPANY),
        ("Xiamen Medical College", OrganisationKind.UNIVERSITY),
        ("Ningbo Institute of Materials", OrganisationKind.RESEARCH),
        ("Third Hospital of Hebei", OrganisationKind.HOSPITAL),
        ("Luhai Growth Fund", OrganisationKind.FUND),
        ("Hunan Seed Association", OrganisationKind.ASSOCIATION),
        ("Hunan Provincial Department of Commerce", OrganisationKind.GOVERNMENT),
    ],
)
def test_kind_follows_from_the_name(text: str, kind: OrganisationKind) -> None:
    assert [(m.text, m.kind) for m in mentions(f"It was the {text} that came.")] == [(text, kind)]


def test_listed_names_are_well_formed() -> None:
    for entry, forms in entries():
        assert all(form == form.strip() and len(form) > 1 for form in forms), entry
        assert len(set(forms)) == len(forms), entry


@settings(deadline=None)
@given(st.text(max_size=300) | st.lists(st.sampled_from(
    ["Pfizer", "Institute", "of", "the", "and", ",", ".", "(", ")", "'", "’s", "Co", "Ltd", "Shanghai", "China", "University", "including", "companies", "'s", "government", "People", "Committee", "CEO", "\n", "-", "&", "Bank", "Group", "Inc"]
), max_size=40).map(" ".join))  # fmt: skip
def test_any_text_gives_spans_inside_it(text: str) -> None:
    found = mentions(text, title=text[:50])
    assert all((text[:50] if m.part is Part.TITLE else text)[m.start : m.end] == m.text for m in found)
    assert list(found) == sorted(found, key=lambda m: (m.part is Part.BODY, m.start))
    assert all(0 < m.confidence <= 1 and m.name for m in found)


def test_a_place_at_the_end_of_a_text_is_no_longer_than_it() -> None:
    assert names("People's Government of Tianjin") == {"Tianjin Municipal Government"}
