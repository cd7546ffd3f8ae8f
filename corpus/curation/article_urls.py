"""Addresses below an article's, for editors."""

from __future__ import annotations

from django.urls import path

from corpus.curation import bin_pages, history

urlpatterns = [
    path("delete/", bin_pages.delete_article, name="article-delete"),
    path("history/", history.article_history, name="article-history"),
    path("history/<int:edit>/undo/", history.undo_edit, name="article-undo"),
    path("history/<int:edit>/restore/", history.restore, name="article-restore"),
]
