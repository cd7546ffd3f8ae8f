"""Find which articles tell the same story, for articles that came before this was done when they are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.management.migrated import MigratedCommand
from corpus.management.progress import progress_on
from corpus.models import Article, StoryKey, StoryPair
from corpus.stories.grouping import group_missing

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(MigratedCommand):
    help = "Find articles of the same story among those that were never looked at. Saving an article does it by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="look at all articles anew")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"]:
            StoryPair.objects.all().delete()
            StoryKey.objects.all().delete()
        count = group_missing(progress=progress_on(self.stdout, "articles"))
        stories = Article.objects.exclude(story=None)
        self.stdout.write(
            f"{count} articles looked at; {stories.count()} articles tell "
            f"{stories.values('story').distinct().count()} stories together with others"
        )
