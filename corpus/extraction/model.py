"""Organisations that a spaCy model sees, for those who install one; the rules work without.

Only organisations: for places the gazetteer knows more than a model does, levels and parents among them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LABEL = "ORG"


class ModelMissing(RuntimeError):
    """spaCy or the model that was named isn't installed."""


class ModelEntities:
    """Finds spans of organisations with a model: the name of an installed package, or a folder. Loaded on first use."""

    def __init__(self, model: str) -> None:
        self._model = model

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """(start, end) of each organisation in code points, in order. Raises `ModelMissing`."""
        for entity in self._pipeline(text).ents:
            if entity.label_ == LABEL:
                yield entity.start_char, entity.end_char

    @cached_property
    def _pipeline(self) -> Any:
        try:
            import spacy

            return spacy.load(self._model)
        except (ImportError, OSError) as error:
            raise ModelMissing(f"The spaCy model “{self._model}” can't be loaded: {error}") from error
