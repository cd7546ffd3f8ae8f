"""Addresses below an article's, for editors."""

from __future__ import annotations

from django.urls import path

from corpus.curation import adding, bin_pages, history, values

urlpatterns = [
    path("delete/", bin_pages.delete_article, name="article-delete"),
    path("values/<str:name>/", values.header_value, name="article-value"),
    path("mark/<str:kind>/", adding.mark, name="article-mark"),
    path("history/", history.article_history, name="article-history"),
    path("history/<int:edit>/undo/", history.undo_edit, name="article-undo"),
    path("history/<int:edit>/restore/", history.restore, name="article-restore"),
    path("<str:kind>/<int:row>/", values.statement, name="article-statement"),
]
