"""Currencies by their symbols, codes and names.

Codes are ISO 4217. A sign that several countries use ("$", "¥", "rupee", "peso", "krone") stands for itself here;
`locale` decides what it means in a given text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Sign:
    """A currency sign beside a number: a code or an ambiguous sign, and where it stands."""

    code: str
    start: int
    end: int


# Signs that stand before a number; a blank may stand inside where one is shown.
SYMBOLS: Final = {
    "US $": "USD",
    "U.S. $": "USD",
    "S$": "SGD",
    "SG$": "SGD",
    "HK $": "HKD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "CDN$": "CAD",
    "NT $": "TWD",
    "NZ$": "NZD",
    "R$": "BRL",
    "MX$": "MXN",
    "$": "$",
    "RMB ¥": "CNY",
    "RMB ￥": "CNY",
    "CN¥": "CNY",
    "JP¥": "JPY",
    "¥": "¥",
    "￥": "¥",
    "€": "EUR",
    "£": "GBP",
    "₩": "KRW",
    "₹": "INR",
    "₫": "VND",
    "฿": "THB",
    "₱": "PHP",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "₦": "NGN",
}
SHORT_FORMS: Final = {
    "RMB": "CNY",
    "Rmb": "CNY",
    "rmb": "CNY",
    "CNH": "CNY",
    "Yuan": "CNY",
    "yuan": "CNY",
    "Renminbi": "CNY",
    "renminbi": "CNY",
    "Euro": "EUR",
    "euro": "EUR",
    "Euros": "EUR",
    "Rs": "rupee",
    "Rs.": "rupee",
    "rs.": "rupee",
    "RM": "MYR",
    "Rp": "IDR",
    "Rp.": "IDR",
    "Php": "PHP",
    "Dh": "AED",
    "Dhs": "AED",
    "Tk": "BDT",
    "NIS": "ILS",
    "SR": "SAR",
    "QR": "QAR",
    "NTD": "TWD",
    "VNĐ": "VND",
    "Bt": "THB",
    "Ksh": "KES",
    "W": "KRW",
    "P": "PHP",
    "R": "ZAR",
}
# Letters that are the names of much else, too: only believed right before a number with a scale ("W1.2tr").
LONE_LETTERS: Final = frozenset({"W", "P", "R"})
CODES: Final = frozenset(
    re.findall(
        r"\w+",
        "USD CNY EUR GBP JPY KRW INR HKD SGD AUD CAD NZD TWD MYR VND THB IDR PHP CHF RUB SAR AED QAR KWD OMR BHD ZAR "
        "BRL MXN TRY SEK NOK DKK ISK PLN CZK HUF RON ILS KZT UZS PKR BDT LKR EGP NGN KES ETB MOP",
    )
)

# Words for a country before the name of its currency.
ADJECTIVES: Final = {
    "u.s.": "US",
    "u.s": "US",
    "u. s.": "US",
    "us": "US",
    "usa": "US",
    "american": "US",
    "united states": "US",
    "chinese": "CN",
    "rmb": "CN",
    "hong kong": "HK",
    "hk": "HK",
    "singapore": "SG",
    "singaporean": "SG",
    "australian": "AU",
    "canadian": "CA",
    "new zealand": "NZ",
    "new taiwan": "TW",
    "taiwan": "TW",
    "taiwanese": "TW",
    "nt": "TW",
    "japanese": "JP",
    "korean": "KR",
    "south korean": "KR",
    "indian": "IN",
    "pakistan": "PK",
    "pakistani": "PK",
    "sri lankan": "LK",
    "indonesian": "ID",
    "malaysian": "MY",
    "vietnamese": "VN",
    "vietnam": "VN",
    "thai": "TH",
    "philippine": "PH",
    "mexican": "MX",
    "chilean": "CL",
    "argentine": "AR",
    "colombian": "CO",
    "swiss": "CH",
    "russian": "RU",
    "saudi": "SA",
    "qatari": "QA",
    "omani": "OM",
    "iranian": "IR",
    "moroccan": "MA",
    "emirati": "AE",
    "uae": "AE",
    "british": "GB",
    "egyptian": "EG",
    "south african": "ZA",
    "brazilian": "BR",
    "turkish": "TR",
    "swedish": "SE",
    "norwegian": "NO",
    "danish": "DK",
    "icelandic": "IS",
    "czech": "CZ",
    "polish": "PL",
    "hungarian": "HU",
    "kuwaiti": "KW",
    "bahraini": "BH",
    "uzbek": "UZ",
    "kenyan": "KE",
}
DOLLARS: Final = {
    "": "$",
    "US": "USD",
    "HK": "HKD",
    "SG": "SGD",
    "AU": "AUD",
    "CA": "CAD",
    "NZ": "NZD",
    "TW": "TWD",
}
RUPEES: Final = {"": "rupee", "IN": "INR", "PK": "PKR", "LK": "LKR", "ID": "IDR"}
PESOS: Final = {"": "peso", "PH": "PHP", "MX": "MXN", "CL": "CLP", "AR": "ARS", "CO": "COP"}
RIYALS: Final = {"": "SAR", "QA": "QAR", "OM": "OMR", "IR": "IRR"}
CROWNS: Final = {"SE": "SEK", "NO": "NOK", "DK": "DKK", "CZ": "CZK", "IS": "ISK"}
# The currency of a name by the country said before it; "" is for a name with none, or with any other.
NAMES: Final[dict[str, dict[str, str]]] = {
    "dollar": DOLLARS,
    "dollars": DOLLARS,
    "yuan": {"": "CNY"},
    "yuan renminbi": {"": "CNY"},
    "yuan rmb": {"": "CNY"},
    "yuan (rmb)": {"": "CNY"},
    "renminbi": {"": "CNY"},
    "renminbi yuan": {"": "CNY"},
    "rmb": {"": "CNY"},
    "元": {"": "CNY"},
    "euro": {"": "EUR"},
    "euros": {"": "EUR"},
    "€": {"": "EUR"},
    "pound": {"": "GBP", "EG": "EGP"},
    "pounds": {"": "GBP", "EG": "EGP"},
    "pounds sterling": {"": "GBP"},
    "yen": {"": "JPY"},
    "won": {"": "KRW"},
    "rupee": RUPEES,
    "rupees": RUPEES,
    "rupiah": {"": "IDR"},
    "rupiahs": {"": "IDR"},
    "ringgit": {"": "MYR"},
    "ringgits": {"": "MYR"},
    "dong": {"": "VND"},
    "đồng": {"": "VND"},
    "baht": {"": "THB"},
    "peso": PESOS,
    "pesos": PESOS,
    "franc": {"": "CHF"},
    "francs": {"": "CHF"},
    "rouble": {"": "RUB"},
    "roubles": {"": "RUB"},
    "ruble": {"": "RUB"},
    "rubles": {"": "RUB"},
    "riyal": RIYALS,
    "riyals": RIYALS,
    "rial": RIYALS,
    "rials": RIYALS,
    "dirham": {"": "AED", "MA": "MAD"},
    "dirhams": {"": "AED", "MA": "MAD"},
    "rand": {"": "ZAR"},
    "reais": {"": "BRL"},
    "real": {"BR": "BRL"},
    "lira": {"": "TRY"},
    "liras": {"": "TRY"},
    "krona": {"": "SEK", "IS": "ISK"},
    "kronor": {"": "SEK"},
    "krone": {"": "krone"} | CROWNS,
    "kroner": {"": "krone"} | CROWNS,
    "crowns": CROWNS,
    "koruna": {"": "CZK"},
    "zloty": {"": "PLN"},
    "zlotys": {"": "PLN"},
    "forint": {"": "HUF"},
    "forints": {"": "HUF"},
    "tenge": {"": "KZT"},
    "soum": {"": "UZS"},
    "som": {"UZ": "UZS"},
    "shekel": {"": "ILS"},
    "shekels": {"": "ILS"},
    "naira": {"": "NGN"},
    "shillings": {"KE": "KES"},
    "dinars": {"KW": "KWD", "BH": "BHD"},
    "taka": {"": "BDT"},
    "birr": {"": "ETB"},
    "patacas": {"": "MOP"},
}
# Everyday words too ("three won medals", "50 pounds of tea"): only believed after a large or grouped number.
EVERYDAY_WORDS: Final = frozenset(
    {"won", "dong", "rand", "pound", "pounds", "crowns", "krone", "real", "som", "taka"}
)

BEFORE_CODES: Final = {**SYMBOLS, **SHORT_FORMS, **{code: code for code in CODES}}
LONGEST_SIGN: Final = 8


def _alternation(words: dict[str, str] | dict[str, dict[str, str]] | frozenset[str] | tuple[str, ...]) -> str:
    """The words as one pattern, the longest first; a blank in them is optional before a symbol."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s?" if word[-1] in "$¥￥" else r"\s") for word in ordered
    )


