"""Editors meet what extraction is least sure of first. (Amounts have a list of their own: see test_admin.)"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories import (
    link_organisation,
    link_region,
    make_amount,
    make_article,
    make_organisation,
    make_region,
)

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_articles_are_sorted_by_their_most_doubtful_value(editing: Client) -> None:
    sure, edited, doubtful, empty = (make_article(title=title) for title in ("S", "E", "D", "0"))
    make_amount(sure, confidence=0.9)
    link_region(doubtful, make_region("Taizhou"), confidence=0.5)
    make_amount(doubtful, confidence=0.9)
    link_organisation(edited, make_organisation("Roche"), confidence=0.4, origin="edited")
    link_organisation(edited, make_organisation("Bayer"), confidence=0.3, state="rejected")
    make_amount(edited, confidence=0.8)
    columns = editing.get("/admin/corpus/article/").context["cl"].list_display
    page = editing.get("/admin/corpus/article/", {"o": str(columns.index("least_sure"))})
    assert [row.pk for row in page.context["cl"].result_list] == [doubtful.pk, edited.pk, sure.pk, empty.pk]
    assert "50%" in page.content.decode()


def test_the_form_has_doubtful_regions_first(editing: Client) -> None:
    article = make_article()
    for name, confidence in (("Tianjin", 0.97), ("Taizhou", 0.5), ("Wuxi", None)):
        link_region(article, make_region(name), confidence=confidence)
    inlines = editing.get(f"/admin/corpus/article/{article.pk}/change/").context["inline_admin_formsets"]
    assert [str(form.instance) for form in inlines[0].formset.forms] == ["Taizhou", "Tianjin", "Wuxi"]
