"""What a file says differently from the database: changes, conflicts, problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from corpus.batches import batches
from corpus.history.values import restored
from corpus.models import Article, Organisation, OrganisationAlias, Region, State
from corpus.names import organisation_key
from corpus.roundtrip.cells import BadCell, read_cell
from corpus.roundtrip.tables import VERSION, digest
from corpus.row_ids import id_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from django.db import models

    from corpus.roundtrip.reading import Given
    from corpus.roundtrip.tables import Column, Table

MOST_PROBLEMS = 1000


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that the file has otherwise. `is_conflict` when the database changed it since the export, too."""

    column: str
    now: Any
    wanted: Any
    is_conflict: bool = False


@dataclass(frozen=True, slots=True)
class RowChange:
    """What the file wants of one row: of the one with this `pk`, or of a new one."""

    table: Table
    line: int
    pk: int | None
    label: str
    differences: tuple[Difference, ...]

    def key(self, difference: Difference) -> str:
        return f"{self.table.name}:{self.pk}:{difference.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that can't be done; nothing of its row is."""

    table: str
    line: int
    column: str
    message: str


@dataclass
class Comparison:
    changes: list[RowChange] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0

    def conflicts(self) -> list[tuple[RowChange, Difference]]:
        return [(change, d) for change in self.changes for d in change.differences if d.is_conflict]

    def number(self) -> int:
        """Values that would change, conflicts left out."""
        return sum(not d.is_conflict for change in self.changes for d in change.differences)


def compare(rows: Iterable[Given], *, most: int | None = None) -> Comparison:
    """Hold every row of a file against the database, reading so many at a time. `most` ends it after so many changed
    rows. Raises `ImportRefused`."""
    found, seen = Comparison(), set[tuple[str, int]]()
    for batch in batches(rows):
        for table in {given.table.name: given.table for given in batch}.values():
            _compare_batch(table, [given for given in batch if given.table is table], seen, found)
        if (most is not None and len(found.changes) > most) or len(found.problems) > MOST_PROBLEMS:
            break
    return found


def _compare_batch(
    table: Table, batch: Sequence[Given], seen: set[tuple[str, int]], found: Comparison
) -> None:
    pks = {given.line: _id_of(given) for given in batch}
    there = {row.pk: row for row in table.rows().filter(pk__in=[pk for pk in pks.values() if pk])}
    targets = _Targets(table, batch)
    for given in batch:
        found.rows += 1
        pk = pks[given.line]
        try:
            if given.has_more:
                raise _Refused(
                    "", _("It has more cells than there are columns. Is a text with commas unquoted?")
                )
            if pk is not None and (table.name, pk) in seen:
                raise _Refused("id", _("The row with this id stands in the file twice."))
            change = _new_row(given, targets) if pk is None else _changed_row(given, there.get(pk), targets)
        except _Refused as refusal:
            found.problems.append(Problem(table.name, given.line, refusal.column, refusal.message))
            continue
        if pk is not None:
            seen.add((table.name, pk))
        if change.differences:
            found.changes.append(change)


class _Refused(Exception):
    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column, self.message = column, message


def _id_of(given: Given) -> int | None:
    """None for a new row, 0 for what no row has."""
    return _number_of(given.cells.get("id"))


def _number_of(cell: Any) -> int | None:
    """The id that a cell holds; None for an empty one, 0 for what is no id."""
    text = "" if cell is None else str(cell).strip()
    return (id_of(text) or 0) if text else None


class _Targets:
    """The regions, organisations and articles that cells of a batch name, by what is written there."""

    def __init__(self, table: Table, batch: Sequence[Given]) -> None:
        self._found: dict[str, dict[str, str]] = {}
        for column in table.editable:
            model = column.field(table.model).related_model
            if model in {Region, Organisation}:
                written = {str(given.cells.get(column.name) or "").strip() for given in batch} - {""}
                self._found[column.name] = _slugs(model, written)
        new = [given for given in batch if _id_of(given) is None]
        articles = {number for given in new if (number := _number_of(given.cells.get("article")))}
        self.articles = (
            set(Article.objects.filter(pk__in=articles).values_list("pk", flat=True)) if articles else set()
        )
        self._there: dict[int, list[dict[str, Any]]] = {}
        if self.articles and table.can_grow:
            for row in table.rows().filter(article__in=self.articles):
                self._there.setdefault(row.article_id, []).append(table.values(row))

    def have(self, article: int, wanted: Sequence[Difference]) -> bool:
        """Whether the article has a row with these values already."""
        values = {"state": State.ACTIVE.value} | {d.column: d.wanted for d in wanted}
        return any(values.items() <= there.items() for there in self._there.get(article, ()))

    def slug(self, column: str, written: str) -> str:
        """Raises `_Refused`."""
        if written not in self._found[column]:
            reason = _("There is no “%(name)s”. Write the name as it stands in the other table, or its slug.")
            raise _Refused(column, reason % {"name": written})
        return self._found[column][written]


