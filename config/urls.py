"""Every address of the site, and who finds the words of a search in an article."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from config.accounts import PasswordView
from config.languages import choose_language
from corpus import views as corpus_views
from corpus.curation.adding import complete
from corpus.groups import group
from search.highlighting import find_words
from search.quality import quality

admin.site.site_header = "Gleaner"
admin.site.site_title = "Gleaner"
admin.site.index_title = _("What Gleaner knows")

urlpatterns = [
    path("", include("search.urls")),  # what is asked for most is looked for first
    path("admin/", admin.site.urls),
    path(
        "accounts/login/",
        LoginView.as_view(template_name="accounts/log_in.html", redirect_authenticated_user=True),
        name="login",
    ),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("accounts/password/", PasswordView.as_view(), name="password_change"),
    path("articles/add/", include("corpus.uploads.urls")),
    path("articles/<int:pk>/", corpus_views.article, {"find_words": find_words}, name="article"),
    path("curation/bin/", include("corpus.curation.bin_urls")),
    path("curation/review/", include("corpus.curation.review.urls")),
    path("curation/quality/", quality, name="quality"),
    path("curation/metadata/", include("corpus.roundtrip.urls")),
    path("articles/<int:pk>/", include("corpus.curation.article_urls")),
    path("curation/complete/<str:kind>", complete, name="complete"),
    path("organisations/<str:slug>/group/", group, name="group"),
    path("curation/", include("corpus.curation.urls")),
    path("language", choose_language, name="set_language"),
    path("favicon.ico", RedirectView.as_view(url=lazy(static, str)("icon.svg"))),
]
