"""Names of news media, agencies and wires among them, and the look of a site's address."""

from __future__ import annotations

import re

from corpus.extraction.agencies import NEWS_AGENCIES, OTHER_WIRES, WIRES

# Compiled by hand for this project. Each row: the name as it is shown, then other spellings found on pages.
_MEDIA: tuple[tuple[str, ...], ...] = (
    *NEWS_AGENCIES,
    *WIRES,
    *OTHER_WIRES,
    ("ABC News",),
    ("Asia Times",),
    ("BBC", "BBC News"),
    ("Barron's",),
    ("Beijing Daily",),
    ("Beijing News", "The Beijing News"),
    ("Beijing Review", "bjreview.com"),
    ("Beijing Youth Daily",),
    ("BioSpectrum", "BioSpectrum Asia"),
    ("BioWorld",),
    ("Business Korea", "BusinessKorea"),
    ("Business Line", "BusinessLine", "The Hindu BusinessLine"),
    ("Business Standard",),
    ("Business Times", "The Business Times"),
    ("Business Today",),
    ("CCTV", "CCTV News", "CCTV+"),
    ("CGTN",),
    ("CNBC", "CNBC-TV18"),
    ("CNN",),
    ("CNA", "Channel NewsAsia"),
    ("CRI", "CRI Online", "CRIENGLISH.com"),
    ("Caixin", "Caixin Global"),
    ("Changjiang Daily",),
    ("China Daily", "China Daily Global", "China Daily Online"),
    ("China Daily Asia",),
    ("China Daily Europe", "China Daily European Weekly"),
    ("China Daily USA", "China Daily US Edition"),
    ("China Economic Net",),
    ("China Internet Information Center", "China.org.cn"),
    ("China Money Network",),
    ("China SCIO", "SCIO"),
    ("China Securities Journal",),
    ("Chinadaily.com.cn",),
    ("Chongqing Daily",),
    ("Cision",),
    ("CleanTechnica",),
    ("CnEVPost",),
    ("Dalian Daily",),
    ("DealStreetAsia",),
    ("Deccan Chronicle",),
    ("Deccan Herald",),
    ("Deutsche Welle", "DW"),
    ("Digitimes", "DIGITIMES Asia"),
    ("EE Times",),
    ("Economic Daily",),
    ("Economic Times", "The Economic Times", "ETHealthworld", "ETAuto"),
    ("Electrive", "electrive.com"),
    ("Endpoints News",),
    ("European Pharmaceutical Review",),
    ("Express Pharma",),
    ("Fierce Biotech", "FierceBiotech"),
    ("Fierce Pharma", "FiercePharma"),
    ("Financial Express", "The Financial Express"),
    ("Financial Times",),
    ("Forbes",),
    ("Free Malaysia Today", "FMT"),
    ("Fujian Daily",),
    ("Gansu Daily",),
    ("Gasgoo",),
    ("Global Times",),
    ("Guangming Daily", "Guangming Online"),
    ("Guangzhou Daily",),
    ("The Guardian",),
    ("Hainan Daily",),
    ("Hangzhou Daily",),
    ("Handelsblatt",),
    ("Hanoi Times", "The Hanoi Times"),
    ("Hebei Daily",),
    ("Hi Hainan",),
    ("The Hindu",),
    ("Hindustan Times",),
    ("India Today",),
    ("Indian Express", "The Indian Express"),
    ("Inside Indiana Business",),
    ("The Investor",),
    ("Jakarta Post", "The Jakarta Post"),
    ("Jiangxi Daily",),
    ("Jiefang Daily",),
    ("Jinan Daily",),
    ("Kallanish",),
    ("Korea Economic Daily", "The Korea Economic Daily", "KED Global"),
    ("Korea Herald", "The Korea Herald"),
    ("Korea JoongAng Daily",),
    ("Korea Times", "The Korea Times"),
    ("Livemint", "Live Mint"),
    ("Lianyungang Daily",),
    ("Los Angeles Times",),
    ("Malay Mail",),
    ("Malaysian Reserve", "The Malaysian Reserve"),
    ("MarketWatch",),
    ("Moneycontrol",),
    ("Nanfang Daily",),
    ("Nanjing Daily",),
    ("New Straits Times",),
    ("New York Times", "The New York Times"),
    ("Newsgd.com", "Newsgd"),
    ("Nhan Dan", "Nhan Dan Online"),
    ("Nikkei Asia", "Nikkei", "Nikkei Asian Review"),
    ("Ningbo Daily",),
    ("People's Daily", "People's Daily Online", "People's Daily Overseas Edition", "People.cn"),
    ("Pharmabiz",),
    ("Pharmaceutical Technology",),
    ("Qingdao Daily",),
    ("SHINE", "Shanghai Daily", "Shine.cn"),
    ("Science and Technology Daily",),
    ("Shaanxi Daily",),
    ("Shandong Daily", "Dazhong Daily"),
    ("Shanxi Daily",),
    ("Shenzhen Daily",),
    ("Shenzhen Special Zone Daily",),
    ("Sichuan Daily",),
    ("Sina", "Sina.com"),
    ("Sixth Tone",),
    ("South China Morning Post", "SCMP"),
    ("STAT News",),
    ("Straits Times", "The Straits Times"),
    ("Suzhou Daily",),
    ("TechCrunch",),
    ("TechNode",),
    ("The Edge", "The Edge Malaysia", "The Edge Markets"),
    ("The Paper",),
    ("The Star", "The Star Online"),
    ("The Sun",),
    ("Tianjin Daily",),
    ("Times of India", "The Times of India", "TNN"),
    ("Tuoi Tre News",),
    ("VIR", "Vietnam Investment Review"),
    ("VietnamPlus",),
    ("Viet Nam News", "Vietnam News", "VNS"),
    ("VietNamNet", "VietnamNet"),
    ("VnExpress", "VnExpress International"),
    ("Wall Street Journal", "The Wall Street Journal"),
    ("Washington Post", "The Washington Post"),
    ("Wen Wei Po",),
    ("Wuxi Daily",),
    ("Xiamen Daily",),
    ("Yicai", "Yicai Global"),
    ("Business Insider",),
    ("NDTV", "NDTV Profit"),
    ("Zee Business",),
    ("News18",),
    ("Firstpost",),
    ("ThePrint",),
    ("Mainichi", "The Mainichi", "Mainichi Japan"),
    ("Asahi Shimbun", "The Asahi Shimbun"),
    ("Japan Times", "The Japan Times"),
    ("Yomiuri Shimbun", "The Yomiuri Shimbun", "The Japan News"),
    ("Chosun Ilbo", "The Chosun Daily"),
    ("Pulse News",),
    ("Aju Business Daily",),
    ("Bangkok Post",),
    ("Philippine Star", "The Philippine Star"),
    ("Rappler",),
    ("Focus Taiwan",),
    ("Taipei Times",),
    ("Taiwan News",),
    ("Hong Kong Free Press",),
    ("RTHK",),
    ("Irish Times", "The Irish Times"),
    ("Sky News",),
    ("CBS News",),
    ("NBC News",),
    ("Fox Business",),
    ("Axios",),
    ("Politico",),
    ("The Economist",),
    ("MIT Technology Review",),
    ("Red Star News",),
    ("Jiemian", "Jiemian News"),
    ("36Kr",),
    ("KrASIA",),
    ("Pandaily",),
    ("CnTechPost",),
    ("BioCentury",),
    ("MedCity News",),
    ("BioPharma Dive",),
    ("Contract Pharma",),
    ("PharmaTimes",),
    ("Labiotech",),
    ("pv magazine",),
    ("PV Tech",),
    ("Electrek",),
    ("InsideEVs",),
    ("Automotive News", "Automotive News Europe"),
    ("CarNewsChina",),
    ("Fastmarkets",),
    ("Seeking Alpha",),
    ("Benzinga",),
    ("Yahoo Finance",),
    ("MENAFN",),
    ("China Youth Daily",),
    ("Xinmin Evening News",),
    ("Shanghai Observer",),
    ("The Beijinger",),
    ("Zawya",),
    ("Zhejiang Daily",),
    ("Zhongshan Daily",),
    ("Zhuhai Daily",),
)

