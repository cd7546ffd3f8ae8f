"""Names that say what they are: companies by their legal form or trade, bodies by words such as "Institute"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.base import OrganisationKind as Kind
from corpus.extraction.base import RegionLevel
from corpus.extraction.orgs.candidates import Candidate
from corpus.extraction.orgs.complements import complement_end
from corpus.extraction.orgs.joining import is_cut_off, with_next
from corpus.extraction.orgs.lexicon import (
    ACRONYMS,
    BODY,
    CAMPUSES,
    CENTER_WORK,
    COINED_ENDINGS,
    GENERIC,
    GROUP,
    GROWN_ENDINGS,
    LEGAL,
    LEVEL_WORDS,
    MANAGERS,
    MONEY,
    NEEDS_OWNER,
    NOT_AFTER_NAME,
    NOT_BEFORE_GROUP,
    NOT_CENTER,
    OWNER_WORDS,
    PAIRS_AFTER_PLACE,
    PARENTS,
    PLAIN_BEFORE_COMMITTEE,
    PRODUCTS,
    STANDS_ALONE,
    STARTERS,
    TAKES_COMPLEMENT,
    TRADE,
    TRADE_AFTER_PLACE,
    common_words,
    is_topic,
    surnames,
    words,
)
from corpus.extraction.orgs.places import owned_words
from corpus.extraction.orgs.runs import Run, breaks, runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.extraction.orgs.passage import Passage

MEDIA_WORDS = words("Newspaper Media Press Publishing Broadcasting Daily News")
RUNS_ZONE = words("Management Administrative Administration")
FUND_TRADES = words("Capital Ventures Venture Partners Equity Investors")
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


def find_names(passage: Passage, known: Mapping[int, int]) -> Iterator[Candidate]:
    """`known` has, for each token of a listed name, the index after that name."""
    done = 0
    for run in runs(passage):
        if run.first < done:
            continue
        candidate = _read(passage, with_next(passage, run, known), known) or _read(passage, run, known)
        if candidate is not None:
            done = candidate.after
            yield candidate


def _read(passage: Passage, run: Run, known: Mapping[int, int]) -> Candidate | None:
    last = passage.tokens[run.after - 1].text
    if _ends_in_country(passage, run):
        return _trade(passage, Run(run.first, run.after - 1), run.after)
    if last in LEGAL:
        return _legal(passage, run)
    if last in GROUP:
        return _group(passage, run)
    if last in BODY:
        return _body(passage, run, known)
    if last in TRADE or last in MANAGERS:
        return _trade(passage, run, run.after)
    return _coined(passage, run) or _daughter(passage, run)


def _daughter(passage: Passage, run: Run) -> Candidate | None:
    """ "Tata Projects", "IIT Madras": named after the house it belongs to."""
    words = passage.words(run.first, run.after)
    if not 2 <= len(words) <= 4:
        return None
    if words[0] in CAMPUSES and run.first + 1 in passage.places:
        return Candidate(run.first, run.after, Kind.UNIVERSITY, "campus", 0.85)
    plain = any(
        word in PRODUCTS or word in NOT_AFTER_NAME or any(c.isdigit() for c in word) for word in words
    )
    if words[0] not in PARENTS or plain or not distinctive(passage, run.first + 1, run.after):
        return None
    return Candidate(run.first, run.after, Kind.COMPANY, "daughter-firm", 0.7)


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


def distinctive(passage: Passage, first: int, after: int) -> bool:
    """Whether some word can be the name of one firm: no place, no trade, no common word."""
    at = first
    while at < after:
        if at in passage.places and passage.places[at][0] <= after:
            at = passage.places[at][0]
            continue
        if is_distinctive(passage.tokens[at].text):
            return True
        at += 1
    return False


def _is_told_apart(passage: Passage, first: int, after: int) -> bool:
    """Before a legal form or "Group", letters will do: "VAT Group"."""
    letters = passage.tokens[first].text if after - first == 1 else ""
    return distinctive(passage, first, after) or (letters.isupper() and len(letters) > 1)


def is_distinctive(word: str) -> bool:
    if (
        word in ACRONYMS
        or word in OWNER_WORDS
        or word in LEVEL_WORDS
        or word in GENERIC
        or word in TRADE
        or word in BODY
    ):
        return False
    return len(word) > 1 and word[0].isalnum() and word.lower() not in common_words() and not is_topic(word)


def is_in_other_name(passage: Passage, at: int) -> bool:
    """Whether a word is part of another name, most often a person's: "Zhu Huarong", "Huarong Wu", "Hana Micron"."""
    following = passage.tokens[at + 1 : at + 2]
    if (
        following
        and following[0].gap == " "
        and following[0].is_capital
        and not passage.tokens[at].is_possessive
    ):
        return following[0].text.lower() in surnames() or _ends_other_name(passage, at)
    return _ends_other_name(passage, at)


