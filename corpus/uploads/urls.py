from __future__ import annotations

from django.urls import path

from corpus.uploads import views

urlpatterns = [
    path("", views.add, name="add_articles"),
    path("<int:pk>/", views.upload, name="upload"),
    path("<int:pk>/report.csv", views.report, name="upload_report"),
]
