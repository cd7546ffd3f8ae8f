"""Organisations that a spaCy model sees, for those who install one; the rules work without.

Only organisations: for places the gazetteer knows more than a model does, levels and parents among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LABEL = "ORG"


class ModelMissing(RuntimeError):
    """spaCy or the model that was named isn't installed."""


class ModelEntities:
    """Finds spans of organisations with a model: the name of an installed package, or a folder. Raises `ModelMissing`."""

    def __init__(self, model: str) -> None:
        self._pipeline = _load(model)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """(start, end) of each organisation in code points, in order."""
        for entity in self._pipeline(text).ents:
            if entity.label_ == LABEL:
                yield entity.start_char, entity.end_char


def _load(model: str) -> Any:
    try:
        import spacy

        return spacy.load(model)
    except (ImportError, OSError) as error:
        reason = str(error).partition(". ")[0]  # spaCy goes on with advice for its own users
        raise ModelMissing(f"The spaCy model “{model}” can't be loaded ({reason})") from error
