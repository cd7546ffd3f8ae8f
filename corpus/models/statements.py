"""What is said of an article: its regions, its organisations, its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from corpus.announcing import AnnouncingModel
from corpus.common_scale import OnCommonScale, in_dollars
from corpus.extraction import base
from corpus.extraction.money.currencies import CODES
from corpus.models.article import Article
from corpus.models.choices import Origin, Qualifier, Role, State
from corpus.models.doubts import DECIDED_OTHERWISE, FOUND, UNSURE, WEAK_NAME, Doubt, doubt_field, doubt_index
from corpus.models.organisation import Organisation
from corpus.models.overruling import Overruling
from corpus.models.region import Region
from corpus.querysets import AnnouncingQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal


class Statement(AnnouncingModel):
    """Something that is said of an article, and where it comes from."""

    origin = models.CharField(
        _("origin"), max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ACTIVE)
    rule = models.CharField(
        _("rule"), max_length=50, blank=True, editable=False, help_text="The rule that found it."
    )
    confidence = models.FloatField(
        _("confidence"),
        null=True,
        blank=True,
        editable=False,
        validators=[MinValueValidator(0.0), MaxValueValidator(1.0)],
    )

    class Meta:
        abstract = True

    @classmethod
    def articles_of(cls, rows: models.QuerySet[Any]) -> Iterable[int]:
        return rows.values_list("article_id", flat=True)


class Link(Statement):
    """A region or an organisation of an article, with every place in the text where it stands.

    What a person marked is among the mentions as long as the text has the words, whatever extraction finds.
    A link that an editor pointed at something else leaves a rejected one behind, whose `replaced_by` is the new one:
    extraction, which goes on finding the old, then knows what its mentions mean."""

    TARGET: ClassVar[str]
    """The column with the id of the region or the organisation."""

    article: models.ForeignKey[Article, Article]
    mentions = models.JSONField(
        default=list, blank=True, editable=False, help_text="[part, start, end] for each place in the text."
    )
    marked = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="[part, start, end, words] for each place that a person marked, as the text was then.",
    )

    class Meta:
        abstract = True

    @property
    def kind_of_target(self) -> str:
        """What the region or the organisation is, for people."""
        raise NotImplementedError

    @classmethod
    def target_field(cls) -> str:
        """`region` or `organisation`."""
        return cls.TARGET.removesuffix("_id")

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

    def first_place(self) -> tuple[str, int, int] | None:
        """Part, start and end of where it stands first."""
        return next(((part.value, *span) for part in base.Part for span in self.spans(part)), None)

    def first_context(self) -> str:
        """The first place in the text with some words around it."""
        place = self.first_place()
        if place is None:
            return ""
        part, start, end = place
        text = self.article.text(part)
        return f"… {text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 40]} …"


class ArticleRegion(Link):
    """`alternatives` are gazetteer ids of other places of the name, where the text didn't decide which is meant."""

    TARGET = "region_id"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="region_links")
    region = models.ForeignKey(
        Region, verbose_name=_("region"), on_delete=models.PROTECT, related_name="article_links"
    )
    alternatives = models.JSONField(default=list, blank=True, editable=False)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="replaces"
    )
    doubt = doubt_field((Doubt.AMBIGUOUS, FOUND & ~Q(alternatives=[])), (Doubt.UNSURE, UNSURE))

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "region"], name="one_link_per_region")]
        indexes = [doubt_index("doubtful_regions", "confidence", "article")]
        verbose_name = _("region")

    def __str__(self) -> str:
        return self.region.name

    @property
    def kind_of_target(self) -> str:
        return str(self.region.get_level_display())


class ArticleOrganisation(Link):
    TARGET = "organisation_id"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="organisation_links")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="article_links"
    )
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="replaces"
    )
    doubt = doubt_field((Doubt.UNSURE, UNSURE), (Doubt.UNKNOWN, FOUND & Q(confidence__lt=WEAK_NAME)))

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "organisation"], name="one_link_per_organisation")
        ]
        indexes = [
            doubt_index("doubtful_organisations", "confidence", "article", "organisation"),
            models.Index(fields=["organisation", "article"], name="articles_of_organisation"),
        ]
        verbose_name = _("organisation")

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def kind_of_target(self) -> str:
        return str(self.organisation.get_kind_display())


