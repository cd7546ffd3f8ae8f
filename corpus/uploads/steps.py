"""The steps that a file goes through: unpacked, read, saved. Each ends in one transaction, so that a file whose worker was
killed is where it was before the step."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from corpus.history.recorder import recording
from corpus.ingest.archives import ENDING, MAX_FILES, Archive
from corpus.ingest.errors import ReadError
from corpus.ingest.pipeline import extract_article
from corpus.ingest.readers import read_text
from corpus.models import Article, EditKind, FileState, UploadFile
from corpus.services import ParsedArticle, save_article
from corpus.uploads.duplicates import SAME, find_duplicates
from corpus.uploads.header import save_typed, with_typed_date
from corpus.uploads.previews import rehearse
from corpus.uploads.store import store

if TYPE_CHECKING:
    from corpus.ingest.archives import Entry


def take_step(file: UploadFile) -> None:
    """The next step of a file that waits for the worker. Raises `ReadError`."""
    try:
        if file.state == FileState.CHOSEN:
            _save(file)
        elif file.ending == ENDING:
            _unpack(file)
        else:
            _read(file)
    except FileNotFoundError:
        raise ReadError(_("its bytes are gone from the server; add it again.")) from None


def finish(file: UploadFile, state: FileState, message: str = "") -> None:
    """End the way of a file that will not be saved."""
    if file.settle(state, message):
        transaction.on_commit(partial(store.drop, file.stored))


def _parse(file: UploadFile) -> ParsedArticle:
    source = read_text(store.path_of(file.stored).read_bytes(), file.ending)
    extraction = extract_article(with_typed_date(source, file.typed))
    return ParsedArticle(path=file.article_path, digest=source.digest, extraction=extraction)


def _unpack(file: UploadFile) -> None:
    """Replace an archive by the files in it."""
    with store.path_of(file.stored).open("rb") as handle:
        archive = Archive(handle)
        _check_room(file, len(archive.entries))
        files = [_unpacked(file, archive, entry) for entry in archive.entries]
    with transaction.atomic():
        if UploadFile.objects.filter(pk=file.pk, state=file.state).delete()[0]:
            UploadFile.objects.bulk_create(files)
    store.drop(file.stored)


def _check_room(file: UploadFile, count: int) -> None:
    others = UploadFile.objects.filter(upload=file.upload_id).exclude(pk=file.pk).count()
    if others + count > MAX_FILES:
        raise ReadError(
            _("with what is in it there are more than %(most)s files; add it by itself.")
            % {"most": MAX_FILES}
        )


def _unpacked(file: UploadFile, archive: Archive, entry: Entry) -> UploadFile:
    """The row of a file in an archive: waiting, or refused with the reason."""
    row = UploadFile(
        upload_id=file.upload_id,
        number=file.number,
        name=_name_in(file.name, entry.name),
        stored=store.new_name(),
    )
    try:
        row.stored = store.keep([archive.read(entry)])
    except ReadError as error:
        row.state, row.message = FileState.REFUSED, str(error)
    return row


def _name_in(archive: str, name: str) -> str:
    """What people see; the end says which reader it is for, so a long name loses its beginning."""
    shown = "".join(filter(str.isprintable, name))
    return f"{PurePosixPath(archive).name}: {shown}"[-300:]


def _read(file: UploadFile) -> None:
    """See what would be saved and what is there already; or set aside what the same upload has twice."""
    parsed = _parse(file)
    twin = UploadFile.objects.filter(upload=file.upload_id, digest=parsed.digest).exclude(pk=file.pk).first()
    if twin:
        finish(file, FileState.SKIPPED, _("the same file as “%(name)s”") % {"name": twin.name})
        return
    file.settle(
        FileState.READY, digest=parsed.digest, found=rehearse(parsed), duplicates=find_duplicates(parsed)
    )


def _save(file: UploadFile) -> None:
    """Make it an article, unless the same one came in since the person looked."""
    parsed = _parse(file)
    if file.target is None and _unseen_duplicates(file, parsed):
        message = _("The same text came in meanwhile: choose again.")
        file.settle(FileState.READY, message, duplicates=find_duplicates(parsed))
        return
    try:
        with recording(actor=file.upload.user, kind=EditKind.ADD, summary=_summary(file)):
            article, outcome = save_article(parsed, into=file.target)
            save_typed(article, file.typed)
            file.settle(FileState.SAVED, article=article, outcome=outcome)
    except Article.DoesNotExist:
        message = _("The article that it should bring up to date is gone: choose again.")
        file.settle(FileState.READY, message, target=None, duplicates=find_duplicates(parsed))
    else:
        store.drop(file.stored)


def _summary(file: UploadFile) -> str:
    return _("Added from “%(name)s”") % {"name": file.name}


def _unseen_duplicates(file: UploadFile, parsed: ParsedArticle) -> bool:
    """Whether the same text is there now as an article that the person was not shown."""
    shown = {pk for pk, _similarity in file.duplicates}
    return any(similarity == SAME and pk not in shown for pk, similarity in find_duplicates(parsed))
