"""Organisations of the database from the names that extraction found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.models import Organisation, OrganisationAlias
from corpus.names import organisation_key, unique_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from corpus.extraction.base import OrganisationMention


def organisations_for(mentions: Iterable[OrganisationMention]) -> Mapping[str, Organisation]:
    """The organisations that are mentioned, by the mention's `name`, made where no alias knows the name."""
    kinds = {mention.name: mention.kind for mention in mentions}
    keys = {name: organisation_key(name) for name in kinds}
    aliases = OrganisationAlias.objects.filter(key__in=set(keys.values())).select_related("organisation")
    by_key = {alias.key: alias.organisation for alias in aliases}
    for name, kind in kinds.items():
        if keys[name] not in by_key:
            by_key[keys[name]] = make_organisation(name=name, kind=kind)
    return {name: by_key[key] for name, key in keys.items()}


def make_organisation(*, name: str, kind: str) -> Organisation:
    """A new organisation that extraction found; saving makes its name an alias of it."""
    organisation = Organisation(name=name[:300], kind=kind, slug=free_slug(name))
    organisation.save()
    return organisation


def free_slug(name: str) -> str:
    """A slug that no organisation has yet."""
    return unique_slug(name, lambda slug: Organisation.objects.filter(slug=slug).exists())
