"""What the size of a sum tells: nobody invests 18 yuan, and 18 yuan per kilogram is a price."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Role
from corpus.extraction.money.phrases import phrases_pattern

if TYPE_CHECKING:
    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.grammar import MoneySum

UNIT: Final = phrases_pattern(
    """
    kwh | kilowatt* | mwh | mmbtu | watt(s) | ton(s) | tonne(s) | kg | kilo(s) | kilogram(s) | gram(s) | g | pound(s) | share(s)
    | unit(s) | piece(s) | box | boxes | dose(s) | vial(s) | injection(s) | tablet(s) | pill(s) | treatment(s) | bottle(s) | set(s)
    | barrel(s) | liter(s) | litre(s) | mu | hectare(s) | acre(s) | sq | square | km | kilometer(s) | meter(s) | metre(s)
    | vehicle(s) | car(s) | ticket(s) | night(s) | kilolitre(s) | ounce(s) | bushel(s) | patient(s) | course(s) | test(s) | trip(s) | shot(s) | jab(s) | seat(s) | visit(s) | cup(s) | bowl(s) | pair(s) | bag(s) | pack(s) | kit(s) | jin | catty
    """
)
NOT_PRICED: Final = phrases_pattern(
    "year/annum/month/week/day/hour/capita/head/person/people/household/worker/employee/company/enterprise/firm/project/student"
)
UNIT_PRICE = re.compile(
    rf"\s*(?:(?:/|\bper\b)\s*(?!{NOT_PRICED}\b)[a-z]|\b(?:an?|each|every)\s+(?:[a-z]+\s)?{UNIT}\b)", re.I
)
PER_SHARE = re.compile(r"\s*(?:/|\b(?:per|an?)\b)\s*(?:[a-z]+\s)?share\b", re.I)
# What may cost millions apiece.
DEAR = re.compile(
    r"\s*(?:/|\b(?:per|an?|each)\b)\s*(?:patient|dose|injection|treatment|vial|course|vehicle|car|ton|tonne|set|acre|hectare|mu)\b",
    re.I,
)
WAGE = re.compile(
    r"\s*(?:/|\b(?:per|an?|each|every)\b)\s*(?:working\s)?(?:hour|day|week|month)\b(?!\s+(?:per|for\s+(?:a|an|each|every))\b|\s*/)",
    re.I,
)
EACH = re.compile(
    r"\s*(?:(?:a\s+year|annually|per\s+year|in\s+\w+)\s+)?"
    r"(?:\beach\b|\bapiece\b|\b(?:for|to)\s+(?:each|every)\b|\bper\s+(?:company|enterprise|firm|project|team|applicant|household|plant|factory|business|farm|family|site)\b)",
    re.I,
)
# Currencies whose unit is worth a cent or less, and about ten of them.
SMALL_UNITS: Final = frozenset({"JPY", "KRW", "VND", "IDR", "HUF", "CLP", "COP", "KZT", "NGN", "IRR"})
DIMES: Final = frozenset({"INR", "TWD", "THB", "PHP", "RUB", "PKR", "BDT", "CZK", "ISK"})
POCKET_MONEY: Final = Decimal(1000)
CENTS_TO_UNIT: Final = 100
DIMES_TO_UNIT: Final = 10
# What is given and counted in millions.
LARGE: Final = frozenset(
    {
        Role.INVESTMENT,
        Role.FUNDING,
        Role.FUND_SIZE,
        Role.CONTRACT,
        Role.MARKET_SIZE,
        Role.OUTPUT_VALUE,
        Role.EXPORT,
    }
)


def is_small(money: MoneySum) -> bool:
    """Whether the sum is what a person pays: less than about a thousand yuan or dollars."""
    limit = POCKET_MONEY
    if money.currency in SMALL_UNITS:
        limit *= CENTS_TO_UNIT
    elif money.currency in DIMES:
        limit *= DIMES_TO_UNIT
    return not money.has_scale and (money.value_high or money.value) < limit


def is_unit_price(sentence: Sentence, money: MoneySum) -> bool:
    pattern = DEAR if money.has_scale else UNIT_PRICE
    return pattern.match(sentence.text, money.end) is not None


def is_per_share(sentence: Sentence, money: MoneySum) -> bool:
    return PER_SHARE.match(sentence.text, money.end) is not None


def is_wage(sentence: Sentence, money: MoneySum) -> bool:
    is_for_one = not money.has_scale or money.currency in SMALL_UNITS
    return is_for_one and WAGE.match(sentence.text, money.end) is not None


def is_each(sentence: Sentence, money: MoneySum) -> bool:
    """Whether the sum is one of many alike: "10 million yuan each"."""
    return EACH.match(sentence.text, money.end) is not None
