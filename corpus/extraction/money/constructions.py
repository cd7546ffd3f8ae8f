"""Constructions that tell a role by themselves: words before and behind a sum that mean together what neither means alone.

"It earned 5 million yuan" may be revenue or profit; with "on sales of 90 million yuan" behind, it's profit. The first that
fits wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Role
from corpus.extraction.money.phrases import phrases_pattern
from corpus.extraction.money.relations import HEDGES

if TYPE_CHECKING:
    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.grammar import MoneySum

HEDGED: Final = rf"\s+(?:(?:{HEDGES}|out)\s+){{0,5}}$"
FEW_WORDS: Final = r"(?:[\w'’%&-]+\s+)"
CLAUSE: Final = r"(?:[^.;]|\.(?=\d))"
LOOK_BACK: Final = 150
LOOK_AHEAD: Final = 100

FORGONE: Final = phrases_pattern(
    """
    recoup* | recover* | get/gets/getting/got back | claim* back | pay/pays/paid/paying back | hand/hands/handed back | refund* | return/returns/returned/returning
    | forgo* | forego* | waiv* | exempt* ... from | excused from | spared | relieved of | remit* | forgiv* | forgave | rebat*
    """
)
DUES: Final = phrases_pattern(
    "tariffs | tax | taxes | VAT | fees | levies | duties | insurance | premiums | contributions | rent | rents"
)
RELIEF: Final = (
    r"(?:tax|duty|VAT|rent)\s+(?:credit|rebate|refund|incentive|break|relief|abatement|holiday|exemption)s?"
)
RECEIVING: Final = phrases_pattern(
    "receiv* | get | gets | got | claim* | qualif* for | eligible for | win | wins | won | secur* | obtain* | enjoy* | entitled to | offer* | provid* | grant* | award*"
)
HELPING: Final = phrases_pattern(
    "support | supports | supported | supporting | subsidi* | help | helps | helped | assist* | reward* | seed | seeds | seeded | seeding | aid | aided"
)
FINANCIERS: Final = phrases_pattern(
    """
    investor(s) | venture capitalist(s) | venture capital/funds? | VC(s) | private equity | bank(s) | lender(s) | backer(s)
    | shareholder(s) | parent | owner(s) | angel(s)
    """
)
PUTTING: Final = phrases_pattern(
    """
    put | puts | putting | pour(s) | poured | pouring | pump(s) | pumped | inject(s) | injected | injecting | invest | invests
    | invested | investing | plow* | plough* | channel* | funnel* | sunk | sank | placed | bet
    """
)
YOUNG_FIRMS: Final = r"start-?ups?|biotechs?|scale-?ups?"
FIRMS: Final = rf"{YOUNG_FIRMS}|compan(?:y|ies)|firms?|enterprises|businesses|(?:chip|drug|car|battery|\w+\s)makers?|developers?"
BOUGHT: Final = (
    r"control|(?:[\d.]+|\w+)\s?(?:percent|per\s+cent|pct|%)|(?:majority|minority)|stakes?|shares|interest|rights|patents?|"
    r"licen[cs]e|land|plots?|compan(?:y|ies)|firm|chain|unit|business|rival|maker|brand"
)
VALUING: Final = phrases_pattern(
    "values | valued | valuing | to/would/will/could/may/analysts/investors/researchers/consultants value"
)
SHOPPERS: Final = phrases_pattern(
    "shoppers | tourists | visitors | consumers | customers | guests | fans | diners | travellers | travelers | holidaymakers"
)
BUILT: Final = r"plants?|projects?|bases?|parks?|zone|factor(?:y|ies)|expansion|construction|infrastructure|city|province|district"
WARES_FOR: Final = (
    rf"\s+(?:\d[\d,.]*\s+)?(?!{HEDGES}\b)(?:[a-z][\w'’-]*\s+){{1,4}}(?:worth|for|valued\s+at){HEDGED}"
)
GROWING: Final = phrases_pattern(
    "made/make/makes/making | grew/grow/grows | harvest* | farmed | picked | caught | bred | mined | assembl* | process*"
)


@dataclass(frozen=True, slots=True)
class Construction:
    """`before` is searched for in the words before the sum, `behind` matched right after it, both in small letters, which is
    several times faster than without regard to case."""

    role: Role
    before: re.Pattern[str]
    behind: re.Pattern[str]
    needs_scale: bool = False


def _construction(role: Role, before: str, behind: str = "", *, needs_scale: bool = False) -> Construction:
    return Construction(role, re.compile(before.lower()), re.compile(behind.lower()), needs_scale)


# Dues that somebody need not pay, capital put into firms, help: "the zone waived rents of 5 million yuan".
GIVEN: Final = (
    _construction(
        Role.FUNDING,
        rf"\b{FORGONE}\s+{FEW_WORDS}{{0,3}}?(?:{HEDGES}\s+){{0,5}}$",
        rf"\s+(?:in|of|on|from|worth\s+of)\s+{FEW_WORDS}{{0,3}}?{DUES}\b",
    ),
    _construction(Role.FUNDING, rf"\b{FORGONE}\s+{FEW_WORDS}{{0,3}}?{DUES}\s+(?:of|worth){HEDGED}"),
    _construction(
        Role.FUNDING,
        rf"\b{DUES}\s+(?:of|worth){HEDGED}",
        r"\s+(?:was|were|has\s+been|have\s+been|will\s+be)\s+(?:waived|refunded|returned|forgiven|remitted)\b",
    ),
    _construction(Role.FUNDING, rf"\b{RECEIVING}{HEDGED}", rf"\s+(?:in|of)\s+{FEW_WORDS}{{0,2}}?{RELIEF}\b"),
    _construction(Role.FUNDING, rf"\b{HELPING}\s{CLAUSE}{{0,50}}?\bwith{HEDGED}", r"(?!\s+(?:in|of)\b)"),
    _construction(Role.FUNDING, rf"\b{PUTTING}{HEDGED}", r"\s+(?:behind|on\s+the\s+table)\b"),
    _construction(
        Role.FUNDING,
        "",
        rf",?\s+(?:of\s+which\s+)?(?:coming|comes|came|provided|financed|funded|borne|covered)\s+(?:from|by)\s+{FEW_WORDS}{{0,4}}?"
        r"(?:government|state|ministry|EU|budget|act|treasury|Centre|city|province)\b",
    ),
    _construction(
        Role.FUNDING,
        rf"\b{phrases_pattern('pay | pays | paid | paying | give | gives | gave | giving')}{HEDGED}",
        r"\s+towards?\b",
    ),
    _construction(
        Role.FUNDING,
        rf"\b{FINANCIERS}\b[^.;,]{{0,60}}\b{PUTTING}{HEDGED}",
        rf"\s+(?:into|in|behind|to)\s+{FEW_WORDS}{{0,4}}?(?:{FIRMS})\b(?!['’])",
    ),
    _construction(
        Role.FUNDING,
        rf"\b(?:(?:went|go|goes|going)\s+public|listed|listing|floated|flotation|IPO)\b{CLAUSE}{{0,60}}?\b{phrases_pattern('took/bringing/brought/taking in | netted | netting | yielded')}{HEDGED}",
        r"(?!\s+(?:of|in)\b)",
    ),
    _construction(
        Role.FUNDING,
        rf"\b{PUTTING}{HEDGED}",
        rf"\s+(?:into|in|behind)\s+{FEW_WORDS}{{0,3}}?(?:{YOUNG_FIRMS})\b",
    ),
    _construction(
        Role.FUNDING,
        rf"\b(?:{FINANCIERS}|funds?)\b{CLAUSE}{{0,50}}?\s(?:commit(?:s|ted)?|pledged?|promised?){HEDGED}",
        rf"(?!\s+(?:into|in|to|for)\s+{FEW_WORDS}{{0,5}}?(?:{BUILT})\b)",
    ),
    _construction(
        Role.FUNDING,
        rf"\b(?:shareholders?|parent(?:\s+company)?|owners?|investors?|funds?)\b{CLAUSE}{{0,60}}?\binject(?:s|ed|ing)?{HEDGED}",
        rf"(?!\s+(?:into|in|to)\s+{FEW_WORDS}{{0,5}}?(?:{BUILT})\b)",
    ),
    _construction(
        Role.FUNDING,
        rf"\b{phrases_pattern('cut* | reduc* | lower* | subsidi*')}\s{CLAUSE}{{0,20}}\brents?\s+by{HEDGED}"
        rf"|\brents?\b{CLAUSE}{{0,20}}\b{phrases_pattern('cut | reduced | lowered | waived')}\s+by{HEDGED}",
        needs_scale=True,
    ),
    _construction(
        Role.FUNDING,
        "",
        rf",?\s+(?:is|was|are|were|will\s+be|comes?\s+as|came\s+as|takes\s+the\s+form\s+of)\s+(?:an?\s+|in\s+)?{FEW_WORDS}{{0,2}}?"
        r"(?:grants?|subsid(?:y|ies)|(?:bank\s+)?loans?|donations?|gifts?)\b",
    ),
    _construction(
        Role.FUNDING,
        rf"\b(?:its|their|existing|early|new|the\s+firm's)\s+{FEW_WORDS}{{0,2}}?{FINANCIERS}\b[^.;,]{{0,60}}\b(?:stump\w*\s+up|put(?:s|ting)?\s+(?:up|in)|cough\w*\s+up|pon(?:y|ies|ied)\s+up){HEDGED}",
        rf"(?!\s+(?:into|in|to|for)\s+{FEW_WORDS}{{0,5}}?(?:{BUILT})\b)",
    ),
    _construction(
        Role.FUNDING,
        rf"\b(?:(?:share|stock|bond|equity)\s+(?:sale|offering|issue|placement)|IPO|listing|flotation|public\s+offering)\b"
        rf"{CLAUSE}{{0,60}}?\b(?:fetch|bring|brought|yield)\w*(?:\s+in)?{HEDGED}",
    ),
    _construction(
        Role.FUNDING,
        rf"\bmatch(?:es|ed|ing)?\s+(?:every|each)\s+(?:dollar|yuan|euro|pound|ringgit|rupee)\b{CLAUSE}{{0,60}}$",
    ),
    _construction(
        Role.FUNDING,
        rf"\b(?:with|worth|approv\w+|promis\w+|package\s+of|incentives?\s+of){HEDGED}",
        rf"\s+(?:in|of)\s+{FEW_WORDS}{{0,2}}?{RELIEF}\b",
    ),
    _construction(
        Role.FUNDING,
        rf"\b(?:{FINANCIERS}|funds?|capital|ventures?)\b{CLAUSE}{{0,30}}?\b(?:bought|buys?|buying|took|takes?|taking|acquir\w+)\s+"
        rf"{FEW_WORDS}{{0,4}}?stakes?\b{CLAUSE}{{0,40}}?\bfor{HEDGED}",
        needs_scale=True,
    ),
)
# "It offered 5 billion yuan for a third of the shares."
DEALS: Final = (
    _construction(
        Role.CONTRACT,
        rf"\b{phrases_pattern('offer* | bid | bids | bidding | pay | pays | paid | paying | shell* out | fork* out')}{HEDGED}",
        rf"\s+(?:in\s+(?:\w+\s+)?cash\s+)?(?:for|to\s+(?:buy|acquire))\s+{FEW_WORDS}{{0,3}}?(?:{BOUGHT})(?!\w)",
        needs_scale=True,
    ),
    _construction(
        Role.CONTRACT,
        rf"\b{phrases_pattern('spend* | spent | invest* | pay* | paid')}{HEDGED}",
        rf"\s+{phrases_pattern('to buy/acquire/purchase | to take over | on buying/acquiring/purchasing | for/on the acquisition/purchase/takeover')}\b",
    ),
    _construction(
        Role.CONTRACT,
        rf"\b(?:receiv\w+|paid|pays?|get|gets|earn|eligible\s+for|another|potential|additional|further){HEDGED}",
        rf"{CLAUSE}{{0,40}}?\bmilestones?\b",
    ),
    _construction(Role.CONTRACT, "", r",?\s+up[\s-]?front\b"),
    _construction(
        Role.CONTRACT,
        rf"\bsign(?:s|ed|ing)?\s+(?:up\s+)?for\s{CLAUSE}{{0,40}}?\b(?:worth|valued\s+at){HEDGED}",
    ),
    _construction(
        Role.CONTRACT,
        rf"\b(?:take|takes|taking|deliver|supply|order|ordered)\s+\d[\d,.]*\s+{FEW_WORDS}{{1,4}}?for{HEDGED}",
        needs_scale=True,
    ),
)
# "The bridge will take 5 billion yuan", "it put a tenth of its income, or 5 million yuan, into research".
SPENT: Final = (
    _construction(
        Role.INVESTMENT,
        rf"\b(?:{PUTTING}|spends?|spent|spending)\s{CLAUSE}{{0,40}}?,\s+or{HEDGED}",
        r",?\s+(?:back\s+)?(?:in|into|on)\b",
    ),
    _construction(
        Role.INVESTMENT, rf"\b(?:will|would|to|could|may|should)\s+take(?!\s+in\b){HEDGED}", needs_scale=True
    ),
    _construction(Role.INVESTMENT, rf"\bset(?:s|ting)?\s+{FEW_WORDS}{{1,4}}?back{HEDGED}", needs_scale=True),
    _construction(Role.INVESTMENT, rf"\bfunds?\b[^.;,]{{0,30}}?\b{PUTTING}{HEDGED}", r"\s+(?:into|in)\b"),
    _construction(
        Role.INVESTMENT, rf"\bprojects?\s+with\s+{FEW_WORDS}{{0,2}}?(?:funds|capital)\s+of{HEDGED}"
    ),
    _construction(
        Role.INVESTMENT,
        rf"\b(?:with|has|have|installed|houses|holds)\s+{FEW_WORDS}{{0,4}}?(?:equipment|instruments|machinery|machines)\s+"
        rf"(?:worth|valued\s+at){HEDGED}",
    ),
)
# What comes in and what is made: "tenants paid 5 million yuan in rent", "the mill made cloth for 5 million yuan".
EARNED: Final = (
    _construction(
        Role.PROFIT,
        rf"\b{phrases_pattern('earned/earns/earn/made/makes/netted/lost/cleared/banked')}{HEDGED}",
        rf"{CLAUSE}{{0,70}}?\bon\s+{FEW_WORDS}{{0,2}}?(?:revenues?|sales|turnover|income)\b",
    ),
    _construction(
        Role.TAX,
        rf"\bcollect\w*{HEDGED}",
        rf"{CLAUSE}{{0,20}}?\bfor\s+the\s+(?:state|local|public|provincial)\s+(?:budget|coffers|treasury)\b",
    ),
    _construction(
        Role.TAX,
        "",
        r"(?:\s+(?:a|per|each|every)\s+year|\s+annually)?\s+(?:to|into)\s+(?:the\s+)?(?:taxman|tax\s+(?:office|bureau|authorities)|treasury|exchequer|state(?=\s*[.,;\n]|\s*$)|state\s+coffers\b)",
    ),
    _construction(
        Role.REVENUE,
        rf"\b(?:rents?|rentals|lease\s+payments)\b\s+(?:of|was|were|came\s+to|totall?ing|worth){HEDGED}",
        needs_scale=True,
    ),
    _construction(Role.REVENUE, "", r"\s+(?:in|of)\s+(?:\w+\s+)?(?:rents?|rentals)\b", needs_scale=True),
    _construction(Role.REVENUE, "", r"\s+at\s+the\s+(?:gate|box\s+office|tills?|turnstiles?)\b"),
    _construction(
        Role.REVENUE, r"(?<!licence\s)(?<!license\s)\b(?:fees|fares|tolls)\b[^.;,]{0,30}$", needs_scale=True
    ),
    _construction(
        Role.REVENUE,
        rf"\b(?<!\bstock\s)(?:market|bazaar)\b{CLAUSE}{{0,120}}\b(?:trade|trading|transaction)s?\s+(?:volume|value|turnover)\s+"
        rf"(?:of|is|was|reached|exceeded|topped|hit|totall?ing|came\s+to){HEDGED}",
    ),
    _construction(Role.REVENUE, rf"\b{SHOPPERS}\b[^.;,]{{0,60}}?,?\s(?:spend|spends|spent|spending){HEDGED}"),
    _construction(Role.REVENUE, rf"\b{SHOPPERS},?\s+(?:whose|and\s+their)\s+spending\b[^.;,]{{0,30}}$"),
    _construction(
        Role.REVENUE,
        "",
        rf"\s+(?:worth\s+)?of\s+{FEW_WORDS}{{1,4}}?(?:changed\s+hands|(?:was|were)\s+sold)\b",
    ),
    _construction(
        Role.REVENUE,
        rf"\b{SHOPPERS}\b{CLAUSE}{{0,120}}?\b(?:left|leave|leaves|leaving)\s+behind{HEDGED}",
    ),
    _construction(
        Role.REVENUE,
        rf"\badd(?:s|ed|ing)?{HEDGED}",
        r"\s+(?:(?:a|per|each|every)\s+year|annually|yearly)(?!\s+(?:to|in|of)\b)",
        needs_scale=True,
    ),
    _construction(Role.EXPORT, "", rf"\s+(?:worth\s+)?of\s+{FEW_WORDS}{{1,5}}?(?:abroad|overseas)\b"),
    _construction(Role.OUTPUT_VALUE, rf"\b{GROWING}{WARES_FOR}"),
    _construction(Role.REVENUE, rf"\bdeliver(?:s|ed|ing)?{WARES_FOR}"),
)
# "Analysts value the firm at 5 billion yuan."
VALUED: Final = (
    _construction(
        Role.OTHER,
        rf"\b(?:bought|sold|buying|selling){HEDGED}",
        r"\s+(?:worth\s+)?of\s+(?:[\w-]+\s+){0,3}(?:stocks|shares|equities|bonds)\b",
    ),
    _construction(Role.MARKET_SIZE, rf"\b(?:business|trade|craft)\s+(?:is|was)\s+(?:now\s+)?worth{HEDGED}"),
    _construction(
        Role.MARKET_SIZE,
        rf"\b{VALUING}\s+{FEW_WORDS}{{0,4}}?(?:market|industry|sector)\s+{FEW_WORDS}{{0,4}}?at{HEDGED}",
    ),
    _construction(Role.OTHER, rf"\b{VALUING}\s+{FEW_WORDS}{{1,4}}?at{HEDGED}"),
    _construction(
        Role.OTHER,
        "",
        rf"(?:\s+(?:a|per|each|every)\s+year|\s+annually)?\s+(?:to|for)\s+{FEW_WORDS}{{0,3}}?econom(?:y|ies)\b",
    ),
    _construction(Role.OTHER, rf"\beconom(?:y|ies)\s+by{HEDGED}"),
    _construction(
        Role.OTHER,
        rf"\b(?:polic(?:y|ies)|insurance|insurers?)\b{CLAUSE}{{0,100}}?\b(?:cover|covers|covered|covering|pays?\s+out|paid\s+out){HEDGED}"
        r"|\bcovers?\s+(?:up\s+to|as\s+much\s+as|at\s+most)\s+$",
        r"(?!\s+of\b)",
    ),
    _construction(Role.OTHER, rf"\b(?:jobs?|positions?)\b{CLAUSE}{{0,30}}?\bpay(?:s|ing)?{HEDGED}"),
    _construction(Role.MARKET_SIZE, r"\bworth\b", r"\s+(?:worldwide|globally)\b"),
    _construction(
        Role.OTHER, rf"\b(?:court|judge|regulators?|tribunal)\b{CLAUSE}{{0,60}}?\bto\s+pay{HEDGED}"
    ),
)
CONSTRUCTIONS: Final = (*GIVEN, *DEALS, *SPENT, *EARNED, *VALUED)


def constructed_role(sentence: Sentence, money: MoneySum) -> Role | None:
    """The role that a construction around the sum gives it; other sums end what it reaches."""
    before = _since_last_sum(sentence, money).lower()
    behind = _until_next_sum(sentence, money).lower()
    for one in CONSTRUCTIONS:
        if one.needs_scale and not money.has_scale:
            continue
        if one.behind.match(behind) and one.before.search(before):
            return one.role
    return None


def _since_last_sum(sentence: Sentence, money: MoneySum) -> str:
    start = max([sentence.start, *(other.end for other in sentence.sums if other.end <= money.start)])
    return sentence.text[max(start, money.start - LOOK_BACK) : money.start]


def _until_next_sum(sentence: Sentence, money: MoneySum) -> str:
    end = min([sentence.end, *(other.start for other in sentence.sums if other.start >= money.end)])
    return sentence.text[money.end : min(end, money.end + LOOK_AHEAD)]
