from __future__ import annotations

from django.urls import path, re_path

from search.api import views

urlpatterns = [
    path("search", views.search, name="api-search"),
    path("figures", views.figures, name="api-figures"),
    path("articles/<int:pk>", views.article, name="api-article"),
    path("suggest", views.suggest, name="api-suggest"),
    path("openapi.json", views.openapi, name="api-openapi"),
    re_path("^(?P<path>.*)$", views.nowhere),
]
