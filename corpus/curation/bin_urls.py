"""Addresses below /curation/bin/."""

from __future__ import annotations

from django.urls import path

from corpus.curation import bin_pages

urlpatterns = [
    path("", bin_pages.articles_in_bin, name="bin"),
    path("restore/", bin_pages.restore_articles, name="restore_articles"),
    path("empty/", bin_pages.empty, name="empty_bin"),
]
