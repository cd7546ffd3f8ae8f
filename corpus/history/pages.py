"""The edits of an article, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from corpus.history.telling import ToldChange, tell
from corpus.models import Change, Edit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.models import Article


@dataclass(frozen=True, slots=True)
class ToldEdit:
    """An edit with what it did to the article; `elsewhere` is how many other articles it changed, `is_newest` whether the
    article is as it left it."""

    edit: Edit
    changes: tuple[ToldChange, ...]
    elsewhere: int
    is_newest: bool


def edits_of(article: Article) -> list[int]:
    """Ids of the edits that changed the article, newest first."""
    found = Edit.objects.filter(pk__in=Change.objects.filter(article=article).values("edit"))
    return list(found.values_list("pk", flat=True))


def told_edits(article: Article, ids: Iterable[int], *, newest: int) -> list[ToldEdit]:
    """These edits with their changes, newest first. What an edit of just this article did beside it (a new organisation)
    is told, too."""
    found = Edit.objects.filter(pk__in=list(ids)).annotate(articles=Count("changes__article", distinct=True))
    edits = list(found.order_by("-pk"))
    only_here = [edit.pk for edit in edits if edit.articles == 1]
    wanted = Q(article=article, edit__in=edits) | Q(article=None, edit__in=only_here)
    rows = Change.objects.filter(wanted).order_by("pk")
    by_edit: dict[int, list[ToldChange]] = {}
    for told in tell(list(rows)):
        by_edit.setdefault(told.change.edit_id, []).append(told)
    return [
        ToldEdit(edit, tuple(by_edit.get(edit.pk, ())), edit.articles - 1, edit.pk == newest)
        for edit in edits
    ]
