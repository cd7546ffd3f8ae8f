"""Histograms."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from search.markup.pieces import to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.markup.words import Words
    from search.panel.bars import Bar


def lying_bars(say: Words, bars: Iterable[Bar]) -> str:
    """With their labels."""
    rows = "".join([f"<li>{_lying(say, bar)}</li>" for bar in bars])
    label = say.gettext("Articles by amount in yuan")
    return f'<ol class="bars" aria-label="{label}">{rows}</ol>'


def _lying(say: Words, bar: Bar) -> str:
    drawn = (
        f'<span class="label">{escape(bar.label)}</span><svg viewBox="0 0 100 10" preserveAspectRatio="none" '
        f'aria-hidden="true" focusable="false"><rect width="{bar.size}" height="10"></rect></svg>'
        f'<span class="count">{say.count(bar.count)}</span>'
    )
    return _link(bar, "amount", drawn, ' class="bar"')


def standing_bars(say: Words, bars: Iterable[Bar], *, named_by: str) -> str:
    """Their labels show when pointed at."""
    rows = "".join([f"<li>{_standing(say, bar)}</li>" for bar in bars])
    return f'<ol class="columns" aria-labelledby="{named_by}">{rows}</ol>'


def _standing(say: Words, bar: Bar) -> str:
    label = say.gettext("%(label)s:") % {"label": escape(bar.label)}
    drawn = (
        '<svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect y="{bar.empty}" width="10" height="{bar.size}"></rect></svg>'
        f'<span class="short" aria-hidden="true">{escape(bar.short)}</span>'
        f'<span class="tip">{label} {say.count(bar.count)}</span>'
    )
    return _link(bar, "column", drawn, "")


def _link(bar: Bar, kind: str, drawn: str, looks: str) -> str:
    if not bar.count and not bar.is_selected:
        return f"<span{looks}>{drawn}</span>"
    current = ' aria-current="true"' if bar.is_selected else ""
    return f'<a id="{kind}-{escape(bar.key)}"{looks}{to(bar.address)}{current}>{drawn}</a>'
