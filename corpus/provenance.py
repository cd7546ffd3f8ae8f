"""Where each value of an article comes from: the rule that found it and the words that prove it, or who edited it when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from corpus.history.telling import names_for
from corpus.history.tracing import last_by_value, standing_changes
from corpus.history.values import only
from corpus.history.wording import label_of, value_text
from corpus.models import Amount, Article, Origin
from corpus.rules import rule_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from corpus.history.values import Values
    from corpus.history.wording import Names
    from corpus.models import Change, Link

AROUND = 60  # characters on each side of words in their context


@dataclass(frozen=True, slots=True)
class Context:
    """Words of the text with what stands around them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Said:
    """A value of some column in words; `name` is the column, `label` what it is called."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value comes from. `rule` is in plain words, `confidence` from 0 to 1, both of extraction, if it found the
    value. `by` and `at` say who edited it when, as far as the history knows; `was` is what it was before, `proposals` what
    extraction says now instead."""

    is_edited: bool
    rule: str = ""
    confidence: float | None = None
    context: Context | None = None
    by: str = ""
    at: datetime | None = None
    was: tuple[Said, ...] = ()
    proposals: tuple[Said, ...] = ()

    @property
    def sure(self) -> str:
        """The confidence in percent."""
        return "" if self.confidence is None else f"{self.confidence:.0%}"

    def __str__(self) -> str:
        """In a sentence, for editors."""
        if not self.is_edited:
            told = _("extracted: %(rule)s (%(sure)s sure)") % {"rule": self.rule, "sure": self.sure}
            return told if self.sure else _("extracted")
        if not self.at:
            return _("edited")
        words = {
            "who": self.by or _("somebody"),
            "when": date_format(localtime(self.at), "DATETIME_FORMAT"),
            "was": "; ".join(f"{said.label}: {said.value}" for said in self.was),
        }
        told = (
            _("edited by %(who)s on %(when)s, was %(was)s")
            if self.was
            else _("edited by %(who)s on %(when)s")
        )
        return told % words


@dataclass
class Provenances:
    """Those of all values of an article: at most four queries, none while nobody has edited anything."""

    article: Article
    figures: Iterable[Amount]

    def of_header(self, name: str) -> Provenance:
        found = self.article.evidence.get(name, {})
        rule, confidence = found.get("rule", ""), found.get("confidence")
        if getattr(self.article, f"{name}_origin") == Origin.EXTRACTED:
            return Provenance(False, rule_in_words(rule), confidence)
        last = self._last(self.article, name)
        was = (last.before or {}).get(name) if last else self.article.overruled.get(name)
        return Provenance(
            is_edited=True,
            rule=rule_in_words(rule),
            confidence=confidence,
            was=self._said(Article, {name: was}),
            proposals=self._said(Article, only(self.article.proposed, {name})),
            **_who(last or self._last(self.article, f"{name}_origin")),
        )

    def of_link(self, link: Link) -> Provenance:
        context = first_context(link)
        if link.origin == Origin.EXTRACTED:
            return Provenance(False, rule_in_words(link.rule), link.confidence, context)
        last = self._last(link, link.TARGET)
        was = (last.before or {}).get(link.TARGET) if last else None
        return Provenance(
            is_edited=True,
            rule=rule_in_words(link.rule),
            confidence=link.confidence,
            context=context,
            was=self._said(type(link), {link.TARGET: was}),
            **_who(last or self._last(link, "origin") or self._last(link, "state")),
        )

    def of_figure(self, amount: Amount) -> Provenance:
        context = context_of(self.article, amount.part, amount.start, amount.end)
        if amount.origin == Origin.EXTRACTED:
            return Provenance(False, rule_in_words(amount.rule), amount.confidence, context)
        now = amount.plain(Amount.VALUES)
        was = {name: value for name, value in amount.overruled.items() if name in now and value != now[name]}
        lasts = [last for name in (*was, "origin", "state") if (last := self._last(amount, name))]
        return Provenance(
            is_edited=True,
            rule=rule_in_words(amount.rule),
            confidence=amount.confidence,
            context=context,
            was=self._said(Amount, was),
            proposals=self._said(Amount, amount.proposed),
            **_who(max(lasts, key=lambda change: change.pk, default=None)),
        )

    def _last(self, row: Any, name: str) -> Change | None:
        changes = self._changes.get((row._meta.model_name, row.pk), [])
        return last_by_value(row, changes, {name}).get(name)

    def _said(self, model: type[Any], values: Values) -> tuple[Said, ...]:
        return tuple(
            Said(name, label_of(model, name), value_text(model, name, value, self._names))
            for name, value in values.items()
            if value not in (None, "", False)
        )

    @cached_property
    def _changes(self) -> dict[tuple[str, int], list[Change]]:
        """What people changed, by table and row, newest first."""
        found: dict[tuple[str, int], list[Change]] = {}
        for change in standing_changes(self.article):
            found.setdefault((change.table, change.row), []).append(change)
        return found

    @cached_property
    def _names(self) -> Names:
        """The names of all that edited values were."""
        changed = (change for changes in self._changes.values() for change in changes)
        return names_for(
            [
                *((change.model, change.before) for change in changed if change.before),
                *((Amount, values) for row in self.figures for values in (row.overruled, row.proposed)),
            ]
        )


def first_context(link: Link) -> Context | None:
    """The first place in the text where it stands."""
    place = link.first_place()
    return context_of(link.article, *place) if place else None


def context_of(article: Article, part: str, start: int | None, end: int | None) -> Context | None:
    """Words of the article with what stands around them, cut at words."""
    if start is None or end is None or not article.has_offsets(part):
        return None
    text = article.text(part)
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "…" + before[before.find(" ") :]
    if end + AROUND < len(text):
        after = after[: after.rfind(" ") + 1] + "…"
    return Context(before, text[start:end], after)


def _who(change: Change | None) -> dict[str, Any]:
    return {"by": change.edit.by, "at": change.edit.created_at} if change else {}
