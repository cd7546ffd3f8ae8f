"""Numbers with their currency, the words that sums of money are built from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from corpus.extraction.money.currencies import sign_after, sign_before
from corpus.extraction.money.numbers import quantities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.money.locale import Locale
    from corpus.extraction.money.numbers import Quantity

LARGE: Final = Decimal(1000)
TAIL = re.compile(r"['’]s?[\s-]worth\b|[\s-]-?(?:level|scale|class)\b(?!\s+of\b)|-plus\b")
NOT_MONEY_AFTER = re.compile(r"[\s-](?:denominated|backed|based|pegged)\b", re.I)
UNIT_RATE = re.compile(r"\s*=|\s+equals?\b|\s+is\s+(?:equal\s+to|worth)\b")
RATE_AFTER = re.compile(
    r"\s+(?:per|(?:to|against|for)\s+(?:the|one|an?|each|every|1))\s+(?:U\.?S\.?\s+)?"
    r"(?:dollar|USD|euro|yuan|greenback|pound|yen)\b",
    re.I,
)
OF = re.compile(
    r"\s+of\b(?=\s+(?:[\w.]+\s+){0,2}(?:yuan|RMB|renminbi|dollars|euros|won|yen|rupees|pounds|ringgit|dong|baht)\b)"
)
RATE_BEFORE = re.compile(
    r"\b(?:one|an?|1|per|the)\s+(?:U\.?S\.?\s+)?(?:dollar|USD|euro|yuan|pound)\s+(?:=|equals?|equall?ed|is|was|bought|buys|at|to)\s+"
    r"(?:(?:about|around|roughly)\s+)?$",
    re.I,
)
# People and doses are counted in crores, too: only beside such words is a crore without a currency one of rupees.
CRORE = re.compile(r"\bcrores?$", re.I)
CRORE_OF_RUPEES = re.compile(
    r"\b(?:invest\w*|cost\w*|worth|outlay|capex|revenues?|turnover|sales|profits?|exports?|funds?|funding|loans?|subsid\w+)\b"
    r"[^.;\n]{0,60}$",
    re.I,
)
NEXT_TO_RUPEES = re.compile(
    r"\s*(?:$|[.,;:)\n]|(?:in|on|for|by|to|from|over|and|will|was|is|has|as|at|with)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A number where it stands, with its currency if it has one. `factor` is the scale, 1 without one."""

    start: int
    end: int
    number: Decimal
    number_high: Decimal | None = None
    factor: Decimal
    written: str
    currency: str | None
    is_prefixed: bool = False
    is_vague: bool = False
    rule: str = "sum"

    @property
    def value(self) -> Decimal:
        return self.number * self.factor

    @property
    def value_high(self) -> Decimal | None:
        return None if self.number_high is None else self.number_high * self.factor

    @property
    def has_scale(self) -> bool:
        return self.factor > 1

    @property
    def looks_like_year(self) -> bool:
        return (
            not self.has_scale
            and len(self.written) == 4
            and self.written.isdigit()
            and 1900 <= self.number <= 2100
        )


def read_terms(text: str, locale: Locale) -> list[Term]:
    """Every number of the text, in order, with or without a currency; both sides of an exchange rate are left out."""
    terms: list[Term] = []
    is_other_side = False
    for term in _all_terms(text, locale):
        is_unit = (
            term.currency is not None and term.value <= 100 and UNIT_RATE.match(text, term.end) is not None
        )
        if not (is_unit or is_other_side or (term.currency and _is_rate(text, term))):
            terms.append(term)
        is_other_side = is_unit
    return terms


def _is_rate(text: str, term: Term) -> bool:
    """Whether the term is one side of an exchange rate in words: "6.37 yuan per dollar", "one dollar bought 7.1 yuan"."""
    before = text[max(0, term.start - 40) : term.start]
    return bool(RATE_AFTER.match(text, term.end) or (not term.has_scale and RATE_BEFORE.search(before)))


def _all_terms(text: str, locale: Locale) -> Iterator[Term]:
    end = 0
    for quantity in quantities(text):
        term = _term(text, quantity, locale, end)
        end = term.end
        yield term


def _term(text: str, quantity: Quantity, locale: Locale, earliest: int) -> Term:
    is_large = quantity.factor > 1 or quantity.number >= LARGE
    before = sign_before(text, quantity.start, has_scale=quantity.factor > 1)
    if before and before.start < earliest:
        before = None
    position = _after_of(text, quantity)
    after = sign_after(text, position, is_large=is_large)
    if after and NOT_MONEY_AFTER.match(text, after.end):
        after = None
    sign = (
        after if after and (before is None or locale.resolve(before.code) == after.code) else before or after
    )
    end = after.end if after else quantity.end
    tail = TAIL.match(text, end)
    is_rupees = sign is None and _is_crore_of_rupees(text, quantity)
    return Term(
        start=before.start if before else quantity.start,
        end=tail.end() if tail and sign else end,
        number=quantity.number,
        factor=quantity.factor,
        written=quantity.written,
        currency=locale.resolve(sign.code) if sign else "INR" if is_rupees else None,
        is_prefixed=before is not None,
        is_vague=quantity.is_vague,
        rule="elided" if is_rupees else "sum",
    )


def _is_crore_of_rupees(text: str, quantity: Quantity) -> bool:
    return bool(
        CRORE.search(text[quantity.start : quantity.end])
        and NEXT_TO_RUPEES.match(text, quantity.end)
        and CRORE_OF_RUPEES.search(text[max(0, quantity.start - 90) : quantity.start])
    )


def _after_of(text: str, quantity: Quantity) -> int:
    """Where the currency of "tens of billions of yuan" may begin: behind the "of"."""
    of = OF.match(text, quantity.end) if quantity.factor > 1 else None
    return of.end() if of else quantity.end
