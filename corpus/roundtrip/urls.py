"""Addresses below /curation/metadata/."""

from __future__ import annotations

from django.urls import path, re_path

from corpus.roundtrip import views

urlpatterns = [
    path("", views.metadata, name="metadata"),
    re_path(r"^export\.(?P<ending>zip|jsonl)$", views.export_metadata, name="export_metadata"),
    re_path(r"^import/(?P<key>[0-9a-f]{32})/$", views.import_preview, name="import_preview"),
]
