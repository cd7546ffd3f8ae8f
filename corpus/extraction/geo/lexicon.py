"""Words by which the rules about places know what stands beside a name."""

from __future__ import annotations

from corpus.extraction.base import RegionLevel

COUNTRY, MACRO, PROVINCE = RegionLevel.COUNTRY, RegionLevel.MACRO, RegionLevel.PROVINCE
CITY, DISTRICT, ZONE = RegionLevel.CITY, RegionLevel.DISTRICT, RegionLevel.ZONE


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as one line."""
    return frozenset(text.split())


# Words that may be written small or large inside a name.
FOLDED = words(
    "province city district county municipality prefecture region area zone new autonomous league banner development "
    "industrial industry industries economic and technological technology technical high hi tech free trade pilot park "
    "base science national special cooperation demonstration bonded comprehensive port hub delta rim belt circle basin "
    "innovation valley town island medical biomedical international eco"
)
# What kind of place a word behind a name tells of; two words are tried before one.
UNITS: dict[tuple[str, ...], frozenset[RegionLevel]] = {
    ("province",): frozenset({PROVINCE}),
    ("autonomous", "region"): frozenset({PROVINCE}),
    ("special", "administrative", "region"): frozenset({PROVINCE}),
    ("municipality",): frozenset({PROVINCE, CITY}),
    ("city",): frozenset({CITY, PROVINCE}),
    ("metropolitan", "city"): frozenset({CITY, PROVINCE}),
    ("prefecture",): frozenset({CITY, PROVINCE}),
    ("state",): frozenset({PROVINCE}),
    ("district",): frozenset({DISTRICT}),
    ("county",): frozenset({DISTRICT}),
    ("new", "area"): frozenset({DISTRICT, ZONE}),
    ("new", "district"): frozenset({DISTRICT, ZONE}),
    ("banner",): frozenset({DISTRICT}),
    ("region",): frozenset({MACRO, PROVINCE}),
}
# The same told by an adjective, which is no part of the name.
ADJECTIVES: dict[str, frozenset[RegionLevel]] = {
    "provincial": frozenset({PROVINCE}),
    "municipal": frozenset({CITY, PROVINCE}),
}
TOWN_UNITS = words("town township subdistrict village")

# A capitalised word behind a place that leaves it a place: heads of government, public bodies, dates.
OFFICES = words(
    "mayor governor gov vice deputy chief prime premier minister president secretary party ambassador consul senator "
    "sen commissioner lieutenant chairman chancellor"
)
GOVERNMENT = words(
    "government governments committee commission bureau administration department ministry authority customs congress "
    "council board office municipal provincial metropolitan people federal central state-owned parliament senate "
    "court procuratorate assembly treasury fda sec nih cdc epa doe chips secretariat agency"
)
DATES = words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday time"
)
UNIT_WORDS = words(
    "province city district county municipality region state prefecture town area zone banner league region"
)
NUMERALS = words("i ii iii iv v vi vii viii ix x phase")
VISIBLE_AFTER = OFFICES | DATES | UNIT_WORDS | NUMERALS
# Behind "X of": what is named after a place without being in it as a place.
NAMED_OF = words(
    "bank university college academy institute hospital association society chamber federation school museum times "
    "voice journal review club conservatory forum foundation"
)
# Heads of names in headings, where any word may be capitalised.
BODIES = words(
    "co ltd inc corp corporation company group holdings holding university college school institute academy hospital "
    "bank securities pharmaceutical pharmaceuticals biologics biopharma technologies daily news times post herald expo "
    "conference forum fair summit exhibition convention symposium airport exchange association society federation "
    "alliance laboratory lab motor motors automobile airlines railway expressway cup marathon awards telecom unicom "
    "foundation museum theatre olympics games festival"
)
# A capitalised word before a place that leaves it a place.
VISIBLE_BEFORE = (
    words(
        "the a an in at on of from to into for by with and or but as is are was were near around across within outside "
        "inside through throughout since while when where if because after before during until under over between among "
        "against like both all its his her their this that these those here there today yesterday now meanwhile however "
        "also last next this each every many most more some such only even once then thus so yet not via per "
        "downtown central mainland metropolitan northern southern eastern western north south east west northeast "
        "northwest southeast southwest old rural urban upper lower inner outer situated located based headquartered "
        "later earlier instead still further elsewhere besides meanwhile nearby neighbouring neighboring together formerly "
        "why how what can will would does should may might must let unlike despite given thanks according although though "
        "whereas once first second third one two three four five six seven eight nine ten among yes no "
        "home visit visiting updated posted published photo video source date dateline from region regions welcome "
        "capital city province district county municipality state neighbouring neighboring nearby"
    )
    | DATES
)
MONEY = words("dollar dollars yuan renminbi")
# What goes by an older spelling of a place, "Peking duck", and stands nowhere near it.
KINDS = words("opera duck man cuisine")
LISTED = words("listed listing listings traded trading")
# Small words that stay small in a heading with capitals.
SMALL_IN_HEADINGS = words(
    "with from into over amid after upon than that this when while near among across between under as"
)
ROUTES = words("railway rail railroad expressway highway freeway line train trains route motorway corridor")
HONORIFICS = words("mr mrs ms dr prof professor sir")
# Names of cities abroad that are words or first names: only a place right beside them tells.
COMMON_WORDS = words(
    "Normal Commerce Reading Mobile Sparks Temple Summit Split Nice Una Pali Hamm Worms Hull Ware Bor Lund Oss Geel Stein "
    "Baar Marl Hagen Tours Angers Pau Brest Salta Cali Concord Liberty Franklin Taylor Sherman Warren Madison Jackson "
    "Lincoln Clayton Marshall Holland Clark Victoria Florence Lancaster Bedford Newton Burlington Covington Clay Canton "
    "Verona Cary Wilson Sanford Norman Albany Augusta Camden Edison Durham Richardson Arlington Irving Georgetown Beaumont "
    "Freeport York Derby Blyth Speke Peine Celle Hof Heide Sagar Dhar Leh Kota Salem Gaya Laguna Serang Batang Latina Parma "
    "Siena Gladstone Shannon Westport Osh Adana Thale Ube Hikari Sakai Mesa Buckeye Goodyear Aurora Boulder Everett Redmond "
    "Lafayette Portage Midland Providence Frisco Hamilton Windsor London Manchester Manhattan Plainfield Stamford Dover "
    "Hartford Dalton Athens Rochester Springfield Bloomington Columbia Charleston Alexandria Bethlehem Marietta Malvern "
    "Regina Surrey Laval Bergen Boden Granada Toledo Vitoria Cartago Santa Como Braga Nador Tema Adama Tanga Konza Koshi"
)
STRICT_COUNTRIES = frozenset({"us", "gb", "ca", "au", "nz"})
SURNAMES = words(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang han "
    "feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu lyu su jiang cai jia ding wei xue ye yan pan du dai "
    "xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng "
    "duan lei qian yin chang qiao lai gong pang lan yi wen niu ge hong qi shu geng ouyang zhuang nie mu zuo tong ning "
    "bian cen chu dou gan gui hua huo ji jing ju ke kuang leng ling lou miao ni pei pu qu rao rong ruan sang sha shan "
    "sheng shui si situ tai tao teng wong chan cheung leung lee lam lau kwok kim park choi jung nguyen tran le pham"
)

# The last word of a zone's name, with the words of which one must stand before it in the name.
_TRADES = (
    "industrial industry science scientific technology tech innovation software biotech bio biomedical biomedicine "
    "biopharmaceutical biopharma bioindustry pharma pharmaceutical medical medicine health healthcare life logistics eco "
    "ecological agricultural chemical petrochemical semiconductor electronics chip circuit photovoltaic battery hydrogen "
    "energy automotive automobile aerospace aviation robotics intelligent digital data ai torch equipment materials "
    "robot drug vaccine antibiotics penicillin herbal tcm gene genome genomics biosciences bioscience biotechnology "
    "nanotechnology nano machinery steel ceramics photonics optoelectronic optoelectronics electric vehicle device devices "
    "diagnostics biopharm recycling maritime cloud quantum"
)
_ADMINISTRATION = (
    "development economic trade bonded cooperation demonstration pilot processing special experimental free"
)
ZONE_HEADS: dict[str, frozenset[str]] = {
    "zone": words(_TRADES + " " + _ADMINISTRATION + " investment manufacturing core airport port"),
    "area": words("development industrial special bonded economic trade demonstration cooperation new port airport"),
    "park": words(_TRADES + " business manufacturing incubation entrepreneurship startup knowledge textile food cooperation research enterprise"),
    "base": words(_TRADES + " incubation"),
    "valley": words(_TRADES + " optics power brain sensing"),
    "city": words("new innovation science knowledge medical medicine pharma software bio biological sci technology tech automobile auto aerospace tcm health robot industrial economic"),
    "town": words("new bio biological medicine medical pharma health science hydrogen fund university biotech gene vaccine robot ai industrial"),
    "island": words("bio biological life medical innovation"),
    "district": words("tech development innovation business science knowledge financial technology"),
    "port": words("trade bonded medicine biomedical pharmaceutical bio"),
    "corridor": words("innovation industrial tech technology"),
    "estate": words("industrial industry"),
    "complex": words("industrial"),
    "campus": words("biomedical biotech research science innovation technology"),
    "harbor": words("bio medicine medical pharma pharmaceutical innovation"),
    "quarter": words("innovation knowledge"),
    "technopark": frozenset(),
    "cluster": words("manufacturing"),
    "belt": words("health innovation industrial"),
    "freeport": frozenset(),
    "technopole": frozenset(),
    "megasite": frozenset(),
    "technopolis": frozenset(),
    "sez": frozenset(),
    "ftz": frozenset(),
    "etdz": frozenset(),
}  # fmt: skip
# What departments are named after, and a town in the United States as well.
PORTFOLIOS = frozenset({"Commerce"})
# Words that zones of one kind share: they tell none apart.
COMMON_TO_ZONES = words(
    "national state level provincial municipal high tech hi new industrial industry economic technological technology "
    "development free trade comprehensive bonded pilot special export processing demonstration science innovation "
    "cooperation experimental and & - ( ) of the first second third phase business investment first-class"
) | frozenset(ZONE_HEADS)
# What may follow a zone's name in a longer one that still means the zone.
ZONE_TAILS = words("management administrative administration authority party people's people working")
# Lower-case zones, named only together with their place.
LOWER_ZONES = tuple(
    tuple(phrase.split())
    for phrase in (
        "economic and technological development zone",
        "economic and technological development area",
        "economic and technology development zone",
        "economic - technological development zone",
        "economic - technological development area",
        "economic development zone",
        "high - tech industrial development zone",
        "hi - tech industrial development zone",
        "high - tech development zone",
        "high - tech industrial zone",
        "high - tech zone",
        "hi - tech zone",
        "high - tech district",
        "hi - tech district",
        "free trade zone",
        "free - trade zone",
        "pilot free trade zone",
        "comprehensive bonded zone",
        "bonded zone",
        "special economic zone",
        "free economic zone",
        "export processing zone",
        "airport economic zone",
        "development zone",
    )
)
