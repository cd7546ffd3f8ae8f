"""Files into articles: read, clean, extract, save; one report a file."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db.models import F
from django.utils.module_loading import import_string

from corpus.batches import batches
from corpus.changes import hold_commits
from corpus.extraction.base import OrganisationKind
from corpus.extraction.lists import NameLists
from corpus.extraction.pipeline import extract
from corpus.faults import advice_on
from corpus.ingest.cleaning import make_page
from corpus.ingest.errors import ReadError
from corpus.ingest.readers import find_articles, read_article
from corpus.models import Article, ListedName, NameList
from corpus.services import Outcome, ParsedArticle, save_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.extraction.base import Extraction, Extractor
    from corpus.ingest.readers import SourceText

logger = logging.getLogger(__name__)

BATCH = 200  # files between two updates of the index


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: an outcome, or None with the sentence that says why it was refused."""

    path: Path
    outcome: Outcome | None
    message: str = ""


@cache
def load_extractors() -> tuple[Extractor, ...]:
    """The extractors of `settings.EXTRACTORS`, in their order, each made with its options. Raises
    `ModelMissing`."""
    return tuple(
        cast("Extractor", import_string(name)(**options)) for name, options in settings.EXTRACTORS.items()
    )


def load_lists() -> NameLists:
    """What people said of names. One query."""
    rows = ListedName.objects.order_by("pk").values_list("list", "key", "name", "kind")
    keys = {name: frozenset(key for of, key, _, _ in rows if of == name) for name in NameList}
    return NameLists(
        never_organisations=keys[NameList.NEVER_ORGANISATION],
        always_organisations=tuple(
            (name, OrganisationKind(kind)) for of, _, name, kind in rows if of == NameList.ALWAYS_ORGANISATION
        ),
        never_regions=keys[NameList.NEVER_REGION],
    )


def files_of(paths: Iterable[Path]) -> list[tuple[Path, Path]]:
    """(file, root) for every file named and every article in the folders named; no file may lead out of its root."""
    found: dict[Path, Path] = {}
    for path in paths:
        for file in find_articles(path) if path.is_dir() else [path]:
            found.setdefault(file, path)
    return list(found.items())


def extract_file(path: Path, *, root: Path | None = None) -> Extraction:
    """What extraction says of a file, saving nothing. Raises `ReadError`."""
    return extract(make_page(read_article(path, root=root)), load_extractors())


def extract_article(source: SourceText) -> Extraction:
    """What extraction says of an article about to be saved. Raises `ReadError` where there is none."""
    extraction = extract(make_page(source), load_extractors(), load_lists())
    if not extraction.body and extraction.title is None:
        raise ReadError("holds no article: nothing is left without menus and boilerplate.")
    return extraction


def ingest_files(files: Iterable[tuple[Path, Path]], *, again: bool = False) -> Iterator[FileReport]:
    """Ingest (file, root) pairs, each in a transaction of its own; the good ones are in whatever happens to others.
    `again` extracts anew from files that did not change. Raises what the machine or the database refuses."""
    for batch in batches(files, BATCH):
        yield from _ingest_batch(batch, again)


def _ingest_batch(batch: list[tuple[Path, Path]], again: bool) -> Iterator[FileReport]:
    with hold_commits():
        for path, root in batch:
            try:
                yield ingest_file(path, root=root, again=again)
            except ReadError as error:
                yield FileReport(path, None, str(error).removeprefix(f"{path.name}: "))
            except Exception as error:
                if advice_on(error) is not None:  # no other file would fare better
                    raise
                # A slip of ours in one file must not keep the others out; the log has the whole story.
                logger.exception("Ingesting %s failed", path)
                yield FileReport(path, None, f"failed inside Gleaner ({error}); please report it.")


def ingest_file(path: Path, *, root: Path | None = None, again: bool = False) -> FileReport:
    """Ingest one file. Raises `ReadError`."""
    source = read_article(path, root=root)
    name = str(path.resolve())
    known = Article.everything.filter(path=name).first()
    if known and known.deleted_at:
        return FileReport(path, Outcome.BINNED, f"is in the bin: “{known.headline}”")
    if known and known.digest == source.digest and not again:
        return FileReport(path, Outcome.UNCHANGED)
    copy = (
        Article.everything.filter(digest=source.digest)
        .order_by(F("deleted_at").asc(nulls_first=True))
        .first()
    )
    if known is None and copy is not None:
        return _follow_copy(copy, path, name)
    parsed = ParsedArticle(path=name, digest=source.digest, extraction=extract_article(source))
    article, outcome = save_article(parsed)
    return FileReport(path, outcome, article.headline)


def _follow_copy(article: Article, path: Path, name: str) -> FileReport:
    """The same bytes are an article already: a file that moved takes its article along, a copy adds nothing, nor does one
    of what was put into the bin."""
    if article.deleted_at:
        return FileReport(path, Outcome.BINNED, f"is in the bin: “{article.headline}”")
    if article.path and not Path(article.path).exists():
        Article.objects.filter(pk=article.pk).update(path=name)
        return FileReport(path, Outcome.UNCHANGED, "moved here")
    return FileReport(
        path, Outcome.DUPLICATE, f"has the same text as article {article.pk}, “{article.headline}”"
    )
