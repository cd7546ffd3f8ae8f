"""The words that tell what a sum is.

An entry names a role, the kind of its words and their weight. A *metric* names the figure itself ("output value"), an *act* is
a verb that takes a sum ("invest"), a *thing* is what a sum may measure ("fund", "plant", "cluster"). Two sorts of act mean
what their surroundings make of them: what a plant *costs* is invested and what a dose costs is its price; a sum is *granted*
("set aside") by a government and invested by a company. Earlier entries win
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
    COST = "cost"
    GRANT = "grant"
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


def _cost(role: Role, weight: float, phrases: str) -> Entry:
    return Entry(role, Kind.COST, weight, phrases)


def _grant(role: Role, weight: float, phrases: str) -> Entry:
    return Entry(role, Kind.GRANT, weight, phrases)


def _thing(role: Role, weight: float, phrases: str) -> Entry:
    return Entry(role, Kind.THING, weight, phrases)


NAMES_AND_TRADES: Final = Entry(
    None,
    Kind.METRIC,
    0,
    """
    investment promotion/bank*/company/companies/management/firm(s)/institution(s)/environment/agenc*/guide(s)/partner(s)
    | investment attraction/corporation/holding(s)/opportunit*/polic*/conference(s)/authority/board/division/group/platform(s)
    | investors/investors’/investors' summit/meet/conference(s) | investment climate/cooperation/service*/fair/summit/forum/committee/bureau/decision(s)/destination(s)/consult*
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
    | is/are/was/were/been put at | made to order | licensed/patented/purchased/acquired/bought-in drugs/products/medicines/devices/goods/technolog* | bid to | in a bid | cost of living | income group(s) | designated size/scale | large-scale | full-scale
    | small-scale | scale production/up | at scale | special economic zone | credit rating(s)/card(s) | loan guarantee compan*
    | in line with | farm/agricultural/fresh/organic produce | per share in cash | cash deal/offer/bid/tender/acquisition
    | put/puts/putting/set/sets/setting a/an/the/its/their/this? year’s/year's? target/goal at/of? | gift shop(s) | sold-out
    | after/before/excluding/including/without/minus subsid*/incentive(s)/tax/taxes/VAT | cost-sharing | low-cost | investment-grade
    """,
)

METRICS: Final = (
    _metric(
        Role.FUNDING,
        2.6,
        """
        rent/interest/energy/consumption/rental/housing/electricity subsid*/voucher(s)/discount(s)
        | debt/cash/loan financing/funding/facilit*/offering(s)/injection(s)
        | financing/credit/lending/funding/banking/term/refinancing/revolving/liquidity facilit* | matching fund(s)/funding/grant(s)
        | investment/tax/fiscal/hiring incentive(s)
        | cash/monetary incentive(s)/reward(s)/grant(s)/subsid*/prize(s)/award(s)
        """,
    ),
    _metric(
        Role.REVENUE,
        2.7,
        """
        gross merchandise value/volume | consumer/tourist/tourism/visitor/holiday/household/retail spending
        | spur*/driv*/drove/boost*/stimulat*/generat*/leverag*/trigger* ... spending/consumption
        """,
    ),
    _metric(Role.PRICE, 2.7, "power/electricity/feed-in/water/solar/wind tariff(s) | tariff of"),
    _metric(Role.INVESTMENT, 2.7, "foreign/overseas firms/investors/companies/businesses disbursed"),
    _metric(
        Role.INVESTMENT,
        2.7,
        """
        of/among which fixed-asset(s) | investment intensity | licensed/approved/registered ... projects/ventures
        | pledged/contracted/planned/committed capital
        | budget for the/a/its/their ... hospital/plant/project/factory/campus/bridge/line/railway/port/station/museum/tunnel/park
        | budget raised/lifted/increased/revised/cut/up from/to/by
        """,
    ),
    _metric(
        Role.CONTRACT,
        2.5,
        "up-front | signings | intentional/intended turnover/amount/cooperation | place/places/placed/placing ... business | offer(s)/quote(s) of",
    ),
    _metric(
        Role.EXPORT,
        2.5,
        "handl*/carr*/transport*/clear* ... goods/cargo/freight worth | handl*/carr*/transport*/clear* ... goods/cargo/freight valued at",
    ),
    _metric(
        Role.OTHER,
        2.8,
        """
        gross regional/domestic product | budget/fiscal/current-account deficit(s)/surplus | economic aggregate/volume
        | city’s/city's/county’s/county's/province’s/province's/district’s/district's/country’s/country's/regional/local/provincial economy | per capita GDP | GDP/GRDP/GVA
        | per capita ... income(s)/GDP/consumption/expenditure/spending | insurance/compensation payout(s)
        | caus*/suffer*/inflict* ... loss/losses/damage/damages | economic/financial? effect/impact/benefit(s)/damage
        | write-down(s)/write-off(s)/impairment(s) | net worth | personal? fortune(s)
        """,
    ),
    _metric(
        Role.OTHER,
        2.5,
        """
        earnings/loss/losses/income/profit per ... share | EPS | cash and cash equivalents | free? cash flow | cash reserves | dividend(s)
        | disposable income(s) | market capitali* | market cap | valuation(s) | value/values/valuing ... at | put(s) its value | goodwill | insurance cover/coverage/worth
        | buy/buys/buying/bought back ... share(s)/stock/stake | unicorn/company/firm/startup/start-up(s) is/was/now/currently? last? valued at
        | assets of/worth/totaling/totalling | average/monthly ... income/incomes/pay/wage/wages/salary | costs fell/dropped/decreased/declined/shrank/down
        | economic/direct loss* | total/net/fixed assets | receivables | deposits | savings | debt(s) | liabilit* | wage(s) | salar*
        | share? buyback(s) | repurchase(s) | monthly income | payroll(s) | effect(s) on/of | charge(s) of | wrote/write/writes/written/writing off/down | settlement(s) | ransom | bribe(s) | cash | pension(s) | penalt* | fine(s) | fined | compensation | damages | foreign exchange? reserves | per capita
        """,
    ),
    _metric(
        Role.PROFIT,
        2.8,
        "profit(s)/income/earnings/loss after/before tax/taxes | earnings before interest and tax/taxes | pre-tax? profit(s) and/& tax/taxes | tax/taxes and/& profit(s) | profit-tax | pretax profit(s) | top-line? profit(s)",
    ),
    _metric(
        Role.TAX,
        2.7,
        """
        revenue(s)/income/receipts from ... tax/taxes/budget(s) | tax/fiscal/budget/budgetary/government/public revenue(s)/receipts/income(s)/payment(s)/contribution(s)
        | contribution(s) to the/its/their state/local? budget/treasury/coffers
        | public budget revenue(s) | tax and fee cuts/reductions/refunds | taxes and/& fees
        | tax refund(s)/rebate(s)/cut(s)/break(s)/reduction(s)/relief/exemption(s)/credit(s)
        | income/corporate/value-added/consumption/sales/property/payroll/excise/turnover/land/resource/withholding tax(es) | tariff(s) | customs/import/excise/stamp? duties/levies | coffers | treasury | VAT | taxation | tax | taxes
        """,
    ),
    _metric(
        Role.EXPORT,
        2.7,
        """
        import(s) and export(s) | export(s) and import(s) | import-export | total? foreign/external trade volume(s)/value?
        | bilateral/two-way/mutual/cross-border/overseas/merchandise/goods/service trade volume(s)/value? | total trade
        | trade volume(s)/value/turnover/surplus/deficit | cross-border e-commerce
        | overseas/outbound/foreign/international shipments/deliveries | shipments/sales abroad | foreign trade
        | export/import value(s)/volume(s)/revenue(s)/earnings/sales/order(s)/deliver* | export(s) | import(s)
        """,
    ),
    _metric(
        Role.FUND_SIZE,
        2.8,
        """
        fund(s) with a/an ... size/scale | sub-fund(s) | funds with/holding/managing | run(s)/manage(s)/oversee(s) funds of
        | mother/parent/master/guidance/guiding/industry/industrial/investment/venture fund(s)
        | equity/capital/seed/angel/development/innovation/talent/M&A/technology/startup/growth/guarantee fund(s)
        | transformation/infrastructure/wealth/hedge/mutual/biopharma/biomedical/healthcare/chip/semiconductor fund(s)
        | fund(s) of funds | subfund(s) | fund size/scale/pool/corpus | corpus | war chest | kitty | assets under management | AUM | fund
        """,
    ),
    _metric(
        Role.FUNDING,
        2.6,
        """
        registered/subscribed/paid-in/paid-up/working/share/fresh/new/additional capital | capital increase(s)/injection(s)/raise/support
        | series A*/B*/C*/D*/E*/F*/G*/H* financing/funding? round? | pre-series A | seed/angel/pre-A/strategic round/financing/funding
        | equity/debt financing/funding | financing/funding/fundraising/investment round(s) | round(s) of financing/funding/investment
        | round(s) | fundraising | fund-raising | financing | funding | proceeds | IPO(s) | initial? public offering(s)
        | private/share? placement(s) | rights issue(s) | share/stock sale(s)/offering(s)/issue(s) | listing(s) | flotation(s)
        | cash/capital/equity infusion(s)/injection(s) | lifeline(s) | guarantee(s) | endowment(s) | sponsorship(s) | voucher(s)
        | stipend(s) | scholarship(s) | seed money | venture debt | fiscal/budgetary spending/expenditure(s)/outlay(s) | government/state/fiscal/financial/policy/special/central funds/support/aid/assistance
        | loan(s) | line(s) of credit | credit line(s)/facilit*/support | lending | credit(s) | bond(s) | subsid* | grant(s) | bonus(es)
        | refund(s) | gift(s) | bequest(s) | incentive(s) | reward(s) | award(s) | prize(s) | prize money | donation(s) | stimulus | bailout | budget(s)
        | allowance(s) | investment allowance(s) | budgetary allocation(s) | allocation(s) | appropriation(s) | scheme(s) | budget/budgetary outlay(s)
        """,
    ),
    _metric(
        Role.INVESTMENT,
        2.7,
        """
        investment(s) in fixed assets | investment(s) in R&D | investment value/volume/amount/scale
        | foreign direct investment(s) | foreign/direct/fixed-asset(s)/industrial/capital/R&D/infrastructure investment(s) | FDI
        | disbursed/implemented/contracted/realized/realised capital | utilized/utilised/actual? foreign/overseas/social/private capital/funds | capital expenditure(s)/spending/outlay | capex
        | construction/project/development/building/total/estimated cost(s) | cost(s) of the project
        | cost(s) of construction/building | project/construction/development/building budget(s)/bill(s)
        | R&D/research spending/expenditure(s)/expense(s)/fund(s)/cost(s)/input
        | research and development spending/expenditure(s)/expense(s)/cost(s)
        | investment(s) | expenditure(s) | spending | commitment(s)
        """,
    ),
    _cost(Role.INVESTMENT, 2.7, "price tag(s)"),
    _metric(Role.INVESTMENT, 1.9, "outlay(s)"),
    _metric(Role.INVESTMENT, 1.5, "R&D | research and development"),
    _metric(Role.INVESTMENT, 2.5, "total/overall budget(s) | with/on/has/have/had a budget of"),
    _metric(Role.FUNDING, 1.6, "own cash/funds/money/capital/resources/pocket(s)"),
    _metric(Role.FUND_SIZE, 1.6, "pool"),
    _metric(Role.TAX, 2.0, "duty | duties | taxpayer(s) | taxman | taxmen"),
    _metric(Role.PROFIT, 2.0, "deficit | surplus"),
    _metric(Role.EXPORT, 2.0, "shipments"),
    _metric(Role.PROFIT, 2.4, "gain of | net rose/fell/dropped/jumped/surged/climbed/grew/slid/came/was"),
    _metric(
        Role.PROFIT,
        2.7,
        """
        net/operating/gross/total/pre-tax/after-tax/industrial profit(s)/earnings/loss/losses | net income | profit(s) | earnings
        | operating/segment/net result | EBIT* | loss | losses | bottom line | in the red/black
        """,
    ),
    _metric(
        Role.REVENUE,
        2.6,
        """
        tourist(s)/visitor(s)/consumer(s)/shopper(s)/customer(s)/traveler(s)/traveller(s)/holidaymaker(s)/filmgoers/film-goers/moviegoers/diners/guests/fans ... spent/spend | operating/business/operation/sales/annual/total/tourism/service/premium/box-office revenue(s)/income(s)/turnover/sales
        | retail/product/domestic/overseas/online/vehicle/car/property/home sales revenue(s)/volume/value?
        | revenue(s) | sales | turnover | income(s) | receipts | takings | GMV | box office | topline | top-line | billings | bookings
        """,
    ),
    _metric(
        Role.OUTPUT_VALUE,
        2.6,
        """
        output scale/size | gross/total/annual? industrial/manufacturing/agricultural? output/production/product value(s)
        | value(s) of the/its? total/industrial? output/production | industrial? added value | value-added | value(s) added
        | gross/industrial/manufacturing/total/annual/agricultural output/production | output(s)
        """,
    ),
    _metric(Role.OUTPUT_VALUE, 1.3, "production"),
    _metric(Role.OUTPUT_VALUE, 2.2, "total value(s) of the/its? industrial/industry/whole chain"),
    _metric(
        Role.MARKET_SIZE,
        2.6,
        """
        market size/scale/volume/worth/opportunit*/potential | market value(s) of ... industry/market/sector
        | industry/industrial/economic/cluster/sector scale/size
        | scale/size of the/its/their/this ... industry/sector/market/cluster/chain/economy/industries
        """,
    ),
    _metric(Role.MARKET_SIZE, 2.0, "overall/total/combined? scale | overall/total/combined size"),
    _metric(Role.OTHER, 2.4, "market value(s)"),
    _metric(
        Role.CONTRACT,
        2.5,
        """
        licensing/license/licence/cooperation/procurement/purchasing/sales/supply/trade/intended/business/technology/land/purchase
        deal(s)/agreement(s)/contract(s)/order(s)/transaction(s)/fee(s)
        | upfront/milestone payment(s)/fee(s) | development/clinical/regulatory/commercial/sales ... milestone(s) | upfront | milestones | tentative/intended deal(s)/transaction(s)/order(s) | letter(s) of intent
        | technology? contract turnover | contract(s) | contract/contractual/contracted value(s)/volume/amount | order(s) | deal(s) | transaction(s) volume/value(s)?
        | procurement | purchase(s) | acquisition(s) | merger(s) | takeover(s) | buyout(s) | stake(s) | tender(s)
        | winning bid(s) | bid(s) | order intake/inflow(s) | order? backlog(s) | order-book(s) | orderbook(s) | royalt* | consideration
        | purchase/acquisition/takeover/transaction/transfer price(s)/consideration
        """,
    ),
    _metric(
        Role.CONTRACT,
        2.0,
        "MoU(s) | memorandum/memoranda/memorandums of understanding | agreement(s) | pact(s)",
    ),
    _metric(
        Role.PRICE,
        2.5,
        """
        starting/list/retail/unit/average/selling/pre-sale/bid/closing/share price(s) | price(s) | pricing | rent(s) | rental(s)
        | tuition | fare(s) | toll(s) | fee(s) | retails/lists/listed for/at/from | sells for/at/from | dose/treatment/drug/ticket/unit/model/vehicle/car/kilogram/ton/kit cost(s)
        | shares/stock rose/fell/closed/jumped/gained/dropped/surged/traded/ended/finished/opened/slipped/climbed
        | shares/stock ... settled/ended/closed/finished/opened/traded at | closed/ended/finished/traded/trading/settled ... higher/lower/up/down
        """,
    ),
    _metric(Role.PRICE, 2.0, "start/starts/starting at/from"),
    _metric(Role.EXPORT, 1.2, "trade"),
    _metric(Role.FUNDING, 2.0, "ceiling of | cap of | capped at | maximum of | maximum amount"),
    _metric(Role.FUNDING, 1.3, "support | assistance | aid"),
)

ACTS: Final = (
    _act(Role.OTHER, 2.7, "pay/pays/paid/paying out"),
    _act(Role.FUNDING, 1.3, "will/would/to contribute | collect/collects/collected/collecting"),
    _act(Role.FUNDING, 0.6, "contribut*"),
    _act(
        Role.FUNDING,
        1.2,
        "procured | take/takes/took/taking home | back/backs/backed/backing | hand/hands/handed/handing/give/gives/gave/dole/doles/doled/doling out",
    ),
    _act(Role.FUNDING, 1.8, "leveraged/leveraging/leverage"),
    _act(Role.INVESTMENT, 1.8, "paid into"),
    _grant(Role.FUNDING, 1.4, "line/lines/lined/lining up"),
    _act(Role.INVESTMENT, 1.1, "set/sets/setting up"),
    _act(
        Role.OTHER,
        2.4,
        "settled with/for | wipe/wipes/wiped/wiping/shave/shaved/shaving/erase/erased/erasing",
    ),
    _grant(
        Role.FUNDING,
        2.3,
        "allocat* | earmark* | budgeted | allot/allots/allotted/allotting | set/sets/setting/put/puts/putting aside",
    ),
    _act(
        Role.OTHER,
        2.3,
        "save(s)/saved/saving | cut/cuts/cutting/reduc*/lower* annual/operating/production/labor? costs | cost savings",
    ),
    _act(
        Role.INVESTMENT,
        2.2,
        """
        invest | invests | invested | investing | pour(s)/poured/pouring | plow*/plough* | funnel*/channeled/channelled | spend | spends | spending | spent | sink(s)/sank/sunk
        | shell/shells/shelled/shelling/fork/forks/forked/forking out | stump/stumps/stumped/stumping up | splash* | splurg* | lavish*
        """,
    ),
    _grant(Role.INVESTMENT, 2.2, "inject(s)/injected/injecting | pump(s)/pumped/pumping"),
    _cost(Role.INVESTMENT, 2.2, "cost | costs | costing"),
    _cost(
        Role.CONTRACT,
        2.2,
        "sold | transferred | changed/change/changing/changes hands for/at | go/goes/went for | fetch/fetches/fetched | awarded/auctioned/let off? for/at",
    ),
    _cost(Role.INVESTMENT, 1.8, "priced at"),
    _act(Role.PRICE, 1.9, "come/comes/came/coming at | be had for | set/sets/setting ... back"),
    _act(Role.INVESTMENT, 1.8, "throw/throws/threw/throwing/thrown | devot* | plunk*/plonk* down"),
    _cost(
        Role.INVESTMENT,
        1.8,
        "bill(s) can/can't/can’t/could/may/might/will? drop/fall/rise/climb/drops/falls/fell/dropped/rose",
    ),
    _cost(
        Role.INVESTMENT,
        1.8,
        "tab for/of/is/was/will | bill(s) for/of/was/is/came/comes/ran/runs/to | hospital/medical/repair/his/her bill(s)",
    ),
    _cost(
        Role.INVESTMENT,
        1.2,
        "take/takes/took up | swallow* | absorb* | consume/consumes/consumed | devour* | eat/eats/ate/eating/gobble/gobbles/gobbled up",
    ),
    _grant(Role.INVESTMENT, 1.4, "put/puts/putting up? | commit/commits/committed/committing"),
    _grant(Role.INVESTMENT, 1.0, "pledg* | promis*"),
    _act(Role.INVESTMENT, 1.4, "build(s)/building | construct*"),
    _act(
        Role.INVESTMENT,
        1.2,
        "built | rebuil* | renovat* | refurbish* | convert(s)/converted | upgrad* | retrofit* | moderniz*/modernis*",
    ),
    _act(
        Role.INVESTMENT,
        1.5,
        "attract/attracts/attracted/attracting | lure/lures/lured | draw/draws/drew/drawn",
    ),
    _act(Role.INVESTMENT, 1.2, "need(s)/needed | require(s)/required"),
    _act(
        Role.INVESTMENT,
        0.8,
        "plan(s)/planned | announc* | unveil* | has/have/had gone to/into | went to/into | add/adds/added",
    ),
    _act(
        Role.FUNDING,
        2.1,
        """
        raise(s)/raised/raising | borrow(s)/borrowed/borrowing | lend/lends/lent/lending | award/awarded/awarding | subsidi*
        | donate(s)/donated/donating | finance/finances/financed | disburs* | rewarded/rewarding | sanctioned
        | granted | released | funded | be/is/are/was/were/been paid by | paid by | bankroll* | reimburs* | chip/chips/chipped/chipping/tip/tips/tipped in | sponsor*
        """,
    ),
    _act(Role.FUNDING, 1.6, "receiv*"),
    _act(
        Role.FUNDING,
        1.1,
        "offer(s)/offered/offering | get/gets/got | give(s)/gave/giving/given | claim(s)/claimed | extend/extends/extended | landed | bag/bags/bagged | pocketed | provide(s)/provided/providing | supports/supported/supporting | bear(s) | cover(s)",
    ),
    _act(
        Role.FUNDING,
        0.8,
        "close(s)/closed | secure(s)/secured/securing | obtain*",
    ),
    _act(
        Role.CONTRACT,
        2.2,
        """
        buy(s)/buying/bought | acquire(s)/acquired/acquiring | purchased/purchasing | licensed/licensing | out-licens* | sign/signs/signed/signing over/away
        | take/takes/took/taking over | auctioned/auctioning | leased/leasing/rented/renting | snap/snaps/snapped/snapping up | divest* | offload* | bought out
        """,
    ),
    _act(Role.CONTRACT, 2.2, "be/is/was/were/been paid"),
    _grant(Role.CONTRACT, 1.1, "pay(s)/paid/paying"),
    _act(
        Role.PRICE,
        1.7,
        "quoted at | charge/charges/charged/charging | retail/retails/retailed/sell/sells at/for",
    ),
    _cost(Role.CONTRACT, 1.6, "sell/sells/selling"),
    _act(Role.CONTRACT, 1.0, "ordered"),
    _act(Role.EXPORT, 1.6, "handled | carried | transported"),
    _act(Role.EXPORT, 2.2, "exported/exporting | imported/importing | shipped"),
    _act(
        Role.OUTPUT_VALUE,
        1.6,
        "produce(s)/produced/producing | yield(s)/yielded/yielding | manufactures/manufactured | turn/turns/turned/turning/churn/churned/churning/crank/cranked out",
    ),
    _act(
        Role.REVENUE, 1.6, "earn(s)/earned/earning | grossed/grossing | billed | rake/rakes/raked/raking in"
    ),
    _act(Role.REVENUE, 2.0, "turned/turns/turning over | rang/ring/rings/rung up"),
    _act(Role.REVENUE, 0.9, "booked"),
    _act(Role.TAX, 2.4, "pay/pays/paid/paying the? state/exchequer | customs collected"),
    _act(Role.REVENUE, 1.2, "bring/brings/brought/bringing/took/take/takes in | made"),
    _act(Role.REVENUE, 0.9, "bring/brings/brought"),
    _act(Role.PROFIT, 1.5, "lose/loses/lost/losing"),
    _act(Role.FUND_SIZE, 1.7, "manages/managing"),
    _act(Role.OTHER, 0.5, "valued at | valuing"),
    _act(Role.PROFIT, 1.8, "netted/netting"),
    _act(Role.PROFIT, 1.3, "clear/clears/cleared"),
    _act(Role.FUNDING, 1.1, "haul/hauls/hauled/hauling in | hand/hands/handed/handing"),
)

THINGS: Final = (
    _thing(
        Role.MARKET_SIZE,
        1.3,
        """
        industrial/industry/innovation/manufacturing? cluster(s) | industrial/industry/supply/value chain(s)
        | demand | industry | industries | sector(s) | market(s) | economy | economies
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
        | program(s) | programme(s) | plan(s) | initiative(s) | infrastructure | hospital(s) | works | warehouse(s) | workshop(s) | kitchen(s)
        | hotel(s) | resort(s) | mall(s) | school(s) | museum(s) | stadium | theater | theatre | farm(s) | ranch | brewery | breweries | distiller*
        | winer* | canal(s) | reservoir(s) | power grid(s) | grid
        | manufacturing/assembly/production/fabrication/test/testing/packaging/processing unit(s) | smelter(s) | mill(s) | shipyard(s) | pipeline(s) | depot(s) | reactor(s) | substation(s) | bridge(s) | tunnel(s) | extension(s)
        | stage(s) | undertaking(s) | dock(s) | greenhouse(s) | dam(s) | metro | subway
        """,
    ),
    _thing(Role.OUTPUT_VALUE, 1.4, "whole/entire/full industrial/industry? chain(s)"),
    _thing(Role.FUNDING, 1.2, "funds | capital | money"),
    _thing(Role.CONTRACT, 1.2, "licence(s) | license(s)"),
    _thing(Role.FUNDING, 0.8, "investors | backers | lenders"),
    _thing(Role.INVESTMENT, 0.9, "unit"),
    _thing(Role.OTHER, 1.0, "goods | cargo | merchandise"),
    _thing(
        Role.REVENUE,
        0.3,
        "company | companies | enterprise(s) | firm(s) | business | businesses | unicorn(s) | brand(s) | product(s)",
    ),
)

LEXICON: Final = (NAMES_AND_TRADES, *METRICS, *ACTS, *THINGS)
