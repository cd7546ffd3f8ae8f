"""What an action would do to a selection, without doing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from corpus.batches import batches
from corpus.curation.bulk.actions import ExtractAgain
from corpus.models import Article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.curation.bulk.actions import Action

EXAMPLES = 5
TRIED = 20  # articles that are extracted again for a preview


@dataclass(frozen=True, slots=True)
class Example:
    article: Article
    before: str


@dataclass(frozen=True, slots=True)
class Plan:
    """How many articles change, how many have a person's value instead, and some of both. `tried` is how many articles
    were looked at where all would take too long; the numbers are of those, then."""

    total: int
    changing: int
    persons: int
    changing_examples: tuple[Example, ...]
    persons_examples: tuple[Example, ...]
    tried: int = 0

    @property
    def unchanged(self) -> int:
        return (self.tried or self.total) - self.changing - self.persons


def plan(action: Action, ids: Sequence[int]) -> Plan:
    """A few queries for each thousand articles."""
    if isinstance(action, ExtractAgain):
        return _tried(action, ids)
    changing: list[int] = []
    persons: list[int] = []
    for batch in batches(ids):
        found = action.sort_out(batch)
        changing += sorted(found.changing)
        persons += sorted(found.persons)
    return Plan(
        total=len(ids),
        changing=len(changing),
        persons=len(persons),
        changing_examples=_examples(action, changing[:EXAMPLES]),
        persons_examples=_examples(action, persons[:EXAMPLES]),
    )


def _tried(action: ExtractAgain, ids: Sequence[int]) -> Plan:
    """Extract some, spread over the selection, and take it back."""
    tried = ids[:: max(1, len(ids) // TRIED)][:TRIED]
    with transaction.atomic():
        changing = [pk for pk in tried if action.change([pk])]
        transaction.set_rollback(True)
    return Plan(
        total=len(ids),
        changing=len(changing),
        persons=0,
        changing_examples=_examples(action, changing[:EXAMPLES]),
        persons_examples=(),
        tried=len(tried),
    )


def _examples(action: Action, ids: Sequence[int]) -> tuple[Example, ...]:
    articles = Article.objects.with_metadata().in_bulk(ids)
    return tuple(Example(articles[pk], action.before(articles[pk])) for pk in ids if pk in articles)
