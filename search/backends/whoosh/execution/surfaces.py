"""Words as people write them, with how many articles have them. The index has stems, and beside them the words that
stemming changed: a term is a word, too, where it is in articles without any of those."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from search.backends.whoosh.execution.lexicon import FORMS, stem_of
from search.backends.whoosh.execution.places import BodyPlaces
from search.backends.whoosh.words.analysis import token_at
from search.backends.whoosh.words.snippets import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.execution.lexicon import Lexicon
    from search.backends.whoosh.segments.segment import Contents
    from search.backends.whoosh.words.likeness import Near

Surface = tuple[int, bytes]
"""How many articles have a word, and the word, folded."""

EACH = 24  # of the most frequent words that begin so, of a field and a segment
SAMPLES = 3  # articles in which is looked how a word is written
REMEMBERED = 10_000  # words
TRIED = 20  # places in each


class Surfaces:
    """Of one generation."""

    def __init__(self, contents: Sequence[Contents], lexicon: Lexicon) -> None:
        self._contents = contents
        self._lexicon = lexicon
        self._known_own: dict[tuple[bytes, str], tuple[int, list[list[int]]]] = {}
        self._known_spellings: dict[bytes, str] = {}

    def written(self, word: bytes) -> str:
        """As articles write it."""
        if (known := self._known_spellings.get(word)) is None:
            if len(self._known_spellings) >= REMEMBERED:
                self._known_spellings.clear()
            known = self._known_spellings[word] = self._written(word)
        return known

    def frequency(self, term: bytes, fields: Iterable[str]) -> int:
        """Articles with a term in the field that has it most often."""
        return max(self._frequency(field, term) for field in fields)

    def begun(self, prefix: bytes, fields: tuple[str, ...], number: int) -> list[Surface]:
        """The most frequent words that begin so and are longer, most frequent first."""
        terms = {term for field in fields for term in self._leading(field, prefix)}
        forms = self._leading(FORMS, prefix)
        return self._most_frequent(
            {term: self.frequency(term, fields) for term in terms if term != prefix},
            {form: self._frequency(FORMS, form) for form in forms if form != prefix},
            fields,
            number,
        )

    def near(self, near: Near, fields: tuple[str, ...], number: int, *, least: int) -> list[Surface]:
        """The most frequent words that are almost this one, in at least so many articles."""
        terms, forms = self._lexicon.words(near, fields)
        return self._most_frequent(
            {term: count for term in terms if (count := self.frequency(term, fields)) >= least},
            {form: count for form in forms if (count := self._frequency(FORMS, form)) >= least},
            fields,
            number,
            least=least,
        )

    def _most_frequent(
        self,
        terms: Mapping[bytes, int],
        forms: Mapping[bytes, int],
        fields: tuple[str, ...],
        number: int,
        *,
        least: int = 1,
    ) -> list[Surface]:
        """In how many articles words are at most is known; how many it is costs time, so it's asked only of those that may
        be among the first."""
        found: list[Surface] = []
        likely = [(most, word, False) for word, most in terms.items()]
        likely += [(most, word, True) for word, most in forms.items()]
        for most, word, is_form in sorted(likely, reverse=True):
            if len(found) == number and most < found[-1][0]:
                break
            count = self._form_frequency(word, fields) if is_form else self._own_frequency(word, fields)
            if count >= least:
                found = sorted((*found, (count, word)), reverse=True)[:number]
        return found

    def _leading(self, field: str, prefix: bytes) -> Iterator[bytes]:
        for contents in self._contents:
            postings = contents.fields[field]
            first, last = postings.terms.begun_by(prefix)
            sizes = postings.sizes(np.arange(first, last))
            for ordinal in np.argsort(-sizes, kind="stable")[:EACH].tolist():
                yield postings.terms[first + ordinal]

    def _frequency(self, field: str, term: bytes) -> int:
        return sum(len(contents.fields[field].of(term)) for contents in self._contents)

    def _form_frequency(self, form: bytes, fields: Iterable[str]) -> int:
        """In any field, but not more than its stem has in these."""
        return min(self._frequency(FORMS, form), self.frequency(stem_of(form), fields))

    def _own_frequency(self, term: bytes, fields: Iterable[str]) -> int:
        return max(self._own(term, field)[0] for field in fields)

    def _own(self, term: bytes, field: str) -> tuple[int, list[list[int]]]:
        """How many articles have a term and none of the words that it's the stem of, and some of these, by segment."""
        key = term, field
        if (known := self._known_own.get(key)) is None:
            if len(self._known_own) >= REMEMBERED:
                self._known_own.clear()
            own = [_own(contents, term, field) for contents in self._contents]
            known = self._known_own[key] = sum(map(len, own)), [ids[:SAMPLES].tolist() for ids in own]
        return known

    def _written(self, word: bytes) -> str:
        """As some articles write it: `CAR-T` for `cart`, `Tianjin` for `tianjin`. Small if one of them does, since any word
        may begin a sentence."""
        spellings: Counter[str] = Counter()
        for spelling in islice(self._spellings(word), SAMPLES):
            if spelling.islower():
                return spelling
            spellings[spelling] += 1
        return max(spellings, key=spellings.__getitem__, default=word.decode())

    def _spellings(self, word: bytes) -> Iterator[str]:
        """One an article, if its body has the word."""
        for number, contents in enumerate(self._contents):
            forms = contents.fields[FORMS]
            documents = forms.of(word).cut(forms.ids)[:SAMPLES].tolist()
            for document in documents or self._own(word, "body")[1][number]:
                yield from islice(_spelled(contents, document, word), 1)


def _own(contents: Contents, term: bytes, field: str) -> NDArray[Any]:
    """Articles with a term and with none of the words that it's the stem of."""
    postings, forms = contents.fields[field], contents.fields[FORMS]
    ids = postings.of(term).cut(postings.ids)
    if stem_of(term) != term:
        return ids[:0]
    first, last = forms.terms.begun_by(term[:-1])  # `happy` has the stem `happi`
    in_common = np.full(last - first, len(term) - 1)
    in_common[slice(*(place - first for place in forms.terms.begun_by(term)))] += 1
    likely = np.flatnonzero(contents.arrays["forms.common"][first:last] == in_common) + first
    is_stem = [stem_of(form) == term for form in forms.terms.taken(likely)]
    has_form = np.zeros(contents.size, bool)
    has_form[forms.ids.take(forms.rows(likely.compress(is_stem)))] = True
    return ids.compress(~has_form.take(ids))


def _spelled(contents: Contents, document: int, word: bytes) -> Iterator[str]:
    form, term = word.decode(), stem_of(word)
    positions = BodyPlaces(contents, (document,), {}).of(document, term)[:TRIED]
    starts = unpacked(contents.starts(document))
    _, body = contents.text(document)
    for at in starts[positions].tolist():
        token = token_at(body, at)
        for found in token.terms if token else ():
            if found.form == form and not found.offset:
                yield body[at + found.start : at + found.end]
