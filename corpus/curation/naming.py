"""Organisations and regions from what a person types: completions, and the one that is meant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from corpus.extraction.gazetteer import places
from corpus.models import Organisation, OrganisationAlias, Region, RegionLevel
from corpus.names import is_like, is_too_short, keys_like, organisation_key
from corpus.regions import load_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from corpus.extraction.gazetteer import Place

MOST = 10  # completions
LOOKED_AT = 200  # rows


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a person may mean: `label` is what stands in the field, `kind` says more."""

    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class RegionChoice(Choice):
    """A region by its row, or a place of the gazetteer that has none yet."""

    name: str
    pk: int | None
    place_id: str | None

    def row(self) -> Region:
        if self.pk is not None:
            return Region.objects.get(pk=self.pk)
        assert self.place_id is not None  # noqa: S101
        return load_places([self.place_id])[self.place_id]


def organisations_like(text: str) -> list[Choice]:
    """Organisations by the beginning of a name or of a word in it: one query."""
    key = organisation_key(text)
    if is_too_short(key):
        return []
    found = OrganisationAlias.objects.filter(keys_like(key)).select_related("organisation")
    rows = {alias.organisation_id: alias.organisation for alias in found.order_by("key")[:LOOKED_AT]}
    near = sorted(rows.values(), key=lambda row: (not organisation_key(row.name).startswith(key), row.name))
    return [Choice(row.name, str(row.get_kind_display())) for row in near[:MOST]]


def find_organisation(text: str) -> Organisation | None:
    """The organisation that has this name."""
    alias = (
        OrganisationAlias.objects.filter(key=organisation_key(text)).select_related("organisation").first()
    )
    return alias.organisation if alias else None


def regions_like(text: str) -> list[RegionChoice]:
    """Regions by the beginning of a name or of a word in it, the widest first: three queries."""
    key = organisation_key(text.partition(",")[0])
    if is_too_short(key):
        return []
    found = {choice.label: choice for choice in _choices(key)}
    ranked = sorted(found.values(), key=lambda choice: _nearness(choice, key))
    return ranked[:MOST]


def regions_called(text: str) -> list[RegionChoice]:
    """Those that the text names: by the whole label, else by name."""
    label = " ".join(text.split()).casefold()
    key = organisation_key(text.partition(",")[0])
    near = list(_choices(key)) if key else []
    whole = [choice for choice in near if choice.label.casefold() == label]
    if whole or "," in text:
        return whole[:1]
    return [choice for choice in near if key in _keys_of_choice(choice)]


def _nearness(choice: RegionChoice, key: str) -> tuple[bool, bool, int, str]:
    keys = _keys_of_choice(choice)
    begins = any(own.startswith(key) for own in keys)
    levels = [str(level.label) for level in RegionLevel]
    wide = levels.index(choice.kind) if choice.kind in levels else len(levels)
    return key not in keys, not begins, wide, choice.label


def _choices(key: str) -> Iterator[RegionChoice]:
    """Regions and places with a name or a word that begins so."""
    place_ids = [
        place_id for place_id, keys in _place_keys().items() if any(is_like(key, own) for own in keys)
    ]
    like = Q(place_id__in=place_ids[:LOOKED_AT]) | Q(name__icontains=key)
    rows = list(Region.objects.filter(like).select_related("parent")[:LOOKED_AT])
    yield from (
        RegionChoice(region_label(row), str(row.get_level_display()), row.name, row.pk, row.place_id)
        for row in rows
    )
    made = set(Region.objects.filter(place_id__in=place_ids).values_list("place_id", flat=True))
    for place_id in place_ids:
        if place_id not in made:
            place = places()[place_id]
            kind = str(RegionLevel(place.level).label)
            yield RegionChoice(place_label(place), kind, place.name, None, place_id)


def region_label(region: Region) -> str:
    """The region's name with what it lies in, which tells it from others of the name."""
    return _label(region.name, region.parent.name if region.parent else "")


def place_label(place: Place) -> str:
    """The same for a place of the gazetteer."""
    return _label(place.name, places()[place.parent_id].name if place.parent_id else "")


def _label(name: str, parent: str) -> str:
    """A name of the gazetteer with brackets, "Heping District (Shenyang)", says where it lies already."""
    return f"{name}, {parent}" if parent and "(" not in name else name


def _keys_of_choice(choice: RegionChoice) -> Iterable[str]:
    own = {organisation_key(name) for name in (choice.name, choice.name.partition("(")[0])}
    return {*own, *_place_keys().get(choice.place_id or "", ())}


@cache
def _place_keys() -> Mapping[str, tuple[str, ...]]:
    """Every name of each place of the gazetteer as it is compared."""
    return {
        place.id: tuple({organisation_key(name) for name in (place.name, *place.aliases)})
        for place in places().values()
    }


class _NamedField(forms.CharField):
    """A name that is typed, with completions; its value is the row that is meant."""

    completions: str

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 300, **kwargs})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        target = f"{self.completions}-completions"
        return {
            **super().widget_attrs(widget),
            "list": target,
            "autocomplete": "off",
            "hx-get": reverse_lazy("complete", args=[self.completions]),
            "hx-trigger": "input changed delay:150ms, focus once",
            "hx-target": f"#{target}",
            "hx-select": "unset",
            "hx-select-oob": "unset",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }

    def row_of(self, name: str) -> Any:
        """The row that the name means. Raises `ValidationError` with a sentence."""
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        name = " ".join(str(super().clean(value)).split())
        return self.row_of(name) if name else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(" ".join(self.prepare_value(initial).split()) != " ".join((data or "").split()))


class OrganisationField(_NamedField):
    """An organisation by any of its names; one of a new name has no id yet."""

    completions = "organisation"

    def prepare_value(self, value: Any) -> str:
        if isinstance(value, int):
            value = Organisation.objects.filter(pk=value).first()
        return str(value or "")

    def row_of(self, name: str) -> Organisation:
        return find_organisation(name) or Organisation(name=name)


class RegionField(_NamedField):
    """A region by its name, with what it lies in where there are several of the name. A place of the gazetteer gets its row
    when it is named, unless the form only reads (`makes`)."""

    completions = "region"

    def __init__(self, *, makes: bool = True, **kwargs: Any) -> None:
        self._makes = makes
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> str:
        if isinstance(value, int):
            value = Region.objects.select_related("parent").filter(pk=value).first()
        return region_label(value) if isinstance(value, Region) else str(value or "")

    def row_of(self, name: str) -> Region:
        found = [choice for choice in regions_called(name) if self._makes or choice.pk is not None]
        if not found:
            raise ValidationError(_("There is no region “%(name)s”.") % {"name": name}, code="unknown")
        if len(found) > 1:
            names = "; ".join(f"“{choice.label}”" for choice in found[:MOST])
            told = _("“%(name)s” can be any of these: %(names)s. Say which one.")
            raise ValidationError(told % {"name": name, "names": names}, code="ambiguous")
        return found[0].row()
