"""Addresses below /curation/review/."""

from __future__ import annotations

from django.urls import path

from corpus.curation.review import views

urlpatterns = [
    path("", views.review, name="review"),
    path("undo/<int:pk>/", views.undo_decision, name="undo_decision"),
]