LETTERED = tuple(sign for sign in BEFORE_CODES if sign[0].isalpha())
PLAIN = tuple(sign for sign in BEFORE_CODES if not sign[0].isalpha())
BEFORE = re.compile(rf"(?:(?<![^\W\d_])(?<!\$)(?:{_alternation(LETTERED)})|{_alternation(PLAIN)})(?=\s?$)")
AFTER = re.compile(
    rf"(?:\+|-plus\b)?[\s-]{{0,2}}(?:(?P<code>US\$|{_alternation(CODES)})(?![\w$])(?!\s?\d)"
    rf"|(?:(?P<adjective>(?i:{_alternation(ADJECTIVES)}))[\s-])?(?P<name>(?i:{_alternation(NAMES)}))(?!\w)(?!\s?\d))"
)
POUNDS_OF_WEIGHT = re.compile(
    r"\s+of\b(?!\s+(?:\w+\s+){0,2}(?:invest|fund|revenue|sales|profit|capital|debt|tax|trade))"
)


def sign_before(text: str, position: int, *, has_scale: bool) -> Sign | None:
    """The currency sign that ends where the number at `position` begins; `has_scale` says that it counts millions or the
    like."""
    offset = max(0, position - LONGEST_SIGN)
    match = BEFORE.search(text[offset:position])
    if not match:
        return None
    written = match.group().replace(" ", "").replace("\u00a0", "")
    if written in LONE_LETTERS and not (has_scale and offset + match.end() == position):
        return None
    return Sign(COMPACT_CODES[written], offset + match.start(), position)


COMPACT_CODES: Final = {sign.replace(" ", ""): code for sign, code in BEFORE_CODES.items()}


def sign_after(text: str, position: int, *, is_large: bool) -> Sign | None:
    """The currency name or code that follows the number ending at `position`; `is_large` says that the number has a
    scale or groups of digits."""
    match = AFTER.match(text, position)
    if not match:
        return None
    if code := match["code"]:
        return Sign("USD" if code == "US$" else code, position, match.end())
    name = " ".join(match["name"].lower().split())
    if name in EVERYDAY_WORDS and not (is_large and match["name"].islower()):
        return None
    if name.startswith("pound") and POUNDS_OF_WEIGHT.match(text, match.end()):
        return None
    countries = NAMES[name]
    country = ADJECTIVES.get(" ".join((match["adjective"] or "").lower().split()), "")
    found = countries.get(country) or countries.get("")
    return Sign(found, position, match.end()) if found else None
