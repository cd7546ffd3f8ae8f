"""Organisations and regions made one, and names made organisations of their own: with everything that hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.http import QueryDict

from corpus.curation.merging import CannotMerge, merge_organisations, merge_regions
from corpus.curation.splitting import CannotSplit, split_alias
from corpus.editing import save_edit
from corpus.history.recorder import recording
from corpus.history.undoing import UndoRefused, undo
from corpus.history.values import read_values
from corpus.models import (
    Amount,
    Article,
    ArticleOrganisation,
    ArticleRegion,
    Distinction,
    Edit,
    EditKind,
    Organisation,
    OrganisationAlias,
    Origin,
    Region,
    RegionAlias,
    State,
)
from corpus.services import ParsedArticle, apply_extraction, save_article
from search.asking import query_of
from search.indexing import update_index
from search.results import FacetName
from tests.corpus.extractions import body_of, extraction, place, sum_of
from tests.factories import (
    link_organisation,
    link_region,
    make_amount,
    make_article,
    make_organisation,
    make_region,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from corpus.extraction.base import Extraction
    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db

TABLES = (
    Region,
    RegionAlias,
    Organisation,
    OrganisationAlias,
    Distinction,
    Article,
    ArticleRegion,
    ArticleOrganisation,
    Amount,
)
BODY = "The Tianjin Economic Area took 2 billion yuan in. TEDA gave 300 million yuan to Roche."


def found(*, teda: str = "Tianjin Economic Area") -> Extraction:
    """An article in which extraction takes TEDA for the same as the Tianjin Economic Area."""
    return extraction(
        BODY,
        organisations=(
            body_of(BODY, "Tianjin Economic Area"),
            body_of(BODY, "TEDA", teda),
            body_of(BODY, "Roche"),
        ),
        amounts=(
            sum_of(BODY, "2 billion yuan", 2 * 10**9, organisation="Tianjin Economic Area", sentence=(0, 49)),
            sum_of(BODY, "300 million yuan", 3 * 10**8, organisation=teda, sentence=(50, len(BODY))),
        ),
    )


def state() -> dict[str, Any]:
    return {
        table.__name__: read_values(table, list(table._base_manager.values_list("pk", flat=True)))
        for table in TABLES
    }


def merge(editor: User, target: Any, *others: Any, **values: Any) -> Edit:
    with recording(actor=editor, kind=EditKind.MERGE, summary="Merged") as recorder:
        (merge_regions if isinstance(target, Region) else merge_organisations)(target, others, **values)
    assert recorder.edit is not None
    return recorder.edit


def split(editor: User, name: str) -> Edit:
    with recording(actor=editor, kind=EditKind.SPLIT) as recorder:
        split_alias(OrganisationAlias.objects.get(name=name), kind="government")
    assert recorder.edit is not None
    return recorder.edit


def find(index: SearchBackend, parameters: str) -> Any:
    update_index(wait=5)
    return index.search(query_of(QueryDict(parameters)))


# Organisations


def test_a_merger_moves_links_figures_names_and_addresses(index: SearchBackend, editor: User) -> None:
    roche, genentech = make_organisation("Roche"), make_organisation("Genentech")
    both, other = make_article(), make_article()
    link_organisation(both, roche)
    for article in (both, other):
        link_organisation(article, genentech)
        make_amount(article, organisation=genentech)
    before = state()
    counts = find(index, "").facets[FacetName.ORGANISATION]
    edit = merge(editor, roche, genentech)
    assert list(Organisation.objects.all()) == [roche]
    assert set(roche.aliases.values_list("name", flat=True)) == {"Roche", "Genentech"}
    assert Amount.objects.filter(organisation=roche).count() == 2
    for parameters in ("organisation=roche", "organisation=genentech", "q=org:genentech"):
        assert find(index, parameters).total == 2
    assert find(index, "").facets[FacetName.ORGANISATION] == {"roche": 2}
    undo(edit, actor=editor)
    assert state() == before
    assert find(index, "").facets[FacetName.ORGANISATION] == counts == {"roche": 1, "genentech": 2}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("active", "extracted"), ("active", "extracted"), ("active", "extracted")),
        (("active", "extracted"), ("active", "edited"), ("active", "edited")),
        (("rejected", "extracted"), ("active", "extracted"), ("active", "extracted")),
        (("active", "extracted"), ("rejected", "edited"), ("active", "extracted")),
        (("rejected", "extracted"), ("rejected", "edited"), ("rejected", "edited")),
    ],
    ids=lambda pair: "-".join(pair),
)
def test_an_article_with_both_ends_up_with_one_link(
    editor: User, first: tuple[str, str], second: tuple[str, str], expected: tuple[str, str]
) -> None:
    article, roche, genentech = make_article(), make_organisation("Roche"), make_organisation("Genentech")
    place_of = {"roche": ["body", 20, 25], "genentech": ["title", 0, 9]}
    for organisation, (status, origin) in ((roche, first), (genentech, second)):
        mentions = [place_of[organisation.slug]]
        link_organisation(article, organisation, state=status, origin=origin, mentions=mentions)
    merge(editor, roche, genentech)
    link = article.organisation_links.get()
    assert (link.state, link.origin) == expected
    assert link.mentions == [["title", 0, 9], ["body", 20, 25]]


def test_what_was_pointed_at_the_merged_one_points_at_its_link(editor: User) -> None:
    article, names = make_article(), ("Roche", "Genentech", "Bayer")
    roche, genentech, bayer = map(make_organisation, names)
    link_organisation(article, roche)
    replacement = link_organisation(article, genentech)
    link_organisation(article, bayer, state=State.REJECTED, replaced_by=replacement)
    merge(editor, roche, genentech)
    assert article.organisation_links.get(organisation=bayer).replaced_by.organisation == roche


def test_what_extraction_said_of_a_figure_follows_the_merger(editor: User) -> None:
    roche, genentech, bayer = map(make_organisation, ("Roche", "Genentech", "Bayer"))
    amount = make_amount(make_article(), organisation=genentech)
    amount.organisation = bayer
    save_edit(amount, {"organisation"})
    Amount.objects.update(proposed={"organisation_id": genentech.pk, "year": 2020})
    merge(editor, roche, genentech)
    amount.refresh_from_db()
    assert amount.overruled["organisation_id"] == roche.pk
    assert amount.proposed == {"year": 2020}  # that it is Roche's was overruled


def test_extraction_finds_the_merged_one_by_the_old_name(editor: User) -> None:
    article = save_article(ParsedArticle("/1.txt", "1", found()))[0]
    bayer = make_organisation("Bayer")
    merge(editor, bayer, Organisation.objects.get(name="Roche"))
    before = state()
    apply_extraction(Article.objects.get(pk=article.pk), found())
    assert state() == before
    assert bayer.article_links.get().article == article


def test_a_merger_can_be_undone_after_extraction_dropped_a_link(editor: User) -> None:
    article = save_article(ParsedArticle("/1.txt", "1", found()))[0]
    edit = merge(editor, make_organisation("Bayer"), Organisation.objects.get(name="Roche"))
    apply_extraction(Article.objects.get(pk=article.pk), extraction(BODY))
    undo(edit, actor=editor)
    assert Organisation.objects.filter(name="Roche").exists()


def test_an_edit_about_what_was_merged_away_is_not_undone_before_the_merger(editor: User) -> None:
    roche, genentech = make_organisation("Roche"), make_organisation("Genentech")
    link = link_organisation(make_article(), genentech)
    with recording(actor=editor, kind=EditKind.CORRECT) as recorder:
        link.organisation = roche
        save_edit(link, {"organisation"})
    assert recorder.edit is not None
    edit = merge(editor, make_organisation("Bayer"), genentech)
    with pytest.raises(UndoRefused, match="gone"):
        undo(recorder.edit, actor=editor)
    undo(edit, actor=editor)
    undo(recorder.edit, actor=editor)
    assert ArticleOrganisation.objects.get().organisation == genentech


def test_a_chain_of_mergers_keeps_every_address(editor: User) -> None:
    one, two, three = map(make_organisation, ("One", "Two", "Three"))
    merge(editor, two, three)
    merge(editor, one, two, name="Three", kind="fund")
    one.refresh_from_db()
    assert (one.name, one.slug, one.kind, one.origin) == ("Three", "one", "fund", Origin.EDITED)
    assert {query_of(QueryDict(f"organisation={old}")).organisations for old in ("two", "three")} == {
        ("one",)
    }


def test_groups_and_distinctions_move_along(editor: User) -> None:
    group, one, two, part = map(make_organisation, ("Group", "One", "Two", "Part"))
    Organisation.objects.filter(pk=two.pk).update(parent=group)
    Organisation.objects.filter(pk=part.pk).update(parent=two)
    Distinction.objects.create(first=two, second=part)
    merge(editor, one, two)
    one.refresh_from_db()
    part.refresh_from_db()
    assert (one.parent, part.parent) == (group, one)
    assert [(row.first, row.second) for row in Distinction.objects.all()] == [(one, part)]


def test_a_group_is_merged_into_its_own_part(editor: User) -> None:
    top, group, part = map(make_organisation, ("Top", "Group", "Part"))
    Organisation.objects.filter(pk=group.pk).update(parent=top)
    Organisation.objects.filter(pk=part.pk).update(parent=group)
    merge(editor, Organisation.objects.get(pk=part.pk), group)
    part.refresh_from_db()
    assert part.parent == top


def test_a_merger_takes_two(editor: User) -> None:
    with pytest.raises(CannotMerge):
        merge_organisations(make_organisation("Roche"), ())


# Splitting


def test_a_split_moves_the_mentions_that_go_by_the_name(index: SearchBackend, editor: User) -> None:
    article = save_article(ParsedArticle("/1.txt", "1", found()))[0]
    area = Organisation.objects.get(name="Tianjin Economic Area")
    OrganisationAlias.objects.create(organisation=area, name="TEDA")
    before, counts = state(), find(index, "").facets[FacetName.ORGANISATION]
    edit = split(editor, "TEDA")
    teda = Organisation.objects.get(name="TEDA")
    assert article.organisation_links.get(organisation=teda).texts() == {"TEDA"}
    assert article.organisation_links.get(organisation=area).texts() == {"Tianjin Economic Area"}
    assert {(a.text, a.organisation) for a in article.amounts.all()} == {
        ("2 billion yuan", area),
        ("300 million yuan", teda),
    }
    assert find(index, "organisation=teda").total == 1
    after = state()
    apply_extraction(Article.objects.get(pk=article.pk), found())
    assert state() == after
    undo(edit, actor=editor)
    assert state() == before
    assert find(index, "").facets[FacetName.ORGANISATION] == counts


def test_a_split_moves_the_whole_link_where_only_the_name_stands(editor: User) -> None:
    article = make_article(body="TEDA grew.")
    area = make_organisation("Tianjin Economic Area")
    alias = OrganisationAlias.objects.create(organisation=area, name="TEDA")
    link = link_organisation(article, area, origin="edited", mentions=[["body", 0, 4]])
    make_amount(article, organisation=area, sentence="It grew.")
    split(editor, alias.name)
    link.refresh_from_db()
    assert (link.organisation.name, link.origin) == ("TEDA", "edited")
    assert article.amounts.get().organisation == link.organisation
    assert not area.article_links.exists()


def test_what_was_merged_has_its_address_again_when_it_is_split_off(editor: User) -> None:
    roche, genentech = make_organisation("Roche"), make_organisation("Genentech")
    merge(editor, roche, genentech)
    split(editor, "Genentech")
    assert Organisation.objects.get(name="Genentech").slug == "genentech"
    assert query_of(QueryDict("organisation=genentech")).organisations == ("genentech",)


def test_its_own_name_is_not_split_off() -> None:
    alias = make_organisation("Roche").aliases.get()
    with pytest.raises(CannotSplit):
        split_alias(alias, kind="company")


# Regions


def test_regions_that_a_pattern_made_are_merged(index: SearchBackend, editor: User) -> None:
    tianjin = make_region("Tianjin")
    park, zone = make_region("Bio Park", level="zone"), make_region("Bio Zone", level="zone", parent=tianjin)
    inner, macro = make_region("Inner", level="zone", parent=zone), make_region("Rim", level="macro")
    macro.members.add(zone)
    article = make_article()
    link_region(article, zone)
    make_amount(article, region=zone)
    before, counts = state(), find(index, "").facets[FacetName.REGION]
    edit = merge(editor, park, zone)
    inner.refresh_from_db()
    assert inner.parent == park
    assert list(macro.members.all()) == [park]
    assert article.amounts.get().region == park
    for slug in ("bio-park", "bio-zone", "rim"):
        assert find(index, f"region={slug}").total == 1
    undo(edit, actor=editor)
    assert state() == before
    assert find(index, "").facets[FacetName.REGION] == counts


def test_extraction_finds_the_merged_region_by_the_old_name(editor: User) -> None:
    body = "A plant in Bio Zone."
    zone = place(body, "Bio Zone", "cn-tianjin")
    unlisted = type(zone)(
        start=zone.start, end=zone.end, text="Bio Zone", rule="zone", confidence=0.8,
        place_id=None, name="Bio Zone", level=zone.level, parent_id="cn-tianjin",
    )  # fmt: skip
    article = save_article(ParsedArticle("/1.txt", "1", extraction(body, regions=(unlisted,))))[0]
    park = make_region("Bio Park", level="zone")
    merge(editor, park, Region.objects.get(name="Bio Zone"))
    apply_extraction(Article.objects.get(pk=article.pk), extraction(body, regions=(unlisted,)))
    assert article.region_links.get().region == park
    assert not Region.objects.filter(name="Bio Zone").exists()


def test_places_of_the_gazetteer_are_not_merged_away(editor: User) -> None:
    zone = make_region("Bio Zone", level="zone")
    listed = Region.objects.create(name="Tianjin", slug="tianjin", level="province", place_id="cn-tianjin")
    with pytest.raises(CannotMerge, match="gazetteer"):
        merge_regions(zone, [listed])
    merge_regions(listed, [zone])
    assert list(Region.objects.all()) == [listed]