_SPELLINGS = frozenset(spelling.casefold() for row in _MEDIA for spelling in row)
_MIXED_CASE = {
    "".join(spelling.casefold().split()): spelling
    for row in reversed(_MEDIA)
    for spelling in reversed(row)
    if not spelling.isupper()
}
# Wires that carry what firms and authorities write of themselves, in lower case.
WIRE_NAMES = frozenset(spelling.casefold() for row in WIRES for spelling in row)
# Whom other media quote: that somebody told them something doesn't say who published it.
_QUOTED = frozenset(
    [
        "abc news",
        "ap",
        "afp",
        "agence france-presse",
        "associated press",
        "bbc",
        "bbc news",
        "bloomberg",
        "bloomberg news",
        "cctv",
        "cctv news",
        "cgtn",
        "cnbc",
        "cnn",
        "dw",
        "financial times",
        "forbes",
        "kyodo",
        "kyodo news",
        "new york times",
        "the new york times",
        "reuters",
        "thomson reuters",
        "wall street journal",
        "the wall street journal",
        "washington post",
        "the washington post",
        "the associated press",
    ]
)
_MOST_WORDS = 6
_TOLD = re.compile(
    r"\b(?:told|tells|interview with)\s(?P<name>(?:the\s)?[A-Z][\w'’.]{1,20}(?:\s[A-Z][\w'’]{1,20}){0,3})"
)

