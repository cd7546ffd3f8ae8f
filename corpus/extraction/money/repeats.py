"""Mentions of one sum in an article tell each other what they lack: a headline seldom says what its sum is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Part, Qualifier, Role
from corpus.extraction.money.roles import WEAK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.extraction.money.reading import Draft

# A headline follows the body when the body is about this sure.
SURE: Final = 0.9
MOST_COMPARED: Final = 20
MOST_ROUNDING: Final = Decimal("0.06")


# Value, upper end and currency.
Key = tuple[Decimal, Decimal | None, str]


class Mentions:
    """The mentions of the body by their sum, and by its bracketed equivalent: "39.61 billion yuan ($6.1 billion)" is the
    "$6.1b" of the headline."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._by_sum: dict[Key, list[Draft]] = {}
        for draft in drafts:
            if draft.part is Part.BODY:
                for key in _keys(draft):
                    self._by_sum.setdefault(key, []).append(draft)

    def others(self, draft: Draft) -> list[Draft]:
        """The first other mentions of the sum, the surest of its role first."""
        same = [other for key in _keys(draft) for other in self._by_sum.get(key, ())[:MOST_COMPARED]]
        return sorted((other for other in same if other is not draft), key=lambda other: -other.role_score)


def _keys(draft: Draft) -> list[Key]:
    money = draft.money
    keys: list[Key] = [(money.value, money.value_high, money.currency)]
    if money.equivalent:
        keys.append((money.equivalent.value, None, money.equivalent.currency))
    return keys


def settle_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """The mentions with role, year and target taken over from a better informed mention of the same sum, and with a role
    for those that nothing speaks for: the one most sums of the article have."""
    mentions = Mentions(drafts)
    settled = [_informed(draft, mentions.others(draft)) for draft in drafts]
    settled = _with_rounded_headline(settled)
    usual = _usual_role(settled)
    return [replace(draft, role=usual) if draft.role is None else draft for draft in settled]


def _informed(draft: Draft, others: Sequence[Draft]) -> Draft:
    if not others:
        return draft
    best = others[0]
    follows = draft.part is Part.TITLE and best.role_score >= SURE
    if best.role and (follows or (draft.role_score < WEAK < best.role_score)):
        is_target = draft.is_target if draft.role is best.role else best.is_target
        draft = replace(draft, role=best.role, role_score=best.role_score, is_target=is_target)
    source = next((other for other in others if other.role is draft.role), None)
    if source is None:
        return draft
    if draft.part is Part.TITLE or _precedes(source, draft):
        draft = replace(draft, is_target=draft.is_target or source.is_target)
    if (
        (draft.dated.year is None or draft.dated.is_inferred)
        and source.dated.year
        and draft.part is Part.TITLE
    ):
        draft = replace(draft, dated=replace(source.dated, is_inferred=True))
    return draft


def _precedes(source: Draft, draft: Draft) -> bool:
    return source.money.start < draft.money.start and draft.dated.year is None


def _with_rounded_headline(drafts: Sequence[Draft]) -> list[Draft]:
    """A headline's "$9 billion" is only about right where the text goes on to say 8.87 billion, and so are its repeats."""
    exact_of = {
        _keys(draft)[0]: exact
        for draft in drafts
        if draft.part is Part.TITLE
        and (exact := next((other for other in drafts if _rounds_to(other, draft)), None))
    }
    return [_rounded(draft, exact_of.get(_keys(draft)[0])) for draft in drafts]


def _rounded(draft: Draft, exact: Draft | None) -> Draft:
    if exact is None:
        return draft
    if draft.part is Part.TITLE and (draft.dated.year is None or draft.dated.is_inferred):
        draft = replace(draft, dated=replace(exact.dated, is_inferred=True))
    return replace(draft, qualifier=Qualifier.ABOUT) if draft.qualifier is Qualifier.EXACT else draft


def _rounds_to(exact: Draft, rounded: Draft) -> bool:
    """Whether the two can be one sum: their difference is no more than the last digit of `rounded` can hide."""
    value, other = rounded.money.value, exact.money.value
    exponent = value.normalize().as_tuple().exponent
    if exact.role is not rounded.role or exact.money.currency != rounded.money.currency or value == other:
        return False
    return isinstance(exponent, int) and abs(other - value) <= min(
        Decimal(10) ** exponent / 2, MOST_ROUNDING * value
    )


def _usual_role(drafts: Sequence[Draft]) -> Role:
    counted = Counter(draft.role for draft in drafts if draft.role and draft.role_score >= WEAK).most_common(
        1
    )
    return counted[0][0] if counted and counted[0][0] else Role.OTHER
