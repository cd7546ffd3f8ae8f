from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_migrate
from django.utils.translation import gettext_lazy as _


class CorpusConfig(AppConfig):
    name = "corpus"
    verbose_name = _("Articles and what is known of them")

    def ready(self) -> None:
        from corpus.models import Region
        from corpus.roles import make_groups

        post_migrate.connect(make_groups, sender=self)
        m2m_changed.connect(announce_members, sender=Region.members.through)
        m2m_changed.connect(note_members, sender=Region.members.through)


def announce_members(*, instance: Any, action: str, **kwargs: Any) -> None:
    """A macro region that spans other places than before is found in other articles: mark those of both."""
    if action in {"pre_remove", "pre_clear", "post_add"}:
        from corpus.changes import mark_changed

        mark_changed(type(instance).objects.filter(pk=instance.pk).article_ids())


def note_members(
    *, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """The history hears of members before they change."""
    if action.startswith("pre_"):
        from corpus.history.recorder import note_touched

        others = instance.macro_regions.values_list("pk", flat=True) if pk_set is None else pk_set
        note_touched(type(instance), others if reverse else (instance.pk,))
