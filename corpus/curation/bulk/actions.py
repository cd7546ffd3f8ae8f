"""What can be done to many articles. Each action says of a batch which articles it changes and which have a person's value
that it would put aside, and changes those it is told to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from corpus.curation.extracting import extract_again
from corpus.editing import save_edit
from corpus.models import (
    Amount,
    Article,
    ArticleRegion,
    EditKind,
    Organisation,
    Origin,
    Region,
    State,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping


class ActionGone(Exception):
    """What the action is about is not there any more, in a sentence for people."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """Ids of the articles of a batch that change as they are, and of those where a person decided otherwise."""

    changing: frozenset[int]
    persons: frozenset[int]


class Action(Protocol):
    """`summary` is kept with the edit, so it is in plain English; `label` is for the page."""

    kind: EditKind

    @property
    def summary(self) -> str: ...

    @property
    def label(self) -> str: ...

    def sort_out(self, ids: Collection[int]) -> Sorted: ...

    def change(self, ids: Collection[int]) -> int:
        """Returns how many articles are others now. Call it inside `recording`."""
        ...

    def before(self, article: Article) -> str:
        """What the article has now, for a preview."""
        ...


@dataclass(frozen=True)
class SetHeader:
    """A value of the header: `source` (text) or `published` (a date)."""

    field: str
    value: str | date
    kind = EditKind.BULK

    @property
    def summary(self) -> str:
        return f"Set the {'date' if self.field == 'published' else self.field} to “{self.value}”"

    @property
    def label(self) -> str:
        said = (
            _("Set the date to %(value)s")
            if self.field == "published"
            else _("Set the source to “%(value)s”")
        )
        return said % {"value": _shown(self.value)}

    def sort_out(self, ids: Collection[int]) -> Sorted:
        others = Article.objects.filter(pk__in=ids).exclude(**{self.field: self.value})
        return _by_origin(others.values_list("pk", f"{self.field}_origin"))

    def change(self, ids: Collection[int]) -> int:
        for article in Article.objects.filter(pk__in=ids):
            setattr(article, self.field, self.value)
            save_edit(article, {self.field})
        return len(ids)

    def before(self, article: Article) -> str:
        return _shown(getattr(article, self.field)) or _("nothing")


@dataclass(frozen=True)
class AddRegion:
    """A region for articles that don't have it. Where it was rejected, a person said so."""

    region: Region
    kind = EditKind.BULK

    @property
    def summary(self) -> str:
        return f"Added the region “{self.region}”"

    @property
    def label(self) -> str:
        return _("Add the region “%(name)s”") % {"name": self.region}

    def sort_out(self, ids: Collection[int]) -> Sorted:
        there = set(Article.objects.filter(pk__in=ids).values_list("pk", flat=True))
        links = dict(self._links(ids).values_list("article_id", "state"))
        rejected = {pk for pk, state in links.items() if state == State.REJECTED}
        return Sorted(frozenset(there - links.keys()), frozenset(there & rejected))

    def change(self, ids: Collection[int]) -> int:
        rejected = {link.article_id: link for link in self._links(ids)}
        for pk in sorted(ids):
            link = rejected.get(pk) or ArticleRegion(article_id=pk, region=self.region)
            link.state = State.ACTIVE
            save_edit(link, ("state",) if link.pk else ())
        return len(ids)

    def before(self, article: Article) -> str:
        return _named(link.region.name for link in article.shown_regions)

    def _links(self, ids: Collection[int]) -> Any:
        return ArticleRegion.objects.filter(article__in=ids, region=self.region)


@dataclass(frozen=True)
class Reject:
    """A region or an organisation that isn't one of these articles'."""

    target: Region | Organisation
    kind = EditKind.REJECT

    @property
    def summary(self) -> str:
        return f"Rejected the {self.target._meta.verbose_name} “{self.target}”"

    @property
    def label(self) -> str:
        if isinstance(self.target, Region):
            return _("Reject the region “%(name)s”") % {"name": self.target}
        return _("Reject the organisation “%(name)s”") % {"name": self.target}

    def sort_out(self, ids: Collection[int]) -> Sorted:
        links = self.target.article_links.filter(article__in=ids)
        active = links.filter(state=State.ACTIVE, article__deleted_at=None)
        return _by_origin(active.values_list("article_id", "origin"))

    def change(self, ids: Collection[int]) -> int:
        for link in self.target.article_links.filter(article__in=ids):
            link.state = State.REJECTED
            save_edit(link, {"state"})
        return len(ids)

    def before(self, article: Article) -> str:
        if isinstance(self.target, Region):
            return _named(link.region.name for link in article.shown_regions)
        return _named(link.organisation.name for link in article.shown_organisations)


@dataclass(frozen=True)
class RejectEverywhere(Reject):
    """The same for what is never one at all: figures that extraction gave it have none, either."""

    def change(self, ids: Collection[int]) -> int:
        key = str(self.target._meta.model_name)
        owned = Amount.objects.filter(article__in=ids, origin=Origin.EXTRACTED, **{key: self.target})
        owned.update(**{key: None})
        return super().change(ids)


@dataclass(frozen=True)
class ExtractAgain:
    """What the rules and the lists of names say of the text today. Texts and headers stay."""

    kind = EditKind.EXTRACT

    @property
    def summary(self) -> str:
        return "Extracted again"

    @property
    def label(self) -> str:
        return _("Extract regions, organisations and figures again")

    def sort_out(self, ids: Collection[int]) -> Sorted:
        there = Article.objects.filter(pk__in=ids).values_list("pk", flat=True)
        return Sorted(frozenset(there), frozenset())

    def change(self, ids: Collection[int]) -> int:
        return sum(map(extract_again, Article.objects.filter(pk__in=ids)))

    def before(self, article: Article) -> str:
        return ""


HEADERS: Mapping[str, Callable[[str], str | date]] = {"source": str, "published": date.fromisoformat}


def action_of(said: Mapping[str, Any]) -> Action:
    """The action that a `BulkEdit.action` means. Raises `ActionGone`."""
    match said:
        case {"do": "set", "field": str(field), "value": str(value)}:
            return SetHeader(field, HEADERS[field](value))
        case {"do": "add-region", "region": pk}:
            return AddRegion(_row(Region, pk))
        case {"do": "reject", "region": pk}:
            return Reject(_row(Region, pk))
        case {"do": "reject", "organisation": pk}:
            return Reject(_row(Organisation, pk))
        case {"do": "reject-everywhere", "organisation": pk}:
            return RejectEverywhere(_row(Organisation, pk))
        case {"do": "reject-everywhere", "region": pk}:
            return RejectEverywhere(_row(Region, pk))
        case {"do": "extract"}:
            return ExtractAgain()
    raise ActionGone(_("This can't be done any more. Choose again."))


def _row(model: Any, pk: int) -> Any:
    row = model.objects.filter(pk=pk).first()
    if row is None:
        raise ActionGone(_("What it is about is not there any more. Choose again."))
    return row


def _by_origin(rows: Any) -> Sorted:
    origins = dict(rows)
    persons = frozenset(pk for pk, origin in origins.items() if origin == Origin.EDITED)
    return Sorted(frozenset(origins.keys() - persons), persons)


def _shown(value: Any) -> str:
    return date_format(value) if isinstance(value, date) else str(value or "")


def _named(names: Any) -> str:
    return ", ".join(names) or _("nothing")
