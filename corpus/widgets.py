"""Inputs that several forms have."""

from __future__ import annotations

from django import forms


class DateInput(forms.DateInput):
    """The browser's own input for a day, which wants this form whatever the language of the page."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
