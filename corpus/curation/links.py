"""The links and figures of what becomes another region or organisation."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from corpus.batches import batches
from corpus.models import Amount, ArticleOrganisation, ArticleRegion, Origin, State
from corpus.places import in_order

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def move_links(model: type[ArticleRegion | ArticleOrganisation], *, to: int, others: Collection[int]) -> None:
    """Point the links of `others` at `to`. An article that has several of them ends up with one, by `_joined`."""
    key = model.TARGET
    moving = model.objects.filter(**{f"{key}__in": others})
    links = model.objects.filter(
        article__in=moving.values("article_id"), **{f"{key}__in": [to, *others]}
    ).order_by("article_id", "pk")
    alone: list[int] = []
    for _, found in groupby(links, key=lambda link: link.article_id):
        group = list(found)
        if len(group) == 1:
            alone.append(group[0].pk)
        else:
            _join(group, to)
    for pks in batches(alone):
        model.objects.filter(pk__in=pks).update(**{key: to})


def _join(links: Sequence[Any], to: int) -> None:
    """Make one link of several of an article."""
    kept = next((link for link in links if getattr(link, link.TARGET) == to), links[0])
    pks = [link.pk for link in links]
    for name, value in _joined(kept, links, pks).items():
        setattr(kept, name, value)
    setattr(kept, kept.TARGET, to)
    others = type(kept).objects.filter(pk__in=pks).exclude(pk=kept.pk)
    type(kept).objects.filter(replaced_by__in=others).exclude(pk__in=pks).update(replaced_by=kept)
    others.delete()
    kept.save()


def _joined(kept: Any, links: Sequence[Any], pks: Sequence[int]) -> dict[str, Any]:
    """Active if one of them is: who rejected one of two names of the same body rejected the name. A person's if a person
    decided what counts now. It stands wherever one of them stood, found by the surest rule."""
    active = [link for link in links if link.state == State.ACTIVE]
    deciding = active or links
    surest = max(deciding, key=lambda link: link.confidence or 0)
    replacements = [link.replaced_by_id for link in links if link.replaced_by_id not in {None, *pks}]
    values = {
        "state": State.ACTIVE if active else State.REJECTED,
        "origin": Origin.EDITED
        if any(link.origin == Origin.EDITED for link in deciding)
        else Origin.EXTRACTED,
        "mentions": in_order(mention for link in links for mention in link.mentions),
        "marked": [mark for link in links for mark in link.marked],
        "rule": surest.rule,
        "confidence": surest.confidence,
        "replaced_by_id": None if active or not replacements else replacements[0],
    }
    if isinstance(kept, ArticleRegion):
        values["alternatives"] = surest.alternatives
    return values


def move_figures(key: str, *, to: int, others: Collection[int]) -> None:
    """Point figures at `to`, and what is known of overruled and proposed values, too. `key` is `organisation_id` or
    `region_id`."""
    for pks in batches(list(Amount.objects.filter(**{f"{key}__in": others}).values_list("pk", flat=True))):
        Amount.objects.filter(pk__in=pks).update(**{key: to})
    for name in ("overruled", "proposed"):
        decided = Amount.objects.filter(origin=Origin.EDITED, **{f"{name}__{key}__in": list(others)})
        for amount in decided:
            getattr(amount, name)[key] = to
            if name == "proposed":
                amount.proposed = amount.news(amount.proposed)
            amount.save()
