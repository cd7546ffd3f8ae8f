from __future__ import annotations

from django.urls import path

from corpus.curation import adding, duplicate_views, edits, merge_views, reject_views
from corpus.curation.bulk import views as bulk_views

urlpatterns = [
    path("organisations/duplicates/", duplicate_views.duplicates, name="duplicates"),
    path("organisations/not-the-same/", duplicate_views.not_the_same, name="not-the-same"),
    path("organisations/merge/", merge_views.merge_organisations_page, name="merge-organisations"),
    path("regions/merge/", merge_views.merge_regions_page, name="merge-regions"),
    path(
        "organisations/<int:pk>/reject/",
        reject_views.reject_everywhere,
        {"what": "organisation"},
        name="reject-organisation",
    ),
    path(
        "regions/<int:pk>/reject/", reject_views.reject_everywhere, {"what": "region"}, name="reject-region"
    ),
    path("names/<int:pk>/split/", merge_views.split, name="split"),
    path("names/<int:pk>/apply/", bulk_views.apply_listed, name="apply-listed"),
    path("sum", adding.read_typed_sum, name="read-sum"),
    path("edits/", edits.edits, name="edits"),
    path("edits/<int:pk>/", edits.edit, name="edit"),
    path("edits/<int:pk>/undo/", edits.undo_edit, name="undo-edit"),
    path("articles/", bulk_views.bulk_list, name="bulk-list"),
    path("articles/<int:pk>/", bulk_views.bulk, name="bulk"),
    path("articles/<int:pk>/again/", bulk_views.bulk_again, name="bulk-again"),
    path("articles/<int:pk>/undo/", bulk_views.bulk_undo, name="bulk-undo"),
]
