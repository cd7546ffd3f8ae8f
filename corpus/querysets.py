"""Reads of the corpus, and the base that announces every write.

Whatever way rows of the corpus are written (save, delete, update, bulk_create, bulk_update, the admin), the articles
they show in are marked as changed in the same transaction, and the history hears of them. Each model says which articles with `articles_of`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models, transaction
from django.db.models.functions import Left

from corpus.changes import mark_changed
from corpus.history.recorder import note_going, note_made, note_touched

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.models import Article

M = TypeVar("M", bound=models.Model)

OPENING = 80  # characters of a text that stand for a title


class AnnouncingQuerySet(models.QuerySet[M]):
    """A queryset whose writes announce the articles they touch."""

    def article_ids(self) -> set[int]:
        """The articles that rows of this queryset show in."""
        return set(self.model.articles_of(self))  # type: ignore[attr-defined]

    def update(self, **kwargs: Any) -> int:
        with transaction.atomic():
            pks = list(self.values_list("pk", flat=True))
            rows = self.model._base_manager.filter(pk__in=pks)
            note_touched(self.model, pks)
            before = type(self)(self.model).filter(pk__in=pks).article_ids()
            count = rows.update(**kwargs)
            mark_changed(before | type(self)(self.model).filter(pk__in=pks).article_ids())
        return count

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            ids = self.article_ids()
            note_going(self.model, self.all())
            deleted = super().delete()
            mark_changed(ids)
        return deleted

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        with transaction.atomic():
            made = super().bulk_create(objs, *args, **kwargs)
            note_made(self.model, [row.pk for row in made])
            mark_changed(self._ids_of(made))
        return made

    def _ids_of(self, rows: list[M]) -> set[int]:
        return type(self)(self.model).filter(pk__in=[row.pk for row in rows]).article_ids()


DECIDE_STORY = ("body", "published")
"""Values of an article that decide which story it tells."""


class ArticleQuerySet(AnnouncingQuerySet["Article"]):
    """Reads of articles, and writes that find their stories anew."""

    def without_texts(self) -> Self:
        """Without what is long; articles without a title have the beginning of theirs in `opening`."""
        opening = models.Case(
            models.When(title="", then=Left("body", OPENING)),
            default=models.Value(""),
            output_field=models.TextField(),
        )
        return self.defer("body", "evidence").annotate(opening=opening)

    def update(self, **kwargs: Any) -> int:
        from corpus.stories.grouping import regroup

        if kwargs.keys().isdisjoint(DECIDE_STORY):
            return super().update(**kwargs)
        with transaction.atomic():
            ids = self.article_ids()
            count = super().update(**kwargs)
            regroup(ids)
        return count

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        from corpus.stories.grouping import name_stories, others_of_stories

        with transaction.atomic():
            left = others_of_stories(self.article_ids())
            deleted = super().delete()
            name_stories(left)
        return deleted

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Article], *args: Any, **kwargs: Any) -> list[Article]:
        from corpus.stories.grouping import regroup

        with transaction.atomic():
            made = super().bulk_create(objs, *args, **kwargs)
            regroup(article.pk for article in made)
        return made

    def of_story(self, article: Article) -> Self:
        """The other articles that tell the story of this one."""
        return self.filter(story=article.story).exclude(pk=article.pk) if article.story else self.none()

    def live(self) -> Self:
        """Without those in the bin."""
        return self.filter(deleted_at=None)

    def binned(self) -> Self:
        return self.filter(deleted_at__isnull=False)

    def with_metadata(self) -> Self:
        """With active regions, organisations and amounts in `shown_regions`, `shown_organisations` and `shown_amounts`:
        four queries however many articles."""
        from corpus.models import Amount, ArticleOrganisation, ArticleRegion, State

        active = {"state": State.ACTIVE}
        return self.prefetch_related(  # type: ignore[type-var]
            models.Prefetch(
                "region_links",
                ArticleRegion.objects.filter(**active).select_related("region").order_by("region__name"),
                to_attr="shown_regions",
            ),
            models.Prefetch(
                "organisation_links",
                ArticleOrganisation.objects.filter(**active)
                .select_related("organisation__parent")
                .order_by("organisation__name"),
                to_attr="shown_organisations",
            ),
            models.Prefetch(
                "amounts",
                Amount.objects.filter(**active)
                .select_related("organisation", "region")
                .order_by("start", "pk"),
                to_attr="shown_amounts",
            ),
        )


class LiveArticles(models.Manager.from_queryset(ArticleQuerySet)):  # type: ignore[misc]
    """Articles that are not in the bin."""

    def get_queryset(self) -> ArticleQuerySet:
        found: ArticleQuerySet = super().get_queryset()
        return found.live()
