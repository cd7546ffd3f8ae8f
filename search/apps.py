from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from corpus.changes import articles_changed, changes_committed
        from search.indexing import catch_up_after_commit, note_changes

        articles_changed.connect(note_changes)
        changes_committed.connect(catch_up_after_commit)
