"""The sums of money of an article: what is written, and what each sum is about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.extraction.amounts import AmountExtractor
from corpus.extraction.base import (
    Extraction,
    Found,
    Page,
    Part,
    Qualifier,
    RegionLevel,
    RegionMention,
    Role,
)

if TYPE_CHECKING:
    from corpus.extraction.base import AmountMention

PUBLISHED = date(2023, 5, 10)


def amounts(
    body: str, *, title: str | None = None, published: date | None = PUBLISHED
) -> tuple[AmountMention, ...]:
    known = Extraction(
        page=Page(()),
        title=Found(title, "test", 1.0) if title else None,
        published=Found(published, "test", 1.0) if published else None,
        body=body,
    )
    return AmountExtractor().extract(known).amounts


def only(body: str, *, title: str | None = None, published: date | None = PUBLISHED) -> AmountMention:
    found = amounts(body, title=title, published=published)
    assert len(found) == 1, [amount.text for amount in found]
    return found[0]


BILLION = 10**9
CRORE = 10**7


@pytest.mark.parametrize(
    ("written", "value", "currency"),
    [
        ("2b yuan", 2 * BILLION, "CNY"),
        ("33.9 bln yuan", 33_900_000_000, "CNY"),
        ("5-billion-yuan-level", 5 * BILLION, "CNY"),
        ("100-billion-yuan", 100 * BILLION, "CNY"),
        ("17.2 billion Chinese yuan", 17_200_000_000, "CNY"),
        ("RMB12 billion", 12 * BILLION, "CNY"),
        ("CNY500 million", 500_000_000, "CNY"),
        ("Yuan 3 billion", 3 * BILLION, "CNY"),
        ("¥5 billion", 5 * BILLION, "CNY"),
        ("345,800 yuan", 345_800, "CNY"),
        ("a trillion-yuan", 10**12, "CNY"),
        ("$6.1b", 6_100_000_000, "USD"),
        ("$72 mln", 72_000_000, "USD"),
        ("US$9 billion", 9 * BILLION, "USD"),
        ("USD136.8 Million", 136_800_000, "USD"),
        ("36.28 billion U.S. dollars", 36_280_000_000, "USD"),
        ("$500K", 500_000, "USD"),
        ("S$968 million", 968_000_000, "SGD"),
        ("HK$7.8bn", 7_800_000_000, "HKD"),
        ("NT$5 billion", 5 * BILLION, "TWD"),
        ("A$20 million", 20_000_000, "AUD"),
        ("EUR 300 million", 300_000_000, "EUR"),
        ("a billion euros", BILLION, "EUR"),
        ("€2bn", 2 * BILLION, "EUR"),
        ("£5m", 5_000_000, "GBP"),
        ("two trillion won", 2 * 10**12, "KRW"),
        ("92.9 billion yen", 92_900_000_000, "JPY"),
        ("Rs 1 lakh crore", 10**12, "INR"),
        ("Rs. 40,000 cr", 40_000 * CRORE, "INR"),
        ("₹5,00,000", 500_000, "INR"),
        ("RM52 billion", 52 * BILLION, "MYR"),
        ("VND1.9 trillion", 19 * 10**11, "VND"),
        ("848 billion baht", 848 * BILLION, "THB"),
        ("Rp 7 trillion", 7 * 10**12, "IDR"),
        ("CHF 50 million", 50_000_000, "CHF"),
        ("3 billion roubles", 3 * BILLION, "RUB"),
        ("one hundred billion yuan", 100 * BILLION, "CNY"),
        ("half a billion dollars", 500_000_000, "USD"),
        ("three and a half billion yuan", 3_500_000_000, "CNY"),
        ("twenty-five million euros", 25_000_000, "EUR"),
        ("two-and-a-half billion euros", 2_500_000_000, "EUR"),
        ("Rmb15.6bn", 15_600_000_000, "CNY"),
        ("RMB100m-plus", 100_000_000, "CNY"),
        ("100 million-plus yuan", 100_000_000, "CNY"),
        ("VNĐ2.27 trillion", 2_270 * BILLION, "VND"),
        ("W1.2tr", 1_200 * BILLION, "KRW"),
        ("P1.2 billion", 1_200_000_000, "PHP"),
        ("R1.2bn", 1_200_000_000, "ZAR"),
        ("Bt500 million", 500_000_000, "THB"),
        ("₹3,400-cr", 3_400 * CRORE, "INR"),
        ("Rs 1.2 lakh cr", 12 * 10**11, "INR"),
    ],
)
def test_currencies_scales_and_number_words(written: str, value: int, currency: str) -> None:
    found = only(f"The firm will put {written} into the plant.")
    assert (found.value, found.currency) == (Decimal(value), currency)
    assert found.text == written


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("($1=6.4713 Chinese yuan renminbi)", id="exchange-rate-line"),
        pytest.param("The yuan strengthened to 6.37 yuan per dollar.", id="exchange-rate-in-words"),
        pytest.param("One US dollar equals about 7.1 yuan.", id="exchange-rate-with-number-words"),
        pytest.param("Output is 2.07 million metric tons on 30,000 mu (2,000 hectares).", id="tons-and-mu"),
        pytest.param(
            "A 1-million-kilowatt project for 2 million people, up 5.1 percent.", id="kilowatts-and-people"
        ),
        pytest.param("The team won 3 medals and 50 pounds of tea; 5 won praise.", id="won-and-pounds"),
        pytest.param("It sold 2 million pounds of cherries.", id="pounds-of-weight"),
        pytest.param(
            "Biomedical Manufacturing Output (million dollars)\n17,109.0 21,229.6", id="table-heading"
        ),
        pytest.param("The W12 engine, the R4 bus and the P90 gun are old.", id="lone-letters-without-scale"),
        pytest.param("At COP 28 in 2023, RMB-denominated bonds.", id="codes-without-sum"),
    ],
)
def test_other_numbers_are_no_sums(text: str) -> None:
    assert amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "usd"),
    [
        pytest.param("1.68 billion yuan ($231.89 million)", "1680000000", "231890000", id="plain"),
        pytest.param("100 billion yuan($14.2 billion)", "100000000000", "14200000000", id="no-blank"),
        pytest.param("10 billion yuan(1.45 billion", "10000000000", "1450000000", id="cut-off-and-no-sign"),
        pytest.param("251.57 billion yuan (34.98 billion)", "251570000000", "34980000000", id="no-sign"),
        pytest.param("two billion yuan (about $276 million)", "2000000000", "276000000", id="about"),
        pytest.param("2.56-billion-yuan ($378.85-million)", "2560000000", "378850000", id="hyphens"),
        pytest.param("1.2 billion yuan, or about $168 million", "1200000000", "168000000", id="or"),
        pytest.param("CNY1 billion/USD140 million", "1000000000", "140000000", id="slash"),
        pytest.param(
            "8.9 billion yuan (€1.1 billion, US$1.2 billion)", "8900000000", "1200000000", id="two-in-bracket"
        ),
        pytest.param(
            "18.5 billion yuan of investment ($2.6 billion)", "18500000000", "2600000000", id="words-between"
        ),
    ],
)
def test_the_bracketed_equivalent_belongs_to_the_sum(text: str, value: str, usd: str) -> None:
    found = only(f"It costs {text}")
    assert (found.value, found.usd_equivalent, found.currency) == (Decimal(value), Decimal(usd), "CNY")
    assert (found.text, found.is_suspect) == (text, False)


def test_a_dollar_sum_with_its_yuan_in_brackets_has_no_dollar_equivalent() -> None:
    found = only("The park earned $6.1b (39.61b yuan).", published=date(2021, 4, 25))
    assert (found.currency, found.value, found.usd_equivalent) == ("USD", Decimal("6100000000"), None)


def test_an_implausible_rate_is_flagged() -> None:
    found = only("The base received 100 million yuan ($14 billion).")
    assert found.is_suspect
    assert found.confidence < 0.6


def test_another_sum_in_brackets_stays_a_sum_of_its_own() -> None:
    found = amounts("Sales hit 5 billion yuan (4 billion yuan in 2021).")
    assert [amount.value for amount in found] == [Decimal(5 * BILLION), Decimal(4 * BILLION)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Rs 8000-10,000 crore", 8000 * CRORE, 10_000 * CRORE),
        ("5 to 8 billion yuan", 5 * BILLION, 8 * BILLION),
        ("between 1 and 2 billion yuan", BILLION, 2 * BILLION),
        ("$1 billion-$2 billion", BILLION, 2 * BILLION),
        ("from 500,000 yuan to 2 million yuan", 500_000, 2_000_000),
    ],
)
def test_ranges_have_two_ends(text: str, low: int, high: int) -> None:
    found = only(f"Subsidies are {text} each.")
    assert (found.value, found.value_high, found.qualifier) == (Decimal(low), Decimal(high), Qualifier.RANGE)


def test_a_year_before_to_begins_no_range() -> None:
    found = only("Income rose from 5 percent in 2015 to 9,328 yuan.")
    assert (found.value, found.value_high) == (Decimal(9328), None)


def test_a_change_from_one_sum_to_another_is_two_sums() -> None:
    found = amounts("Revenue grew from 5 billion to 8 billion yuan.")
    assert [(amount.value, amount.currency, amount.value_high) for amount in found] == [
        (Decimal(5 * BILLION), "CNY", None),
        (Decimal(8 * BILLION), "CNY", None),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Tens of billions of yuan's worth of clusters will be formed.", 10 * BILLION),
        ("It spent hundreds of millions of yuan.", 100_000_000),
        ("The multi-billion-yuan project goes on.", BILLION),
    ],
)
def test_vague_sums_are_lower_bounds_and_flagged(text: str, value: int) -> None:
    found = only(text)
    assert (found.value, found.is_vague, found.qualifier) == (Decimal(value), True, Qualifier.ABOUT)


def test_a_level_without_a_currency_takes_that_of_the_article() -> None:
    found = amounts("Chip output reached 60 billion yuan. A 100-billion-level medicine cluster is near.")
    assert (found[1].value, found[1].currency, found[1].rule) == (Decimal(100 * BILLION), "CNY", "level")


def test_a_repeated_unit_may_be_left_out() -> None:
    found = amounts("Output was 5.2 billion yuan, up from 4.1 billion a year earlier.")
    assert [(amount.value, amount.currency) for amount in found] == [
        (Decimal(5_200_000_000), "CNY"),
        (Decimal(4_100_000_000), "CNY"),
    ]


def test_a_small_sum_in_words_needs_no_scale() -> None:
    found = amounts("It leaves the mill at 11.5 yuan, and two yuan of it is freight.")
    assert [amount.value for amount in found] == [Decimal("11.5"), Decimal(2)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A fund of 2 billion yuan.\nAt the fair 18 projects, total investment 8.9 billion.", 2),
        ("A fund of 2 billion yuan.\nThe factory had sales of 8.9 million in 2022.", 1),
        ("Output was 15.8 billion yuan. In 2015 the figure was 6.1 billion.", 2),
        ("Output was 15.8 billion yuan on 3.2 million tons. In 2015 the figure was 6.1 million.", 1),
        ("The goal for this year is 40 billion yuan, and for 2027 60 billion.", 2),
        ("Some 40 billion yuan is planned, of which 12 billion will be spent this year.", 2),
        ("It draws 40 million yuan and 3 million guests, of which 1 million are from abroad.", 1),
    ],
)
def test_the_currency_may_be_left_out_of_what_can_only_be_money(text: str, count: int) -> None:
    assert len(amounts(text)) == count


def test_a_rounded_headline_is_of_the_year_of_the_sum_it_rounds() -> None:
    headline = amounts("Exports came to 671.5 billion yuan in 2022.", title="Exports top 671 bln yuan")[0]
    assert (headline.year, headline.year_inferred) == (2022, True)


def test_a_forgotten_scale_is_known_from_the_same_sum_elsewhere() -> None:
    found = amounts(
        "SMIC will put US$8.87 into a new plant in Shanghai.",
        title="SMIC plans US$9 billion Shanghai factory",
    )
    assert [amount.value for amount in found] == [Decimal(9 * BILLION), Decimal(8_870_000_000)]
    assert found[1].is_suspect
    assert found[0].qualifier is Qualifier.ABOUT


def test_a_forgotten_scale_that_nothing_tells_stays_as_written() -> None:
    assert only("The total investment is RMB 20.1 in all.").value == Decimal("20.1")


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        pytest.param("The firm paid $5 million.", "USD", id="nothing-said"),
        pytest.param(
            "Singapore's port handled $5 million of goods, or US$4 million.",
            "SGD",
            id="us-dollars-told-apart",
        ),
        pytest.param(
            "S$638 million was spent in Singapore. It also paid $5 million.", "USD", id="own-dollars-marked"
        ),
        pytest.param("Tokyo: the Japanese firm paid ¥5 million.", "JPY", id="yen"),
        pytest.param("The Shanghai firm paid ¥5 million.", "CNY", id="yuan"),
        pytest.param("The Pakistani firm in Karachi paid Rs 5 million.", "PKR", id="pakistani-rupees"),
    ],
)
def test_signs_of_several_countries_follow_the_text(text: str, currency: str) -> None:
    assert currency in {amount.currency for amount in amounts(text) if "5 million" in amount.text}


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("in excess of RMB 10 billion", Qualifier.OVER),
        ("at least 100 million yuan", Qualifier.OVER),
        ("20 million yuan or more", Qualifier.OVER),
        ("more than a combined 5 billion yuan", Qualifier.OVER),
        ("up to RMB 13.5 billion", Qualifier.UNDER),
        ("a maximum of Rs 1,000 crore", Qualifier.UNDER),
        ("not exceeding 3 million yuan", Qualifier.UNDER),
        ("nearly $14 billion", Qualifier.ABOUT),
        ("some 5 billion yuan", Qualifier.ABOUT),
        ("5 billion yuan or so", Qualifier.ABOUT),
        ("a total of 5 billion yuan", Qualifier.EXACT),
        ("over 300 firms and 5 billion yuan", Qualifier.EXACT),
        ("5 billion yuan and more than 300 jobs", Qualifier.EXACT),
        ("on top of the 5 billion yuan", Qualifier.EXACT),
        ("at an estimated cost of 5 billion yuan", Qualifier.ABOUT),
        ("something like 5 billion yuan", Qualifier.ABOUT),
        ("5 billion yuan and above in the end", Qualifier.OVER),
        ("well short of the 5 billion yuan planned", Qualifier.EXACT),
    ],
)
def test_qualifiers_stand_right_beside_the_sum(text: str, qualifier: Qualifier) -> None:
    assert only(f"It invested {text}.").qualifier is qualifier


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Sales of 1.51 billion yuan brought a profit of 738 million yuan.", [Role.REVENUE, Role.PROFIT]),
        (
            "Total investment exceeds 30 million yuan and output value 6 million yuan.",
            [Role.INVESTMENT, Role.OUTPUT_VALUE],
        ),
        (
            "It earns a turnover of Rs 40,000 cr. Of this Rs 10,000 cr come from exports.",
            [Role.REVENUE, Role.EXPORT],
        ),
        (
            "Firms paid 4 billion yuan in taxes and invested 9 billion yuan in research.",
            [Role.TAX, Role.INVESTMENT],
        ),
        (
            "Output and tax revenue hit 50 billion yuan and 3 billion yuan respectively.",
            [Role.OUTPUT_VALUE, Role.TAX],
        ),
        ("An 8-billion yuan (US$1.18 billion) biopharmaceutical industry park opened.", [Role.INVESTMENT]),
        ("Twenty-four projects worth 15 billion yuan were signed.", [Role.INVESTMENT]),
        ("Fixed-asset investment was 4.5 billion yuan.", [Role.INVESTMENT]),
        ("A CNY1 billion (USD136.8 million) fund was set up.", [Role.FUND_SIZE]),
        ("It closed a 970 million yuan ($142 million) Series D+ round.", [Role.FUNDING]),
        ("Its registered capital is 500 million yuan.", [Role.FUNDING]),
        ("Makers got a total bonus of 136 million yuan.", [Role.FUNDING]),
        ("It will buy land from the city for 426 billion won.", [Role.CONTRACT]),
        ("Licensing deals brought nearly $14 billion through 14 agreements.", [Role.CONTRACT]),
        ("Retail sales of consumer goods reached 42.69 billion yuan.", [Role.REVENUE]),
        ("Total imports and exports were 356.39 billion yuan.", [Role.EXPORT]),
        ("The biomedical industry topped 140 billion yuan in scale.", [Role.MARKET_SIZE]),
        ("The drug market will be worth $36 billion.", [Role.MARKET_SIZE]),
        ("GDP grew 10.3 percent to 440.8 billion yuan.", [Role.OTHER]),
        ("Per capita GDP was 345,800 yuan.", [Role.OTHER]),
        (
            "Output is valued at 22 billion yuan, some 5 billion yuan more every year.",
            [Role.OUTPUT_VALUE, Role.OTHER],
        ),
        ("Power costs 0.35 yuan per kWh.", [Role.PRICE]),
        ("The Bureau for Investment Promotion said sales were 5 million yuan.", [Role.REVENUE]),
    ],
)
def test_roles_follow_the_words_around_the_sum(text: str, roles: list[Role]) -> None:
    assert [amount.role for amount in amounts(text)] == roles


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param(
            "Roots cost 160 yuan a kilo, up from 95 yuan a year ago.", [Role.PRICE] * 2, id="up-from"
        ),
        pytest.param(
            "Tokyo provides 690 billion yen, on top of the 455 billion yen already promised for a fab.",
            [Role.FUNDING] * 2,
            id="on-top-of",
        ),
        pytest.param(
            "It booked $6.7 billion of contracts, more than double its target of $3.2 billion.",
            [Role.CONTRACT] * 2,
            id="target-that-was-beaten",
        ),
        pytest.param(
            "Americans put up RM2.1 billion, followed by Germany with RM1.3 billion.",
            [Role.INVESTMENT] * 2,
            id="followed-by",
        ),
        pytest.param(
            "It had an output value of 31 billion yuan.\nFor the half-year the figure was 17 billion yuan.",
            [Role.OUTPUT_VALUE] * 2,
            id="the-figure",
        ),
        pytest.param(
            "The 3-billion-yuan fund has put 900 million yuan into firms.",
            [Role.FUND_SIZE, Role.INVESTMENT],
            id="noun-of-the-sum-before",
        ),
        pytest.param(
            "Net profit was 212 million yuan, compared with revenue of 4.9 billion yuan.",
            [Role.PROFIT, Role.REVENUE],
            id="told-by-its-own-words",
        ),
    ],
)
def test_a_sum_compared_with_another_is_of_its_role(text: str, roles: list[Role]) -> None:
    assert [amount.role for amount in amounts(text)] == roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        pytest.param("The line cost 380 million yuan.", Role.INVESTMENT, id="cost-of-a-thing"),
        pytest.param("The project cost the firm 3 billion yuan to build.", Role.INVESTMENT, id="to-build"),
        pytest.param("One dose costs 33,000 yuan.", Role.PRICE, id="small-cost"),
        pytest.param("The shortage cost carmakers 40 billion euros in sales.", Role.OTHER, id="loss"),
        pytest.param("The site was sold for 32 million yuan.", Role.CONTRACT, id="sold"),
        pytest.param("Each vial is sold for 1,299 yuan.", Role.PRICE, id="sold-each"),
        pytest.param("The gap closes by 2 yuan every year.", Role.PRICE, id="pocket-money"),
        pytest.param("Land is leased at Rs 15 per kanal.", Role.PRICE, id="any-unit"),
        pytest.param("A subsidy of 200 yuan per ton is paid.", Role.FUNDING, id="subsidy-per-unit"),
        pytest.param("A cleaner who got 1,100 yen an hour left.", Role.OTHER, id="wage"),
        pytest.param("Firms may get up to 2 million yuan each.", Role.FUNDING, id="cap-for-each"),
    ],
)
def test_what_a_verb_means_depends_on_the_size_of_the_sum_and_who_bears_it(text: str, role: Role) -> None:
    assert only(text).role is role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The group earmarked 3.5 billion yuan for the second stage of the plant.", Role.INVESTMENT),
        ("The city government earmarked 3.5 billion yuan for the plant.", Role.FUNDING),
        ("The first stage, for which 3.5 billion yuan has been raised, begins.", Role.INVESTMENT),
    ],
)
def test_a_government_funds_and_a_company_invests(text: str, role: Role) -> None:
    assert only(text).role is role


def test_a_country_that_pays_funds() -> None:
    text = "France is paying 2.6 billion euros for a fab."
    place = RegionMention(
        start=0,
        end=6,
        text="France",
        rule="test",
        confidence=1.0,
        place_id="fr",
        name="France",
        level=RegionLevel.COUNTRY,
    )
    known = Extraction(page=Page(()), body=text, regions=(place,))
    assert [amount.role for amount in AmountExtractor().extract(known).amounts] == [Role.FUNDING]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        pytest.param("Its backers stumped up £60mn last autumn.", Role.FUNDING, id="backers"),
        pytest.param(
            "Investors from Japan put up $200 million for the plant.", Role.INVESTMENT, id="builders"
        ),
        pytest.param("A further £17.5mn is a grant from Innovate UK.", Role.FUNDING, id="is-a-grant"),
        pytest.param("The float, a share sale, could fetch $200 million.", Role.FUNDING, id="share-sale"),
        pytest.param("The mill could fetch $200 million.", Role.CONTRACT, id="sale-of-a-thing"),
        pytest.param("It matched every dollar spent, up to $40 million.", Role.FUNDING, id="matched"),
        pytest.param("The pot came with $38 million in property tax rebates.", Role.FUNDING, id="relief"),
        pytest.param(
            "The Lingnan Angel Fund bought a stake for 8 million yuan.", Role.FUNDING, id="fund-buys-in"
        ),
        pytest.param("The brewer bought a stake for 8 million yuan.", Role.CONTRACT, id="firm-buys-in"),
        pytest.param(
            "It won a 750 million ringgit Islamic financing facility.", Role.FUNDING, id="facility-of-a-bank"
        ),
        pytest.param(
            "It won a 750 million ringgit packaging facility.", Role.INVESTMENT, id="facility-of-bricks"
        ),
        pytest.param("It pocketed $45 million up front.", Role.CONTRACT, id="up-front"),
        pytest.param("Jidong signed for gas worth 600 million yuan.", Role.CONTRACT, id="signed-for"),
        pytest.param("Clients placed new business of $388m.", Role.CONTRACT, id="new-business"),
        pytest.param("It expects to take in 800 million yuan in sales.", Role.REVENUE, id="take-in"),
        pytest.param("It will take 800 million yuan to build.", Role.INVESTMENT, id="take"),
        pytest.param("The tourists left behind 1.4 billion yuan.", Role.REVENUE, id="left-behind"),
        pytest.param("The unit should add 1.3 billion yuan a year.", Role.REVENUE, id="adds-a-year"),
        pytest.param(
            "It should add 3 billion yuan a year to the city's output.",
            Role.OUTPUT_VALUE,
            id="adds-to-output",
        ),
        pytest.param("The infusion costs a patient 1.2 million yuan.", Role.PRICE, id="costs-a-buyer"),
        pytest.param("The delay cost the carmaker 1.2 million yuan.", Role.OTHER, id="costs-a-loser"),
        pytest.param("A kilogram made so comes at 18 to 22 yuan.", Role.PRICE, id="comes-at"),
        pytest.param("Others pay 5,200 yuan a year.", Role.PRICE, id="people-pay"),
        pytest.param("The city will pay 5,200 yuan to each of them.", Role.FUNDING, id="city-pays"),
        pytest.param("Land will be allotted at Rs 42 lakh an acre.", Role.PRICE, id="an-acre"),
        pytest.param("The jobs will pay $91,300 a year on average.", Role.OTHER, id="wages"),
        pytest.param("The policy covers up to 1 million yuan for 49 drugs.", Role.OTHER, id="insured"),
        pytest.param("The cluster is worth £420mn a year to the local economy.", Role.OTHER, id="economy"),
        pytest.param("The firms paid 430 million yuan to the taxman.", Role.TAX, id="to-the-taxman"),
        pytest.param("It throws 45 million yuan every year into research.", Role.INVESTMENT, id="throws"),
        pytest.param("It ships $120 million of motors abroad.", Role.EXPORT, id="abroad"),
    ],
)
def test_another_author_says_the_same_in_other_words(text: str, role: Role) -> None:
    assert amounts(text)[-1].role is role


def test_what_one_place_sells_to_another_is_trade() -> None:
    body = "Vietnam sold China durian worth $2.3 billion."
    places = tuple(
        RegionMention(
            start=body.index(name),
            end=body.index(name) + len(name),
            text=name,
            rule="test",
            confidence=1.0,
            place_id=None,
            name=name,
            level=RegionLevel.COUNTRY,
        )
        for name in ("Vietnam", "China")
    )
    known = Extraction(page=Page(()), body=body, regions=places)
    assert [amount.role for amount in AmountExtractor().extract(known).amounts] == [Role.EXPORT]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("It puts the effect of chip investment on the region at 17 trillion yen.", Role.OTHER),
        ("Its effect on the economy is 153 billion yen.", Role.OTHER),
        ("The price of a contract ship has passed $200 million.", Role.PRICE),
        ("An industrial guidance fund with a scale of 2 billion yuan was set up.", Role.FUND_SIZE),
        ("The centre will receive 12 million yuan to train technicians.", Role.FUNDING),
        ("New projects with a capital need of 846 million yuan were licensed.", Role.INVESTMENT),
    ],
)
def test_the_head_of_a_phrase_and_the_verb_outweigh_the_words_they_rule(text: str, role: Role) -> None:
    assert only(text).role is role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The ministry said it will inject 340 billion won into batteries.", Role.FUNDING),
        ("The company said it will inject 340 million yuan into its plant.", Role.INVESTMENT),
        ("The government said that Intel will put 17 billion euros into Magdeburg.", Role.INVESTMENT),
        ("The unit was sold to a fund for 3 billion yuan.", Role.CONTRACT),
        ("This year the province will put 12 billion yuan into research.", Role.FUNDING),
        ("The firm sold 11 billion stems for 11.5 billion yuan.", Role.REVENUE),
        ("The firm sold 3 billion yuan worth of vaccine.", Role.REVENUE),
        ("The firm sold 49 percent of the unit for 3 billion yuan.", Role.CONTRACT),
        ("Merck acquired the firm for $10.8 billion in cash.", Role.CONTRACT),
        ("The firm held $10.8 billion in cash.", Role.OTHER),
        ("The firm posted earnings of $3.16 a share.", Role.OTHER),
        ("The shares fell to $3.16 a share.", Role.PRICE),
        ("The therapy runs to 20 million yen per patient.", Role.PRICE),
        ("The harbour levy earned the railway 2 billion yuan.", Role.REVENUE),
        ("The firm secured $500 million in debt financing.", Role.FUNDING),
        ("The fair's gross merchandise volume reached 3 billion yuan.", Role.REVENUE),
        ("The city will set up a 15-billion-yuan industrial investment fund of funds.", Role.FUND_SIZE),
        ("The firm announced a $47 million Series A.", Role.FUNDING),
    ],
)
def test_who_acts_and_what_is_sold_decide_what_a_common_verb_means(text: str, role: Role) -> None:
    assert only(text).role is role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        pytest.param("The carmaker can recoup $12 million in payroll taxes.", Role.FUNDING, id="tax-forgone"),
        pytest.param("The bakery paid $12 million in payroll taxes.", Role.TAX, id="tax-paid"),
        pytest.param(
            "It earned 97 million yuan in May on revenue of 0.7 billion yuan.", Role.PROFIT, id="earned-on"
        ),
        pytest.param("It earned 97 million yuan from pork.", Role.REVENUE, id="earned-from"),
        pytest.param(
            "Haier offered 6 billion yuan for control of the maker.", Role.CONTRACT, id="offered-for-control"
        ),
        pytest.param(
            "The city offered 6 million yuan for each new drug.", Role.FUNDING, id="offered-by-a-city"
        ),
        pytest.param("Investors put $90 million into young companies.", Role.FUNDING, id="put-into-firms"),
        pytest.param(
            "Investors put $90 million into plants in the zone.", Role.INVESTMENT, id="put-into-plants"
        ),
        pytest.param(
            "The owner, a state fund, is to inject 3 billion yuan.", Role.FUNDING, id="owner-injects"
        ),
        pytest.param(
            "The owner is to inject 3 billion yuan into the new plant.", Role.INVESTMENT, id="owner-builds"
        ),
        pytest.param("Tenants paid 90 million yuan in rent.", Role.REVENUE, id="rent-taken"),
        pytest.param("Workshops are let for 30 yuan a month per square meter.", Role.PRICE, id="rent-asked"),
        pytest.param("A tanker now costs $120 million.", Role.PRICE, id="any-one-of-a-sort"),
        pytest.param("The new tanker terminal now costs $120 million.", Role.INVESTMENT, id="this-one"),
        pytest.param("Growers sold apples for 70 million yuan.", Role.REVENUE, id="wares-sold"),
        pytest.param("They sold the orchard for 70 million yuan.", Role.CONTRACT, id="land-sold"),
        pytest.param("The plot went for 740 million yuan.", Role.CONTRACT, id="went-for-millions"),
        pytest.param("A kilo goes for 80 yuan.", Role.PRICE, id="goes-for-little"),
        pytest.param("The bridge has a budget of 900 million yuan.", Role.INVESTMENT, id="budget-of-a-thing"),
        pytest.param("Tourists spent 4 billion yuan there.", Role.REVENUE, id="spent-by-tourists"),
        pytest.param(
            "It put 700 million yuan into a mill whose sales grow.", Role.INVESTMENT, id="clause-of-the-thing"
        ),
    ],
)
def test_words_before_and_behind_a_sum_mean_together_what_neither_means_alone(text: str, role: Role) -> None:
    assert amounts(text)[0].role is role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The Texas Department of Transportation has pledged $18 million.", Role.FUNDING),
        ("A firm near the council hall has pledged $18 million for a plant.", Role.INVESTMENT),
        (
            "With the city government a campus is built, and 2 billion yuan has been set aside for it.",
            Role.INVESTMENT,
        ),
        ("A campus is built, and 2 billion yuan has been set aside by the city government.", Role.FUNDING),
        ("A visitor center, for which the county paid 3 million yuan, opened.", Role.INVESTMENT),
        ("Six funds with 8 billion yuan have invested in 40 firms.", Role.FUND_SIZE),
    ],
)
def test_the_payer_is_who_the_clause_names(text: str, role: Role) -> None:
    assert only(text).role is role


def test_a_goal_is_of_the_role_of_the_sum_before() -> None:
    found = amounts(
        "Output was 48 billion yuan in 2022. The city has put the goal at 90 billion yuan for 2025."
    )
    assert [(amount.role, amount.year, amount.is_target) for amount in found] == [
        (Role.OUTPUT_VALUE, 2022, False),
        (Role.OUTPUT_VALUE, 2025, True),
    ]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Revenue and net profit came to 3 billion yuan and 300 million yuan.", [Role.REVENUE, Role.PROFIT]),
        (
            "At 3 billion yuan, sales were flat; at 300 million yuan, profit was lower.",
            [Role.REVENUE, Role.PROFIT],
        ),
    ],
)
def test_a_list_and_an_opening_sum_find_their_words(text: str, roles: list[Role]) -> None:
    assert [amount.role for amount in amounts(text)] == roles


def test_a_word_of_the_next_sum_says_nothing_of_the_one_before() -> None:
    found = amounts("Its gross profit slumped to 1.2 billion yuan on vehicle sales of 14.8 billion yuan.")
    assert [amount.role for amount in found] == [Role.PROFIT, Role.REVENUE]


def test_a_sum_with_nothing_said_is_of_what_the_sentence_before_speaks_of() -> None:
    assert only("Ten projects were signed on Monday. Three of them exceed 1 billion yuan.").role is (
        Role.INVESTMENT
    )


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Taxes came to 870 million yuan in the first four months of the year.", 2023),
        ("Turnover stood at 3 billion yuan in the March quarter.", 2023),
        ("Over the May Day holiday the city earned 3 billion yuan in tourism revenue.", 2023),
        ("The firm, listed in 2021, when it earned 3 billion yuan, is growing.", 2021),
        ("The industry, currently valued at 3 billion yuan, is to double by 2028.", 2023),
        ("Sales fell. They were 1 billion yuan in the same period last year.", 2022),
        ("First-quarter revenue came to 3 billion yuan.", 2023),
        ("Half-year profit slipped to 410 million yuan.", 2023),
        ("Revenue in 1H22 was 3 billion yuan.", 2022),
        ("Net profit stood at Rs 82 crore in Q1FY22.", 2022),
        ("Its profit was 3 billion yuan for the quarter ended December 31, 2022.", 2022),
        ("For the year ended 31 March, revenue was 3 billion yuan.", 2023),
        ("By the end of the year output should reach 3 billion yuan.", 2023),
        ("The market is to reach 3 billion yuan by the end of the decade.", 2030),
        ("Since January, factories have shipped goods worth 3 billion yuan.", 2023),
        ("A decade ago, the industry was worth just 3 billion yuan.", 2013),
        ("Compared with 2019, when sales were 3 billion yuan, the sector has shrunk.", 2019),
        ("When the park opened in 2009, its firms had sales of 3 billion yuan.", 2009),
        ("Listed in 2019, raising 3 billion yuan, the firm is growing.", 2019),
        ("The plant, which cost 3 billion yuan, went into operation in 2017.", 2017),
    ],
)
def test_parts_of_the_year_and_holidays_are_of_the_year_of_publication(text: str, year: int) -> None:
    assert only(text).year == year


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Its exports added up to 3.7 billion yuan.", Qualifier.EXACT),
        ("The city gave it tax breaks of 76 million yuan.", Qualifier.EXACT),
        ("The fund is well above the 139 billion yuan of the first.", Qualifier.EXACT),
        ("Revenue passed 8 trillion yuan.", Qualifier.OVER),
        ("The zone handed over 3 million yuan.", Qualifier.EXACT),
        ("Revenue is above the 100 billion yuan mark.", Qualifier.OVER),
    ],
)
def test_words_like_up_to_and_above_may_belong_to_something_else(text: str, qualifier: Qualifier) -> None:
    assert only(text).qualifier is qualifier


def test_a_text_does_not_go_on_about_the_period_it_compares_with() -> None:
    found = amounts(
        "Profit was 7 billion yuan in 2023. It was 6 billion yuan in the same period last year. "
        "Revenue stood at 9 billion yuan."
    )
    assert [amount.year for amount in found] == [2023, 2022, 2023]


def test_a_part_of_a_sum_has_its_role() -> None:
    found = amounts("Foreign investment came to $1.14 billion; $818 million of that was in manufacturing.")
    assert [amount.role for amount in found] == [Role.INVESTMENT, Role.INVESTMENT]


def test_a_sum_with_nothing_said_has_the_role_of_the_sum_before() -> None:
    found = amounts("It invested $2.1 billion here. At the groundbreaking came $1.6 billion.")
    assert found[1].role is Role.INVESTMENT


def test_a_headline_is_of_the_role_and_year_of_the_same_sum_in_the_body() -> None:
    headline, body = amounts(
        "In the first quarter of 2021, operating revenue of the industry came to 39.61 billion yuan ($6.1 billion).",
        title="District books $6.1b",
        published=date(2021, 4, 25),
    )
    assert (headline.part, headline.text) == (Part.TITLE, "$6.1b")
    assert (headline.role, headline.year) == (body.role, body.year) == (Role.REVENUE, 2021)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        pytest.param("Sales were 5 billion yuan in 2021.", [(2021, False)], id="behind"),
        pytest.param(
            "Sales are put at 5 billion yuan this financial year.", [(2023, True)], id="this-financial-year"
        ),
        pytest.param(
            "Projects licensed since January are worth $1.9 billion.", [(2023, True)], id="since-a-month"
        ),
        pytest.param(
            "In April sales hit 5 billion yuan, twice as much as in the same period of 2021.",
            [(2023, True)],
            id="as-much-as-in",
        ),
        pytest.param(
            "In 2020, output was 5 billion yuan and tax 1 billion yuan.", [(2020, False)] * 2, id="before"
        ),
        pytest.param(
            "Output was 28 billion yuan in 2023, and 20 billion yuan from January to April this year.",
            [(2023, False), (2023, True)],
            id="two-years",
        ),
        pytest.param(
            "They paid taxes of 1 billion yuan, 2 billion yuan and 3 billion yuan in 2019, 2020 and 2021, respectively.",
            [(2019, False), (2020, False), (2021, False)],
            id="list-of-taxes",
        ),
        pytest.param(
            "They paid 3 billion yuan in tax in 2020, 4 billion yuan in 2021 and 5 billion yuan in 2022.",
            [(2020, False), (2021, False), (2022, False)],
            id="year-by-year",
        ),
        pytest.param("Sales were 5 billion yuan last year.", [(2022, True)], id="last-year"),
        pytest.param(
            "Sales rose 5 percent from 2021 to 5 million yuan.", [(None, False)], id="compared-with"
        ),
        pytest.param(
            "GDP was 5 billion yuan in 2015. Tax was 1 billion yuan.",
            [(2015, False), (2015, True)],
            id="carried",
        ),
        pytest.param("It has an annual output of 60 billion yuan.", [(None, False)], id="nothing-said"),
        pytest.param("A firm will invest 2 billion yuan in the zone.", [(2023, True)], id="announced-now"),
        pytest.param("The S$638 million plant is due on stream in 2025.", [(2023, True)], id="ready-later"),
        pytest.param("Since 2020, 18 billion yuan has been invested.", [(None, False)], id="since"),
        pytest.param(
            "Deals of 5 billion yuan were signed on December 20.", [(2022, True)], id="month-of-last-year"
        ),
        pytest.param(
            "By the end of the 14th Five-Year Plan, output will be 5 billion yuan.", [(2025, True)], id="plan"
        ),
        pytest.param(
            "Output will hit 5 billion yuan in the plan period (2021-2025).", [(2025, False)], id="period"
        ),
        pytest.param("It will spend 5 billion yuan over five years.", [(2023, True)], id="years-to-come"),
        pytest.param("It has spent 5 billion yuan over five years.", [(None, False)], id="years-gone-by"),
        pytest.param("It will spend 5 billion yuan by 2027.", [(2023, True)], id="put-off"),
        pytest.param("It will spend 5 billion yuan in 2025.", [(2025, False)], id="not-put-off"),
        pytest.param(
            "In 2022 sales were 3 billion yuan (2021: 2 billion yuan) and profit 1 billion yuan.",
            [(2022, False), (2021, False), (2022, False)],
            id="year-in-brackets",
        ),
        pytest.param("Three years ago it raised 5 billion yuan.", [(2020, True)], id="years-ago"),
        pytest.param("Last December it raised 5 billion yuan.", [(2022, True)], id="last-month-of-that-name"),
        pytest.param("Hydrogen costs 18 yuan per kilogram.", [(2023, True)], id="price-of-today"),
        pytest.param(
            "It booked orders of $6 billion in 2022, double its target of $3 billion.",
            [(2022, False), (2022, False)],
            id="target-of-a-past-year",
        ),
        pytest.param("Winners are given 10 million yuan each.", [(None, False)], id="for-each"),
        pytest.param(
            "In 2021 sales fell. Makers put 5 billion yuan into plants in the past 24 months.",
            [(None, False)],
            id="past-months",
        ),
        pytest.param("It was built in 2019 at a cost of 1 billion yuan.", [(2019, True)], id="built-then"),
        pytest.param(
            "The plant, which opened in 2019, cost 1 billion yuan.", [(None, False)], id="some-time"
        ),
        pytest.param(
            "In 2021 sales were 3 billion yuan. A year before it was 2 billion yuan.",
            [(2021, False), (2020, True)],
            id="a-year-before-opens-the-sentence",
        ),
        pytest.param("It raised 1 billion yuan when it listed in 2019.", [(2019, True)], id="when"),
        pytest.param("Full-year sales are put at 5 billion yuan.", [(2023, True)], id="full-year"),
        pytest.param(
            "For the full year 2022 sales were 5 billion yuan.", [(2022, False)], id="full-year-named"
        ),
        pytest.param(
            "Sales were 2 billion yuan in 2018, 4 billion yuan three years later and 1 billion yuan two years before.",
            [(2018, False), (2021, True), (2016, True)],
            id="years-apart",
        ),
        pytest.param(
            "Exports came to 3 billion yuan in 2022, customs said on May 8. Imports were 1 billion yuan.",
            [(2022, False), (2022, True)],
            id="day-it-was-said",
        ),
        pytest.param(
            "It will double capacity by 2026; its owner is to inject 3 billion yuan.",
            [(2023, True)],
            id="deadline-of-another-clause",
        ),
        pytest.param("The round values the firm at 3 billion yuan.", [(2023, True)], id="value-of-today"),
        pytest.param(
            "Goertek added $280 million, and TSMC, which opened in 2014, moves.",
            [(2023, True)],
            id="what-happened-to-others",
        ),
    ],
)
def test_years_come_from_the_words_or_the_date(text: str, years: list[tuple[int | None, bool]]) -> None:
    assert [(amount.year, amount.year_inferred) for amount in amounts(text)] == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Output in 2021\n\nSteel: 3.1 billion yuan\n\nPaper: 4.4 billion yuan", [2021, 2021]),
        ("FY2021 results\n\nRevenue: 6.2 billion yuan", [2021]),
        ("Signed in 2021:\n\n- A battery plant, 3 billion yuan\n\n- A mill, 2 billion yuan", [2021, 2021]),
        ("Plan 2021\n\n- It will invest 3 billion yuan in a mill", [2023]),
        ("2020\n\nA tenant pays 3 billion yuan.\n\n2021\n\nIt adds 4 billion yuan.", [2020, 2021]),
        (
            "In 2015 it bought a rival for 7 billion yuan and two years later sold it for 9 billion yuan.",
            [2015, 2017],
        ),
        ("Sales were 5 billion yuan in 2020 and 6 billion yuan a year later.", [2020, 2021]),
        (
            "For 2020, 2021 and 2022 they were 3 billion yuan, 4 billion yuan and 5 billion yuan.",
            [2020, 2021, 2022],
        ),
        ("The first phase (2018) cost 2 billion yuan and the second (2022) 3 billion yuan.", [2018, 2022]),
    ],
    ids=[
        "table",
        "business-year",
        "list",
        "no-list",
        "chronology",
        "later",
        "year-later",
        "in-order",
        "in-turn",
    ],
)
def test_each_sum_takes_the_year_that_stands_for_it(text: str, years: list[int]) -> None:
    assert [amount.year for amount in amounts(text)] == years


def test_years_over_the_columns_of_a_table_are_of_no_one_sum() -> None:
    found = amounts("2020\n\n2021\n\nRevenue\n\n3 billion yuan\n\n4 billion yuan")
    assert [amount.year for amount in found] == [None, None]


def test_a_decade_is_no_year() -> None:
    assert only("In the 1990s the village invested 2 million yuan in a kiln.").year is None


def test_last_year_stays_unknown_without_a_date() -> None:
    assert only("Sales were 5 billion yuan last year.", published=None).year is None


def test_a_page_without_a_date_may_give_its_year_away() -> None:
    found = amounts(
        "The industry grew to 853 billion yuan last year and is forecast to exceed 900 billion yuan in 2023.\n"
        "It is forecast to exceed 900 billion yuan this year.",
        published=None,
    )
    assert [amount.year for amount in found] == [2022, 2023, 2023]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("The city aims to lift the scale of the industry to 100 billion yuan by 2026.", [True]),
        ("An output value of 66 billion yuan is the target of the government for 2025.", [True]),
        ("Output will exceed 100 million yuan with a tax revenue over 8 million yuan.", [True, True]),
        ("A biomedical park with output value of 60 billion yuan is intended.", [True]),
        ("Sales reached 5 billion yuan last year and are predicted to hit 8 billion yuan.", [False, True]),
        ("Sales rose 5 percent to reach 5 billion yuan last year.", [False]),
        ("CATL will put up to 13.5 billion yuan into a plant.", [False]),
        ("Projects with a planned investment of 5 billion yuan were signed.", [False]),
        ("The zone aims to attract 50 billion yuan of investment by 2025.", [True]),
        ("The project is likely to generate 200 million yuan in tax annually.", [True]),
        ("It will expand, and its tax currently stands at 8 million yuan.", [False]),
        ("The firm, which hopes to expand, made a profit of 3 billion yuan.", [False]),
        ("At 425,000 dollars per eye, patients saved 190,000 yuan.", [False, False]),
        ("Drugmakers eye sales of 3 billion yuan.", [True]),
        ("Revenue missed the 7.1 billion yuan forecast by Moulin.", [True]),
        ("Guidance for capital spending goes up to 2.4 billion yuan.", [True]),
        ("She cut her target price to 62,000 won.", [False]),
        ("The effect is put at 17 trillion yen over the decade to 2030.", [True]),
        ("Sales will reach 5 billion yuan, compared with 3 billion yuan.", [True, False]),
        ("Tax hit 2 billion yuan, and 3 billion yuan is the goal for this year.", [False, True]),
        ("The bureau foresees sales of 3 billion yuan this year.", [True]),
        ("The fund closed at 2 billion yuan; it hopes for 3 billion yuan.", [False, True]),
        ("A guidance fund has reached 10 billion yuan.", [False]),
    ],
)
def test_goals_and_forecasts_are_targets_but_promised_money_is_not(text: str, targets: list[bool]) -> None:
    assert [amount.is_target for amount in amounts(text)] == targets


@pytest.mark.parametrize(
    "text",
    [
        "More than 3,000 companies, 61 of which have an annual output of at least 100 million yuan.",
        "Enterprises with annual revenue of 20 million yuan or more count as above designated size.",
    ],
)
def test_thresholds_are_told_from_figures(text: str) -> None:
    found = only(text)
    assert (found.rule, found.qualifier) == ("threshold", Qualifier.OVER)
    assert found.confidence <= 0.5


PIECES = st.sampled_from(
    [
        *(
            "5 billion yuan",
            "($14 million)",
            "tens of billions of",
            "half a",
            "trillion-",
            "Rs",
            "US$",
            "¥",
            "crore",
            "1,",
        ),
        *(
            "in 2020",
            "last year",
            "by 2025",
            "will",
            "invested",
            "sales of",
            "from",
            "to",
            "of which",
            "respectively",
        ),
        *(".", "-", "(", ")", "\n", " ", "%", "=", "İ"),
    ]
)


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map(" ".join)), st.text(max_size=40))
def test_any_text_gives_spans_inside_it(body: str, title: str) -> None:
    for amount in amounts(body, title=title):
        text = body if amount.part is Part.BODY else title
        assert text[amount.start : amount.end] == amount.text
        assert 0 <= amount.sentence[0] <= amount.start < amount.end <= amount.sentence[1] <= len(text)
        assert 0 <= amount.confidence <= 1
