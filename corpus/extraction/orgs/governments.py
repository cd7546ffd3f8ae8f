"""Governments, party committees and agencies of a place, in capitals or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.base import OrganisationKind as Kind
from corpus.extraction.base import RegionLevel
from corpus.extraction.orgs.candidates import Candidate
from corpus.extraction.orgs.lexicon import LEVEL_WORDS, is_topic, words
from corpus.extraction.orgs.places import level_word, short_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.gazetteer import Place
    from corpus.extraction.orgs.passage import Passage

LEVELS = LEVEL_WORDS | {word.lower() for word in LEVEL_WORDS} | words("autonomous region Autonomous Region")
AGENCIES = words("commission bureau administration")
AGENCIES_OF = AGENCIES | words("department committee office")
LONGEST_AGENCY = 9  # words between the place and "commission"
LINKS = words("and of for the")
NOT_IN_AGENCY = words("new first own former local then same whole entire other two special its their")


def find_governments(passage: Passage) -> Iterator[Candidate]:
    for first, (after, place) in passage.places.items():
        found = (
            _party(passage, first, after, place)
            or _place_government(passage, first, after, place)
            or _government_of(passage, first, after, place)
            or _agency(passage, first, after, place)
            or _agency_of(passage, first, after, place)
            or _customs(passage, first, after, place)
        )
        if found:
            yield found


def find_unnamed(passage: Passage, provinces: frozenset[Place]) -> Iterator[Candidate]:
    """ "The provincial government" in an article that names a single province of China."""
    if len(provinces) != 1:
        return
    name = government_name(next(iter(provinces)))
    for at, token in enumerate(passage.tokens):
        if (
            token.text == "provincial"
            and passage.words(at + 1, at + 2) == ["government"]
            and _is_bare(passage, at)
        ):
            yield Candidate(at, at + 2, Kind.GOVERNMENT, "only-province", 0.7, name)


def _is_bare(passage: Passage, at: int) -> bool:
    before = passage.words(at - 1, at) if at else []
    return before == ["the"] or (bool(before) and before[0] in ("The", "its"))


def provinces_of(passages: list[Passage]) -> frozenset[Place]:
    found = {place for passage in passages for _, place in passage.places.values()}
    return frozenset(p for p in found if p.level is RegionLevel.PROVINCE and p.parent_id == "cn")


def government_name(place: Place, level: str = "") -> str:
    """ "Shanxi Provincial Government" ; `level` is the word the text has, if the place itself doesn't tell."""
    return " ".join(filter(None, (short_name(place), level_word(place) or level, "Government")))


def _after_level(passage: Passage, at: int) -> tuple[int, str]:
    """Skips "Provincial", "city" and "People's"; the word of the level as the text has it."""
    tokens = passage.tokens
    level = ""
    while at < len(tokens) and tokens[at].gap == " " and tokens[at].text in LEVELS:
        level = level or tokens[at].text.capitalize()
        at += 1
    if at < len(tokens) and tokens[at].text.lower() == "people" and tokens[at].is_possessive:
        at += 1
    return at, level


def _place_government(passage: Passage, first: int, after: int, place: Place) -> Candidate | None:
    at, level = _after_level(passage, after)
    tokens = passage.tokens
    if at >= len(tokens) or tokens[at].text not in ("government", "Government") or tokens[at].gap != " ":
        return None
    if place.level in (RegionLevel.MACRO, RegionLevel.COUNTRY) or (
        tokens[at].text == "Government" and _continues(passage, at)
    ):
        return None
    name = government_name(
        place, level if level in ("Provincial", "Municipal", "State", "Metropolitan") else ""
    )
    return Candidate(first, at + 1, Kind.GOVERNMENT, "government", 0.93, name)


def _continues(passage: Passage, at: int) -> bool:
    """Whether "Government" is only a part of a longer name."""
    following = passage.tokens[at + 1 : at + 2]
    return bool(following) and following[0].gap == " " and following[0].is_capital


