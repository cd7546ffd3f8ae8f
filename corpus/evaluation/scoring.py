"""Counting hits, extras and misses, field by field, over all documents together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.evaluation.matching import (
    is_part_of_organisation,
    same_number,
    same_organisation,
    same_region,
    same_source,
    same_title,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Row = dict[str, Any]
"""A label, or what `manage.py extract` prints of a file."""


@dataclass(slots=True)
class Tally:
    """How often a field was found right, found though it isn't there, and missed; with a line for each error."""

    hits: int = 0
    extras: int = 0
    misses: int = 0
    errors: list[str] = field(default_factory=list)

    def count(self, *, hit: bool, found: bool, labelled: bool, error: str) -> None:
        self.hits += hit
        self.extras += found and not hit
        self.misses += labelled and not hit
        if (found or labelled) and not hit:
            self.errors.append(error)

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.extras) if self.hits + self.extras else 1.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


FIELDS = (
    "date", "title", "source", "regions", "zones", "organisations", "amounts", "usd_equivalent", "role", "target", "year",
    "qualifier",
)  # fmt: skip


class Scores:
    """Tallies by field. Role counts end to end (an amount that was missed has no right role); target, year and qualifier
    are over amounts that were found. Zones count recall only, since a region that isn't labelled has no level."""

    def __init__(self) -> None:
        self.tallies = {name: Tally() for name in FIELDS}

    def add(self, label: Row, found: Row) -> None:
        """Count one document."""
        self._add_header(label, found)
        self._add_regions(label, found["regions"])
        self._add_organisations(label, found["organisations"])
        self._add_amounts(label, found["amounts"])

    def _add_header(self, label: Row, found: Row) -> None:
        self._add_value("date", label, label["date"], found["date"], lambda one, other: bool(one == other))
        self._add_value("title", label, label["title"], found["title"], same_title)
        if not label["source_uncertain"]:
            self._add_value("source", label, label["source"], found["source"], same_source)

    def _add_value(
        self, name: str, label: Row, wanted: Any, got: Any, same: Callable[[Any, Any], bool]
    ) -> None:
        self.tallies[name].count(
            hit=bool(wanted and got and same(wanted, got)),
            found=bool(got),
            labelled=bool(wanted),
            error=f"{label['id']}: wanted {wanted!r}, got {got!r}",
        )

    def _add_regions(self, label: Row, found: Sequence[Row]) -> None:
        names = [[row["name"], *row["surfaces"]] for row in found]
        wanted = [row for row in label["regions"] if not row["optional"]]
        optional = [_names(row) for row in label["regions"] if row["optional"]]
        missed = self._add_names(
            "regions", label, [_names(row) for row in wanted], optional, names, same_region
        )
        for row, is_missed in zip(wanted, missed, strict=True):
            if row["level"] == "zone":
                self.tallies["zones"].count(
                    hit=not is_missed,
                    found=False,
                    labelled=True,
                    error=f"{label['id']}: missed {row['name']}",
                )

    def _add_organisations(self, label: Row, found: Sequence[Row]) -> None:
        names = [[row["name"], *row["aliases"]] for row in found]
        optional = [[name] for name in label["optional_organisations"]]
        wanted = [_names(row) for row in label["organisations"]]
        self._add_names(
            "organisations", label, wanted, optional, names, same_organisation, is_part_of_organisation
        )

    def _add_names(
        self,
        name: str,
        label: Row,
        wanted: Sequence[Sequence[str]],
        optional: Sequence[Sequence[str]],
        found: Sequence[Sequence[str]],
        same: Callable[[Sequence[str], Sequence[str]], bool],
        like_optional: Callable[[Sequence[str], Sequence[str]], bool] | None = None,
    ) -> list[bool]:
        """Whether each wanted one was missed. One that was found several times is one hit; optional ones count neither way."""
        tally, used, missed = self.tallies[name], set[int](), []
        for labelled in wanted:
            hits = {n for n, names in enumerate(found) if n not in used and same(labelled, names)}
            used |= hits
            missed.append(not hits)
            tally.count(
                hit=bool(hits), found=False, labelled=True, error=f"{label['id']}: missed {labelled[0]}"
            )
        for n, names in enumerate(found):
            if n not in used and not any((like_optional or same)(one, names) for one in optional):
                tally.count(hit=False, found=True, labelled=False, error=f"{label['id']}: extra {names[0]}")
        return missed

    def _add_amounts(self, label: Row, found: Sequence[Row]) -> None:
        counted = [row for row in label["amounts"] if not (row["skip"] or row["in_boilerplate"])]
        free = [row["text"] for row in label["amounts"] if row["skip"] or row["in_boilerplate"]]
        left = list(found)
        for wanted in counted:
            got = next((row for row in left if _same_sum(wanted, row)), None)
            self._add_amount(label, wanted, got)
            if got is not None:
                left.remove(got)
        for got in left:
            if not any(got["text"] in text or text in got["text"] for text in free):
                for name in ("amounts", "role"):
                    self.tallies[name].count(
                        hit=False, found=True, labelled=False, error=f"{label['id']}: extra {got['text']}"
                    )

    def _add_amount(self, label: Row, wanted: Row, got: Row | None) -> None:
        about = f"{label['id']}: {wanted['text']}"
        self.tallies["amounts"].count(
            hit=got is not None, found=False, labelled=True, error=f"{about}: missed"
        )
        if got is None:
            self.tallies["role"].count(hit=False, found=False, labelled=True, error=f"{about}: missed")
            return
        self._add_equal("role", about, wanted["role"], got["role"])
        self._add_equal("qualifier", about, wanted["qualifier"], got["qualifier"])
        self._add_equal("target", about, wanted["target"] or None, got["target"] or None)
        if wanted["year"] and not wanted["year_uncertain"]:
            self._add_equal("year", about, wanted["year"], got["year"])
        self._add_value("usd_equivalent", label, wanted["usd_equivalent"], got["usd_equivalent"], same_number)

    def _add_equal(self, name: str, about: str, wanted: Any, got: Any) -> None:
        self.tallies[name].count(
            hit=wanted == got and wanted is not None,
            found=got is not None,
            labelled=wanted is not None,
            error=f"{about}: wanted {wanted}, got {got}",
        )


def _names(label: Row) -> Sequence[str]:
    return [label["name"], *label["aliases"]]


def _same_sum(wanted: Row, got: Row) -> bool:
    return bool(wanted["currency"] == got["currency"] and same_number(wanted["value"], got["value"]))


def score(pairs: Iterable[tuple[Row, Row]]) -> Scores:
    """Scores of (label, found) pairs."""
    scores = Scores()
    for label, found in pairs:
        scores.add(label, found)
    return scores
