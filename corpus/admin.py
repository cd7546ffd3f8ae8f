"""Where editors correct what extraction said. Whatever they set or reject, extraction leaves alone from then on."""

from __future__ import annotations

from contextlib import nullcontext
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Least
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from corpus import organisations, regions
from corpus.account_admin import AccountAdmin
from corpus.admin_forms import AliasFormSet, LinkFormSet
from corpus.bin import put_in_bin
from corpus.concurrent_forms import MergingForm, MergingFormSet, lock
from corpus.curation.access import asked_address, may
from corpus.curation.admin_actions import change_many, merge
from corpus.editing import save_edit
from corpus.extraction.gazetteer import places
from corpus.history.recorder import recording
from corpus.history.wording import label_of
from corpus.models import (
    Amount,
    Article,
    ArticleOrganisation,
    ArticleRegion,
    EditKind,
    ListedName,
    Organisation,
    OrganisationAlias,
    Origin,
    Region,
    State,
)
from corpus.models.doubts import FOUND, LOW_CONFIDENCE, UNSURE
from corpus.money import in_words
from corpus.provenance import Provenances
from corpus.row_ids import id_of
from corpus.sum_forms import FigureMergingForm, SumField, SumInput, tell_readings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from django.http import HttpRequest, HttpResponse

    from corpus.models import Link


WIDGETS: Mapping[type[models.Field[Any, Any]], Mapping[str, Any]] = {
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 80})},
    models.DecimalField: {"form_class": SumField, "widget": SumInput(attrs={"class": "vDecimalField"})},
    models.URLField: {"assume_scheme": "https"},
}


class StatementInline(admin.TabularInline):
    """What is said of an article. Rows are rejected, not deleted: a deleted one would come back."""

    form = MergingForm
    formset = MergingFormSet
    template = "admin/corpus/rows.html"
    extra = 0
    can_delete = False
    readonly_fields = ["found_by"]
    formfield_overrides = WIDGETS
    ordering = [F("confidence").asc(nulls_last=True), "pk"]  # doubtful ones first
    provenances: Provenances | None = None

    @admin.display(description=_("where it comes from"))
    def found_by(self, row: Any) -> str:
        if row.pk is None or self.provenances is None:
            return "–"
        is_figure = isinstance(row, Amount)
        return str(self.provenances.of_figure(row) if is_figure else self.provenances.of_link(row))


class LinkInline(StatementInline):
    formset = LinkFormSet
    readonly_fields = [*StatementInline.readonly_fields, "in_text"]

    @admin.display(description=_("in the text"))
    def in_text(self, row: Link) -> str:
        return row.first_context()


class RegionInline(LinkInline):
    model = ArticleRegion
    verbose_name_plural = _("regions")
    fields = ["region", "state", "found_by", "in_text", "or_else"]
    readonly_fields = [*LinkInline.readonly_fields, "or_else"]
    autocomplete_fields = ["region"]

    @admin.display(description=_("or another of the name"))
    def or_else(self, row: ArticleRegion) -> str:
        return ", ".join(places()[place_id].name for place_id in row.alternatives if place_id in places())


class OrganisationInline(LinkInline):
    model = ArticleOrganisation
    verbose_name_plural = _("organisations")
    fields = ["organisation", "state", "found_by", "in_text"]
    autocomplete_fields = ["organisation"]


class AmountInline(StatementInline):
    form = FigureMergingForm
    model = Amount
    template = "admin/edit_inline/stacked.html"
    verbose_name_plural = _("amounts")
    ordering = ["start", "pk"]
    autocomplete_fields = ["organisation", "region"]
    fields = [
        ("text", "state", "found_by"),
        ("value", "value_high", "currency", "usd_equivalent"),
        ("role", "qualifier", "year", "year_inferred", "is_target", "is_vague", "is_suspect"),
        ("organisation", "region"),
        "sentence",
    ]


