"""Articles and what is known of them.

Article ──< ArticleRegion >── Region (a tree; macro regions also span members)
        ──< ArticleOrganisation >── Organisation ──< OrganisationAlias
        ──< Amount (a figure)

What a row says of an article carries `origin` (extracted or edited) and `state` (active or rejected). Offsets are code
points into `Article.body` (or the title), end-exclusive; money is `Decimal` in whole units of an ISO 4217 currency.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinLengthValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.urls import reverse

from corpus.announcing import AnnouncingModel
from corpus.extraction import base
from corpus.extraction.agencies import agency_of
from corpus.extraction.money.currencies import CODES
from corpus.extraction.rates import convert
from corpus.names import organisation_key
from corpus.querysets import AnnouncingQuerySet, ArticleQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable


class Origin(models.TextChoices):
    EXTRACTED = "extracted", "Extracted"
    EDITED = "edited", "Edited"


class State(models.TextChoices):
    ACTIVE = "active", "Active"
    REJECTED = "rejected", "Rejected"


class RegionLevel(models.TextChoices):
    COUNTRY = base.RegionLevel.COUNTRY.value, "Country"
    MACRO = base.RegionLevel.MACRO.value, "Macro region"
    PROVINCE = base.RegionLevel.PROVINCE.value, "Province"
    CITY = base.RegionLevel.CITY.value, "City"
    DISTRICT = base.RegionLevel.DISTRICT.value, "District"
    ZONE = base.RegionLevel.ZONE.value, "Zone"


class OrganisationKind(models.TextChoices):
    COMPANY = base.OrganisationKind.COMPANY.value, "Company"
    GOVERNMENT = base.OrganisationKind.GOVERNMENT.value, "Government"
    UNIVERSITY = base.OrganisationKind.UNIVERSITY.value, "University"
    RESEARCH = base.OrganisationKind.RESEARCH.value, "Research institute"
    HOSPITAL = base.OrganisationKind.HOSPITAL.value, "Hospital"
    FUND = base.OrganisationKind.FUND.value, "Fund"
    ASSOCIATION = base.OrganisationKind.ASSOCIATION.value, "Association"
    PARK_OPERATOR = base.OrganisationKind.PARK_OPERATOR.value, "Park operator"
    MEDIA = base.OrganisationKind.MEDIA.value, "Media"
    OTHER = base.OrganisationKind.OTHER.value, "Other"


class Role(models.TextChoices):
    INVESTMENT = base.Role.INVESTMENT.value, "Investment"
    FUNDING = base.Role.FUNDING.value, "Funding"
    FUND_SIZE = base.Role.FUND_SIZE.value, "Fund size"
    CONTRACT = base.Role.CONTRACT.value, "Contract"
    REVENUE = base.Role.REVENUE.value, "Revenue"
    PROFIT = base.Role.PROFIT.value, "Profit"
    OUTPUT_VALUE = base.Role.OUTPUT_VALUE.value, "Output value"
    MARKET_SIZE = base.Role.MARKET_SIZE.value, "Market size"
    TAX = base.Role.TAX.value, "Tax"
    EXPORT = base.Role.EXPORT.value, "Trade"
    PRICE = base.Role.PRICE.value, "Price"
    OTHER = base.Role.OTHER.value, "Other"


class Qualifier(models.TextChoices):
    EXACT = base.Qualifier.EXACT.value, "Exactly"
    OVER = base.Qualifier.OVER.value, "Over"
    UNDER = base.Qualifier.UNDER.value, "Under"
    ABOUT = base.Qualifier.ABOUT.value, "About"
    RANGE = base.Qualifier.RANGE.value, "Range"


class RevisionField(models.PositiveBigIntegerField):  # type: ignore[type-arg]
    """A counter that only `corpus.changes.mark_changed` raises: saving a stale instance never sets it back."""

    def pre_save(self, model_instance: models.Model, add: bool) -> int | models.F:
        return 1 if add else models.F(self.attname)


class Article(AnnouncingModel):
    """One article, made from one file."""

    path = models.CharField(
        max_length=1000,
        unique=True,
        null=True,
        blank=True,
        editable=False,
        help_text="The file that it was made from; the same path again updates it.",
    )
    digest = models.CharField(
        max_length=64, blank=True, editable=False, db_index=True, help_text="SHA-256 of the file."
    )
    title = models.CharField(max_length=500, blank=True)
    title_origin = models.CharField(max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False)
    published = models.DateField(null=True, blank=True, db_index=True)
    published_origin = models.CharField(
        max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False
    )
    source = models.CharField(max_length=200, blank=True, db_index=True)
    source_origin = models.CharField(max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False)
    author = models.CharField(max_length=200, blank=True)
    author_origin = models.CharField(max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False)
    agency = models.CharField(
        max_length=200, blank=True, help_text="The news agency or wire that the text came from."
    )
    agency_origin = models.CharField(max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False)
    url = models.URLField("link to the original", max_length=1000, blank=True)
    url_origin = models.CharField(max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False)
    body = models.TextField(editable=False)
    evidence = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="For each value of the header: the rule and its confidence.",
    )
    revision = RevisionField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    # Set by `ArticleQuerySet.with_metadata`: what is active.
    shown_regions: list[ArticleRegion]
    shown_organisations: list[ArticleOrganisation]
    shown_amounts: list[Amount]

    HEADER = ("title", "published", "source", "author", "agency", "url")

    class Meta:
        ordering = [models.F("published").desc(nulls_last=True), "-pk"]

    def __str__(self) -> str:
        return self.headline

    @property
    def headline(self) -> str:
        """The title, or the beginning of the text when there is none."""
        return self.title or self.body[:80].rsplit(" ", 1)[0] + " …"

    @property
    def agency_beside_source(self) -> str:
        """The agency, unless the source says the same: "PRNewswire" is PR Newswire."""
        return "" if self.agency == (agency_of(self.source) or self.source) else self.agency

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    def text(self, part: str) -> str:
        return self.title if part == base.Part.TITLE else self.body

    def has_offsets(self, part: str) -> bool:
        """Whether offsets of mentions still point into the text: a title that an editor set has none."""
        return part == base.Part.BODY or self.title_origin == Origin.EXTRACTED

    def origin_of(self, name: str) -> str:
        """How a value of the header came about, for people."""
        if getattr(self, f"{name}_origin") == Origin.EDITED:
            return "edited"
        found = self.evidence.get(name)
        return f"extracted ({found['rule']}, {found['confidence']:.0%})" if found else "extracted"

    @classmethod
    def articles_of(cls, rows: models.QuerySet[Any]) -> Iterable[int]:
        return rows.values_list("pk", flat=True)


class Region(AnnouncingModel):
    """A place. Those of the gazetteer have `place_id`; others were found by a pattern or added by an editor."""

    place_id = models.CharField(max_length=200, unique=True, null=True, blank=True, editable=False)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True, editable=False)
    level = models.CharField(max_length=10, choices=RegionLevel)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    members = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="macro_regions",
        help_text="What a macro region spans; choosing it finds them, too.",
    )
    code = models.CharField(max_length=20, blank=True, help_text="Official code: ISO 3166 or GB/T 2260.")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False)

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.level == RegionLevel.MACRO and self.pk and self.children.exists():
            reason = "It contains other regions. A macro region only spans its members."
            raise ValidationError({"level": reason})
        if self.parent is not None:
            self._check_parent(self.parent)

    def _check_parent(self, parent: Region) -> None:
        """The tree has no circles, and macro regions lie across it."""
        if parent.pk == self.pk:
            raise ValidationError({"parent": "A region cannot be inside itself."})
        if parent.level == RegionLevel.MACRO:
            reason = f"“{parent}” is a macro region. Make this region one of its members instead."
            raise ValidationError({"parent": reason})
        if self.pk and self.pk in parent.ids_above():
            reason = f"“{parent}” is inside “{self}”, so it cannot contain it."
            raise ValidationError({"parent": reason})

    def ids_above(self) -> set[int]:
        """What contains the region, by parents; ends at a circle."""
        above: set[int] = set()
        fresh = self.parent_id
        while fresh and fresh not in above:
            above.add(fresh)
            fresh = Region.objects.values_list("parent_id", flat=True).get(pk=fresh)
        return above

    @classmethod
    def articles_of(cls, rows: models.QuerySet[Any]) -> Iterable[int]:
        """Those linked to the regions or to anything that they contain, since search finds these by the ancestors."""
        inside = set(rows.values_list("pk", flat=True))
        fresh = inside
        while fresh:
            below = cls._base_manager.filter(models.Q(parent__in=fresh) | models.Q(macro_regions__in=fresh))
            fresh = set(below.values_list("pk", flat=True)) - inside
            inside |= fresh
        return ArticleRegion.objects.filter(region__in=inside).values_list("article_id", flat=True)


class Organisation(AnnouncingModel):
    """A body: company, agency, university ..."""

    name = models.CharField(max_length=300, validators=[MinLengthValidator(2)])
    slug = models.SlugField(max_length=200, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=OrganisationKind, default=OrganisationKind.OTHER)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False)

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        _check_name_is_free(self.name, OrganisationAlias.objects.exclude(organisation=self.pk))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Also keeps the name as an alias, so that extraction finds the organisation by every name it ever had."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            OrganisationAlias.objects.get_or_create(
                key=organisation_key(self.name),
                defaults={"organisation": self, "name": self.name, "origin": self.origin},
            )

    @classmethod
    def articles_of(cls, rows: models.QuerySet[Any]) -> Iterable[int]:
        return ArticleOrganisation.objects.filter(organisation__in=rows).values_list("article_id", flat=True)


class OrganisationAlias(AnnouncingModel):
    """A name that means this organisation, its own included, wherever extraction meets it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    key = models.CharField(
        max_length=300, unique=True, editable=False, help_text="The name as it is compared."
    )
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False)

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "organisation aliases"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        others = OrganisationAlias.objects.exclude(pk=self.pk)
        before = OrganisationAlias.objects.filter(pk=self.pk).first()
        own = organisation_key(self.organisation.name)
        is_own, was_own = organisation_key(self.name) == own, before is not None and before.key == own
        if own and is_own and not was_own:
            raise ValidationError(
                {"name": f"“{self.organisation}” is the organisation's own name: it is found by it as it is."}
            )
        if own and was_own and not is_own:
            raise ValidationError(
                {"name": f"“{before}” is the organisation's own name and cannot be taken from it."}
            )
        _check_name_is_free(self.name, others)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = organisation_key(self.name)
        super().save(*args, **kwargs)

    @classmethod
    def articles_of(cls, rows: models.QuerySet[Any]) -> Iterable[int]:
        organisations = rows.values("organisation")
        return ArticleOrganisation.objects.filter(organisation__in=organisations).values_list(
            "article_id", flat=True
        )


