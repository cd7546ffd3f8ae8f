"""Words that tell what a sum is: the lexicon of roles.

Each entry names a role, the kind of word it is, and its weight. A *metric* names the figure itself ("output value"), an *act*
is a verb that takes a sum ("invest"), a *thing* is what a sum may measure ("fund", "plant", "cluster"). Longer expressions
come first, and entries without a role only keep their words from counting ("investment promotion" is no investment).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Role

if TYPE_CHECKING:
    from collections.abc import Sequence


class Kind(Enum):
    METRIC = 1
    ACT = 2
    THING = 3
    NOTHING = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    start: int
    end: int
    role: Role
    kind: Kind
    weight: float


@dataclass(frozen=True, slots=True)
class Entry:
    role: Role | None
    kind: Kind
    weight: float
    words: str


M, A, T = Kind.METRIC, Kind.ACT, Kind.THING
LEXICON: Final = (
    # Names and trades, not figures.
    Entry(
        None,
        Kind.NOTHING,
        0,
        r"investment\s+(?:promotion|bank\w*|company|companies|management|firms?|institutions?|environment|agenc\w+|guides?|partners?|"
        r"attraction|corporation|holdings?|opportunit\w+|polic\w+|conferences?|authority|board|division|group|platforms?|climate|development\s+authority|"
        r"cooperation|service\w*|fair|summit|forum|committee|bureau|decisions?|destinations?|consult\w+)|"
        r"(?:bureau|ministry|administration|fair|expo|authority|forum|department|agency)\s+(?:for|of|on)\s+(?:\w+\s+){0,2}?(?:investment|industry|commerce|trade|finance|taxation|sales)|"
        r"venture\s+capital(?!\s+funds?)|private\s+equity(?!\s+funds?)|market\s+(?:regulation|supervision|share|entit\w+|players?|access|demand|price|order)|"
        r"stock\s+(?:market|exchange)|capital\s+markets?|free[\s-]trade(?:\s+(?:zones?|agreements?|port))?|trade\s+(?:unions?|fairs?|shows?|zones?|war)|"
        r"export\s+(?:base|control|market|bank|oriented|destination)s?|export-oriented|import\s+expo\w*|profit\s+drivers?|(?:non|not-for|for)-?profit|"
        r"tax\s+(?:bureau|administration|authorit\w+|polic\w+|incentive\s+polic\w+|rates?|free)|tax-free|duty-free|fund\s+manag\w+|"
        r"industry\s+(?:and|&)\s+(?:information|commerce)|industry\s+(?:associations?|ministers?|insiders?|experts?|alliances?|leaders?|analysts?|standards?|conferences?|4\.0)|"
        r"contract\s+(?:manufactur\w+|research|development)|cost-effective\w*|sales\s+(?:network|manager|outlets?|offices?|team|director|channels?)|"
        r"output\s+capacity|award\s+(?:ceremony|certificates?)|award-winning|grand\s+prize|loan\s+guarantee\s+compan\w+|"
        r"(?:new|green|clean|renewable)\s+energy\s+sector|of\s+the\s+economy|economic\s+(?:zone|development)|in\s+order\s+to|made\s+to\s+order|"
        r"bid\s+to|in\s+a\s+bid|cost\s+of\s+living|income\s+groups?|designated\s+(?:size|scale)|large[\s-]scale|full[\s-]scale|small[\s-]scale|scale\s+(?:production|up)|"
        r"on\s+a\s+\w*\s*scale|at\s+scale|fees\s+law|budgetary\s+process|special\s+economic\s+zone|credit\s+(?:rating|card)s?|base\s+year",
    ),
    Entry(
        Role.OTHER,
        M,
        2.8,
        r"(?:gross\s+(?:regional|domestic)\s+product|per\s+capita\s+GDP|GDP|GRDP|GVA)(?:\s+per\s+capita)?(?:\s+\(GDP\))?",
    ),
    Entry(
        Role.OTHER,
        M,
        2.5,
        r"(?:per\s+capita\s+)?disposable\s+incomes?|market\s+capitali[sz]ation|market\s+cap\b|valuations?|economic\s+loss\w*|direct\s+loss\w*|"
        r"(?:total|net|fixed)\s+assets|assets\s+under\s+custody|deposits?|savings|debts?|liabilit\w+|wages?|salar(?:y|ies)|monthly\s+income|pensions?|penalt(?:y|ies)|"
        r"fines?\b|fined|compensation|damages|foreign\s+(?:exchange\s+)?reserves|per\s+capita",
    ),
    Entry(
        Role.TAX,
        M,
        2.7,
        r"(?:tax|fiscal|budget(?:ary)?|public\s+budget|government|general\s+public\s+budget)\s+(?:revenues?|receipts|incomes?|payments?|contributions?)|"
        r"(?:profits?\s+and\s+)tax(?:es)?|tax\s+(?:refunds?|rebates?|cuts?|breaks?|reductions?|relief|exemptions?|credits?|deductions?)|"
        r"(?:income|corporate|value-added|consumption)\s+tax(?:es)?|tariffs?|customs\s+duties|import\s+duties|VAT|taxation|tax(?:es)?|tax-paying",
    ),
    Entry(
        Role.EXPORT,
        M,
        2.7,
        r"(?:total\s+)?(?:imports?\s+and\s+exports?|exports?\s+and\s+imports?|import[/-]export|foreign\s+trade|(?:bilateral|two-way|mutual|cross-border|"
        r"overseas|external|merchandise|goods|service)\s+trade|trade\s+(?:volume|value|turnover|surplus|deficit)|total\s+trade)(?:\s+(?:volumes?|values?))?|"
        r"(?:export|import)\s+(?:values?|volumes?|revenues?|earnings|sales|orders?|deliver\w+)|exports?|imports?|cross-border\s+e-commerce",
    ),
    Entry(
        Role.FUND_SIZE,
        M,
        2.7,
        r"(?:sub|mother|parent|master|guidance|guiding|industry|industrial|investment|venture|equity|capital|seed|angel|development|innovation|talent|M&A|technology|startup|growth|guarantee|"
        r"transformation|relief|infrastructure|wealth|hedge|mutual|pension|biopharma\w*|biomedic\w*|healthcare|chip|semiconductor|energy)[\s-]funds?|funds?\s+of\s+funds|sub-?funds?|fund\s+(?:size|scale)|assets\s+under\s+management|AUM|fund\b",
    ),
    Entry(
        Role.FUNDING,
        M,
        2.6,
        r"(?:registered|subscribed|paid-in|paid-up|working|share)\s+capital|capital\s+(?:increase|injection|raise|support)s?|"
        r"(?:pre-)?series\s+[A-H]\d?\+*(?:\s+(?:financing|funding|round))*|(?:seed|angel|pre-[A-C]|strategic|equity|debt)\s+(?:round|financing|funding)|"
        r"(?:financing|funding|fundraising|investment)\s+rounds?|rounds?\s+of\s+(?:financing|funding|investment)|\brounds?\b|fund-?\s?raising|financing|funding|proceeds|"
        r"IPOs?|initial\s+public\s+offerings?|public\s+offering|private\s+placement|(?:government|state|fiscal|financial|policy|special|central)\s+(?:funds|support|aid|assistance)|"
        r"special\s+funds?|loans?|lines?\s+of\s+credit|credit\s+(?:lines?|facilit\w+|support)|lending|credits?|bonds?\b|"
        r"subsid(?:y|ies)|grants?(?!\s+(?:approval|access))|bonus(?:es)?|incentives?|rewards?|awards?|prizes?|prize\s+money|donations?|stimulus|bailout|"
        r"budgets?(?:ary\s+allocation)?|allocations?|appropriations?|outlays?|financial\s+(?:support|assistance|aid)|schemes?",
    ),
    Entry(
        Role.INVESTMENT,
        M,
        2.7,
        r"investments?\s+(?:in\s+(?:fixed\s+assets|R&D)|value|volume|amount|scale)|(?:foreign\s+direct|foreign|direct|fixed[\s-]assets?|industrial|capital|R&D|"
        r"infrastructure)\s+investments?|FDI|(?:use\s+of\s+|utili[sz]ed?\s+|actual(?:ly)?\s+)*(?:foreign|overseas|social|private)\s+(?:capital|funds)|capital\s+(?:expenditures?|spending|outlay)|"
        r"capex|(?:construction|project|development|building|total|estimated)\s+costs?|costs?\s+of\s+the\s+project|price\s+tag|"
        r"(?:R&D|research(?:\s+and\s+development)?)\s+(?:spending|expenditures?|expenses?|funds?|costs?|input)|investments?|expenditures?|spending|commitments?",
    ),
    Entry(
        Role.PROFIT,
        M,
        2.7,
        r"(?:net|operating|gross|total|pre-tax|after-tax|industrial)\s+(?:profits?|earnings|loss(?:es)?)|net\s+income|profits?|earnings|EBITDA?|"
        r"net\s+loss(?:es)?|loss(?:es)?\b|profitability",
    ),
    Entry(
        Role.REVENUE,
        M,
        2.6,
        r"(?:operating|business|main\s+business|operation|sales|annual|total|tourism|service|primary\s+business|premium|box-office)\s+(?:revenues?|incomes?|turnover|sales)|"
        r"(?:retail|product|domestic|overseas|online|vehicle|car|property|home)\s+sales(?:\s+(?:revenues?|volume|value))?|revenues?|sales|turnover|incomes?|receipts|takings|GMV|box\s+office|topline",
    ),
    Entry(
        Role.OUTPUT_VALUE,
        M,
        2.6,
        r"(?:(?:gross|total|annual|industrial|manufacturing|production|agricultural)\s+)*(?:output|production)\s+values?|values?\s+of\s+(?:the\s+|its\s+|total\s+)?(?:industrial\s+)?(?:output|production)|"
        r"(?:industrial\s+)?(?:added\s+value|value[\s-]added|values?\s+added)(?:\s+output)?|gross\s+output|(?:industrial|manufacturing|total|annual|agricultural)\s+(?:output|production)|outputs?",
    ),
    Entry(Role.OUTPUT_VALUE, M, 2.2, r"total\s+values?(?=\s+of\s+(?:the\s+|its\s+)?(?:\w+\s+){0,2}(?:industrial\s+chain|chain))"),
    Entry(
        Role.MARKET_SIZE,
        M,
        2.6,
        r"market\s+(?:size|scale|volume|worth|opportunit\w+|potential)|(?:industry|industrial|economic|cluster|sector|overall|total)\s+(?:scale|size)|"
        r"(?:scale|size)\s+of\s+(?:the|its|their|this)\s+(?:[\w'’-]+\s+){0,4}?(?:industry|sector|market|cluster|chain|economy|industries)|scale",
    ),
    Entry(
        Role.MARKET_SIZE,
        M,
        2.6,
        r"market\s+values?\s+of\s+(?:[\w'’-]+\s+){0,5}?(?:industry|market|sector)",
    ),
    Entry(Role.OTHER, M, 2.4, r"market\s+values?"),
    Entry(
        Role.CONTRACT,
        M,
        2.5,
        r"(?:licen[sc](?:e|ing)|cooperation|procurement|purchas\w+|sales|supply|trade|intended|business|technology|land|purchase)\s+(?:deals?|agreements?|contracts?|orders?|transactions?|fees?)|"
        r"upfront\s+(?:payments?|fees?)|milestone\s+payments?|milestones|(?:tentative|intended|letters?\s+of)\s+(?:deals?|intent|transactions?|orders?)|"
        r"contracts?|contract(?:ual|ed)?\s+(?:value|volume|amount)s?|orders?|deals?|transactions?(?:\s+(?:volume|value)s?)?|procurement|purchases?|acquisitions?|mergers?|takeovers?|buyouts?|"
        r"stakes?|tenders?|winning\s+bids?|\bbids?|MoUs?|agreements?",
    ),
    Entry(
        Role.PRICE,
        M,
        2.4,
        r"(?:starting|list|retail|unit|average|selling|pre-sale|bid|closing|share)\s+prices?|priced|prices?|pricing|rents?\b|rentals?|tuition|fees?\b|retails\s+(?:for|at)|sells\s+(?:for|at)",
    ),
    Entry(Role.PRICE, M, 2.2, r"(?:shares?|stocks?)(?=\s+(?:rose|fell|closed|jumped|gained|dropped|surged|traded|were|was|price))"),
    Entry(Role.FUNDING, M, 1.3, r"support|assistance|aid"),
    Entry(
        Role.PRICE,
        M,
        2.6,
        r"(?:dose|doses|injection|treatment|drug|ticket|unit|model|version|vehicle|car|kilogram|ton|tonne|kit|bottle)\s+(?:now\s+)?costs?",
    ),
    # What is done with money.
    Entry(
        Role.INVESTMENT,
        A,
        2.2,
        r"invest(?:s|ed|ing)?|pour(?:s|ed|ing)?|plow(?:s|ed|ing)?|plough(?:s|ed|ing)?|pump(?:s|ed|ing)?|inject(?:s|ed|ing)?|funnel\w*|channel(?:l?ed|s)|"
        r"spend(?:s|ing)?|spent|cost(?:s|ing)?",
    ),
    Entry(Role.INVESTMENT, A, 1.4, r"put(?:s|ting)?|commit(?:s|ted|ting)?|bet(?:s|ting)?|build(?:s|ing)?|construct(?:s|ed|ing|ion)?"),
    Entry(Role.INVESTMENT, A, 0.8, r"plans?|planned|announc\w+|pledg\w+|unveil\w*|(?:has|have|had)\s+gone\s+(?:in)?to|went\s+(?:in)?to|add(?:s|ed)"),
    Entry(
        Role.FUNDING,
        A,
        2.1,
        r"rais(?:e|es|ed|ing)|borrow(?:s|ed|ing)?|len[dt]s?|lending|allocat(?:e|es|ed|ing)|earmark(?:s|ed|ing)?|award(?:s|ed|ing)|subsidi[sz]\w+|"
        r"donat(?:e|es|ed|ing)|financ(?:es|ed)|set(?:s|ting)?\s+aside|disburs\w+|reward(?:ed|ing)|sanctioned|granted|fund(?:ed|s\s+up\s+to)|paid\s+by|reimburs\w+",
    ),
    Entry(Role.FUNDING, A, 1.1, r"receiv(?:e|es|ed|ing)|provid(?:e|es|ed|ing)|support(?:s|ed|ing)"),
    Entry(Role.OTHER, A, 2.0, r"sav(?:e|es|ed|ing)|reduc\w+\s+costs?"),
    Entry(Role.FUNDING, A, 0.8, r"clos(?:es|ed)|secur(?:es|ed|ing)|obtain(?:s|ed|ing)?|offer(?:s|ed|ing)?"),
    Entry(
        Role.CONTRACT,
        A,
        2.2,
        r"b(?:uy|uys|uying|ought)|acquir(?:e|es|ed|ing)|purchas(?:ed|ing)|sold|licens(?:ed|ing)|out-licens\w+|took\s+over|tak(?:e|es|ing)\s+over|auction\w*|leas(?:ed|ing)",
    ),
    Entry(Role.OUTPUT_VALUE, A, 1.6, r"produc(?:es?|ed|ing)|manufactur(?:es?|ed)"),
    Entry(Role.EXPORT, A, 2.2, r"export(?:ed|ing)|import(?:ed|ing)|shipped"),
    Entry(Role.REVENUE, A, 1.6, r"earn(?:s|ed|ing)?|gross(?:ed|ing)|bill(?:ed|ing)"),
    Entry(Role.PROFIT, A, 1.8, r"net(?:ted|ting)"),
    # What a sum may measure.
    Entry(
        Role.MARKET_SIZE,
        T,
        1.3,
        r"(?:industrial|industry|innovation|manufacturing)?\s?clusters?|(?:industrial|industry|supply|whole|value)[\s-]chains?|industr(?:y|ies)|sectors?|markets?|econom(?:y|ies)",
    ),
    Entry(
        Role.INVESTMENT,
        T,
        1.3,
        r"proposals?|(?:industrial|industry|science|technology|medical|biomedical|pharmaceutical)\s+(?:parks?|bases?|projects?|complex)|projects?|plants?|factor(?:y|ies)|gigafactor(?:y|ies)|parks?|facilit(?:y|ies)|bases?|cent(?:er|re)s?|campus(?:es)?|complex(?:es)?|"
        r"fabs?|foundry|headquarters|production\s+lines?|lines?\b|stations?|hubs?|sites?|mines?|ports?|railways?|expressways?|highways?|airports?|terminals?|(?:wind|solar)\s+farms?|"
        r"refiner(?:y|ies)|laborator(?:y|ies)|labs?|expansions?|buildings?|phases?|ventures?|programs?|programmes?|plans?|initiatives?|infrastructure|hospitals?|works",
    ),
    Entry(Role.FUNDING, T, 1.2, r"funds|capital|money"),
    Entry(Role.REVENUE, T, 0.3, r"compan(?:y|ies)|enterprises?|firms?|businesses|unicorns?|brands?|products?"),
)


@cache
def _pattern() -> re.Pattern[str]:
    entries = "|".join(f"(?P<e{index}>{entry.words})" for index, entry in enumerate(LEXICON))
    return re.compile(rf"(?<![\w-])(?:{entries})(?![\w])", re.I)


def find_evidence(text: str, start: int, end: int) -> Sequence[Evidence]:
    """The evidence between the two offsets of the text, in order and without overlap."""
    found: list[Evidence] = []
    for match in _pattern().finditer(text, start, end):
        entry = LEXICON[int((match.lastgroup or "e0")[1:])]
        if entry.role is not None:
            found.append(Evidence(match.start(), match.end(), entry.role, entry.kind, entry.weight))
    return found
