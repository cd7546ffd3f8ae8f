"""What the article page shows beside the text: each value with where it comes from, and for editors where it is edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode

from corpus.history.wording import label_of
from corpus.models import Amount, Article, ArticleOrganisation, ArticleRegion, State
from corpus.provenance import Provenances

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Shown:
    """A value of the page. `row` is what it is a value of; `address` is empty for who may not edit."""

    row: Any
    label: str
    provenance: Provenance
    address: str


@dataclass(frozen=True, slots=True)
class Editing:
    """Where the values of an article are edited, and the way back to the page (`here`); regions, organisations and figures
    only by who may edit those, too (`of_statements`)."""

    article: Article
    here: str
    of_statements: bool

    def value(self, name: str) -> str:
        return self._and_back(reverse("article-value", args=[self.article.pk, name]), f"value-{name}")

    def statement(self, kind: str, pk: int, anchor: str = "") -> str:
        address = reverse("article-statement", args=[self.article.pk, kind, pk])
        return self._and_back(address, anchor or f"{kind}-row-{pk}")

    def _and_back(self, address: str, anchor: str) -> str:
        return f"{address}?{urlencode({'next': f'{self.here}#{anchor}'})}"


@dataclass(frozen=True, slots=True)
class Values:
    """All values of an article; `header` by name, with those that are empty."""

    header: dict[str, Shown]
    regions: tuple[Shown, ...]
    organisations: tuple[Shown, ...]
    figures: tuple[Shown, ...]
    rejected: tuple[Shown, ...] = ()


def values_of_page(article: Article, editing: Editing | None) -> Values:
    """The values of an article loaded `with_metadata`, for editors with those that were rejected."""
    found = Provenances(article, article.shown_amounts)
    statements = editing if editing and editing.of_statements else None

    def shown(kind: str, row: Any, provenance: Provenance) -> Shown:
        return Shown(row, str(row), provenance, statements.statement(kind, row.pk) if statements else "")

    return Values(
        header={name: _header(article, name, found, editing) for name in Article.HEADER},
        regions=tuple(shown("region", row, found.of_link(row)) for row in article.shown_regions),
        organisations=tuple(
            shown("organisation", row, found.of_link(row)) for row in article.shown_organisations
        ),
        figures=tuple(shown("figure", row, found.of_figure(row)) for row in article.shown_amounts),
        rejected=tuple(
            Shown(row, str(row), found.of_figure(row) if kind == "figure" else found.of_link(row), address)
            for kind, row, address in (_rejected(article, statements) if statements else ())
        ),
    )


def _header(article: Article, name: str, found: Provenances, editing: Editing | None) -> Shown:
    address = editing.value(name) if editing else ""
    return Shown(getattr(article, name), label_of(Article, name), found.of_header(name), address)


def _rejected(article: Article, editing: Editing) -> Iterable[tuple[str, Any, str]]:
    """Three queries."""
    rows = (
        ("region", ArticleRegion.objects.select_related("region")),
        ("organisation", ArticleOrganisation.objects.select_related("organisation")),
        ("figure", Amount.objects.select_related("organisation", "region")),
    )
    for kind, found in rows:
        for row in found.filter(article=article, state=State.REJECTED):
            row.article = article
            yield kind, row, editing.statement(kind, row.pk)
