"""Which rows a person should look at. The database computes it, so that however a row is written its doubt is right, and
the queue of reviewing reads an index."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from corpus.models.choices import Origin, State

LOW_CONFIDENCE = 0.75
WEAK_NAME = 0.8
"""Confidence of organisations whose name alone hardly says that it is one."""


class Doubt(models.IntegerChoices):
    """Why a value is doubtful, the most pressing first. Of several reasons a row has the first."""

    SUSPECT = 1, _("A sum that can't be right as it stands")
    AMBIGUOUS = 2, _("A place of an ambiguous name")
    UNSURE = 3, _("Low confidence")
    PROPOSAL = 4, _("Extraction says something else than an editor")
    UNKNOWN = 5, _("An organisation seen nowhere else")
    YEAR = 6, _("A year taken from the context")


def doubt_field(*cases: tuple[Doubt, Q]) -> models.GeneratedField:
    """A column with the first doubt whose condition holds; NULL if none does."""
    return models.GeneratedField(
        expression=Case(*(When(condition, then=Value(int(doubt))) for doubt, condition in cases)),
        output_field=models.PositiveSmallIntegerField(null=True, choices=Doubt),
        db_persist=True,
    )


def doubt_index(name: str, *fields: str) -> models.Index:
    """Of doubtful rows alone, in the order of reviewing."""
    return models.Index(fields=["doubt", *fields], name=name, condition=Q(doubt__isnull=False))


FOUND = Q(state=State.ACTIVE, origin=Origin.EXTRACTED)
"""Statements that nobody has decided."""
DECIDED_OTHERWISE = Q(state=State.ACTIVE, origin=Origin.EDITED) & ~Q(proposed={})
UNSURE = FOUND & Q(confidence__lt=LOW_CONFIDENCE)


def unsure_header(names: tuple[str, ...]) -> Q:
    """Whether extraction isn't sure of a value of an article's header that nobody has decided."""
    unsure = Q()
    for name in names:
        unsure |= Q(
            **{f"{name}_origin": Origin.EXTRACTED, f"evidence__{name}__confidence__lt": LOW_CONFIDENCE}
        )
    return Q(deleted_at=None) & unsure
