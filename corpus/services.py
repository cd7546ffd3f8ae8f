"""Writes to the corpus. Each public function is one transaction, and none touches what an editor decided.

What extraction says is merged into what is there, value by value: a value that an editor set stays, one that an editor
rejected stays rejected, and what extraction no longer says goes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from corpus.extraction.base import Part, RegionMention
from corpus.extraction.figures import fold_figures
from corpus.history.values import listed
from corpus.models import Amount, Article, ArticleOrganisation, ArticleRegion, Origin, State
from corpus.organisations import organisations_for
from corpus.places import in_order, place_of_figure, places_of_marks
from corpus.regions import region_key, regions_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from corpus.extraction.base import Extraction, Mention, OrganisationMention
    from corpus.extraction.figures import Figure
    from corpus.models import Organisation, Region
    from corpus.organisations import KnownBodies
    from corpus.places import Place
    from corpus.regions import RegionKey

M = TypeVar("M", bound="Mention")

is_web_address = URLValidator(schemes=["http", "https"])
HEADER = frozenset(Article.HEADER)
LARGEST = 10**17  # whole units: what the columns hold; a larger sum is a slip of the pen
MOST = 500  # regions, organisations and figures of one article each: more is a register, and would hold up every page


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    BINNED = "binned"  # somebody deleted the article, so that its file is left alone


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """A file that was read: where from (`path`), the SHA-256 of its bytes, and what extraction says of it."""

    path: str
    digest: str
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Names:
    """The rows that the names of an extraction mean. `mentions` are those of its organisations."""

    regions: Mapping[RegionKey, Region]
    organisations: KnownBodies
    mentions: Sequence[OrganisationMention]

    @classmethod
    def of(cls, extraction: Extraction) -> Names:
        """Makes the rows that are missing."""
        return cls(
            regions_for(extraction.regions),
            organisations_for(extraction.organisations),
            extraction.organisations,
        )


@transaction.atomic
def save_article(parsed: ParsedArticle, *, into: int | None = None) -> tuple[Article, Outcome]:
    """Create the article of this path, or bring it up to date with what the file says now; or bring up to date the article
    whose id is `into`, which keeps its path. Raises `Article.DoesNotExist` when that one is gone."""
    if into is not None:
        there = Article.objects.select_for_update().get(pk=into)
    else:
        there = Article.everything.select_for_update().filter(path=parsed.path).first()
    if there is not None and there.deleted_at:
        return there, Outcome.BINNED
    article = there or Article(path=parsed.path)
    is_new, before = article.pk is None, article.revision
    apply_extraction(article, parsed.extraction)
    Article.objects.filter(pk=article.pk).exclude(digest=parsed.digest).update(digest=parsed.digest)
    if is_new:
        return article, Outcome.CREATED
    is_changed = Article.objects.filter(pk=article.pk, revision__gt=before).exists()
    return article, Outcome.UPDATED if is_changed else Outcome.UNCHANGED


@transaction.atomic
def apply_extraction(article: Article, extraction: Extraction) -> None:
    """Merge what extraction says into an article, new or saved."""
    is_same_text = article.body == extraction.body
    _save_if_different(article, _header_values(article, extraction) | {"body": extraction.body})
    apply_statements(article, extraction, is_same_text=is_same_text)


@transaction.atomic
def apply_statements(article: Article, extraction: Extraction, *, is_same_text: bool) -> None:
    """The same for regions, organisations and figures alone."""
    extraction = _within_limits(extraction)
    names = Names.of(extraction)
    regions = _mentions_by_row(extraction.regions, lambda mention: names.regions[region_key(mention)])
    organisations = _mentions_by_row(extraction.organisations, names.organisations.of)
    _merge_links(article.region_links, regions)
    _merge_links(article.organisation_links, organisations)
    _merge_amounts(article, fold_figures(extraction), names, is_same_text=is_same_text)


def _within_limits(extraction: Extraction) -> Extraction:
    """The extraction with the first `MOST` regions, organisations and amounts."""
    regions = set(islice(dict.fromkeys(map(region_key, extraction.regions)), MOST))
    organisations = set(islice(dict.fromkeys(m.name for m in extraction.organisations), MOST))
    return replace(
        extraction,
        regions=tuple(m for m in extraction.regions if region_key(m) in regions),
        organisations=tuple(m for m in extraction.organisations if m.name in organisations),
        amounts=tuple(
            replace(
                amount,
                organisation=amount.organisation if amount.organisation in organisations else None,
                region=amount.region if amount.region and region_key(amount.region) in regions else None,
            )
            for amount in extraction.amounts[:MOST]
        ),
    )


def _mentions_by_row(
    mentions: Iterable[M], row_of: Callable[[M], Region | Organisation]
) -> dict[int, list[M]]:
    """The mentions of each region or organisation by its id."""
    found: dict[int, list[M]] = {}
    for mention in mentions:
        found.setdefault(row_of(mention).pk, []).append(mention)
    return found


def _header_values(article: Article, extraction: Extraction) -> dict[str, Any]:
    """Title, date, source, author, agency and link, except those that an editor set, and what rule found each."""
    values: dict[str, Any] = {"evidence": {}}
    for name in ("title", "published", "source", "author", "agency"):
        found = getattr(extraction, name)
        if found:
            values["evidence"][name] = {"rule": found.rule, "confidence": found.confidence}
        values[name] = _fitting(article, name, found.value) if found else None if name == "published" else ""
    values["url"] = _web_address(extraction.page.metadata.get("url", ""))
    edited = {name for name in values if getattr(article, f"{name}_origin", "") == Origin.EDITED}
    proposed = article.news({name: values[name] for name in edited})
    return {name: v for name, v in values.items() if name not in edited} | {"proposed": proposed}


def _fitting(article: Article, name: str, value: Any) -> Any:
    """Text cut to what the column holds."""
    length = getattr(article._meta.get_field(name), "max_length", None)
    return value[:length] if isinstance(value, str) else value


def _web_address(url: str) -> str:
    """Only addresses that are safe to link to and that the admin's form accepts."""
    try:
        is_web_address(url)
    except ValidationError:
        return ""
    return url if len(url) <= 1000 else ""


