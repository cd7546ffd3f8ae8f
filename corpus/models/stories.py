"""What articles of the same story are found by, and which were found."""

from __future__ import annotations

from django.db import models

from corpus.models.article import Article


class StoryKey(models.Model):
    """A number that a text is looked up by: texts that share several are compared. One too short to be looked up has one that
    no search asks for."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="story_keys")
    key = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["key", "article"], name="story_key")]

    def __str__(self) -> str:
        return f"{self.key:016x}"


class StoryPair(models.Model):
    """Two articles that tell the same story; `first` has the smaller id. `similarity` is as `corpus.stories.comparing` has
    it."""

    first = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    similarity = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="story_pair")]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}: {self.similarity:.0%}"
