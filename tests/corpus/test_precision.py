"""What editors' decisions say of extraction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from corpus.editing import save_edit
from corpus.gaps import count_doubts, count_gaps
from corpus.history.recorder import recording
from corpus.history.undoing import undo
from corpus.models import Amount, Edit, EditKind
from corpus.precision import Judged, by_field, by_month, by_rule, wilson, with_examples
from tests.factories import link_region, make_amount, make_article, make_region

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

pytestmark = pytest.mark.django_db


def edit(row: Any, changed: Sequence[str] = (), **values: Any) -> Edit:
    for name, value in values.items():
        setattr(row, name, value)
    with recording(actor=None, kind=EditKind.CORRECT, summary="A correction") as recorder:
        save_edit(row, changed or tuple(values))
    assert recorder.edit is not None
    return recorder.edit


def figures(number: int) -> list[Amount]:
    article = make_article()
    return [make_amount(article, value, rule="sum", confidence=0.9) for value in range(1, number + 1)]


def test_decisions_are_counted_by_rule() -> None:
    right, corrected, rejected = figures(3)
    edit(right)
    edit(corrected, role="revenue", year=2020)
    edit(rejected, state="rejected")
    (rule,) = by_rule()
    assert (rule.field, rule.rule, rule.judged) == ("figure", "sum", Judged(1, 1, 1))


def test_the_region_of_a_figure_is_none_of_the_articles() -> None:
    (figure,) = figures(1)
    tianjin = make_region("Tianjin")
    edit(figure, ["region"], region=tianjin)
    edit(link_region(figure.article, tianjin, rule="gazetteer"))
    assert {row.field: row.judged.number for row in by_field()} == {"figure_region": 1, "region": 1}
    assert {row.field for row in by_rule()} == {"figure", "region"}


def test_a_confirmed_figure_is_right_in_each_of_its_values() -> None:
    right, corrected = figures(2)
    edit(right)
    edit(corrected, year=2020)
    found = {row.field: row.judged for row in by_field()}
    assert found["year"] == Judged(1, 1, 0)


def test_an_undone_decision_does_not_count() -> None:
    (figure,) = figures(1)
    undo(edit(figure, state="rejected"), actor=None)
    assert by_rule() == by_field() == by_month(until=timezone.localdate()) == []


def test_decisions_are_counted_by_month() -> None:
    old, new = figures(2)
    Edit.objects.filter(pk=edit(old).pk).update(created_at=timezone.now().replace(year=2020))
    edit(new, state="rejected")
    (month,) = by_month(until=timezone.localdate())
    assert (month.judged, month.missed) == (Judged(0, 0, 1), 0)


def test_the_most_corrected_rules_have_examples() -> None:
    figure, _ = figures(2)
    made = edit(figure, year=2020)
    (rule,) = with_examples(by_rule())
    assert [(example.decision.edit, example.article) for example in rule.examples] == [(made, figure.article)]


@pytest.mark.parametrize(
    ("right", "number", "low", "high"),
    [(1, 1, 0.21, 1.0), (0, 0, 0.0, 1.0), (9, 10, 0.6, 0.98), (900, 1000, 0.88, 0.92)],
)
def test_few_decisions_say_little(right: int, number: int, low: float, high: float) -> None:
    assert wilson(right, number) == pytest.approx((low, high), abs=0.01)


def test_gaps_and_doubts_are_counted_without_the_bin() -> None:
    link_region(make_article(), make_region("Tianjin"), state="rejected")
    link_region(make_article(source="", published=None), make_region("Wuxi"), confidence=0.5)
    make_amount(make_article(source="", deleted_at=timezone.now()), is_suspect=True)
    gaps = count_gaps()
    assert (gaps.articles, gaps.binned, gaps.no_date, gaps.no_region, gaps.no_source) == (2, 1, 1, 1, 1)
    assert {left.doubt.name: left.number for left in count_doubts() if left.number} == {"UNSURE": 1}
