"""The fields of the index, and what a segment's file holds of them.

`title` and `body` are scored; `source`, `region` and `org` are the names that `field:word` looks in. `forms` holds the
words that stemming changes, as written: inexact words are looked up there, too. The title counts more by a factor on its
score in queries, not by a weight in the index: it can be tuned without a rebuild, and doesn't saturate as a term
frequency would.

A segment is one file of arrays (`segments.arrays`), its n documents numbered in the order of adding:

    article, revision, day, month, rank     a number for each document; `rank` orders by day and id; 0 is no date
    article_order                           documents by article id
    story                                   what articles of the same story have in common, 0 for those alone
    text, text_start                        title and body, compressed, and where each document's begin
    starts, starts_start                    for each position of the body, at which code point it is
    source                                  ordinal among `source.names`, -1 for none
    F.names, F.name_start                   values of the facets region and organisation, sorted
    F.value_ptr, F.values                   document -> ordinals of values
    F.start, F.docs                         ordinal -> documents
    figure.ptr, figure.role, .low, .high, .year, .target, .buckets
                                            figures in the order of documents; roles are in the file's facts
    X.terms, X.term_start                   terms of field X, sorted
    X.ptr, X.ids                            term -> documents, ascending
    X.codes, X.many, X.many_tf              how often, and how long the document's field is (`segments.postings`)
    X.mark, X.places, X.base                where in the document
    X.lens, X.letters                       lengths as Whoosh rounds them; which letters a term has
    forms.common                            how many bytes a form shares with its stem
"""

from __future__ import annotations

from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Existence, Positions

VERSION = "4"  # of fields, analysis and files: another version needs a rebuild

BETWEEN_NAMES = 16  # positions between the names of a field, so that no phrase runs from one into the next


class WordsField(FieldType):  # type: ignore[misc]
    """Words with their positions, scored."""

    def __init__(self, *, stored: bool = False) -> None:
        self.format = Positions()
        self.scorable = True
        self.stored = stored


class FormsField(FieldType):  # type: ignore[misc]
    """Words that are there or not."""

    def __init__(self) -> None:
        self.format = Existence()


SCHEMA = Schema(
    id=STORED(),
    title=WordsField(stored=True),
    body=WordsField(stored=True),
    source=WordsField(),
    region=WordsField(),
    org=WordsField(),
    forms=FormsField(),
)
