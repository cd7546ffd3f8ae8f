"""What people set. Extraction leaves it alone from then on, and proposes where it says something new.

Call these inside `corpus.history.recorder.recording`, which keeps who did it and the way back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from corpus.history.values import columns_of, only, restored
from corpus.models import Amount, Article, ArticleOrganisation, ArticleRegion, Origin, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

HEADER = frozenset(Article.HEADER)


@transaction.atomic
def save_edit(row: Any, changed: Collection[str]) -> None:
    """Save a row that a person made or changed; `changed` names the fields that the person set.

    Rejecting alone leaves the origin as it is. A link that now points elsewhere leaves a rejected one behind, so that
    extraction doesn't bring the old one back. A link to what has one in the article already makes that one active; an
    added row is then not saved."""
    if isinstance(row, Article):
        _take_over_header(row, HEADER & set(changed))
    elif row.pk is None or set(changed) - {"state"} or getattr(row, "state", None) == State.ACTIVE:
        _take_over(row)
    if isinstance(row, Amount) and not row.rule and row.start is None:
        row.anchor, row.anchor_sentence = row.text, row.sentence  # so that extraction knows it by its words
    if isinstance(row, ArticleRegion | ArticleOrganisation):
        _save_link(row, changed)
    else:
        row.save()


def _take_over_header(article: Article, names: Iterable[str]) -> None:
    """These values are a person's from now on; what extraction said of those that were not yet is kept."""
    before = Article.everything.filter(pk=article.pk).first()
    for name in names:
        if before is not None and getattr(before, f"{name}_origin") == Origin.EXTRACTED:
            article.overruled |= before.plain([name])
        setattr(article, f"{name}_origin", Origin.EDITED)
        article.proposed.pop(name, None)


def _take_over(row: Any) -> None:
    """The same for a statement, a region or an organisation as a whole."""
    if isinstance(row, Amount) and row.pk is not None:
        before = Amount.objects.get(pk=row.pk)
        if before.origin == Origin.EXTRACTED:
            row.overruled = before.plain(Amount.VALUES)
        row.proposed = row.news(row.proposed)
    row.origin = Origin.EDITED


@transaction.atomic
def accept_proposals(row: Article | Amount, names: Collection[str]) -> None:
    """Set these values to what extraction proposes. The row stays a person's. What leads to a region or an organisation that
    is gone by now is only forgotten."""
    columns = columns_of(type(row))
    accepted = restored(type(row), only(row.proposed, names))
    for name, value in accepted.items():
        if _is_gone(columns[name], value):
            del row.proposed[name]
        else:
            setattr(row, name, value)
    save_edit(row, accepted)


def _is_gone(field: Any, value: Any) -> bool:
    return field.is_relation and not field.related_model.objects.filter(pk=value).exists()


def dismiss_proposals(row: Article | Amount, names: Iterable[str]) -> None:
    """Keep the values that are there; the same is not proposed again."""
    row.overruled |= {name: row.proposed.pop(name) for name in names if name in row.proposed}
    row.save()


def _save_link(link: ArticleRegion | ArticleOrganisation, changed: Collection[str]) -> None:
    left = _replaced_link(link, changed)
    there = _link_of_same_target(link) if left is not None or link.pk is None else None
    if there is not None:
        _take_up(there, left)
        return
    if link.state == State.ACTIVE:
        link.replaced_by = None
    link.save()
    if left is not None:
        left.pk, left._state.adding = None, True
        left.mentions, left.marked, left.replaced_by = [], [], link
        left.save()


def _replaced_link(row: Any, changed: Collection[str]) -> Any:
    """The link as the database has it, rejected but not saved, if the person pointed it at something else."""
    if row.pk is None or not {"region", "organisation"} & set(changed):
        return None
    left = type(row).objects.get(pk=row.pk)
    if getattr(left, left.TARGET) == getattr(row, row.TARGET):
        return None
    left.state = State.REJECTED
    return left


def _link_of_same_target(link: ArticleRegion | ArticleOrganisation) -> Any:
    """Another link of the article to the same region or organisation."""
    same = {"article_id": link.article_id, link.TARGET: getattr(link, link.TARGET)}
    return type(link).objects.filter(**same).exclude(pk=link.pk).first()


def _take_up(there: Any, left: Any) -> None:
    """Make `there` active in place of `left`, which stays as the rejected one of its own target. `there` takes the
    mentions, and what led to `left` leads to `there`."""
    there.state, there.origin, there.replaced_by = State.ACTIVE, Origin.EDITED, None
    if left is not None:
        there.mentions += [mention for mention in left.mentions if mention not in there.mentions]
        there.marked += [mark for mark in left.marked if mark not in there.marked]
    there.save()
    if left is not None:
        left.mentions, left.marked, left.replaced_by = [], [], there
        left.save()
        left.replaces.update(replaced_by=there)
