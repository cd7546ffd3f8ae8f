"""What the files hold: a table for each kind of row, a column for each value."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from corpus.history.values import plain_value
from corpus.models import Amount, Article, ArticleOrganisation, ArticleRegion, Organisation, Region, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db import models

VERSION = "version"
DIGITS = 6  # of the digest of one value: one in sixteen million changed values passes for unchanged


@dataclass(frozen=True, slots=True)
class Column:
    """`name` heads the column, `attribute` is the model's. A row of another table is written by its slug."""

    name: str
    attribute: str
    is_editable: bool = True

    def field(self, model: type[models.Model]) -> models.Field[Any, Any]:
        found: models.Field[Any, Any] = model._meta.get_field(self.attribute)  # type: ignore[assignment]
        return found


@dataclass(frozen=True)
class Table:
    """`name` is that of the file. `can_grow` says whether a row without an id is a new one."""

    name: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    can_grow: bool = False

    @cached_property
    def editable(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_editable)

    @cached_property
    def references(self) -> tuple[str, ...]:
        """Columns that lead to other rows, to be read with them."""
        return tuple(
            c.attribute for c in self.columns if c.attribute != "article" and c.field(self.model).is_relation
        )

    def rows(self) -> models.QuerySet[Any]:
        """All but those of articles in the bin."""
        rows: models.QuerySet[Any] = self.model._default_manager.order_by("pk")
        if issubclass(self.model, Statement):
            rows = rows.filter(article__deleted_at=None)
        return rows.select_related(*self.references) if self.references else rows

    def header(self) -> list[str]:
        return ["id", *(column.name for column in self.columns), VERSION]

    def values(self, row: Any) -> dict[str, Any]:
        """The row as JSON holds it."""
        return {column.name: plain(self.model, column, row) for column in self.columns}

    def version(self, values: Mapping[str, Any]) -> str:
        """Begins with a letter, so that no spreadsheet takes it for a number."""
        return "v" + "".join(digest(values[column.name]) for column in self.editable)

    def digests(self, version: str) -> dict[str, str] | None:
        """The digest of each editable value; None if this is no version."""
        if len(version) != 1 + DIGITS * len(self.editable):
            return None
        parts = (version[at : at + DIGITS] for at in range(1, len(version), DIGITS))
        return {column.name: part for column, part in zip(self.editable, parts, strict=True)}


def plain(model: type[models.Model], column: Column, row: Any) -> Any:
    """A value as JSON holds it; another row by its slug, an article by its id."""
    field = column.field(model)
    if not field.is_relation:
        return plain_value(field, getattr(row, column.attribute))
    if column.attribute == "article":
        return row.article_id
    other = getattr(row, column.attribute)
    return other.slug if other is not None else None


def digest(value: Any) -> str:
    """Nothing and an empty text are the same: files can't tell them apart."""
    text = "" if value is None else str(value).replace("\r\n", "\n")
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def _same(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, name) for name in names)


def _shown(*names: str) -> tuple[Column, ...]:
    """For people to know what they see; changes of these are not taken."""
    return tuple(Column(name, name, is_editable=False) for name in names)


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "articles",
            Article,
            _same(*Article.HEADER) + _shown(*(f"{name}_origin" for name in Article.HEADER)),
        ),
        Table(
            "article_regions",
            ArticleRegion,
            _shown("article") + _same("region", "state") + _shown("origin", "rule", "confidence"),
            can_grow=True,
        ),
        Table(
            "article_organisations",
            ArticleOrganisation,
            _shown("article") + _same("organisation", "state") + _shown("origin", "rule", "confidence"),
            can_grow=True,
        ),
        Table(
            "figures",
            Amount,
            (
                *_shown("article"),
                *_same("text", "value", "value_high", "currency", "usd_equivalent", "role", "qualifier"),
                *_same("year", "year_inferred"),
                Column("target", "is_target"),
                Column("vague", "is_vague"),
                Column("suspect", "is_suspect"),
                *_same("organisation", "region", "sentence", "state"),
                *_shown("origin", "rule", "confidence"),
            ),
            can_grow=True,
        ),
        Table("organisations", Organisation, _shown("slug") + _same("name", "kind") + _shown("origin")),
        Table(
            "regions", Region, _shown("slug") + _same("name", "level", "parent", "code") + _shown("origin")
        ),
    )
}