def _check_name_is_free(name: str, taken: models.QuerySet[OrganisationAlias]) -> None:
    """Two organisations can't share a name: extraction would not know which one it means."""
    key = organisation_key(name)
    if name and not key:
        raise ValidationError({"name": "A name needs a letter or a digit."})
    alias = taken.filter(key=key).select_related("organisation").first()
    if alias is not None:
        raise ValidationError(
            {
                "name": f"“{alias.name}” is a name of “{alias.organisation}” (organisation {alias.organisation_id}) already. "
                "Case, punctuation and forms such as “Inc.” make no difference."
            }
        )


class Statement(AnnouncingModel):
    """Something that is said of an article, and where it comes from."""

    origin = models.CharField(max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    rule = models.CharField(max_length=50, blank=True, editable=False, help_text="The rule that found it.")
    confidence = models.FloatField(
        null=True, blank=True, editable=False, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)]
    )

    class Meta:
        abstract = True

    @classmethod
    def articles_of(cls, rows: models.QuerySet[Any]) -> Iterable[int]:
        return rows.values_list("article_id", flat=True)


class Link(Statement):
    """A region or an organisation of an article, with every place in the text where it stands.

    A link that an editor pointed at something else leaves a rejected one behind, whose `replaced_by` is the new one:
    extraction, which goes on finding the old, then knows what its mentions mean."""

    article: models.ForeignKey[Article, Article]
    mentions = models.JSONField(
        default=list, blank=True, editable=False, help_text="[part, start, end] for each place in the text."
    )

    class Meta:
        abstract = True

    def spans(self, part: str) -> list[tuple[int, int]]:
        """Where it stands in the title or the body."""
        if not self.article.has_offsets(part):
            return []
        return [(start, end) for where, start, end in self.mentions if where == part]

    def texts(self) -> set[str]:
        """The different ways in which the text puts it."""
        return {
            self.article.text(part)[start:end] for part in base.Part for start, end in self.spans(part)
        } - {""}

    def first_context(self) -> str:
        """The first place in the text with some words around it."""
        for part in base.Part:
            text = self.article.text(part)
            for start, end in self.spans(part):
                return f"… {text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 40]} …"
        return ""


