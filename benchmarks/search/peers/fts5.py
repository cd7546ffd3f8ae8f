"""SQLite's FTS5: our terms as text, one table a facet, everything counted in SQL."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from benchmarks.search.entries import COLUMNS, entry_of, facets_of, filters_of, passes
from benchmarks.search.peers.base import TOP, Answer
from benchmarks.search.peers.names import Names
from benchmarks.search.peers.snippets import snippet
from benchmarks.search.peers.terms import spaced
from benchmarks.search.tasks import Kind, Mode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from benchmarks.search.tasks import Task
    from search.documents import SearchDocument

SETTINGS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-262144; PRAGMA mmap_size=4294967296; "
    "PRAGMA temp_store=MEMORY;"
)
TABLES = """
CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '.&_/'");
CREATE TABLE article (id INTEGER PRIMARY KEY, day INTEGER, largest INTEGER);
CREATE TABLE text (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
"""
FACET = "CREATE TABLE {0} (article INTEGER, value INTEGER, PRIMARY KEY (article, value)) WITHOUT ROWID;"
FOUND = "CREATE TEMP TABLE found (id INTEGER PRIMARY KEY, score REAL, failed INTEGER);"
ORDERS = {
    Mode.FULL: "score, id DESC",
    Mode.BARE: "score, id DESC",
    Mode.DATE: "day DESC, id DESC",
    Mode.AMOUNT: "largest DESC, day DESC, id DESC",
}


class Fts5:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: sqlite3.Connection | None = None
        self._names = Names()

    def build(self, documents: Iterable[SearchDocument]) -> None:
        self._path.mkdir(parents=True)
        with self._connect() as connection:
            connection.executescript(TABLES + "".join(map(FACET.format, COLUMNS)))
            for document in documents:
                self._add(connection, document)
            connection.execute("INSERT INTO words(words) VALUES ('optimize')")
        connection.execute("ANALYZE")
        connection.close()
        self._names.write(self._path / "names.json")

    def _add(self, connection: sqlite3.Connection, document: SearchDocument) -> None:
        number, entry = document.article_id, entry_of(document)
        terms = (number, spaced(document.title), spaced(document.body))
        connection.execute("INSERT INTO words(rowid, title, body) VALUES (?, ?, ?)", terms)
        connection.execute("INSERT INTO article VALUES (?, ?, ?)", (number, entry.day, entry.largest))
        connection.execute("INSERT INTO text VALUES (?, ?, ?)", (number, document.title, document.body))
        for column, values in entry.columns.items():
            rows = [(number, value) for value in self._names.numbers(column, values)]
            connection.executemany(f"INSERT INTO {column} VALUES (?, ?)", rows)  # noqa: S608

    def update(self, document: SearchDocument) -> None:
        number = document.article_id
        with self._connection as connection:
            before = connection.execute("SELECT title, body FROM text WHERE id = ?", (number,)).fetchone()
            terms = (number, *map(spaced, before))
            connection.execute(
                "INSERT INTO words(words, rowid, title, body) VALUES ('delete', ?, ?, ?)", terms
            )
            for table, key in (
                ("article", "id"),
                ("text", "id"),
                *((column, "article") for column in COLUMNS),
            ):
                connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (number,))  # noqa: S608
            self._add(connection, document)

    def search(self, task: Task) -> Answer:
        self._find(task)
        total = self._rows("SELECT count(*) FROM found WHERE failed = 0")[0][0]
        top = f"SELECT id FROM found CROSS JOIN article USING (id) WHERE failed = 0 ORDER BY {ORDERS[task.mode]} LIMIT {TOP}"  # noqa: S608
        ids = tuple(number for (number,) in self._rows(top))
        if task.mode is Mode.BARE:
            return Answer(total, ids)
        counts = {column: self._count(column, own) for column, own in _counted(task)}
        return Answer(total, ids, tuple(self._snippets(ids, task)), facets_of(task, counts))

    def _find(self, task: Task) -> None:
        """Into the table of what was found: all that has the words, with a bit for each filter that it fails."""
        score = "bm25(words, 2.5, 1.0)" if task.mode in (Mode.FULL, Mode.BARE) else "0"
        tests, values = ["0"], []
        for bit, (column, value) in enumerate(filters_of(task)):
            tests.append(
                f"((NOT EXISTS (SELECT 1 FROM {column} WHERE article = words.rowid AND value = ?)) << {bit})"  # noqa: S608
            )
            values += self._names.numbers(column, [value])
        only = "WHERE failed = 0" if task.mode is Mode.BARE else ""
        self._connection.execute("DELETE FROM found")
        self._connection.execute(
            f"INSERT INTO found SELECT * FROM (SELECT rowid, {score}, {' | '.join(tests)} AS failed "  # noqa: S608
            f"FROM words WHERE words MATCH ?) {only}",
            (*values, _match(task)),
        )

    def _count(self, column: str, own: int) -> dict[str, int]:
        """Over what fails no filter, or only the column's own. CROSS: what was found comes first, however little that is;
        the planner would rather read the whole table of the column."""
        rows = self._rows(
            f"SELECT value, count(*) FROM found CROSS JOIN {column} ON article = id WHERE failed & ~? = 0 GROUP BY value",  # noqa: S608
            (own,),
        )
        return self._names.named(column, rows)

    def _snippets(self, ids: Iterable[int], task: Task) -> Iterator[str]:
        for number in ids:
            yield snippet(self._rows("SELECT body FROM text WHERE id = ?", (number,))[0][0], task)

    def _rows(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        return self._connection.execute(statement, values).fetchall()

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            self._names = Names.read(self._path / "names.json")
            self._open = self._connect()
            self._open.execute(FOUND)
        return self._open

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path / "articles.sqlite3")
        connection.executescript(SETTINGS)
        return connection

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


def _counted(task: Task) -> Iterator[tuple[str, int]]:
    """The columns to count, each with the bit of its own filter."""
    bits = {column: 1 << bit for bit, (column, _) in enumerate(filters_of(task))}
    for search in passes(task):
        for column in search.columns:
            yield column, bits.get(column, 0)


def _match(task: Task) -> str:
    """A word without a column is looked for in both."""
    words = [f'"{term}"' for term in task.terms]
    match task.kind:
        case Kind.PHRASE:
            return f'"{" ".join(task.terms)}"'
        case Kind.PREFIX:
            return f"{words[0]}*"
        case Kind.OR:
            return " OR ".join(words)
        case _:
            return " AND ".join(words)
