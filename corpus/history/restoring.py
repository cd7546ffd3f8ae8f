"""Bringing an article back to how an edit left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from corpus.history.pages import edits_of
from corpus.history.undoing import undo_in_article
from corpus.models import Edit

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from corpus.models import Article


@transaction.atomic
def restore_state(article: Article, *, after: int, actor: AbstractBaseUser | AnonymousUser) -> int:
    """Undo, newest first, every edit of the article later than the edit `after` (0 for all); returns how many. What these
    edits did to other articles stays. Raises `UndoRefused`, and nothing is undone then.

    Each is an undo of its own, so that going back is undone in the same way: by restoring what was the newest edit."""
    later = [pk for pk in edits_of(article) if pk > after]
    for edit in Edit.objects.filter(pk__in=later).order_by("-pk"):
        undo_in_article(edit, article, actor=actor)
    return len(later)
