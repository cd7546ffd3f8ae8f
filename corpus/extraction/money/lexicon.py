"""The words that tell what a sum is.

An entry names a role, the kind of its words and their weight. A *metric* names the figure itself ("output value"), an *act* is
a verb that takes a sum ("invest"), a *thing* is what a sum may measure ("fund", "plant", "cluster"). Earlier entries win
where two begin at one place, so that "tax revenue" is read as tax. Entries without a role only keep their words from
counting: "investment promotion" is no investment.

The notation is that of `phrases`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from corpus.extraction.base import Role


class Kind(Enum):
    METRIC = "metric"
    ACT = "act"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Entry:
    role: Role | None
    kind: Kind
    weight: float
    phrases: str


def _metric(role: Role, weight: float, phrases: str) -> Entry:
    return Entry(role, Kind.METRIC, weight, phrases)


def _act(role: Role, weight: float, phrases: str) -> Entry:
    return Entry(role, Kind.ACT, weight, phrases)


def _thing(role: Role, weight: float, phrases: str) -> Entry:
    return Entry(role, Kind.THING, weight, phrases)


NAMES_AND_TRADES: Final = Entry(
    None,
    Kind.METRIC,
    0,
    """
    investment promotion/bank*/company/companies/management/firm(s)/institution(s)/environment/agenc*/guide(s)/partner(s)
    | investment attraction/corporation/holding(s)/opportunit*/polic*/conference(s)/authority/board/division/group/platform(s)
    | investment climate/cooperation/service*/fair/summit/forum/committee/bureau/decision(s)/destination(s)/consult*
    | bureau/ministry/administration/fair/expo/authority/forum/department/agency for/of/on investment/industry/commerce/trade
    | bureau/ministry/administration/department/agency of finance/taxation
    | ministry/bureau/commission of economy/science/industry and ... technology/trade/industry/informat*/energy
    | venture capital firm(s)/investor(s)/compan* | private equity firm(s)/investor(s)/compan* | capital market(s)
    | market regulation/supervision/share/entit*/player(s)/access/demand/price/order | stock market(s)/exchange(s)
    | free-trade zone(s)/agreement(s)/port? | trade union(s)/fair(s)/show(s)/zone(s)/war
    | export base/control/market/bank/oriented/destination(s) | export-oriented | import expo* | export-import bank
    | profit driver(s) | non-profit | not-for-profit | for-profit | nonprofit
    | tax bureau/administration/authorit*/polic*/rate(s)/free | duty-free | fund manag*
    | industry and/& information/commerce
    | industry association(s)/minister*/insider(s)/expert(s)/alliance(s)/leader(s)/analyst(s)/standard(s)/conference(s)
    | contract manufactur*/research/development | cost-effective* | sales network/manager/outlet(s)/office(s)/team/channel(s)
    | award ceremon*/certificate(s)/winning | output capacity | of the economy | economic zone/development | in order to
    | made to order | bid to | in a bid | cost of living | income group(s) | designated size/scale | large-scale | full-scale
    | small-scale | scale production/up | at scale | special economic zone | credit rating(s)/card(s) | loan guarantee compan*
    """,
)

METRICS: Final = (
    _metric(
        Role.OTHER,
        2.8,
        "gross regional/domestic product | per capita GDP | GDP/GRDP/GVA",
    ),
    _metric(
        Role.OTHER,
        2.5,
        """
        earnings/loss per share | EPS | cash and cash equivalents | free? cash flow | cash reserves | dividend(s)
        | disposable income(s) | market capitali* | market cap | valuation(s) | valuing ... at | unicorn/company/firm/startup/start-up(s) valued at
        | economic/direct loss* | total/net/fixed assets | deposits | savings | debt(s) | liabilit* | wage(s) | salar*
        | buyback(s) | repurchase(s) | monthly income | pension(s) | penalt* | fine(s) | fined | compensation | damages | foreign exchange? reserves | per capita
        """,
    ),
    _metric(
        Role.TAX,
        2.7,
        """
        tax/fiscal/budget/budgetary/government/public revenue(s)/receipts/income(s)/payment(s)/contribution(s)
        | public budget revenue(s) | tax and fee cuts/reductions/refunds
        | tax refund(s)/rebate(s)/cut(s)/break(s)/reduction(s)/relief/exemption(s)/credit(s)
        | income/corporate/value-added/consumption tax(es) | tariff(s) | customs/import duties | VAT | taxation | tax | taxes
        """,
    ),
    _metric(
        Role.EXPORT,
        2.7,
        """
        import(s) and export(s) | export(s) and import(s) | import-export | total? foreign/external trade volume(s)/value?
        | bilateral/two-way/mutual/cross-border/overseas/merchandise/goods/service trade volume(s)/value? | total trade
        | trade volume(s)/value/turnover/surplus/deficit | cross-border e-commerce
        | export/import value(s)/volume(s)/revenue(s)/earnings/sales/order(s)/deliver* | export(s) | import(s)
        """,
    ),
    _metric(
        Role.FUND_SIZE,
        2.8,
        """
        fund(s) with a/an ... size/scale | sub-fund(s)
        | mother/parent/master/guidance/guiding/industry/industrial/investment/venture fund(s)
        | equity/capital/seed/angel/development/innovation/talent/M&A/technology/startup/growth/guarantee fund(s)
        | transformation/infrastructure/wealth/hedge/mutual/biopharma/biomedical/healthcare/chip/semiconductor fund(s)
        | fund(s) of funds | subfund(s) | fund size/scale | assets under management | AUM | fund
        """,
    ),
    _metric(
        Role.FUNDING,
        2.6,
        """
        registered/subscribed/paid-in/paid-up/working/share capital | capital increase(s)/injection(s)/raise/support
        | series A*/B*/C*/D*/E*/F*/G*/H* financing/funding? round? | pre-series A | seed/angel/pre-A/strategic round/financing/funding
        | equity/debt financing/funding | financing/funding/fundraising/investment round(s) | round(s) of financing/funding/investment
        | round(s) | fundraising | fund-raising | financing | funding | proceeds | IPO(s) | initial? public offering(s)
        | private placement | government/state/fiscal/financial/policy/special/central funds/support/aid/assistance
        | loan(s) | line(s) of credit | credit line(s)/facilit*/support | lending | credit(s) | bond(s) | subsid* | grant(s) | bonus(es)
        | incentive(s) | reward(s) | award(s) | prize(s) | prize money | donation(s) | stimulus | bailout | budget(s)
        | allowance(s) | investment allowance(s) | budgetary allocation(s) | allocation(s) | appropriation(s) | outlay(s) | scheme(s)
        """,
    ),
    _metric(
        Role.INVESTMENT,
        2.7,
        """
        investment(s) in fixed assets | investment(s) in R&D | investment value/volume/amount/scale
        | foreign direct investment(s) | foreign/direct/fixed-asset(s)/industrial/capital/R&D/infrastructure investment(s) | FDI
        | utilized/utilised/actual? foreign/overseas/social/private capital/funds | capital expenditure(s)/spending/outlay | capex
        | construction/project/development/building/total/estimated cost(s) | cost(s) of the project | price tag
        | R&D/research spending/expenditure(s)/expense(s)/fund(s)/cost(s)/input
        | research and development spending/expenditure(s)/expense(s)/cost(s)
        | investment(s) | expenditure(s) | spending | commitment(s)
        """,
    ),
    _metric(
        Role.PROFIT,
        2.7,
        """
        net/operating/gross/total/pre-tax/after-tax/industrial profit(s)/earnings/loss/losses | net income | profit(s) | earnings
        | operating/segment/net result | EBIT* | loss | losses
        """,
    ),
    _metric(
        Role.REVENUE,
        2.6,
        """
        operating/business/operation/sales/annual/total/tourism/service/premium/box-office revenue(s)/income(s)/turnover/sales
        | retail/product/domestic/overseas/online/vehicle/car/property/home sales revenue(s)/volume/value?
        | revenue(s) | sales | turnover | income(s) | receipts | takings | GMV | box office | topline
        """,
    ),
    _metric(
        Role.OUTPUT_VALUE,
        2.6,
        """
        gross/total/annual? industrial/manufacturing/agricultural? output/production value(s)
        | value(s) of the/its? total/industrial? output/production | industrial? added value | value-added | value(s) added
        | gross/industrial/manufacturing/total/annual/agricultural output/production | output(s)
        """,
    ),
    _metric(Role.OUTPUT_VALUE, 2.2, "total value(s) of the/its? industrial/industry/whole chain"),
    _metric(
        Role.MARKET_SIZE,
        2.6,
        """
        market size/scale/volume/worth/opportunit*/potential | market value(s) of ... industry/market/sector
        | industry/industrial/economic/cluster/sector/overall/total/combined scale/size
        | scale/size of the/its/their/this ... industry/sector/market/cluster/chain/economy/industries | scale
        """,
    ),
    _metric(Role.OTHER, 2.4, "market value(s)"),
    _metric(
        Role.CONTRACT,
        2.5,
        """
        licensing/license/licence/cooperation/procurement/purchasing/sales/supply/trade/intended/business/technology/land/purchase
        deal(s)/agreement(s)/contract(s)/order(s)/transaction(s)/fee(s)
        | upfront/milestone payment(s)/fee(s) | upfront | milestones | tentative/intended deal(s)/transaction(s)/order(s) | letter(s) of intent
        | contract(s) | contract/contractual/contracted value(s)/volume/amount | order(s) | deal(s) | transaction(s) volume/value(s)?
        | procurement | purchase(s) | acquisition(s) | merger(s) | takeover(s) | buyout(s) | stake(s) | tender(s)
        | winning bid(s) | bid(s) | MoU(s) | agreement(s)
        """,
    ),
    _metric(
        Role.PRICE,
        2.5,
        """
        starting/list/retail/unit/average/selling/pre-sale/bid/closing/share price(s) | priced | price(s) | pricing | rent(s) | rental(s)
        | tuition | fee(s) | retails for/at | sells for/at | dose/treatment/drug/ticket/unit/model/vehicle/car/kilogram/ton/kit cost(s)
        | shares/stock rose/fell/closed/jumped/gained/dropped/surged/traded
        """,
    ),
    _metric(Role.PRICE, 2.0, "start/starts/starting at/from"),
    _metric(Role.EXPORT, 1.2, "trade"),
    _metric(Role.FUNDING, 1.3, "support | assistance | aid"),
)

ACTS: Final = (
    _act(
        Role.OTHER,
        2.3,
        "save(s)/saved/saving | cut/cuts/cutting/reduc*/lower* annual/operating/production/labor? costs | cost savings",
    ),
    _act(
        Role.INVESTMENT,
        2.2,
        """
        invest | invests | invested | investing | pour(s)/poured/pouring | plow*/plough* | pump(s)/pumped/pumping
        | inject(s)/injected/injecting | funnel*/channeled/channelled | spend | spends | spending | spent | cost | costs | costing
        """,
    ),
    _act(
        Role.INVESTMENT,
        1.4,
        "put/puts/putting | commit/commits/committed/committing | build(s)/building | construct*",
    ),
    _act(Role.INVESTMENT, 1.2, "need(s)/needed | require(s)/required"),
    _act(
        Role.INVESTMENT,
        0.8,
        "plan(s)/planned | announc* | pledg* | unveil* | has/have/had gone to/into | went to/into | add/adds/added",
    ),
    _act(
        Role.FUNDING,
        2.1,
        """
        raise(s)/raised/raising | borrow(s)/borrowed | lend(s)/lent | allocat* | earmark* | award/awarded/awarding | subsidi*
        | donate(s)/donated/donating | finances/financed | set/sets/setting aside | disburs* | rewarded/rewarding | sanctioned
        | granted | funded | paid by | reimburs*
        """,
    ),
    _act(Role.FUNDING, 1.1, "receiv* | provide(s)/provided/providing | supports/supported/supporting"),
    _act(
        Role.FUNDING,
        0.8,
        "close(s)/closed | secure(s)/secured/securing | obtain* | offer(s)/offered/offering",
    ),
    _act(
        Role.CONTRACT,
        2.2,
        """
        buy(s)/buying/bought | acquire(s)/acquired/acquiring | purchased/purchasing | sold | licensed/licensing | out-licens*
        | take/takes/took/taking over | auction* | leased/leasing
        """,
    ),
    _act(Role.CONTRACT, 1.1, "pay(s)/paid/paying"),
    _act(Role.EXPORT, 2.2, "exported/exporting | imported/importing | shipped"),
    _act(Role.OUTPUT_VALUE, 1.6, "produce(s)/produced/producing | manufactures/manufactured"),
    _act(Role.REVENUE, 1.6, "earn(s)/earned/earning | grossed/grossing | billed"),
    _act(Role.PROFIT, 1.8, "netted/netting"),
)

THINGS: Final = (
    _thing(
        Role.MARKET_SIZE,
        1.3,
        """
        industrial/industry/innovation/manufacturing? cluster(s) | industrial/industry/supply/whole/value chain(s)
        | industry | industries | sector(s) | market(s) | economy | economies
        """,
    ),
    _thing(
        Role.INVESTMENT,
        1.3,
        """
        industrial/industry/science/technology/medical/biomedical/pharmaceutical park(s)/base(s)/project(s)/complex
        | project(s) | proposal(s) | plant(s) | factory | factories | gigafactor* | park(s) | facility | facilities | base(s)
        | center(s) | centre(s) | campus | campuses | complex | complexes | fab(s) | foundry | headquarters | production? line(s)
        | station(s) | hub(s) | site(s) | mine(s) | port(s) | railway(s) | expressway(s) | highway(s) | airport(s) | terminal(s)
        | wind/solar farm(s) | refinery | refineries | laborator* | lab(s) | expansion(s) | building(s) | phase(s) | venture(s)
        | program(s) | programme(s) | plan(s) | initiative(s) | infrastructure | hospital(s) | works
        """,
    ),
    _thing(Role.FUNDING, 1.2, "funds | capital | money"),
    _thing(Role.OTHER, 1.0, "goods | cargo | merchandise"),
    _thing(
        Role.REVENUE,
        0.3,
        "company | companies | enterprise(s) | firm(s) | business | businesses | unicorn(s) | brand(s) | product(s)",
    ),
)

LEXICON: Final = (NAMES_AND_TRADES, *METRICS, *ACTS, *THINGS)
