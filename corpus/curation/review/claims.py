"""Who looks at what. Claims lie in the database, so that they hold over processes, and end by themselves."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from corpus.curation.review.queue import candidates, is_doubtful, place_of
from corpus.models import ReviewClaim, ReviewSkip

if TYPE_CHECKING:
    from corpus.curation.review.queue import Account, Filters, Place

CLAIM = timedelta(minutes=10)


def claim_next(editor: Account, filters: Filters) -> Place | None:
    """What the editor looks at next, claimed: what the editor has claimed already, if that still fits, else the first
    that is free. None when nothing is left, or others look at all that is."""
    held = claimed_by(editor)
    for place in chain([held] if held else [], candidates(editor, filters)):
        if claim(editor, place) and is_doubtful(place, filters):
            return place
    release(editor)
    return None


def claimed_by(editor: Account) -> Place | None:
    found: ReviewClaim | None = ReviewClaim.objects.filter(editor=editor.pk).first()
    return place_of(found.table, found.row) if found else None


def claim(editor: Account, place: Place) -> bool:
    """Whether the row is this editor's to look at from now on, instead of what was before."""
    now = timezone.now()
    values = {"table": place.table, "row": place.pk, "expires_at": now + CLAIM}
    try:
        with transaction.atomic():
            ended = ReviewClaim.objects.filter(table=place.table, row=place.pk, expires_at__lte=now)
            ended.exclude(editor=editor.pk).delete()
            ReviewClaim.objects.update_or_create(editor_id=editor.pk, defaults=values)
    except IntegrityError:
        return False
    return True


def release(editor: Account) -> None:
    ReviewClaim.objects.filter(editor=editor.pk).delete()


@transaction.atomic
def put_off(editor: Account, place: Place) -> None:
    ReviewSkip.objects.update_or_create(
        editor_id=editor.pk, table=place.table, row=place.pk, defaults={"skipped_at": timezone.now()}
    )
    release(editor)


@transaction.atomic
def settle(editor: Account, place: Place) -> None:
    """The row is decided: nobody need look at it again."""
    release(editor)
    ReviewSkip.objects.filter(table=place.table, row=place.pk).delete()
