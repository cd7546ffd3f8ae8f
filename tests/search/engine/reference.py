"""The arrays of a segment, made from documents one value at a time: what the writer's must be equal to.

Slow and plain on purpose. Only the analysis of text is shared with the engine."""

from __future__ import annotations

import zlib
from collections import defaultdict
from decimal import Decimal
from itertools import accumulate, pairwise, takewhile
from operator import eq
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.util.numeric import length_to_byte

from search.backends.whoosh import schema
from search.backends.whoosh.segments.arrays import ArrayWriter
from search.backends.whoosh.segments.fen import to_fen
from search.backends.whoosh.words import analysis
from search.facets import AMOUNT_BUCKETS, buckets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from search.documents import AmountEntry, SearchDocument

    ByName = dict[str, NDArray[Any]]
    Positions = dict[str, list[int]]  # of each term in a document, ascending

FIELDS = ("title", "body", "source", "region", "org", "forms")
WITH_LETTERS = ("title", "body", "region", "org")
MISSING = -(2**63)
APART = 512  # places between documents


def write_segment(path: Path, documents: Sequence[SearchDocument]) -> None:
    arrays, facts = segment_of(documents)
    with path.open("wb") as file:
        writer = ArrayWriter(file)
        for name, values in arrays.items():
            writer.add(name, values)
        writer.close(facts)


def segment_of(documents: Sequence[SearchDocument]) -> tuple[ByName, dict[str, Any]]:
    """The arrays and facts of a segment of these documents."""
    inverted = [inverted_fields(document) for document in documents]
    by_field = {field: [fields[field] for fields in inverted] for field in FIELDS}
    roles = sorted({amount.role for document in documents for amount in document.amounts})
    arrays = {
        **_documents(documents),
        **_source(documents),
        **_facet("region", [document.regions for document in documents]),
        **_facet("organisation", [document.organisations for document in documents]),
        **_figures(documents, roles),
        **{name: values for field in FIELDS for name, values in _field(field, by_field[field]).items()},
    }
    facts = {
        "version": schema.VERSION,
        "documents": len(documents),
        "roles": roles,
        "lengths": {field: sum(map(_length, found)) for field, found in by_field.items() if field != "forms"},
        "fields": list(FIELDS),
    }
    return arrays, facts


# Text to terms


def inverted_fields(document: SearchDocument) -> dict[str, Positions]:
    """Field -> term -> positions; forms have none."""
    forms: set[str] = set()
    fields = {
        "title": _inverted([document.title], forms),
        "body": _inverted([document.body], forms),
        "source": _inverted([document.source], forms),
        "region": _inverted(document.region_names, forms),
        "org": _inverted(document.organisation_names, forms),
    }
    return {**fields, "forms": {form: [] for form in forms}}


def _inverted(texts: Iterable[str], forms: set[str]) -> Positions:
    """A name of several begins 16 positions after the last term of the one before."""
    positions = defaultdict(list)
    base = 0
    for text in texts:
        last = base
        for term, form, position, _, _ in analysis.occurrences(text):
            last = base + position
            positions[term].append(last)
            if form != term:
                forms.add(form)
        base = last + 16
    return dict(positions)


def _length(positions: Positions) -> int:
    return sum(map(len, positions.values()))


def starts_of(body: str) -> list[int]:
    """Where the word at each position begins."""
    return [
        begin + start
        for begin, _, token in analysis.tokens(body)
        for start in (_part_starts(body, begin, token.width) if token.width > 1 else (0,))
    ]


def _part_starts(body: str, begin: int, width: int) -> list[int]:
    written = analysis._TOKEN.match(body, begin)
    assert written
    found = [part.start() for part in analysis._PART.finditer(written[0]) if analysis.fold(part[0])]
    assert len(found) == width
    return found


# Arrays of documents


def _documents(documents: Sequence[SearchDocument]) -> ByName:
    articles = np.array([document.article_id for document in documents], np.int64)
    days = [document.published.toordinal() if document.published else 0 for document in documents]
    months = [d.published.year * 12 + d.published.month - 1 if d.published else 0 for d in documents]
    newest_last = sorted(range(len(documents)), key=lambda n: (days[n], documents[n].article_id))
    ranks = np.empty(len(documents), np.int32)
    ranks[newest_last] = np.arange(len(documents))
    texts = [f"{document.title.replace(chr(0), ' ')}\0{document.body}" for document in documents]
    return {
        "article": articles,
        "revision": np.array([document.revision for document in documents], np.int64),
        "article_order": np.argsort(articles, kind="stable").astype(np.uint32),
        "day": np.array(days, np.int32),
        "month": np.array(months, np.int32),
        "story": np.array([document.story for document in documents], np.int64),
        "rank": ranks,
        **_pieces("text", [zlib.compress(_bytes(text), 1) for text in texts]),
        **_pieces("starts", [_packed(starts_of(document.body)) for document in documents]),
    }


def _packed(starts: list[int]) -> bytes:
    """The width of a delta, then the deltas."""
    deltas = [after - before for before, after in pairwise([0, *starts])]
    width = next(width for width in (1, 2, 4) if max(deltas, default=0) < 1 << 8 * width)
    return bytes([width]) + b"".join(delta.to_bytes(width, "little") for delta in deltas)


def _pieces(name: str, pieces: list[bytes]) -> ByName:
    ends = accumulate(map(len, pieces), initial=0)
    return {name: _blob(pieces), f"{name}_start": np.array(list(ends), np.uint64)}


def _blob(pieces: Iterable[bytes]) -> NDArray[np.uint8]:
    return np.frombuffer(b"".join(pieces), np.uint8)