def _merge_links(links: Any, found: Mapping[int, Sequence[Mention]]) -> None:
    """Bring an article's links to regions or organisations up to date. `found` has the mentions of each by its id."""
    key = links.model.TARGET
    there = {getattr(link, key): link for link in links.select_related("replaced_by")}
    found = _redirected(found, there, key)
    for pk, mentions in found.items():
        if pk in there:
            _update_link(there[pk], mentions)
    links.bulk_create(
        links.model(**{links.field.name: links.instance, key: pk}, **_found_by(mentions))
        for pk, mentions in found.items()
        if pk not in there
    )
    for pk, link in there.items():
        if pk not in found:
            _drop_link(link)


def _redirected(
    found: Mapping[int, Sequence[Mention]], there: Mapping[int, Any], key: str
) -> dict[int, list[Mention]]:
    """The mentions of what an editor replaced go to what replaced it."""
    result: dict[int, list[Mention]] = {}
    for pk, mentions in found.items():
        replacement = there[pk].replaced_by if pk in there and there[pk].state == State.REJECTED else None
        result.setdefault(getattr(replacement, key) if replacement else pk, []).extend(mentions)
    return result


def _found_by(mentions: Sequence[Mention]) -> dict[str, Any]:
    """Where and how something was found: by its surest mention."""
    surest = max(mentions, key=lambda mention: mention.confidence)
    values = {"mentions": _spans(mentions), "rule": surest.rule, "confidence": surest.confidence}
    if isinstance(surest, RegionMention):
        values["alternatives"] = list(surest.alternatives)
    return values


def _spans(mentions: Iterable[Mention]) -> list[Place]:
    return [(mention.part.value, mention.start, mention.end) for mention in mentions]


def _update_link(link: ArticleRegion | ArticleOrganisation, mentions: Sequence[Mention]) -> None:
    """Where it stands in the text is extraction's to say, beside what a person marked; who says so, only while no editor
    has."""
    values = _found_by(mentions)
    values["mentions"] = _with_marks(values["mentions"], link)
    if link.origin == Origin.EDITED:
        values = {"mentions": values["mentions"]}
    _save_if_different(link, values)


def _with_marks(spans: list[Place], link: ArticleRegion | ArticleOrganisation) -> list[Place]:
    """The places that extraction found with those that a person marked, in the order of the text."""
    return in_order([*spans, *places_of_marks(link)]) if link.marked else spans


def _drop_link(link: ArticleRegion | ArticleOrganisation) -> None:
    if link.origin == Origin.EXTRACTED and link.state == State.ACTIVE:
        link.delete()
    else:
        _save_if_different(link, {"mentions": _with_marks([], link)})