class EditorAdmin(admin.ModelAdmin):
    """Marks what a person saves as edited, keeps its history, leaves alone what others changed while the form was open, and
    goes back to where the person came from (`?next=`)."""

    form = MergingForm

    class Media:
        css = {"all": ["css/admin.css"]}
        js = ["js/admin.js"]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        with _recorded(request, EditKind.CORRECT if object_id else EditKind.ADD):
            if request.method == "POST" and (pk := id_of(object_id or "")) is not None:
                lock(self.model, pk)
            return super().changeform_view(request, object_id, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with _recorded(request, EditKind.BULK):
            return super().changelist_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with _recorded(request, EditKind.DELETE):
            return super().delete_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        save_edit(obj, form.changed_data)
        tell_readings(request, form)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.save(commit=False)
        for row, changed in formset.changed_objects:
            save_edit(row, changed)
        for row in formset.new_objects:
            save_edit(row, ())
        for row in formset.deleted_objects:
            row.delete()
        for each in formset.forms:
            tell_readings(request, each)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """For the action of regions and organisations."""
        return may(request.user, f"merge-{self.opts.model_name}s")

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        target = asked_address(request)
        stays = {"_continue", "_addanother", "_saveasnew"} & set(request.POST)
        if target and not stays:
            self.message_user(request, gettext("“%(name)s” is saved.") % {"name": obj}, messages.SUCCESS)
            return HttpResponseRedirect(target)
        return super().response_change(request, obj)


@admin.register(Article)
class ArticleAdmin(EditorAdmin):
    list_display = ["headline", "published", "source", "figures", "least_sure", "updated_at"]
    list_filter = ["published", "source", "agency", "title_origin", "published_origin", "source_origin"]
    search_fields = ["title", "source", "body"]
    date_hierarchy = "published"
    fields = [
        "title",
        ("published", "source"),
        ("author", "agency"),
        "url",
        "found_by",
        "text",
    ]
    readonly_fields = ["found_by", "text"]
    formfield_overrides = WIDGETS
    inlines = [RegionInline, OrganisationInline, AmountInline]
    actions = [change_many]

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        put_in_bin([obj.pk])

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Article]) -> None:
        put_in_bin(list(queryset.values_list("pk", flat=True)))

    def has_bulk_permission(self, request: HttpRequest) -> bool:
        """For the action."""
        return may(request.user, "bulk")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Nothing is deleted with an article, since it goes into the bin as it is."""
        headlines = [article.headline for article in objs]
        return headlines, {str(Article._meta.verbose_name_plural): len(headlines)}, set(), []

    def get_inline_instances(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Together they ask once where the values come from."""
        inlines: Any = super().get_inline_instances(request, obj)
        provenances = Provenances(obj, obj.amounts.all()) if obj else None
        for inline in inlines:
            inline.provenances = provenances
        return inlines

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Articles are made from texts, on a page of its own."""
        return redirect("add_articles")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["show_save_and_add_another"] = False
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The history that knows every value, and undoes."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        pk = id_of(object_id)
        if pk is None:
            raise Http404
        return redirect("article-history", pk=pk)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "title":
            kwargs["widget"] = forms.TextInput(attrs={"size": 90})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Article]:
        active = Count("amounts", filter=Q(amounts__state=State.ACTIVE), distinct=True)
        rows: models.QuerySet[Article] = super().get_queryset(request)
        doubts = [_least_sure(model) for model in (ArticleRegion, ArticleOrganisation, Amount)]
        return rows.annotate(figures=active, least_sure=Least(*doubts))

    @admin.display(ordering="title", description=_("headline"))
    def headline(self, article: Article) -> str:
        return article.headline

    @admin.display(ordering="figures", description=_("figures"))
    def figures(self, article: Any) -> int:
        return int(article.figures)

    @admin.display(ordering="least_sure", description=_("least sure"))
    def least_sure(self, article: Any) -> str:
        """How sure extraction is of the most doubtful region, organisation or figure that nobody has edited."""
        return f"{article.least_sure:.0%}"

    @admin.display(description=_("where these come from"))
    def found_by(self, article: Article) -> str:
        provenances = Provenances(article, ())
        names = [name for name in Article.HEADER if getattr(article, name)]
        lines = ((label_of(Article, name), provenances.of_header(name)) for name in names)
        return format_html_join("\n", "<div>{}: {}</div>", lines)

    @admin.display(description=_("text"))
    def text(self, article: Article) -> str:
        address = reverse("article", args=[article.pk])
        return format_html('<a href="{}">{}</a>', address, gettext("Read it with its marks"))


@admin.register(Region)
class RegionAdmin(EditorAdmin):
    list_display = ["name", "level", "parent", "articles", "origin"]
    list_filter = ["level", "origin"]
    actions = [merge]
    list_select_related = ["parent"]
    ordering = ["name"]
    search_fields = ["name", "slug", "=code"]
    autocomplete_fields = ["parent", "members"]
    fields = ["name", "level", "parent", "members", "code", "origin"]
    readonly_fields = ["origin"]

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Region], search_term: str
    ) -> tuple[models.QuerySet[Region], bool]:
        """The place of just this name first, then those that begin so: "Shenyang" before "Heping District (Shenyang)"."""
        found, has_duplicates = super().get_search_results(request, queryset, search_term)
        nearness = models.Case(
            models.When(name__iexact=search_term, then=0),
            models.When(name__istartswith=search_term, then=1),
            default=2,
        )
        return (found.order_by(nearness, "name", "pk") if search_term else found), has_duplicates

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Region]:
        rows: models.QuerySet[Region] = super().get_queryset(request)
        return rows.annotate(articles=_active_articles()).select_related("parent")

    @admin.display(ordering="articles", description=_("articles (named there)"))
    def articles(self, region: Any) -> int:
        return int(region.articles)

    def save_model(self, request: HttpRequest, obj: Region, form: Any, change: bool) -> None:
        if not obj.slug:
            obj.slug = regions.free_slug(obj.name, obj.parent)
        super().save_model(request, obj, form, change)


class AliasInline(admin.TabularInline):
    form = MergingForm
    model = OrganisationAlias
    formset = AliasFormSet
    template = "admin/corpus/rows.html"
    verbose_name_plural = _("other names")
    extra = 1
    readonly_fields = ["origin", "own"]

    def get_fields(self, request: HttpRequest, obj: Organisation | None = None) -> Any:
        return ["name", "origin", "own"] if may(request.user, "split") else ["name", "origin"]

    @admin.display(description=_("as an organisation of its own"))
    def own(self, alias: OrganisationAlias) -> str:
        if not alias.pk:
            return "–"
        return format_html('<a href="{}">{}</a>', reverse("split", args=[alias.pk]), gettext("Split off …"))


@admin.register(Organisation)
class OrganisationAdmin(EditorAdmin):
    list_display = ["name", "kind", "parent", "articles", "origin"]
    list_filter = ["kind", "origin"]
    list_select_related = ["parent"]
    ordering = ["name"]
    search_fields = ["name", "aliases__name"]
    autocomplete_fields = ["parent"]
    fields = ["name", "kind", "parent", "origin"]
    readonly_fields = ["origin"]
    inlines = [AliasInline]
    actions = [merge]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Organisation]:
        rows: models.QuerySet[Organisation] = super().get_queryset(request)
        return rows.annotate(articles=_active_articles())

    @admin.display(ordering="articles", description=_("articles"))
    def articles(self, organisation: Any) -> int:
        return int(organisation.articles)

    def save_model(self, request: HttpRequest, obj: Organisation, form: Any, change: bool) -> None:
        if not obj.slug:
            obj.slug = organisations.free_slug(obj.name)
        super().save_model(request, obj, form, change)


@admin.register(ListedName)
class ListedNameAdmin(EditorAdmin):
    """Whoever edits organisations edits what their names mean."""

    list_display = ["name", "list", "kind"]
    list_filter = ["list"]
    search_fields = ["name"]
    fields = ["list", "name", "kind"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._may_edit(request)

    def has_view_permission(self, request: HttpRequest, obj: ListedName | None = None) -> bool:
        return self._may_edit(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may_edit(request)

    def has_change_permission(self, request: HttpRequest, obj: ListedName | None = None) -> bool:
        return self._may_edit(request)

    def has_delete_permission(self, request: HttpRequest, obj: ListedName | None = None) -> bool:
        return self._may_edit(request)

    def save_model(self, request: HttpRequest, obj: ListedName, form: Any, change: bool) -> None:
        obj.save()

    def response_add(
        self, request: HttpRequest, obj: ListedName, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Stay with the name, where it can be applied to the articles that are there."""
        if {"_continue", "_addanother", "_popup"} & set(request.POST):
            return super().response_add(request, obj, post_url_continue)
        self.message_user(
            request,
            gettext("“%(name)s” is on the list. Texts that come in from now on obey it.") % {"name": obj},
            messages.SUCCESS,
        )
        return HttpResponseRedirect(reverse("admin:corpus_listedname_change", args=[obj.pk]))

    def _may_edit(self, request: HttpRequest) -> bool:
        return request.user.has_perm("corpus.change_organisation")


