"""What a currency sign of several countries means in a given text: the "$" of Singapore, the "¥" of Japan."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final

# The first country is the default.
LOCAL_SIGNS: Final = {
    "$": {"US": "USD", "SG": "SGD", "HK": "HKD", "AU": "AUD", "CA": "CAD", "NZ": "NZD", "TW": "TWD"},
    "¥": {"CN": "CNY", "JP": "JPY"},
    "rupee": {"IN": "INR", "PK": "PKR", "LK": "LKR"},
    "peso": {"PH": "PHP", "MX": "MXN", "CL": "CLP", "AR": "ARS", "CO": "COP"},
    "krone": {"DK": "DKK", "NO": "NOK", "SE": "SEK"},
}
COUNTRIES: Final = {
    word: country
    for country, words in {
        "US": "U.S.|US|USA|United States|America|American",
        "CN": "China|Chinese|Beijing|Shanghai|Shenzhen|Guangzhou|RMB|yuan|CNY",
        "SG": "Singapore|Singaporean|SGX",
        "HK": "Hong Kong|HKEX",
        "AU": "Australia|Australian|Sydney|Melbourne|Queensland",
        "CA": "Canada|Canadian|Ontario|Quebec|Toronto|Ottawa|Alberta",
        "NZ": "New Zealand",
        "TW": "Taiwan|Taiwanese|Taipei|Hsinchu",
        "JP": "Japan|Japanese|Tokyo|Osaka|yen",
        "IN": "India|Indian|Delhi|Mumbai|crore",
        "PK": "Pakistan|Pakistani|Islamabad|Karachi|Lahore",
        "LK": "Sri Lanka|Sri Lankan|Colombo",
        "PH": "Philippines|Philippine|Manila",
        "MX": "Mexico|Mexican",
        "CL": "Chile|Chilean",
        "AR": "Argentina|Argentine",
        "CO": "Colombia|Colombian",
        "DK": "Denmark|Danish|Copenhagen",
        "NO": "Norway|Norwegian|Oslo",
        "SE": "Sweden|Swedish|Stockholm",
    }.items()
    for word in words.split("|")
}
COUNTRY = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in sorted(COUNTRIES, key=len, reverse=True))})(?!\w)"
)
US_DOLLAR = re.compile(r"US\s?\$|USD|U\.?S\.? dollar")
OTHER_DOLLAR = re.compile(r"(?<![A-Z])(?:SG?|HK|AU?|CA?|NZ|NT)\$|(?:SGD|HKD|AUD|CAD|NZD|TWD)\s?\d")
CLEARLY_OFTEN = 3


@dataclass(frozen=True)
class Locale:
    """The text whose countries decide. Counting waits until an ambiguous sign asks."""

    text: str

    def resolve(self, sign: str) -> str:
        """The ISO code of `sign`, which may be a code already."""
        meanings = LOCAL_SIGNS.get(sign)
        if not meanings:
            return sign
        if sign == "$":
            return meanings.get(self._own_dollar_country or "US", "USD")
        return meanings[max(meanings, key=lambda country: self._countries[country])]

    @cached_property
    def _countries(self) -> Counter[str]:
        return Counter(COUNTRIES[match.group()] for match in COUNTRY.finditer(self.text))

    @cached_property
    def _own_dollar_country(self) -> str | None:
        """The country whose own dollar a bare "$" is: the one the text is about, if the text tells US dollars apart or if
        hardly another country comes up. A text that marks its own dollars ("S$") leaves "$" to the United States."""
        common = self._countries.most_common(2)
        if not common or OTHER_DOLLAR.search(self.text):
            return None
        country, count = common[0]
        next_count = common[1][1] if len(common) > 1 else 0
        clearly = count >= CLEARLY_OFTEN and count > 3 * next_count
        return country if clearly or US_DOLLAR.search(self.text) else None
