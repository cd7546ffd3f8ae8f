"""The dearest queries that the limits allow, on an index that is there: processor time of each, against the time that any
query may take.

    python -m benchmarks.search.worst_case INDEX
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from search.backends.whoosh.backend import WhooshBackend
from search.limits import MAX_SLOP, MAX_TERMS, WINDOW
from search.parser import parse
from search.query import SearchQuery, Sort

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.backends.whoosh.segments.segment import Contents

ALLOWED = 200  # milliseconds
AGAIN = 5  # times
LETTERS = range(6, 13)  # of the words that are taken


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("index", type=Path, help="folder of an index")
    backend = WhooshBackend(path=arguments.parse_args().index)
    contents = max((segment.contents for segment in backend._latest().segments), key=lambda c: c.size)
    print(
        f"{backend.status().documents:,} articles\n\n| query | found | first, ms | again, ms | |\n|---|--:|--:|--:|---|"
    )
    backend.search(SearchQuery(text="", tree=parse("zz")))
    for name, query in queries(common_words(contents), common_beginnings(contents)):
        total, first, again = measured(backend, query)
        over = "over" if first > ALLOWED else ""
        print(f"| {name} | {total:,} | {first:.0f} | {again:.0f} | {over} |", flush=True)


def measured(backend: WhooshBackend, query: SearchQuery) -> tuple[int, float, float]:
    """Articles found, and milliseconds of processor time the first time and, in the middle, later."""
    times = []
    for _ in range(AGAIN + 1):
        begin = time.process_time()
        total = backend.search(query).total
        times.append((time.process_time() - begin) * 1000)
    return total, times[0], median(times[1:])


def common_words(contents: Contents) -> list[str]:
    """Terms that are words of letters, most frequent first."""
    body = contents.fields["body"]
    sizes = zip(body.terms, (body.of(term).__len__() for term in body.terms), strict=True)
    found = Counter({term.decode(): size for term, size in sizes if term.isalpha() and len(term) in LETTERS})
    return [word for word, _ in found.most_common(200)]


def common_beginnings(contents: Contents) -> list[str]:
    """Two letters that most postings begin with."""
    body = contents.fields["body"]
    letters = "abcdefghijklmnopqrstuvwxyz"
    found = Counter(
        {a + b: len(body.extent(*body.terms.begun_by((a + b).encode()))) for a in letters for b in letters}
    )
    return [beginning for beginning, _ in found.most_common(MAX_TERMS)]


def queries(words: list[str], beginnings: list[str]) -> Iterator[tuple[str, SearchQuery]]:
    most, some = words[:MAX_TERMS], words[MAX_TERMS : 2 * MAX_TERMS]
    every = " OR ".join(most)
    yield f"{MAX_TERMS} prefixes of two letters", asked(" OR ".join(f"{two}*" for two in beginnings))
    yield f"{MAX_TERMS} prefixes of two letters, all", asked(" ".join(f"{two}*" for two in beginnings))
    yield f"{MAX_TERMS} wildcards", asked(" OR ".join(f"{two}*n*" for two in beginnings))
    yield (
        f"{MAX_TERMS} wildcards with many stars",
        asked(" OR ".join(f"{two}*a*e*n*?s" for two in beginnings)),
    )
    yield f"{MAX_TERMS} fuzzy words", asked(" OR ".join(f"{misspelt(word)}~2" for word in most))
    yield f"{MAX_TERMS} fuzzy words, wrong first letter", asked(" OR ".join(f"q{w[1:9]}~2" for w in some))
    yield f"{MAX_TERMS} common words, any", asked(every)
    yield f"{MAX_TERMS} common words, all", asked(" ".join(most))
    yield "the same, by amount", asked(every, sort=Sort.AMOUNT)
    yield "the same, last page", asked(every, page=WINDOW // 20)
    yield "everything, last page", asked("", page=WINDOW // 20)
    for number in (2, 3, 4, 8, MAX_TERMS):
        phrase = f'"{" ".join(most[:number])}"'
        yield f"phrase of {number} common words", asked(phrase)
        yield f"the same, {MAX_SLOP} between", asked(f"{phrase}~{MAX_SLOP}")
    pairs = " OR ".join(f'"{a} {b}"~{MAX_SLOP}' for a, b in zip(most[::2], most[1::2], strict=True))
    yield f"{MAX_TERMS // 2} phrases of two, {MAX_SLOP} between", asked(pairs)


def misspelt(word: str) -> str:
    return f"{word[:2]}{word[3]}{word[2]}{word[4:]}"


def asked(text: str, *, page: int = 1, sort: Sort = Sort.RELEVANCE) -> SearchQuery:
    return SearchQuery(text=text, tree=parse(text), page=page, sort=sort)


if __name__ == "__main__":
    main()
