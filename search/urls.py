from __future__ import annotations

from django.urls import include, path, re_path

from search import changing, exports, feeds, views
from search.panel import FOUND_IN

urlpatterns = [
    path("", views.search, name="search"),
    path("suggest", views.suggest, name="suggest"),
    re_path(rf"^facets/(?P<name>{'|'.join(FOUND_IN)})$", views.facet, name="facet"),
    path("feed.atom", feeds.feed, name="feed"),
    re_path(
        rf"^(?P<rows>{'|'.join(exports.SHAPES)})\.(?P<ending>{'|'.join(exports.CONTENT_TYPES)})$",
        exports.export,
        name="export",
    ),
    path("change-found", changing.change_found, name="change-found"),
    path("searches/", include("search.saved.urls")),
    path("api/v1/", include("search.api.urls")),
]
