"""What the page of an upload shows, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from corpus.models import Article, FileState, Qualifier, Role
from corpus.models.upload import DONE
from corpus.row_ids import ids_of
from corpus.services import Outcome
from corpus.uploads.duplicates import SAME
from corpus.uploads.forms import DecisionForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User
    from django.http import QueryDict

    from corpus.models import Upload, UploadFile
    from corpus.uploads.previews import FigurePreview

AT_ONCE = 20  # files to look through on one page


@dataclass(frozen=True, slots=True)
class Duplicate:
    article: Article
    similarity: float

    @property
    def is_same(self) -> bool:
        return self.similarity == SAME

    @property
    def percent(self) -> int:
        return int(100 * self.similarity)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure of the preview with its words for people."""

    figure: FigurePreview
    role: str
    qualifier: str


@dataclass(frozen=True, slots=True)
class LookItem:
    """A file to look through."""

    file: UploadFile
    form: DecisionForm
    figures: tuple[FigureLine, ...]
    duplicates: tuple[Duplicate, ...]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What became of a file, for people."""

    file: UploadFile
    outcome: str
    message: str
    article: Article | None


def items_to_look_through(upload: Upload, *, user: User, data: QueryDict | None = None) -> list[LookItem]:
    """The next `AT_ONCE` files, or those that `data` is about."""
    ready = upload.files.filter(state=FileState.READY)
    if data is not None:
        ready = ready.filter(pk__in=ids_of(data.getlist("file")))
    files = list(ready[:AT_ONCE])
    articles = Article.everything.in_bulk({pk for file in files for pk, _s in file.duplicates})
    may_update = user.has_perm("corpus.change_article")
    return [_item(file, articles, may_update=may_update, data=data) for file in files]


def _item(
    file: UploadFile, articles: dict[int, Article], *, may_update: bool, data: QueryDict | None
) -> LookItem:
    duplicates = [(articles[pk], similarity) for pk, similarity in file.duplicates if pk in articles]
    return LookItem(
        file=file,
        form=DecisionForm(file, duplicates, may_update=may_update, data=data),
        figures=tuple(map(_line, file.found["figures"])),
        duplicates=tuple(Duplicate(article, similarity) for article, similarity in duplicates),
    )


def _line(figure: FigurePreview) -> FigureLine:
    is_exact = figure["qualifier"] == Qualifier.EXACT
    qualifier = "" if is_exact else str(Qualifier(figure["qualifier"]).label)
    return FigureLine(figure, str(Role(figure["role"]).label), qualifier)


def report_lines(upload: Upload) -> Iterator[ReportLine]:
    """The files that are done, in their order."""
    for file in upload.files.filter(state__in=DONE).select_related("article"):
        article = file.article if file.article and file.article.deleted_at is None else None
        yield ReportLine(file, _outcome(file), file.message, article)


def _outcome(file: UploadFile) -> str:
    if file.state != FileState.SAVED:
        return str(FileState(file.state).label)
    return {
        Outcome.CREATED: _("Saved as a new article"),
        Outcome.UPDATED: _("Brought its article up to date"),
        Outcome.UNCHANGED: _("Changed nothing in its article"),
    }[Outcome(file.outcome)]
