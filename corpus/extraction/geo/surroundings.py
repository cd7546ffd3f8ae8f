"""Whether a name stands for a place, or in the name of something else: a company, a person, an event, a currency.

The rule is what the capitals around it say. "Shanghai Electric" is no Shanghai, while "Shanghai Mayor", "Shanghai's" and
"Shanghai and" are; before it, "Novartis China" and "Wang Baoshan" are none. In a heading every word is capitalised,
so there only the words that name bodies and events count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.geo.lexicon import (
    BODIES,
    GOVERNMENT,
    HONORIFICS,
    KINDS,
    LISTED,
    MONEY,
    NAMED_OF,
    ROUTES,
    SURNAMES,
    VISIBLE_AFTER,
    VISIBLE_BEFORE,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.extraction.geo.spans import Span
    from corpus.extraction.geo.tokens import Passage, Token

CHINA = "cn"
LONGEST_RUN = 9  # words of a name after the place in it
JOINTS = frozenset("&-")
MOST_JOINED = 6  # names tied by dashes
LISTED_REACH = 6  # tokens


def is_hidden(span: Span, starts: Mapping[int, Span], ends: Mapping[int, Span]) -> bool:
    """`starts` and `ends`: the other places of the passage, which are no more of the same name, by the token where
    they begin and the one after them."""
    rules = (_is_money, _is_kind, _is_listing, _is_address, _is_in_idiom, _is_named_after)
    return any(rule(span) for rule in rules) or _hidden_behind(span, starts) or _hidden_before(span, ends)


def _is_money(span: Span) -> bool:
    following = span.passage.after(span.after)
    if following is None:
        return False
    if following.text == "$":
        return True
    beyond = span.passage.after(span.after + 1)
    return following.key in MONEY or (following.text == "-" and beyond is not None and beyond.key in MONEY)


def _is_kind(span: Span) -> bool:
    following = span.passage.after(span.after)
    return span.text == "Peking" and following is not None and following.key in KINDS


def _is_listing(span: Span) -> bool:
    """ "Shenzhen-listed", "listed in Hong Kong and Shanghai": the exchange is meant."""
    tokens = span.passage.tokens
    tail = [token.key for token in tokens[span.after : span.after + 2]]
    if tail[:1] == ["-"] and tail[1:] and tail[1] in LISTED:
        return True
    ahead = [token.key for token in tokens[max(0, span.first - LISTED_REACH) : span.first]]
    listed = max((index for index, key in enumerate(ahead) if key in LISTED), default=None)
    if listed is None or ahead[listed + 1 : listed + 2] not in (["in"], ["on"]):
        return False
    return all(
        key in ("and", "the", ",", "or") or tokens[span.first - len(ahead) + i].is_capitalised
        for i, key in enumerate(ahead)
        if i > listed + 1
    )


def _is_address(span: Span) -> bool:
    """Part of an address or a handle: "www.china.org", "china@", "#Shanghai/"."""
    tokens = span.passage.tokens
    before = tokens[span.first - 1] if span.first else None
    if before is not None and tokens[span.first].glued and before.text in "@._#":
        return True
    following, beyond = span.passage.at(span.after), span.passage.at(span.after + 1)
    return bool(
        following
        and following.glued
        and (following.text in "@_" or (following.text == "." and beyond and beyond.glued and beyond.is_word))
    )


def _is_in_idiom(span: Span) -> bool:
    """ "Made in China", "ABOUT US", and railways from one place to another."""
    tokens = span.passage.tokens
    if (
        span.text == "US"
        and span.first
        and tokens[span.first - 1].text.isupper()
        and tokens[span.first - 1].is_word
    ):
        return len(tokens[span.first - 1].text) > 3
    if [token.text for token in tokens[max(0, span.first - 2) : span.first]] == ["Made", "in"]:
        return True
    return _is_route(span)


def _is_route(span: Span) -> bool:
    """ "the Beijing-Shanghai high-speed railway"."""
    passage = span.passage
    index = _past_joined(passage, span.after)
    before = passage.before(span.first)
    is_joined = index > span.after or (before is not None and before.text == "-")
    beyond = [token.key for token in passage.tokens[index : index + 4]]
    beyond = beyond[3:] if beyond[:3] == ["high", "-", "speed"] else beyond
    return is_joined and bool(beyond) and beyond[0] in ROUTES


def _is_named_after(span: Span) -> bool:
    """ "Bank of China", "University of Science and Technology of China", "Boao Forum for Asia": but not "Government of
    India". China counts only where it stands alone."""
    passage, of = span.passage, span.passage.before(span.first)
    if of is None or of.key not in ("of", "for"):
        return False
    heads = NAMED_OF | GOVERNMENT | {"party", "valley"} if is_china(span) else NAMED_OF
    return any(token.key in heads for token in _run_before(passage, span.first - 1))