_NAME_PART = r"[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?"
_TOP_LEVEL = r"(?:com|cn|org|net|gov|edu|info|news|asia|global|io|co|in|sg|my|vn|kr|hk|tw|de|uk|us|eu|jp)"
DOMAIN = re.compile(rf"(?<![\w@.-])(?:{_NAME_PART}\.){{1,4}}{_TOP_LEVEL}\b(?![\w@-]|\.\w)", re.IGNORECASE)

# A paper that no list holds still has the look of one: "Jilin Daily", "Kathmandu Post".
_LOOKS_LIKE_MEDIUM = re.compile(
    r"(?:[A-Z][\w'’&.-]*\s){1,3}"
    r"(?:Daily|Times|Post|Herald|Tribune|Gazette|Chronicle|Courier|Observer|News Agency|Newswire|Evening News|Morning News|News Net"
    r"|Online|Television|Radio and Television|Broadcasting)"
)


def is_known_medium(text: str) -> bool:
    """Whether the text is the name of a medium in the list, in any case."""
    return text.strip().replace("’", "'").casefold() in _SPELLINGS


def in_mixed_case(name: str) -> str:
    """A known medium's name as it is written outside datelines: "GLOBE NEWSWIRE" is GlobeNewswire; other names as they
    are."""
    return _MIXED_CASE.get("".join(name.casefold().split()), name) if name.isupper() else name


def medium_with_place(line: str) -> str | None:
    """The known medium of a line that adds no more than where it sits: "Press Trust of India New Delhi"."""
    words = line.split()
    heads = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    is_named = len(words) <= _MOST_WORDS and all(word[0].isupper() or word == "of" for word in words)
    return next(filter(is_known_medium, heads), None) if is_named and len(words[-1]) > 3 else None


def interviewer(text: str) -> str | None:
    """The medium to which people in the text said something: an article calls its own paper so ("told Wuxi Daily"). None
    if there are several, or one that others quote too."""
    names = {match["name"] for match in _TOLD.finditer(text)}
    media = {
        name.removeprefix("the ")
        for name in names
        if is_known_medium(name) or is_known_medium(name.removeprefix("the "))
    }
    media = {name for name in media if name.casefold() not in _QUOTED}
    return media.pop() if len(media) == 1 else None


def is_medium(text: str) -> bool:
    """Whether the text as a whole names a medium: one of the list, an address, or a name such as "Jilin Daily"."""
    text = text.strip()
    return bool(is_known_medium(text) or DOMAIN.fullmatch(text) or _LOOKS_LIKE_MEDIUM.fullmatch(text))
