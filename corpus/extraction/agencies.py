"""Names of news agencies, which write for other media, and of wires, which carry what firms and authorities write of
themselves. Who published a text (its source) may be somebody else."""

from __future__ import annotations

import re

# Compiled by hand for this project. Each row: the name as it is shown, then other spellings found on pages.
NEWS_AGENCIES: tuple[tuple[str, ...], ...] = (
    ("Agence France-Presse", "AFP"),
    ("ANI", "Asian News International"),
    ("ANSA",),
    ("Anadolu Agency",),
    ("Antara", "Antara News"),
    ("Associated Press", "AP", "The Associated Press"),
    ("Australian Associated Press",),
    ("Bernama",),
    ("Bloomberg", "Bloomberg News"),
    ("Canadian Press", "The Canadian Press"),
    ("China News Service", "CNS", "ECNS", "Ecns.cn"),
    ("Dow Jones Newswires",),
    ("dpa", "dpa International", "dpa-AFX"),
    ("EFE",),
    ("Emirates News Agency",),
    ("Express News Service",),
    ("IANS", "Indo-Asian News Service"),
    ("Interfax",),
    ("Jiji Press",),
    ("Kyodo News", "Kyodo"),
    ("PIB", "Press Information Bureau", "PIB Delhi"),
    ("PTI", "Press Trust of India"),
    ("Philippine News Agency",),
    ("Reuters", "Thomson Reuters"),
    ("Saudi Press Agency",),
    ("TASS",),
    ("UNI India", "United News of India"),
    ("Vietnam News Agency", "VNA"),
    ("Xinhua", "Xinhua News Agency", "Xinhuanet", "Xinhuanet.com", "Xinhua News", "Xinhua Silk Road"),
    ("Yonhap", "Yonhap News Agency", "Yonhap News"),
)
WIRES: tuple[tuple[str, ...], ...] = (
    ("ACCESSWIRE", "Accesswire"),
    ("ACN Newswire",),
    ("Business Wire", "BusinessWire"),
    ("CNW", "CNW Group"),
    ("EIN Presswire",),
    ("EQS News", "EQS"),
    ("GlobeNewswire", "GLOBE NEWSWIRE", "Globe Newswire"),
    ("JCN Newswire", "JCN"),
    ("Media OutReach", "Media OutReach Newswire"),
    ("Newsfile", "Newsfile Corp."),
    ("PR Newswire", "PRNewswire", "PRNewswire-Asia", "PRNewswire-AsiaNet", "PR Newswire Asia"),
)
# Wires whose name in a dateline says less of who published a text.
OTHER_WIRES: tuple[tuple[str, ...], ...] = (
    ("AsiaNet", "Asianet"),
    ("Korea Bizwire", "The Korea Bizwire"),
)
_NAMES = {spelling.casefold(): row[0] for row in (*NEWS_AGENCIES, *WIRES, *OTHER_WIRES) for spelling in row}
_LOOKS_LIKE_AGENCY = re.compile(r"(?:[A-Z][\w'’&.-]*\s){1,3}(?:News Agency|Press Agency|Newswire|Presswire)")
_BETWEEN = re.compile(r"\s?[,/&|;+·、]\s?|\s(?:and|via|with|in)\s|\s-\s")
_AROUND = " ()()[]/|.-–—"


def agency_of(text: str) -> str | None:
    """The agency or wire that a text as a whole names, by the name it is shown with: "PRNewswire" is PR Newswire."""
    name = text.strip(_AROUND).replace("’", "'")
    name = name.removesuffix(" Staff").removesuffix(" staff")
    return _NAMES.get(name.casefold()) or (name if _LOOKS_LIKE_AGENCY.fullmatch(name) else None)


def agency_in(names: str) -> str | None:
    """The first agency of a list of names: "China Daily, Xinhua", "Reuters in Seoul"."""
    return next(filter(None, map(agency_of, [names, *_BETWEEN.split(names)])), None)