class ArticleRegion(Link):
    """`alternatives` are gazetteer ids of other places of the name, where the text didn't decide which is meant."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="region_links")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="article_links")
    alternatives = models.JSONField(default=list, blank=True, editable=False)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="replaces"
    )

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "region"], name="one_link_per_region")]
        verbose_name = "region"

    def __str__(self) -> str:
        return self.region.name


class ArticleOrganisation(Link):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="organisation_links")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="article_links")
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="replaces"
    )

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "organisation"], name="one_link_per_organisation")
        ]
        verbose_name = "organisation"

    def __str__(self) -> str:
        return self.organisation.name


class Amount(Statement):
    """A figure: a sum of money with its role, year, qualifier, and the sentence that proves it.

    A figure that the headline or a caption repeats is one row; `mentions` has every place. `anchor` and
    `anchor_sentence` are the words that it was found by, kept when an editor changes what is shown, so that the same
    words are never proposed again."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="amounts")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, help_text="Whose figure it is."
    )
    region = models.ForeignKey(
        Region, on_delete=models.SET_NULL, null=True, blank=True, help_text="Where it belongs."
    )
    text = models.CharField(max_length=300, help_text="The sum as the article puts it.")
    value = models.DecimalField(max_digits=22, decimal_places=4, help_text="In whole units of the currency.")
    value_high = models.DecimalField(
        "upper end", max_digits=22, decimal_places=4, null=True, blank=True, help_text="Only for a range."
    )
    currency = models.CharField(
        max_length=3,
        default="CNY",
        validators=[RegexValidator("^[A-Z]{3}$", "Three capital letters, as in CNY.")],
    )
    role = models.CharField(max_length=20, choices=Role, default=Role.OTHER)
    year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1800), MaxValueValidator(2200)],
        help_text="The year of the figure, not of publication.",
    )
    year_inferred = models.BooleanField(
        default=False, help_text="Taken from the context or the date of publication."
    )
    qualifier = models.CharField(max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    is_target = models.BooleanField("target", default=False, help_text="A goal or forecast.")
    is_vague = models.BooleanField("vague", default=False)
    is_suspect = models.BooleanField(
        "suspect",
        default=False,
        help_text="Can't be right as it stands: a scale is missing, or the two sums of a pair imply an implausible rate.",
    )
    usd_equivalent = models.DecimalField(
        "US dollars as stated", max_digits=22, decimal_places=4, null=True, blank=True
    )
    part = models.CharField(max_length=5, default=base.Part.BODY.value, editable=False)
    start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    end = models.PositiveIntegerField(null=True, blank=True, editable=False)
    sentence = models.TextField(blank=True, help_text="The sentence that proves it.")
    mentions = models.JSONField(default=list, blank=True, editable=False)
    anchor = models.CharField(max_length=300, blank=True, editable=False)
    anchor_sentence = models.TextField(blank=True, editable=False)

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        ordering = ["article", "start", "pk"]
        indexes = [models.Index(fields=["article", "state"])]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        wrong = {}
        if self.value is not None and self.value < 0:
            wrong["value"] = "A sum is not below zero. Give a loss or a decrease without the minus."
        if self.value is not None and self.value_high is not None and self.value_high <= self.value:
            wrong["value_high"] = (
                "The upper end of a range is above its lower end. Leave it empty for a single sum."
            )
        if self.currency and self.currency not in CODES:
            wrong["currency"] = "There is no such currency. Use its three letters, as in CNY, USD or EUR."
        if wrong:
            raise ValidationError(wrong)

    def anchored_spans(self, part: str) -> list[tuple[int, int, str]]:
        """Where it stands in the title or the body; the place that proves it has the anchor of the figure."""
        proof = (self.part, self.start, self.end)
        return [
            (start, end, self.anchor_id if (where, start, end) == proof else "")
            for where, start, end in self.mentions
            if where == part and self.article.has_offsets(part)
        ]

    @property
    def anchor_id(self) -> str:
        return f"figure-{self.pk}"

    @property
    def value_cny(self) -> Decimal | None:
        """On the common scale: whole yuan, by the dollars that the article states if they can be right, else at the average
        rate of the figure's year. None without either."""
        return self._on_scale(self.value)

    @property
    def value_high_cny(self) -> Decimal | None:
        return None if self.value_high is None else self._on_scale(self.value_high)

    @property
    def value_usd(self) -> Decimal | None:
        """In whole US dollars, as stated or converted."""
        return self._stated_dollars or convert(self.value, self.currency, "USD", self.year)

    @property
    def _stated_dollars(self) -> Decimal | None:
        """The dollars of the article, unless they are far from what the value comes to (a slip, or an edited value)."""
        converted = convert(self.value, self.currency, "USD", self.year)
        if not self.usd_equivalent or not self.value:
            return None
        is_far = converted and not Decimal("0.7") <= self.usd_equivalent / converted <= Decimal("1.4")
        return None if is_far else self.usd_equivalent

    def _on_scale(self, value: Decimal) -> Decimal | None:
        dollars = self._stated_dollars
        if self.currency != "CNY" and dollars:
            return convert(dollars * value / self.value, "USD", "CNY", self.year)
        return convert(value, self.currency, "CNY", self.year)