def _ends_other_name(passage: Passage, at: int) -> bool:
    if at == 0 or passage.in_heading[at]:
        return False
    before = passage.tokens[at - 1]
    if (
        passage.tokens[at].gap != " "
        or before.is_possessive
        or not before.is_capital
        or before.text in STARTERS
    ):
        return False
    if passage.starts_sentence(at - 1) and before.text.lower() not in surnames():
        return False
    ends_place = any(passage.places.get(i, (0,))[0] == at for i in range(max(0, at - 4), at))
    return is_distinctive(before.text) and not breaks(before) and not ends_place


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
    if words[-1] in FIELDS and is_cut_off(passage, run):
        return None
    stem = run.after - 1
    kind = Kind.FUND if words[-1] in FUND_TRADES else Kind.COMPANY
    if distinctive(passage, run.first, stem) or words[-2:] in MANAGED:
        return Candidate(run.first, after, kind, "trade", 0.88)
    if _is_place_and_trade(passage, run):
        return Candidate(run.first, after, kind, "place-and-trade", 0.75)
    return None


def _is_place_and_trade(passage: Passage, run: Run) -> bool:
    """ "Yichun Mining", "Pudong Venture Capital", "Zhuhai Hi-tech Construction Investment"."""
    if run.first not in passage.places:
        return False
    words = passage.words(run.first, run.after)
    rest = run.after - passage.places[run.first][0]
    if rest >= 2 and tuple(words[-2:]) in PAIRS_AFTER_PLACE:
        return True
    if rest >= 3 and words[-1] in TRADE - NOT_AFTER_FIELDS and passage.places[run.first][1].level in NEAR:
        return True
    if rest != 1 or words[-1] not in TRADE_AFTER_PLACE:
        return False
    return words[-1] not in ADJECTIVE_TRADES or not _noun_follows(passage, run.after)


def _noun_follows(passage: Passage, after: int) -> bool:
    following = passage.tokens[after : after + 1]
    return bool(following) and following[0].gap == " " and is_topic(following[0].text)


def _body(passage: Passage, run: Run, known: Mapping[int, int]) -> Candidate | None:
    head = passage.tokens[run.after - 1].text
    if head == "Government" or (head == "Party" and len(run) < 3):
        return None
    after = run.after
    if head in TAKES_COMPLEMENT and not passage.tokens[run.after - 1].is_possessive:
        after = complement_end(passage, run.after, head, known)
    if not _is_named(passage, run, after > run.after, known):
        return None
    name = _own_name(passage, run, after)
    return Candidate(run.first, after, _kind(passage, run, head), "body", 0.92, name)


def _own_name(passage: Passage, run: Run, after: int) -> str:
    """Without the body it belongs to: "Institute of Physics of the Chinese Academy of Sciences" is the institute."""
    for at in range(run.after + 1, after - 1):
        token = passage.tokens[at]
        if token.text == "of" and any(word in BODY for word in passage.words(at + 1, after)):
            return passage.text[passage.tokens[run.first].start : passage.tokens[at - 1].end]
    return ""


def _is_named(passage: Passage, run: Run, has_complement: bool, known: Mapping[int, int]) -> bool:
    """Whether a body is told apart from the rest of its sort."""
    head = passage.tokens[run.after - 1].text
    stem = run.after - 1
    count = stem - run.first
    if count == 0:
        return has_complement and head in STANDS_ALONE
    owned = owned_words(passage, run.first, stem) > 0 or any(map(_is_acronym, passage.words(run.first, stem)))
    named = distinctive(passage, run.first, stem) or _has_owner_before(passage, run)
    if head in ("Center", "Centre", "Centers"):
        return _is_named_center(passage, run, has_complement, owned or named, known)
    if head == "Committee" and passage.tokens[stem - 1].text in PLAIN_BEFORE_COMMITTEE:
        return False
    if head == "Congress" and "People" not in passage.words(run.first, stem):
        return False
    if head == "Bureau" and passage.tokens[stem - 1].text == "Political":
        return False
    if head == "Community" and passage.tokens[stem - 1].text != "Integration":
        return False
    if head in ("Committee", "Commission") and has_complement and passage.tokens[stem - 1].text in RUNS_ZONE:
        return True
    if head == "School":
        return (owned or named) and (
            has_complement or passage.tokens[stem - 1].text in ("Medical", "Business", "Law")
        )
    if head in NEEDS_OWNER:
        return (owned and (count > 1 or has_complement or head in ("Customs", "Fund"))) or named
    return owned or named or has_complement or count >= 3


def _has_owner_before(passage: Passage, run: Run) -> bool:
    """ "the Ministry's Equipment Industry Center"."""
    before = passage.tokens[run.first - 1] if run.first else None
    return before is not None and before.is_possessive and before.is_capital and len(run) > 2


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1 and word not in ACRONYMS


def _is_named_center(
    passage: Passage, run: Run, has_complement: bool, has_owner: bool, known: Mapping[int, int]
) -> bool:
    stem = run.after - 1
    before = passage.tokens[stem - 1].text
    if before in NOT_CENTER or not has_owner:
        return False
    if run.first in known and not any(word in OWNER_WORDS for word in passage.words(run.first, stem)):
        return False  # a firm's own centre is a place of work
    return before in CENTER_WORK or has_complement


def _kind(passage: Passage, run: Run, head: str) -> Kind:
    words = passage.words(run.first, run.after)
    if head in ("Committee", "Office", "Council", "Board", "Center", "Centre"):
        if "Management" in words or "Administrative" in words or "Administration" in words:
            return Kind.GOVERNMENT
        if any(word in LEVEL_WORDS for word in words[:3]):
            return Kind.GOVERNMENT
    if "Medical" in words and head in ("Center", "Centre"):
        return Kind.HOSPITAL
    return BODY[head]