def _slugs(model: Any, written: set[str]) -> dict[str, str]:
    """By slug, or by a name that only one has; any name of an organisation will do."""
    if not written:
        return {}
    slugs = set(model.objects.filter(slug__in=written).values_list("slug", flat=True))
    found = {slug: slug for slug in slugs}
    others = written - slugs
    if model is Organisation:
        keys = {organisation_key(name): name for name in others}
        aliases = OrganisationAlias.objects.filter(key__in=keys).values_list("key", "organisation__slug")
        return found | {keys[key]: slug for key, slug in aliases}
    named: dict[str, list[str]] = {}
    for name, slug in model.objects.filter(name__in=others).values_list("name", "slug"):
        named.setdefault(name, []).append(slug)
    return found | {name: slugs[0] for name, slugs in named.items() if len(slugs) == 1}


def _changed_row(given: Given, row: Any, targets: _Targets) -> RowChange:
    table = given.table
    if row is None:
        raise _Refused("id", _("There is no such row (any more)."))
    before = table.digests(str(given.cells.get(VERSION) or ""))
    if before is None:
        raise _Refused(VERSION, _("It is not as it was exported, so what changed can't be told."))
    now = table.values(row)
    differences = []
    for column in table.editable:
        if column.name in given.cells:
            wanted = _wanted(given, column, targets, now=now[column.name])
            if digest(wanted) not in (before[column.name], digest(now[column.name])):
                is_conflict = digest(now[column.name]) != before[column.name]
                differences.append(Difference(column.name, now[column.name], wanted, is_conflict))
    label = str(row)
    _check(table, row, differences)
    return RowChange(table, given.line, row.pk, label, tuple(differences))


def _new_row(given: Given, targets: _Targets) -> RowChange:
    table = given.table
    if not table.can_grow:
        raise _Refused(
            "id", _("Rows of this table can't be added here; empty ids are for links and figures.")
        )
    article = _number_of(given.cells.get("article"))
    if not article or article not in targets.articles:
        raise _Refused("article", _("There is no such article."))
    differences = [Difference("article", None, article)]
    for column in table.editable:
        if str(given.cells.get(column.name) or "").strip():
            differences.append(Difference(column.name, None, _wanted(given, column, targets)))
    if targets.have(article, differences):
        differences = []  # brought in already, maybe by this very file
    _check(table, table.model(), differences)
    return RowChange(table, given.line, None, _("new"), tuple(differences))


def _wanted(given: Given, column: Column, targets: _Targets, *, now: Any = None) -> Any:
    try:
        value = read_cell(column, given.table.model, given.cells.get(column.name), now=now)
    except BadCell as error:
        raise _Refused(column.name, str(error)) from None
    if value is not None and column.field(given.table.model).is_relation and value != now:
        return targets.slug(column.name, value)
    return value


def _check(table: Table, row: Any, differences: Sequence[Difference]) -> None:
    """As the admin's form would: what the file sets, or all of a new row. Raises `_Refused`."""
    changed = set(set_values(table, row, {d.column: d.wanted for d in differences}))
    checked = changed if row.pk else {column.attribute for column in table.columns}
    try:
        check(row, checked)
    except ValidationError as error:
        attribute, messages = next(iter(error.message_dict.items()))
        named = {column.attribute: column.name for column in table.columns}
        raise _Refused(named.get(attribute, ""), " ".join(messages)) from None


def check(row: Any, attributes: Collection[str]) -> None:
    """Raises `ValidationError`, also when a value that stayed doesn't go with one of these."""
    if attributes:
        row.clean_fields(exclude={field.name for field in row._meta.fields} - set(attributes))
        row.clean()


def set_values(table: Table, row: Any, values: Mapping[str, Any]) -> list[str]:
    """Set these values of columns; returns the names of the attributes."""
    attributes = {column.name: column for column in table.columns}
    for name, value in values.items():
        column = attributes[name]
        known: models.Field[Any, Any] = column.field(table.model)
        if known.is_relation:
            setattr(row, column.attribute, _target(known, value))
        else:
            setattr(row, column.attribute, restored(table.model, {known.attname: value})[known.attname])
    return [attributes[name].attribute for name in values]


def _target(known: models.Field[Any, Any], value: Any) -> Any:
    model: Any = known.related_model
    if value is None:
        return None
    return model.objects.get(pk=value) if model is Article else model.objects.get(slug=value)
