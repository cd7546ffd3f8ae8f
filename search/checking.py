"""What an index can hold of a document: checked before anything is written, so that it's right or refused, never wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search.documents import AmountEntry, SearchDocument

MOST_CHARACTERS = 5_000_000  # of a text, and of all names together
LARGEST_NUMBER = 2**63 - 1


def checked(documents: Iterable[SearchDocument]) -> tuple[list[SearchDocument], dict[int, str]]:
    """Those that an index can hold, and of the others why it can't, by article: the field and what is wrong with it."""
    good, refused = [], {}
    for document in documents:
        if fault := next(_faults(document), None):
            refused[document.article_id] = fault
        else:
            good.append(document)
    return good, refused


def _faults(document: SearchDocument) -> Iterator[str]:
    for field in ("article_id", "revision", "story"):
        if abs(getattr(document, field)) > LARGEST_NUMBER:
            yield f"{field}: the number is too large."
    for field in ("title", "body", "source"):
        yield from _text_faults(field, (getattr(document, field),))
    for field in ("region_names", "organisation_names"):
        yield from _text_faults(field, getattr(document, field))
    for field in ("regions", "organisations"):
        yield from _value_faults(field, getattr(document, field))
    yield from _value_faults("role", [amount.role for amount in document.amounts])
    for amount in document.amounts:
        yield from _amount_faults(amount)


def _text_faults(field: str, texts: Iterable[str]) -> Iterator[str]:
    size = 0
    for text in texts:
        size += len(text)
        if not _is_unicode(text):
            yield f"{field}: it holds half a character (a lone surrogate)."
    if size > MOST_CHARACTERS:
        yield f"{field}: it has {size:,} characters, at most {MOST_CHARACTERS:,} are possible."


def _value_faults(field: str, values: Iterable[str]) -> Iterator[str]:
    yield from _text_faults(field, values)
    if "" in values:
        yield f"{field}: a value is empty."


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _amount_faults(amount: AmountEntry) -> Iterator[str]:
    if amount.year is not None and not 1 <= amount.year <= 9999:
        yield f"amounts: {amount.year} is no year from 1 to 9999."
    for value in (amount.value_cny, amount.value_high_cny):
        if value is not None and not value.is_finite():
            yield f"amounts: {value} is no sum."
