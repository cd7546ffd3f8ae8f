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
MOST_ROUNDING: Final = Decimal("0.06")


def settle_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """The mentions with role, year and target taken over from a better informed mention of the same sum, and with a role
    for those that nothing speaks for: the one most sums of the article have."""
    settled = [_informed(draft, _others(draft, drafts)) for draft in drafts]
    settled = [_rounded(draft, settled) for draft in settled]
    usual = _usual_role(settled)
    return [replace(draft, role=usual) if draft.role is None else draft for draft in settled]


def _others(draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """The other mentions of the sum in the body, the surest of its role first."""
    same = [
        other
        for other in drafts
        if other is not draft and other.part is Part.BODY and _is_same_sum(draft, other)
    ]
    return sorted(same, key=lambda other: -other.role_score)


def _is_same_sum(one: Draft, other: Draft) -> bool:
    return _is_put_as(one, other) or _is_put_as(other, one)


def _is_put_as(one: Draft, other: Draft) -> bool:
    """Whether `one` is the sum of `other` or its bracketed equivalent."""
    a, b = one.money, other.money
    if a.currency == b.currency and a.value == b.value and a.value_high == b.value_high:
        return True
    equivalent = b.equivalent
    return equivalent is not None and (a.currency, a.value) == (equivalent.currency, equivalent.value)


def _informed(draft: Draft, others: Sequence[Draft]) -> Draft:
    if not others:
        return draft
    best = others[0]
    follows = draft.part is Part.TITLE and best.role_score >= SURE
    if best.role and (follows or (draft.role_score < WEAK < best.role_score)):
        draft = replace(draft, role=best.role, role_score=best.role_score)
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


def _rounded(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """A headline's "$9 billion" is about right where the text goes on to say 8.87 billion."""
    if draft.qualifier is not Qualifier.EXACT or not _in_title(draft, drafts):
        return draft
    for other in drafts:
        same_kind = other.role is draft.role and other.money.currency == draft.money.currency
        if (
            same_kind
            and other.money.value != draft.money.value
            and _rounds_to(other.money.value, draft.money.value)
        ):
            return replace(draft, qualifier=Qualifier.ABOUT)
    return draft


def _in_title(draft: Draft, drafts: Sequence[Draft]) -> bool:
    return any(other.part is Part.TITLE and _is_put_as(other, draft) for other in drafts)


def _rounds_to(exact: Decimal, rounded: Decimal) -> bool:
    """Whether the difference is no more than the last digit of `rounded` can hide."""
    exponent = rounded.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or exact == rounded or not rounded:
        return False
    half_a_digit = Decimal(10) ** exponent / 2
    return abs(exact - rounded) <= min(half_a_digit, MOST_ROUNDING * rounded)


def _usual_role(drafts: Sequence[Draft]) -> Role:
    counted = Counter(draft.role for draft in drafts if draft.role and draft.role_score >= WEAK).most_common(
        1
    )
    return counted[0][0] if counted and counted[0][0] else Role.OTHER