def _strings(name: str, start: str, strings: Iterable[bytes]) -> ByName:
    lines = [string + b"\n" for string in strings]
    return {name: _blob(lines), start: np.array([0, *accumulate(map(len, lines))], np.uint32)}


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


# Facets and figures


def _source(documents: Sequence[SearchDocument]) -> ByName:
    sources = sorted({_bytes(document.source) for document in documents if document.source})
    ordinals = [sources.index(_bytes(d.source)) if d.source else -1 for d in documents]
    return {
        "source": np.array(ordinals, np.int32),
        **_strings("source.names", "source.name_start", sources),
    }


def _facet(name: str, values: Sequence[tuple[str, ...]]) -> ByName:
    names = sorted({_bytes(value) for of_document in values for value in of_document})
    of_documents = [sorted({names.index(_bytes(value)) for value in of_document}) for of_document in values]
    of_names = [[n for n, found in enumerate(of_documents) if i in found] for i in range(len(names))]
    return {
        **_strings(f"{name}.names", f"{name}.name_start", names),
        **_lists(f"{name}.value_ptr", f"{name}.values", of_documents),
        **_lists(f"{name}.start", f"{name}.docs", of_names),
    }


def _lists(pointer: str, name: str, lists: list[list[int]]) -> ByName:
    ends = np.array([0, *accumulate(map(len, lists))], np.uint32)
    return {pointer: ends, name: np.array([value for found in lists for value in found], np.int32)}


def _figures(documents: Sequence[SearchDocument], roles: list[str]) -> ByName:
    amounts = [amount for document in documents for amount in document.amounts]
    ends = [_ends(amount) for amount in amounts]
    return {
        "figure.ptr": np.array([0, *accumulate(len(document.amounts) for document in documents)], np.uint32),
        "figure.role": np.array([roles.index(amount.role) for amount in amounts], np.uint16),
        "figure.low": np.array([low for low, _ in ends], np.int64),
        "figure.high": np.array([high for _, high in ends], np.int64),
        "figure.year": np.array([amount.year or 0 for amount in amounts], np.int16),
        "figure.target": np.array([amount.is_target for amount in amounts], np.uint8),
        "figure.buckets": np.array([_buckets(low, high) for low, high in ends], np.uint16),
    }


def _ends(amount: AmountEntry) -> tuple[int, int]:
    """In fen."""
    if amount.value_cny is None:
        return MISSING, MISSING
    ends = [to_fen(value) for value in (amount.value_cny, amount.value_high_cny) if value is not None]
    return min(ends), max(ends)


def _buckets(low: int, high: int) -> int:
    """A bit for each."""
    if low == MISSING:
        return 0
    found = buckets_of(Decimal(low) / 100, Decimal(high) / 100)
    return sum(1 << AMOUNT_BUCKETS.index(bucket) for bucket in found)


# Inverted fields


def _field(field: str, documents: Sequence[Positions]) -> ByName:
    postings: dict[bytes, list[tuple[int, list[int]]]] = defaultdict(list)
    for number, terms in enumerate(documents):
        for term, positions in terms.items():
            postings[term.encode()].append((number, positions))
    terms_in_order = sorted(postings)
    rows = [row for term in terms_in_order for row in postings[term]]
    arrays = {
        **_strings(f"{field}.terms", f"{field}.term_start", terms_in_order),
        f"{field}.ptr": np.array([0, *accumulate(len(postings[t]) for t in terms_in_order)], np.uint32),
        f"{field}.ids": np.array([number for number, _ in rows], np.int32),
    }
    if field != "forms":
        arrays |= _occurrences(field, rows, documents)
    else:
        arrays["forms.common"] = np.array([_common(form) for form in terms_in_order], np.uint8)
    if field in WITH_LETTERS:
        arrays[f"{field}.letters"] = np.array([_letters(term) for term in terms_in_order], np.uint32)
    return arrays


def _end(positions: Positions) -> int:
    """One after the last position."""
    return max((found[-1] + 1 for found in positions.values()), default=0)


def _occurrences(field: str, rows: list[tuple[int, list[int]]], documents: Sequence[Positions]) -> ByName:
    lengths = [length_to_byte(_length(terms)) for terms in documents]
    counts = [len(positions) for _, positions in rows]
    before = [0, *accumulate(counts)]
    base = [*accumulate((_end(terms) + APART for terms in documents), initial=APART)]
    places = [base[number] + position for number, found in rows for position in found]
    many = [index for index, count in enumerate(counts) if count >= 255]
    codes = [min(count, 255) << 8 | lengths[number] for count, (number, _) in zip(counts, rows, strict=True)]
    return {
        f"{field}.codes": np.array(codes, np.uint16),
        f"{field}.many": np.array(many, np.uint64),
        f"{field}.many_tf": np.array([counts[index] for index in many], np.uint32),
        f"{field}.mark": np.array([*before[: len(rows) : 128], before[-1]], np.uint64),
        f"{field}.places": np.array(places, np.uint32),
        f"{field}.base": np.array(base, np.uint32),
        f"{field}.lens": np.array(lengths, np.uint8),
    }


def _common(form: bytes) -> int:
    """How many bytes at its beginning a word has in common with its stem."""
    stem = analysis.stem(form.decode()).encode()
    return len(list(takewhile(bool, map(eq, form, stem))))


def _letters(term: bytes) -> int:
    bits = {
        byte - ord("a") if ord("a") <= byte <= ord("z") else 26 if ord("0") <= byte <= ord("9") else 27
        for byte in term
    }
    return sum(1 << bit for bit in bits)
