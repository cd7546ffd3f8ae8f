"""Companies by their legal form, their trade, or the house they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.base import OrganisationKind as Kind
from corpus.extraction.base import RegionLevel
from corpus.extraction.orgs.candidates import Candidate
from corpus.extraction.orgs.distinct import distinctive, is_distinctive
from corpus.extraction.orgs.joining import is_cut_off
from corpus.extraction.orgs.lexicon import (
    CAMPUSES,
    COINED_ENDINGS,
    GENERIC,
    GROUP,
    GROWN_ENDINGS,
    LEGAL,
    MANAGERS,
    MONEY,
    NOT_AFTER_NAME,
    NOT_BEFORE_GROUP,
    PAIRS_AFTER_PLACE,
    PARENTS,
    PRODUCTS,
    TRADE,
    TRADE_AFTER_PLACE,
    is_topic,
    words,
)
from corpus.extraction.orgs.places import owned_words
from corpus.extraction.orgs.runs import Run

if TYPE_CHECKING:
    from corpus.extraction.orgs.passage import Passage

MEDIA_WORDS = words("Newspaper Media Press Publishing Broadcasting Daily News")
QUOTES = ('"', "'", "“", "”", "‘", "’")
PAIRS = (
    ["Law", "Firm"],
    ["Heavy", "Industry"],
    ["Life", "Insurance"],
    ["Wind", "Power"],
    ["Life", "Science"],
)
FUND_TRADES = words("Capital Ventures Venture Partners Equity")
MANAGED = (["Asset", "Management"], ["Fund", "Management"], ["Wealth", "Management"])
FIELDS = words(
    "Industry Industries Medicine Health Agriculture Environment Engineering Food Life Science Sciences Technology Tech"
    " Construction Finance Research Energy Power Materials Equipment Machinery Manufacturing Logistics Data Digital"
)
NOT_AFTER_FIELDS = words(
    "Industry Industries Medicine Health Agriculture Environment Engineering Food Life Science Sciences"
)
"""With fields alone before them these make no company: "Shanghai Modern Chinese Medicine"."""
NEAR = (RegionLevel.PROVINCE, RegionLevel.CITY, RegionLevel.DISTRICT)
ADJECTIVE_TRADES = words(
    "Pharmaceutical Biopharmaceutical Petrochemical Electric Medical Chemical Electronic Optical Automotive Auto Energy"
    " Power Biomedical Biological Semiconductor Biotech Pharma Industrial Health Healthcare Biotechnology Technology Tech"
    " Mining Steel Automobile Life Food Agriculture Financial Research Investment Capital Construction"
)
"""Trades that read as adjectives: "Shandong Pharmaceutical industry" is no company."""


def read_company(passage: Passage, run: Run) -> Candidate | None:
    last = passage.tokens[run.after - 1].text
    if _ends_in_country(passage, run):
        return _trade(passage, Run(run.first, run.after - 1), run.after)
    if last in LEGAL:
        return _legal(passage, run)
    if last in GROUP:
        return _group(passage, run)
    if last in TRADE or last in MANAGERS or passage.words(run.after - 2, run.after) in PAIRS:
        return _trade(passage, run, run.after)
    return _coined(passage, run) or _daughter(passage, run)


def _ends_in_country(passage: Passage, run: Run) -> bool:
    """ "Vertex Ventures China"."""
    return len(run) > 2 and run.after - 1 in passage.places and passage.tokens[run.after - 2].text in TRADE


def _coined(passage: Passage, run: Run) -> Candidate | None:
    """ "Guangzhou RiboBio", "Duopharma": the last word is made up as only firms are."""
    word = passage.tokens[run.after - 1].text
    stem = run.after - 1
    if owned_words(passage, run.first, stem) != stem - run.first or is_topic(word):
        return None
    if (word.endswith(COINED_ENDINGS) and word not in COINED_ENDINGS and word[1:2].islower()) or (
        word.endswith(GROWN_ENDINGS) and len(word) > 8 and is_distinctive(word)
    ):
        return Candidate(run.first, run.after, Kind.COMPANY, "coined-word", 0.65)
    return None


def _daughter(passage: Passage, run: Run) -> Candidate | None:
    """ "Tata Projects", "IIT Madras": named after the house it belongs to."""
    words = passage.words(run.first, run.after)
    if not 2 <= len(words) <= 4:
        return None
    if words[0] in CAMPUSES and len(words) == 2 and words[1].isalpha():
        return Candidate(run.first, run.after, Kind.UNIVERSITY, "campus", 0.85)
    plain = any(
        word in PRODUCTS or word in NOT_AFTER_NAME or any(c.isdigit() for c in word) for word in words
    )
    if words[0] not in PARENTS or plain or not distinctive(passage, run.first + 1, run.after):
        return None
    return Candidate(run.first, run.after, Kind.COMPANY, "daughter-firm", 0.7)


def _is_told_apart(passage: Passage, first: int, after: int) -> bool:
    """Before a legal form or "Group", letters will do: "VAT Group"."""
    letters = passage.tokens[first].text if after - first == 1 else ""
    return distinctive(passage, first, after) or (letters.isupper() and len(letters) > 1)


def _legal(passage: Passage, run: Run) -> Candidate | None:
    after = _of_place(passage, run.after)
    stem = run.after
    while stem > run.first and passage.tokens[stem - 1].text in GENERIC:
        stem -= 1
    if stem == run.first:
        return None
    owned = owned_words(passage, run.first, stem)
    told_apart = _is_told_apart(passage, run.first, stem) or after > run.after
    if not told_apart and not (owned and stem - run.first > 1):
        return None
    return Candidate(run.first, after, Kind.COMPANY, "legal-form", 0.96)


def _of_place(passage: Passage, after: int) -> int:
    """Takes in "of China" after "Corporation", and a legal form after that."""
    tokens = passage.tokens
    if tokens[after - 1].text not in ("Corporation", "Corp", "Company") or after + 1 >= len(tokens):
        return after
    if tokens[after].text != "of" or after + 1 not in passage.places:
        return after
    end = passage.places[after + 1][0]
    while end < len(tokens) and tokens[end].text in LEGAL and tokens[end].gap in (" ", ", "):
        end += 1
    return end


def _group(passage: Passage, run: Run) -> Candidate | None:
    stem = run.after - 1
    if stem == run.first or passage.tokens[stem - 1].text in NOT_BEFORE_GROUP:
        return None
    named = _is_told_apart(passage, run.first, stem)
    owned = owned_words(passage, run.first, stem)
    if not named and not (owned and stem - run.first - owned >= 1) and not _is_zone(passage, run):
        return None
    kind = Kind.MEDIA if passage.tokens[stem - 1].text in MEDIA_WORDS else Kind.COMPANY
    return Candidate(run.first, run.after, kind, "group", 0.9 if named else 0.8)


def _is_zone(passage: Passage, run: Run) -> bool:
    """ "Zhangjiang Group" runs Zhangjiang; there is no "Shanghai Group"."""
    after, place = passage.places.get(run.first, (0, None))
    return place is not None and after == run.after - 1 and place.level is RegionLevel.ZONE


def _trade(passage: Passage, run: Run, after: int) -> Candidate | None:
    """`run` ends in the trade, the name at `after`."""
    words = passage.words(run.first, run.after)
    if words[-1] in MANAGERS and (len(words) < 3 or words[-2] not in MONEY):
        return None
    if (words[-1] in FIELDS and is_cut_off(passage, run)) or _is_quoted(passage, run):
        return None
    stem = run.after - 1
    kind = Kind.FUND if words[-1] in FUND_TRADES else Kind.COMPANY
    if distinctive(passage, run.first, stem) or words[-2:] in MANAGED:
        return Candidate(run.first, after, kind, "trade", 0.88)
    if _is_place_and_trade(passage, run):
        return Candidate(run.first, after, kind, "place-and-trade", 0.75)
    return None


def _is_quoted(passage: Passage, run: Run) -> bool:
    """A name in quotes is a nickname: "Porcelain Capital"."""
    start, end = passage.span(run.first, run.after)
    return passage.text[start - 1 : start] in QUOTES and passage.text[end : end + 1] in QUOTES


def _is_place_and_trade(passage: Passage, run: Run) -> bool:
    """ "Yichun Mining", "Pudong Venture Capital", "Zhuhai Hi-tech Construction Investment"."""
    if run.first not in passage.places:
        return False
    words = passage.words(run.first, run.after)
    rest = run.after - passage.places[run.first][0]
    if rest >= 2 and tuple(words[-2:]) in PAIRS_AFTER_PLACE:
        return True
    if rest >= 2 and words[-1] in ("Industries", "Firm") and words[-2] in TRADE | {"Law"}:
        return True
    if rest >= 3 and words[-1] in TRADE - NOT_AFTER_FIELDS and passage.places[run.first][1].level in NEAR:
        return True
    if rest != 1 or words[-1] not in TRADE_AFTER_PLACE:
        return False
    return words[-1] not in ADJECTIVE_TRADES or not _noun_follows(passage, run.after)


def _noun_follows(passage: Passage, after: int) -> bool:
    following = passage.tokens[after : after + 1]
    return bool(following) and following[0].gap == " " and is_topic(following[0].text)