class DoubtFilter(admin.SimpleListFilter):
    """What of it is doubted as in the queue of reviewing: figures that nobody has decided."""

    title = _("doubt")
    parameter_name = "doubt"
    DOUBTS = {
        "confidence": UNSURE,
        "suspect": FOUND & Q(is_suspect=True),
        "year": FOUND & Q(year_inferred=True),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("any", gettext("Any doubt")),
            ("confidence", gettext("Confidence under %(limit)s") % {"limit": f"{LOW_CONFIDENCE:.0%}"}),
            ("suspect", gettext("Suspect")),
            ("year", gettext("Year inferred")),
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        chosen = self.value()
        if chosen == "any":
            return queryset.filter(reduce(or_, self.DOUBTS.values()))
        return queryset.filter(self.DOUBTS.get(chosen or "", Q()))


@admin.register(Amount)
class AmountAdmin(EditorAdmin):
    form = FigureMergingForm
    list_display = ["text", "sure", "role", "year", "sum", "currency", "state", "origin", "article"]
    list_filter = [DoubtFilter, "role", "state", "origin", "is_target", "qualifier", "currency", "year"]
    ordering = [F("confidence").asc(nulls_last=True)]
    list_select_related = ["article"]
    search_fields = ["text", "sentence", "article__title"]
    autocomplete_fields = ["article", "organisation", "region"]
    readonly_fields = ["found_by"]
    formfield_overrides = WIDGETS
    fields = ["article", *AmountInline.fields]

    @admin.display(ordering="confidence", description=_("confidence"))
    def sure(self, row: Amount) -> str:
        return "–" if row.confidence is None else f"{row.confidence:.0%}"

    @admin.display(ordering="value", description=_("sum"))
    def sum(self, row: Amount) -> str:
        return "–".join(in_words(value) for value in (row.value, row.value_high) if value is not None)

    @admin.display(description=_("where it comes from"))
    def found_by(self, row: Amount) -> str:
        return str(Provenances(row.article, [row]).of_figure(row)) if row.pk else "–"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "article" and field is not None:
            field.widget.can_add_related = False  # an article takes more than a window beside the form
        return field


def _recorded(request: HttpRequest, kind: EditKind) -> AbstractContextManager[Any]:
    """Keeps the history of what a request writes; one that only reads needs no transaction."""
    return recording(actor=request.user, kind=kind) if request.method == "POST" else nullcontext()


def _least_sure(model: type[ArticleRegion | ArticleOrganisation | Amount]) -> Coalesce:
    """The lowest confidence of an article's extracted rows, 1 without any."""
    rows = model.objects.filter(article=OuterRef("pk"), state=State.ACTIVE, origin=Origin.EXTRACTED)
    least = rows.order_by().values("article").annotate(least=Min("confidence")).values("least")
    return Coalesce(Subquery(least), 1.0)


def _active_articles() -> Count:
    return Count("article_links", filter=Q(article_links__state=State.ACTIVE), distinct=True)


admin.site.unregister(User)
admin.site.register(User, AccountAdmin)
