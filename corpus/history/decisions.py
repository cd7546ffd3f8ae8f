"""What a change of a row says about the rule that had found it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.models import Amount, Article, Link, Origin, State, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.history.recorder import Difference
    from corpus.history.values import Values


def decisions_of(difference: Difference) -> Iterator[dict[str, Any]]:
    """Values of a `Decision`, without the edit. What a person says of another person's value is none."""
    model, before, after = difference.model, difference.before, difference.after
    if model is Article and before and after:
        yield from _of_header(before, after)
    elif issubclass(model, Link):
        yield from _of_statement(model.target_field(), before, after, values=(model.TARGET,))
    elif model is Amount:
        yield from _of_statement("figure", before, after, values=Amount.VALUES)


def _of_header(before: Values, after: Values) -> Iterator[dict[str, Any]]:
    for name in Article.HEADER:
        if _is_taken_over(before, after, f"{name}_origin"):
            evidence = before["evidence"].get(name, {})
            verdict = Verdict.CONFIRMED if before[name] == after[name] else Verdict.CORRECTED
            if not evidence:
                verdict = Verdict.ADDED
            yield _decision(name, verdict, evidence.get("rule", ""), evidence.get("confidence"))


def _is_taken_over(before: Values, after: Values, origin: str) -> bool:
    return bool(before[origin] == Origin.EXTRACTED and after[origin] == Origin.EDITED)


def _of_statement(
    field: str, before: Values | None, after: Values | None, *, values: tuple[str, ...]
) -> Iterator[dict[str, Any]]:
    if after is None:
        return
    if before is None:
        if after["origin"] == Origin.EDITED and after["state"] == State.ACTIVE:
            yield _decision(field, Verdict.ADDED, "", None)
        return
    found = (before["rule"], before["confidence"])
    if before["origin"] != Origin.EXTRACTED:
        return
    if before["state"] == State.ACTIVE and after["state"] == State.REJECTED:
        yield _decision(field, Verdict.REJECTED, *found)
    elif after["origin"] == Origin.EDITED:
        corrected = [name for name in values if before[name] != after[name]]
        for name in corrected:
            yield _decision(field if len(values) == 1 else field_of_figure(name), Verdict.CORRECTED, *found)
        if not corrected:
            yield _decision(field, Verdict.CONFIRMED, *found)


def field_of_figure(column: str) -> str:
    """What a corrected column of a figure is called: its region is not one of the article's."""
    return f"figure_{column.removesuffix('_id')}" if column.endswith("_id") else column


def _decision(field: str, verdict: Verdict, rule: str, confidence: float | None) -> dict[str, Any]:
    return {"field": field, "verdict": verdict, "rule": rule, "confidence": confidence}
