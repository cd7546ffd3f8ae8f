"""Commands when the machine or the database refuses: one line that says what, where and what to do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from corpus.models import Article
from search.indexing import catch_up_after_commit
from search.models import PendingChange
from tests.factories import make_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from search.backends.base import SearchBackend

PROJECT = Path(__file__).parents[2]


@contextmanager
def pragma(set_: str, back: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {set_}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA {back}")


@contextmanager
def written_by_another() -> Iterator[None]:
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as other,
        pragma("busy_timeout = 0", "busy_timeout = 20000"),
    ):
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def read_only() -> Iterator[None]:
    with pragma("query_only = ON", "query_only = OFF"):
        yield


@contextmanager
def full() -> Iterator[None]:
    """With no room left by what was deleted."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
    with pragma(f"max_page_count = {pages}", "max_page_count = 1073741823"):
        yield


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (written_by_another, "locked.*try again"),
        (read_only, "readonly database.*Give the user"),
        (full, "full.*Make room"),
    ],
)
def test_a_database_that_refuses_ends_a_command_with_a_sentence(
    index: SearchBackend, tmp_path: Path, fault: Callable[[], AbstractContextManager[None]], said: str
) -> None:
    for copy in range(9):  # a full database has some room left
        text = f"Roche buys {copy}\n\n" + f"Roche sells unit {copy}. " * 5000
        (tmp_path / f"{copy}.txt").write_text(text)
    with fault(), pytest.raises(CommandError, match=f"The database .*sqlite3.* can't be used: .*{said}"):
        call_command("ingest", str(tmp_path), stdout=StringIO())
    assert Article.objects.count() < 9
    call_command("ingest", str(tmp_path), stdout=StringIO())
    assert Article.objects.count() == 9


@pytest.mark.django_db(transaction=True)
def test_a_locked_database_makes_no_saving_fail(index: SearchBackend) -> None:
    """It is locked once the article is saved: what is pending can be indexed, but not noted as done."""
    PendingChange.objects.create(article_id=make_article(title="Fund").pk)
    with written_by_another():
        catch_up_after_commit()
    assert PendingChange.objects.exists()
    catch_up_after_commit()
    assert not PendingChange.objects.exists()


@pytest.mark.parametrize(
    ("command", "name", "said"),
    [
        ("ingest", "folder", "unable to open database file"),
        ("update_index", "text", "file is not a database"),
    ],
)
def test_a_database_that_cant_be_opened_is_one_line(
    tmp_path: Path, command: str, name: str, said: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text").write_text("no database " * 100)
    places = {"GLEANER_DATABASE_URL": f"sqlite:///{tmp_path / name}", "GLEANER_VAR": str(tmp_path / "var")}
    ended = subprocess.run(
        [sys.executable, "manage.py", command, *([str(PROJECT / "seeds")] if command == "ingest" else [])],
        check=False,
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env=os.environ | places,
    )
    assert ended.returncode != 0
    [line] = ended.stderr.strip().splitlines()
    assert said in line
    assert str(tmp_path / name) in line