def anchor_of(figure: int) -> str:
    """The id of what proves a figure in the page of its article."""
    return f"figure-{figure}"


class Amount(OnCommonScale, Overruling, Statement):
    """A figure: a sum of money with its role, year, qualifier, and the sentence that proves it.

    A figure that the headline or a caption repeats is one row; `mentions` has every place. `anchor` and
    `anchor_sentence` are the words that it was found by, kept when an editor changes what is shown, so that the same
    words are never proposed again."""

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="amounts"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        help_text=_("Whose figure it is."),
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        help_text=_("Where it belongs."),
    )
    text = models.CharField(_("text"), max_length=300, help_text=_("The sum as the article puts it."))
    value = models.DecimalField(
        _("sum"), max_digits=22, decimal_places=4, help_text=_("In whole units of the currency.")
    )
    value_high = models.DecimalField(
        _("upper end"),
        max_digits=22,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Only for a range."),
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        default="CNY",
        validators=[RegexValidator("^[A-Z]{3}$", _("Three capital letters, as in CNY."))],
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.OTHER)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1800), MaxValueValidator(2200)],
        help_text=_("The year of the figure, not of publication."),
    )
    year_inferred = models.BooleanField(
        _("year inferred"), default=False, help_text=_("Taken from the context or the date of publication.")
    )
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    is_target = models.BooleanField(_("target"), default=False, help_text=_("A goal or forecast."))
    is_vague = models.BooleanField(_("vague"), default=False)
    is_suspect = models.BooleanField(
        _("suspect"),
        default=False,
        help_text=_(
            "Can't be right as it stands: a scale is missing, or the two sums of a pair imply an implausible rate."
        ),
    )
    usd_equivalent = models.DecimalField(
        _("US dollars as stated"), max_digits=22, decimal_places=4, null=True, blank=True
    )
    part = models.CharField(max_length=5, default=base.Part.BODY.value, editable=False)
    start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    end = models.PositiveIntegerField(null=True, blank=True, editable=False)
    sentence = models.TextField(_("sentence"), blank=True, help_text=_("The sentence that proves it."))
    mentions = models.JSONField(default=list, blank=True, editable=False)
    anchor = models.CharField(max_length=300, blank=True, editable=False)
    anchor_sentence = models.TextField(blank=True, editable=False)
    doubt = doubt_field(
        (Doubt.SUSPECT, FOUND & Q(is_suspect=True)),
        (Doubt.UNSURE, UNSURE),
        (Doubt.PROPOSAL, DECIDED_OTHERWISE),
        (Doubt.YEAR, FOUND & Q(year_inferred=True)),
    )

    objects = AnnouncingQuerySet.as_manager()

    VALUES = (
        "value",
        "value_high",
        "currency",
        "usd_equivalent",
        "role",
        "qualifier",
        "year",
        "is_target",
        "organisation_id",
        "region_id",
    )

    class Meta:
        ordering = ["article", "start", "pk"]
        indexes = [
            models.Index(fields=["article", "state"]),
            doubt_index("doubtful_figures", "confidence", "article"),
        ]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        wrong = {}
        if self.value is not None and self.value < 0:
            wrong["value"] = gettext("A sum is not below zero. Give a loss or a decrease without the minus.")
        if self.value is not None and self.value_high is not None and self.value_high <= self.value:
            wrong["value_high"] = gettext(
                "The upper end of a range is above its lower end. Leave it empty for a single sum."
            )
        if self.currency and self.currency not in CODES:
            wrong["currency"] = gettext(
                "There is no such currency. Use its three letters, as in CNY, USD or EUR."
            )
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
        return anchor_of(self.pk)

    @property
    def value_usd(self) -> Decimal | None:
        return in_dollars(self)
