from __future__ import annotations

from django.urls import path

from search.saved import views

urlpatterns = [
    path("", views.saved_searches, name="saved-searches"),
    path("save", views.save, name="save-search"),
    path("<int:pk>/open", views.open_search, name="open-search"),
    path("<int:pk>/new", views.new_articles, name="new-articles"),
    path("<int:pk>/rename", views.rename, name="rename-search"),
    path("<int:pk>/delete", views.delete, name="delete-search"),
]