def _run_before(passage: Passage, index: int) -> list[Token]:
    """The capitalised words of one name that ends in front of the token at `index`."""
    run: list[Token] = []
    while len(run) < LONGEST_RUN:
        token = passage.before(index)
        if (
            token is None
            or not token.is_word
            or not (token.is_capitalised or (run and token.key in ("of", "and")))
        ):
            break
        run.append(token)
        index -= 1
    return run


def is_china(span: Span) -> bool:
    return any(place.id == CHINA for place in span.places)


def _hidden_behind(span: Span, starts: Mapping[int, Span]) -> bool:
    passage, index = span.passage, span.after
    following = passage.after(index)
    if following is None:
        return False
    if following.text == ")" and _opens_bracket(passage, span.first):
        return _is_bracketed_in_name(span)
    if following.text == "(":
        index = _past_bracket(passage, index)
        if index == span.after:
            return False
    elif following.text == "-":
        index = _past_joined(passage, index)
    return _names_more(span, index, starts)


def _names_more(span: Span, index: int, starts: Mapping[int, Span]) -> bool:
    """Whether the capitalised words from `index` on make the place part of a longer name."""
    passage, run = span.passage, _run(span.passage, index)
    if not run or _are_akin(span, starts.get(index)):
        return False
    if run[0].key in VISIBLE_AFTER:
        return False
    if any(token.key in GOVERNMENT for token in run):
        return is_china(span) and not passage.in_heading[index]
    if passage.in_heading[index]:
        return any(token.key in BODIES for token in run[:3])
    return True


def _run(passage: Passage, index: int) -> list[Token]:
    """The capitalised words of one name from `index` on; a mark between two of them ends it."""
    run: list[Token] = []
    while len(run) < LONGEST_RUN:
        token = passage.after(index)
        if token is None or not (token.is_word or token.text in JOINTS):
            break
        if token.is_word and not token.is_capitalised:
            if not run or token.key not in ("and", "of", "for") or not _is_capital(passage.after(index + 1)):
                break
        elif token.is_word:
            run.append(token)
        elif not run:
            break
        index += 1
    return run


def _is_capital(token: Token | None) -> bool:
    return token is not None and token.is_word and token.is_capitalised


def _opens_bracket(passage: Passage, first: int) -> bool:
    before = passage.before(first)
    return before is not None and before.text == "("


def _is_bracketed_in_name(span: Span) -> bool:
    """ "Encure (Beijing) Biopharma", "Huoju Guokang (Daxing) International"."""
    passage = span.passage
    head, tail = passage.before(span.first - 1), passage.after(span.after + 1)
    if not (_is_capital(head) and _is_capital(tail)) or tail is None:
        return False
    run = _run(passage, span.after + 1)
    return not any(token.key in GOVERNMENT for token in run)


def _past_bracket(passage: Passage, index: int) -> int:
    """The index behind a short bracket that opens at `index` and a name goes on after, else `index`."""
    for length in range(2, 7):
        token = passage.after(index + length)
        if token is None:
            break
        if token.text == ")":
            return index + length + 1 if _is_capital(passage.after(index + length + 1)) else index
    return index


def _past_joined(passage: Passage, index: int) -> int:
    """The index behind "-ASEAN" in "China-ASEAN Expo", else `index`."""
    for _ in range(MOST_JOINED):
        dash, word = passage.after(index), passage.after(index + 1)
        if dash is None or dash.text != "-" or not _is_capital(word):
            break
        index += 2
    return index


def _hidden_before(span: Span, ends: Mapping[int, Span]) -> bool:
    passage = span.passage
    before = passage.before(span.first)
    if before is None:
        return False
    if before.text == "-" and passage.tokens[span.first].glued:
        return False
    if before.text == "." and span.first > 1 and passage.tokens[span.first - 2].key in HONORIFICS:
        return True
    if not _is_capital(before) or _are_akin(span, ends.get(span.first)) or before.key in VISIBLE_BEFORE:
        return False
    if passage.opens_sentence(span.first - 1) and before.key.endswith("ly"):
        return False  # "Recently Shanghai ..."
    is_name = before.key in HONORIFICS or (before.key in SURNAMES and not span.has_unit)
    return is_name or not passage.in_heading[span.first]


def _are_akin(span: Span, other: Span | None) -> bool:
    """Whether a name beside may be a place of the same country ("Shanghai Pudong"), not a word that also is a city
    elsewhere ("Bursa Malaysia")."""
    if other is None:
        return False
    return bool(other.own_name or span.own_name or not _countries(span).isdisjoint(_countries(other)))


def _countries(span: Span) -> set[str]:
    return {place.id.partition("-")[0] if place.parent_id else place.id for place in span.places}
