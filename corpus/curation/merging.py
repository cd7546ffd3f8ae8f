"""Several organisations, or several regions, made one. Call these inside `recording`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from corpus.curation.duplicates import tell_apart
from corpus.curation.links import move_figures, move_links
from corpus.editing import save_edit
from corpus.models import (
    ArticleOrganisation,
    ArticleRegion,
    Distinction,
    Organisation,
    OrganisationAlias,
    Region,
    RegionAlias,
    RegionLevel,
)
from corpus.names import organisation_key

if TYPE_CHECKING:
    from collections.abc import Sequence


class CannotMerge(Exception):
    """Why these can't be one, in a sentence for people. Nothing was changed."""


def merge_organisations(
    target: Organisation, others: Sequence[Organisation], *, name: str = "", kind: str = ""
) -> Organisation:
    """Make `others` names of `target`: links, figures, other names, subsidiaries and old addresses are its own from now on.
    `name` and `kind` are what it is called then, if not as it was; the name must be one of theirs."""
    pks = {other.pk for other in others}
    _check(target.pk, pks)
    move_links(ArticleOrganisation, to=target.pk, others=pks)
    move_figures("organisation_id", to=target.pk, others=pks)
    for other in others:
        _keep_address(other)
    OrganisationAlias.objects.filter(organisation__in=pks).update(organisation=target)
    _move_group(target, pks)
    _move_distinctions(target.pk, pks)
    Organisation.objects.filter(pk__in=pks).delete()
    _call(target, name=name or target.name, kind=kind or target.kind)
    return target


def _check(target: int, others: set[int]) -> None:
    if not others or target in others:
        raise CannotMerge(_("Choose two or more to merge."))


def _keep_address(organisation: Organisation) -> None:
    """The slug goes with the organisation's own name, or another one where that has a slug already."""
    own = organisation_key(organisation.name)
    free = OrganisationAlias.objects.filter(organisation=organisation, slug=None)
    alias = min(free, key=lambda alias: (alias.key != own, alias.pk), default=None)
    if alias is not None:
        alias.slug = organisation.slug
        alias.save()


def _move_group(target: Organisation, others: set[int]) -> None:
    """Subsidiaries move along. What the target is part of stays, or is the next above that is left."""
    above = [pk for pk in target.ids_above() if pk not in others]
    parent = above[1] if len(above) > 1 else None
    if target.parent_id is None:
        parents = Organisation.objects.filter(pk__in=others).values_list("parent_id", flat=True)
        inside = others | {target.pk}
        parent = next((pk for pk in parents if pk and pk not in inside and not _is_in(target.pk, pk)), None)
    Organisation.objects.filter(parent__in=others).exclude(pk=target.pk).update(parent=target)
    if target.parent_id != parent:
        Organisation.objects.filter(pk=target.pk).update(parent=parent)
    target.refresh_from_db()


def _is_in(target: int, pk: int) -> bool:
    """Whether an organisation is part of the target."""
    return target in Organisation.objects.get(pk=pk).ids_above()


def _move_distinctions(target: int, others: set[int]) -> None:
    """What is not the same as one of them is not the same as all."""
    rows = Distinction.objects.filter(Q(first__in=others) | Q(second__in=others))
    beside = {pk for row in rows for pk in (row.first_id, row.second_id)} - others - {target}
    for pk in beside:
        tell_apart(pk, target)


def _call(target: Organisation, *, name: str, kind: str) -> None:
    changed = [field for field, value in (("name", name), ("kind", kind)) if getattr(target, field) != value]
    if changed:
        target.name, target.kind = name, kind
        save_edit(target, changed)


def merge_regions(target: Region, others: Sequence[Region]) -> Region:
    """Make `others` names of `target`: links, figures, what lies in them and old addresses are its own from now on. Places of
    the gazetteer can't be merged away: every text would make them again. Raises `CannotMerge`."""
    pks = {other.pk for other in others}
    _check(target.pk, pks)
    for other in others:
        if other.place_id:
            raise CannotMerge(
                _("“%(name)s” is a place of the gazetteer: merge the others into it instead.")
                % {"name": other.name}
            )
    if target.level == RegionLevel.MACRO and Region.objects.filter(parent__in=pks).exists():
        raise CannotMerge(
            _("A macro region can't contain what lies in the others. Choose another one to keep.")
        )
    move_links(ArticleRegion, to=target.pk, others=pks)
    move_figures("region_id", to=target.pk, others=pks)
    _move_tree(target, pks)
    for other in others:
        _move_names(other, target)
    Region.objects.filter(pk__in=pks).delete()
    target.refresh_from_db()
    return target


def _move_tree(target: Region, others: set[int]) -> None:
    """What lay in them lies in the target, which lies in the nearest of its containers that is left."""
    parent = target.parent
    while parent is not None and parent.pk in others:
        parent = parent.parent
    if target.parent != parent:
        Region.objects.filter(pk=target.pk).update(parent=parent)
    Region.objects.filter(parent__in=others).exclude(pk=target.pk).update(parent=target)
    for macro in Region.objects.filter(members__in=others).distinct():
        if macro.pk != target.pk:
            macro.members.add(target)
        macro.members.remove(*others)


def _move_names(region: Region, target: Region) -> None:
    parent = region.parent if region.parent_id != target.pk else target.parent
    RegionAlias.objects.create(region=target, name=region.name, parent=parent, slug=region.slug)
    RegionAlias.objects.filter(region=region).update(region=target)
    RegionAlias.objects.filter(parent=region).update(parent=target)
