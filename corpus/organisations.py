"""Organisations of the database from the names that extraction found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.models import Organisation, OrganisationAlias, Origin
from corpus.names import organisation_key, unique_slug

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from corpus.extraction.base import AmountMention, OrganisationMention


@dataclass(frozen=True, slots=True)
class KnownBodies:
    """The organisations of an article: by the name that all mentions of one body share, and by words of the text that a
    person said are the name of another."""

    by_name: Mapping[str, Organisation]
    by_key: Mapping[str, Organisation]

    def of(self, mention: OrganisationMention) -> Organisation:
        return self.by_key.get(organisation_key(mention.text)) or self.by_name[mention.name]

    def owner_of(self, amount: AmountMention, mentions: Iterable[OrganisationMention]) -> Organisation | None:
        """Whose sum it is: its body, as the sentence that proves it names that."""
        if not amount.organisation:
            return None
        start, end = amount.sentence
        beside = {
            self.of(mention)
            for mention in mentions
            if mention.name == amount.organisation
            and mention.part is amount.part
            and start <= mention.start < end
        }
        return beside.pop() if len(beside) == 1 else self.by_name[amount.organisation]


def organisations_for(mentions: Collection[OrganisationMention]) -> KnownBodies:
    """The organisations that are mentioned, made where no alias knows the name."""
    kinds = {mention.name: mention.kind for mention in mentions}
    keys = {name: organisation_key(name) for name in kinds}
    texts = {organisation_key(mention.text) for mention in mentions}
    aliases = OrganisationAlias.objects.filter(key__in={*keys.values(), *texts}).select_related(
        "organisation"
    )
    by_key = {alias.key: alias.organisation for alias in aliases}
    said = {
        alias.key: alias.organisation
        for alias in aliases
        if alias.key in texts and alias.origin == Origin.EDITED
    }
    for name, kind in kinds.items():
        if keys[name] not in by_key:
            by_key[keys[name]] = make_organisation(name=name, kind=kind)
    return KnownBodies({name: by_key[key] for name, key in keys.items()}, said)


def make_organisation(*, name: str, kind: str) -> Organisation:
    """A new organisation that extraction found; saving makes its name an alias of it."""
    organisation = Organisation(name=name[:300], kind=kind, slug=free_slug(name))
    organisation.save()
    return organisation


def free_slug(name: str) -> str:
    """A slug that no organisation has or had."""
    return unique_slug(
        name,
        lambda slug: (
            Organisation.objects.filter(slug=slug).exists()
            or OrganisationAlias.objects.filter(slug=slug).exists()
        ),
    )