def _save_if_different(row: Any, values: dict[str, Any]) -> None:
    """Save only what changed, so that the same extraction again raises no revision."""
    current = {name: getattr(row, name) for name in values}
    if row.pk is None or listed(current) != listed(values):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def _merge_amounts(article: Article, figures: Sequence[Figure], names: Names, *, is_same_text: bool) -> None:
    there = list(article.amounts.all())
    matches = _matched([figure for figure in figures if _fits(figure)], there, is_same_text=is_same_text)
    for figure, amount in matches:
        if amount is not None:
            _save_if_different(amount, _brought_up_to_date(amount, figure, names))
    Amount.objects.bulk_create(
        Amount(article=article, **_figure_values(figure, names))
        for figure, amount in matches
        if amount is None
    )
    kept = {amount.pk for _, amount in matches if amount is not None}
    for amount in there:
        if amount.pk not in kept:
            _drop_amount(amount)


def _brought_up_to_date(amount: Amount, figure: Figure, names: Names) -> dict[str, Any]:
    """The values that extraction may set: of a row that a person decided, only where it stands and what is proposed."""
    said = _figure_values(figure, names)
    if amount.state == State.REJECTED:
        return _figure_place(figure)
    if amount.origin == Origin.EDITED:
        return _figure_place(figure) | {"proposed": amount.news({name: said[name] for name in Amount.VALUES})}
    return said


def _fits(figure: Figure) -> bool:
    """Whether every sum of the figure is one that the columns hold."""
    sums = (figure.best.value, figure.best.value_high, figure.best.usd_equivalent)
    return all(value is None or abs(value) < LARGEST for value in sums)


def _matched(
    figures: Sequence[Figure], amounts: Sequence[Amount], *, is_same_text: bool
) -> list[tuple[Figure, Amount | None]]:
    """Each figure with the row that was found by the same words: in the same sentence, at the same place, by words that
    overlap (while the text is the same), or at least the same words, in their order."""
    free = list(amounts)
    matches: dict[int, Amount] = {}
    tests = [_of_same_sentence, _at_same_place, *([_overlaps] if is_same_text else []), _of_same_words]
    for test in tests:
        for number, figure in enumerate(figures):
            amount = next((a for a in free if number not in matches and test(figure, a)), None)
            if amount is not None:
                matches[number] = amount
                free.remove(amount)
    return [(figure, matches.get(number)) for number, figure in enumerate(figures)]


def _of_same_words(figure: Figure, amount: Amount) -> bool:
    return figure.best.text[:300] == amount.anchor


def _of_same_sentence(figure: Figure, amount: Amount) -> bool:
    return _of_same_words(figure, amount) and figure.sentence == amount.anchor_sentence


def _at_same_place(figure: Figure, amount: Amount) -> bool:
    place = (figure.best.part.value, figure.best.start, figure.best.end)
    return _of_same_words(figure, amount) and place == (amount.part, amount.start, amount.end)


def _overlaps(figure: Figure, amount: Amount) -> bool:
    best = figure.best
    if amount.start is None or amount.end is None or amount.part != best.part:
        return False
    return best.start < amount.end and amount.start < best.end


def _figure_place(figure: Figure) -> dict[str, Any]:
    best = figure.best
    return {
        "part": best.part.value,
        "start": best.start,
        "end": best.end,
        "mentions": _spans(figure.mentions),
    }


def _figure_values(figure: Figure, names: Names) -> dict[str, Any]:
    best = figure.best
    organisation = names.organisations.owner_of(best, names.mentions)
    region = names.regions[region_key(best.region)] if best.region else None
    return _figure_place(figure) | {
        "text": best.text[:300],
        "anchor": best.text[:300],
        "anchor_sentence": figure.sentence,
        "value": best.value,
        "value_high": best.value_high,
        "currency": best.currency,
        "role": best.role.value,
        "year": best.year,
        "year_inferred": best.year_inferred,
        "qualifier": best.qualifier.value,
        "is_target": best.is_target,
        "is_vague": best.is_vague,
        "is_suspect": best.is_suspect,
        "usd_equivalent": best.usd_equivalent,
        "organisation_id": organisation.pk if organisation else None,
        "region_id": region.pk if region else None,
        "sentence": figure.sentence,
        "rule": best.rule,
        "confidence": best.confidence,
    }


def _drop_amount(amount: Amount) -> None:
    """Extraction doesn't find it: what a person decided stays, at its place if the text still has its sentence."""
    if amount.origin == Origin.EXTRACTED and amount.state == State.ACTIVE:
        amount.delete()
        return
    place = place_of_figure(amount)
    part, start, end = place or (Part.BODY.value, None, None)
    mentions = [place] if place else []
    _save_if_different(amount, {"part": part, "start": start, "end": end, "mentions": mentions})
