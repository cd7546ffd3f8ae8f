"""Changes in words: which value of which row, from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from corpus.history.values import PLACE, fields_of, references_of
from corpus.history.wording import Names, label_of, value_text
from corpus.models import Amount, Article, ArticleOrganisation, ArticleRegion, Organisation, Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db import models

    from corpus.history.values import Values
    from corpus.models import Change

UNTOLD = PLACE | {
    *("slug", "key", "place_id", "path", "digest", "body", "deleted_at", "article_id", "replaced_by_id"),
    *("marked", "alternatives", "anchor", "anchor_sentence", "origin"),
    *(f"{name}_origin" for name in Article.HEADER),
}
"""Columns that say nothing to a person by their values."""
NAMED_BY = {
    ArticleRegion: ArticleRegion.TARGET,
    ArticleOrganisation: ArticleOrganisation.TARGET,
    Amount: "text",
}
OTHERS_NAMED = (Region, Organisation)


@dataclass(frozen=True, slots=True)
class ToldValue:
    """A value that changed; empty for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ToldChange:
    """What became of a row: `kind` is what it is ("figure"), `name` what it is called, `note` what happened to it as a
    whole, if anything."""

    change: Change
    kind: str
    name: str
    note: str
    values: tuple[ToldValue, ...]


def tell(changes: Sequence[Change]) -> list[ToldChange]:
    """The changes in words, in their order. A fixed number of queries."""
    keys = _keys_of_statements(changes)
    names = names_for((change.model, values) for change in changes for values in _states(change, keys))
    return [_told(change, keys, names) for change in changes]


def names_for(rows: Iterable[tuple[type[models.Model], Values]]) -> Names:
    """Names of the regions and organisations that these values point to: at most two queries."""
    wanted: dict[type[models.Model], set[int]] = {model: set() for model in OTHERS_NAMED}
    for model, values in rows:
        for target, pk in references_of(model, values):
            if target in wanted:
                wanted[target].add(pk)
    return {model: _names(model, pks) for model, pks in wanted.items()}


def _names(model: type[models.Model], pks: set[int]) -> dict[int, str]:
    return {row.pk: str(row) for row in model._base_manager.filter(pk__in=pks)} if pks else {}


def _states(change: Change, keys: dict[tuple[str, int], Values]) -> Iterator[Values]:
    yield from (values for values in (change.before, change.after) if values)
    if (change.table, change.row) in keys:
        yield keys[change.table, change.row]


def _keys_of_statements(changes: Iterable[Change]) -> dict[tuple[str, int], Values]:
    """What the statements that changed are called by now, by table and row: at most three queries."""
    rows: dict[Any, set[int]] = {}
    for change in changes:
        if change.model in NAMED_BY:
            rows.setdefault(change.model, set()).add(change.row)
    return {
        (model._meta.model_name, pk): {NAMED_BY[model]: key}
        for model, pks in rows.items()
        for pk, key in model.objects.filter(pk__in=pks).values_list("pk", NAMED_BY[model])
    }


def _told(change: Change, keys: dict[tuple[str, int], Values], names: Names) -> ToldChange:
    model, before, after = change.model, change.before or {}, change.after or {}
    shown = [name for name in (before | after) if name not in UNTOLD]
    values = (
        ToldValue(
            label_of(model, name),
            value_text(model, name, before.get(name), names),
            value_text(model, name, after.get(name), names),
        )
        for name in sorted(shown, key=_order(model))
    )
    return ToldChange(
        change=change,
        kind=str(model._meta.verbose_name),
        name=_name(change, keys, names),
        note=_note(change),
        values=tuple(value for value in values if value.before != value.after),
    )


def _order(model: type[models.Model]) -> Any:
    """Columns in the order of the model."""
    places = {field.attname: place for place, field in enumerate(fields_of(model))}
    return lambda name: places.get(name, len(places))


def _name(change: Change, keys: dict[tuple[str, int], Values], names: Names) -> str:
    model = change.model
    values = {**(change.before or {}), **(change.after or {}), **keys.get((change.table, change.row), {})}
    if model in NAMED_BY:
        return value_text(model, NAMED_BY[model], values.get(NAMED_BY[model]), names)
    return "" if model is Article else str(values.get("name") or f"#{change.row}")


def _note(change: Change) -> str:
    before, after = change.before, change.after
    if before is None:
        return _("added")
    if after is None:
        return _("removed")
    if "deleted_at" in after:
        return _("put into the bin") if after["deleted_at"] else _("taken out of the bin")
    if "body" in after:
        return _("another text")
    if set(after) <= UNTOLD:
        return _note_of_origins(after)
    return ""


def _note_of_origins(after: Values) -> str:
    """What happened to a row whose values stayed as they were."""
    taken_over = [name for name in after if name.endswith("origin")]
    if not taken_over:
        return _("proposal put aside") if "overruled" in after else _("marked elsewhere in the text")
    confirmed = all(after[name] == "edited" for name in taken_over)
    return _("confirmed") if confirmed else _("no longer confirmed")
