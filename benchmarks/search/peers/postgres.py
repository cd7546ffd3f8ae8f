"""PostgreSQL: our terms as vectors with a GIN index, facets from arrays in one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.search.entries import COLUMNS, entry_of, facets_of, filters_of, passes
from benchmarks.search.peers.base import TOP, Answer, optional
from benchmarks.search.peers.names import Names
from benchmarks.search.peers.server import Server
from benchmarks.search.peers.snippets import snippet
from benchmarks.search.peers.terms import quoted, vector
from benchmarks.search.tasks import Kind, Mode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from benchmarks.search.tasks import Task
    from search.documents import SearchDocument

TABLES = f"""
CREATE TABLE article (id int PRIMARY KEY, day int, largest bigint, {", ".join(f"{c} int[]" for c in COLUMNS)}, words tsvector);
CREATE TABLE text (id int PRIMARY KEY, body text);
"""
INDEX = "CREATE INDEX ON article USING gin (words); "
MARKS = ", ".join(["%s"] * (4 + len(COLUMNS)))
COPY = f"COPY article (id, day, largest, {', '.join(COLUMNS)}, words) FROM STDIN"
UPDATE = f"UPDATE article SET (id, day, largest, {', '.join(COLUMNS)}, words) = ROW({MARKS}::tsvector) WHERE id = %s"  # noqa: S608
WEIGHTS = "'{0.4, 0.4, 0.4, 1.0}'"  # of D, C, B and A: a title counts 2.5 times as much
ORDERS = {
    Mode.FULL: "score DESC, id DESC",
    Mode.BARE: "score DESC, id DESC",
    Mode.DATE: "day DESC, id DESC",
    Mode.AMOUNT: "largest DESC, day DESC, id DESC",
}
TEXTS = "SELECT id, body FROM text WHERE id = ANY(%s)"


class Postgres:
    def __init__(self, path: Path) -> None:
        self._psycopg = optional("psycopg")
        self._server = Server(path)
        self._path = path
        self._open: Any = None
        self._names = Names()

    def build(self, documents: Iterable[SearchDocument]) -> None:
        self._server.create()
        connection = self._connect()
        connection.execute(TABLES)
        with self._psycopg.connect(self._server.address) as other:
            _copy(connection, other, documents, self._names)
        connection.execute(INDEX)
        connection.execute("VACUUM ANALYZE")
        self._names.write(self._path / "names.json")
        self._open = connection

    def update(self, document: SearchDocument) -> None:
        with self._connection.transaction():
            self._open.execute(UPDATE, (*_row(document, self._names), document.article_id))
            self._open.execute(
                "UPDATE text SET body = %s WHERE id = %s", (document.body, document.article_id)
            )

    def search(self, task: Task) -> Answer:
        rows = self._connection.execute(*self._statement(task), binary=True).fetchall()
        counts: dict[str, list[tuple[int, int]]] = {column: [] for column in COLUMNS}
        total, ids = 0, []
        for what, value, number in rows:
            if what == "total":
                total = number
            elif what == "hit":
                ids.append(value)
            else:
                counts[what].append((value, number))
        if task.mode is Mode.BARE:
            return Answer(total, tuple(ids))
        texts = dict(self._open.execute(TEXTS, (ids,)).fetchall())
        named = {column: self._names.named(column, found) for column, found in counts.items()}
        return Answer(
            total, tuple(ids), tuple(snippet(texts[number], task) for number in ids), facets_of(task, named)
        )

    def _statement(self, task: Task) -> tuple[str, list[Any]]:
        """Everything in one: what has the words, with a bit for each filter it fails; the total, the first ten, counts."""
        tests, values = ["0"], []
        for bit, (column, value) in enumerate(filters_of(task)):
            tests.append(f"((NOT {column} @> %s::int[])::int << {bit})")
            values.append(self._names.numbers(column, [value]))
        match, is_bare = _match(task), task.mode is Mode.BARE
        score = f"CASE WHEN failed = 0 THEN ts_rank({WEIGHTS}, words, %s::tsquery) END"
        score, scored = (score, [match]) if task.sort == "relevance" else ("0", [])
        kept = ("id", "day", "largest", "failed", *(() if is_bare else COLUMNS), f"{score} AS score")
        parts = [
            "SELECT 'total', 0, count(*) FROM found WHERE failed = 0",
            *(() if is_bare else _counting(task)),
        ]
        top = f"SELECT id FROM found WHERE failed = 0 ORDER BY {ORDERS[task.mode]} LIMIT {TOP}"  # noqa: S608
        hits = f"SELECT 'hit', id, 0 FROM ({top}) hits"  # noqa: S608
        return (
            f"WITH matching AS (SELECT *, {' | '.join(tests)} AS failed FROM article WHERE words @@ %s::tsquery), "  # noqa: S608
            f"found AS MATERIALIZED (SELECT {', '.join(kept)} FROM matching {'WHERE failed = 0' if is_bare else ''}) "
            f"{' UNION ALL '.join((*parts, hits))}",
            [*values, match, *scored],
        )

    @property
    def _connection(self) -> Any:
        if self._open is None:
            self._open = self._connect()
            self._names = Names.read(self._path / "names.json")
        return self._open

    def _connect(self) -> Any:
        self._server.start()
        return self._psycopg.connect(self._server.address, autocommit=True)

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None
        self._server.stop()


def _copy(connection: Any, other: Any, documents: Iterable[SearchDocument], names: Names) -> None:
    """Both tables at once, over two connections."""
    with (
        connection.cursor().copy(COPY) as articles,
        other.cursor().copy("COPY text (id, body) FROM STDIN") as texts,
    ):
        for document in documents:
            articles.write_row(_row(document, names))
            texts.write_row((document.article_id, document.body))


def _row(document: SearchDocument, names: Names) -> tuple[Any, ...]:
    entry = entry_of(document)
    columns = (names.numbers(column, entry.columns[column]) for column in COLUMNS)
    return document.article_id, entry.day, entry.largest, *columns, vector(document.title, document.body)


def _counting(task: Task) -> list[str]:
    """Each column over what fails no filter or only its own."""
    bits = {column: 1 << bit for bit, (column, _) in enumerate(filters_of(task))}
    return [
        f"SELECT '{column}', value, count(*) FROM found, unnest({column}) value "  # noqa: S608
        f"WHERE failed & {~bits.get(column, 0)} = 0 GROUP BY value"
        for one in passes(task)
        for column in one.columns
    ]


def _match(task: Task) -> str:
    words = list(map(quoted, task.terms))
    match task.kind:
        case Kind.PHRASE:
            return " <-> ".join(words)
        case Kind.PREFIX:
            return f"{words[0]}:*"
        case Kind.OR:
            return " | ".join(words)
        case _:
            return " & ".join(words)