def _government_of(passage: Passage, first: int, after: int, place: Place) -> Candidate | None:
    tokens = passage.tokens
    at = first - 1
    if at > 0 and tokens[at].text == "the":
        at -= 1
    if at < 1 or tokens[at].text != "of" or tokens[at - 1].text not in ("government", "Government"):
        return None
    start = at - 1
    if start and tokens[start - 1].text.lower() == "people" and tokens[start - 1].is_possessive:
        start -= 1
    end = after
    while end < len(tokens) and tokens[end].gap == " " and tokens[end].text in LEVELS:
        end += 1
    name = f"Government of {place.name}" if place.level is RegionLevel.COUNTRY else government_name(place)
    return Candidate(start, end, Kind.GOVERNMENT, "government", 0.93, name)


def _party(passage: Passage, first: int, after: int, place: Place) -> Candidate | None:
    """ "Hebei Provincial Party Committee", "CPC Jiangsu Provincial Committee", "Wuxi Municipal Committee of the CPC"."""
    tokens = passage.tokens
    at, level = _after_level(passage, after)
    is_party = _word(passage, at) == "Party"
    at += is_party
    if _word(passage, at) != "Committee":
        return None
    start, end = first, at + 1
    if first and tokens[first - 1].text == "CPC" and tokens[first].gap == " ":
        start, is_party = first - 1, True
    tail = _of_party(passage, end)
    if not is_party and tail == end:
        return None
    name = " ".join(filter(None, (short_name(place), level_word(place) or level, "Party Committee")))
    return Candidate(start, tail, Kind.GOVERNMENT, "party-committee", 0.93, name)


def _word(passage: Passage, at: int) -> str:
    token = passage.tokens[at] if at < len(passage.tokens) else None
    return token.text if token and token.gap in (" ", " of ") else ""


def _of_party(passage: Passage, at: int) -> int:
    """Takes in "of (the) CPC" and "of (the) Communist Party of China"."""
    found = passage.words(at, at + 6)
    for tail in ("of CPC", "of the CPC", "of Communist Party of China", "of the Communist Party of China"):
        if found[: len(tail.split())] == tail.split():
            return at + len(tail.split())
    return at


def _agency(passage: Passage, first: int, after: int, place: Place) -> Candidate | None:
    """ "Qingdao's health and family planning commission", "Zhejiang provincial development and reform commission"."""
    tokens = passage.tokens
    at, level = _after_level(passage, after)
    end = at
    while end < len(tokens) and end - at < LONGEST_AGENCY and _in_agency(passage, end):
        end += 1
        if tokens[end - 1].text in AGENCIES:
            break
    if end - at < 2 or tokens[end - 1].text not in AGENCIES:
        return None
    name = " ".join(filter(None, (short_name(place), level, *_capitalised(passage, at, end))))
    return Candidate(first, end, Kind.GOVERNMENT, "agency-of-place", 0.85, name)


def _agency_of(passage: Passage, first: int, after: int, place: Place) -> Candidate | None:
    """ "Zhejiang provincial department of science and technology"."""
    tokens = passage.tokens
    at, level = _after_level(passage, after)
    if at == after or passage.words(at + 1, at + 2) != ["of"] or tokens[at].text not in AGENCIES_OF:
        return None
    end = at + 2
    while end < len(tokens) and end - at < LONGEST_AGENCY and _in_agency(passage, end):
        end += 1
    while tokens[end - 1].text in LINKS:
        end -= 1
    if end <= at + 2:
        return None
    name = " ".join((short_name(place), level, *_capitalised(passage, at, end)))
    return Candidate(first, end, Kind.GOVERNMENT, "agency-of-place", 0.85, name)


def _capitalised(passage: Passage, first: int, after: int) -> list[str]:
    """The words as a name has them, with their commas."""
    tokens = passage.tokens
    commas = ["," if at + 1 < after and tokens[at + 1].gap == ", " else "" for at in range(first, after)]
    names = (word if word in LINKS else word.capitalize() for word in passage.words(first, after))
    return [name + comma for name, comma in zip(names, commas, strict=True)]


def _customs(passage: Passage, first: int, after: int, place: Place) -> Candidate | None:
    if _word(passage, after) != "Customs":
        return None
    end = after + 1 + (_word(passage, after + 1) == "District")
    return Candidate(first, end, Kind.GOVERNMENT, "customs", 0.9, f"{short_name(place)} Customs")


def _in_agency(passage: Passage, at: int) -> bool:
    token = passage.tokens[at]
    if token.gap not in (" ", ", ") or token.is_capital or token.text in NOT_IN_AGENCY:
        return False
    return token.text in AGENCIES or token.text in LINKS or is_topic(token.text)
