"""The closed lists of values that rows have."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from corpus.extraction import base


class Origin(models.TextChoices):
    EXTRACTED = "extracted", _("Extracted")
    EDITED = "edited", _("Edited")


class State(models.TextChoices):
    ACTIVE = "active", _("Active")
    REJECTED = "rejected", _("Rejected")


class RegionLevel(models.TextChoices):
    COUNTRY = base.RegionLevel.COUNTRY.value, _("Country")
    MACRO = base.RegionLevel.MACRO.value, _("Macro region")
    PROVINCE = base.RegionLevel.PROVINCE.value, _("Province")
    CITY = base.RegionLevel.CITY.value, _("City")
    DISTRICT = base.RegionLevel.DISTRICT.value, _("District")
    ZONE = base.RegionLevel.ZONE.value, _("Zone")


class OrganisationKind(models.TextChoices):
    COMPANY = base.OrganisationKind.COMPANY.value, _("Company")
    GOVERNMENT = base.OrganisationKind.GOVERNMENT.value, _("Government")
    UNIVERSITY = base.OrganisationKind.UNIVERSITY.value, _("University")
    RESEARCH = base.OrganisationKind.RESEARCH.value, _("Research institute")
    HOSPITAL = base.OrganisationKind.HOSPITAL.value, _("Hospital")
    FUND = base.OrganisationKind.FUND.value, _("Fund")
    ASSOCIATION = base.OrganisationKind.ASSOCIATION.value, _("Association")
    PARK_OPERATOR = base.OrganisationKind.PARK_OPERATOR.value, _("Park operator")
    MEDIA = base.OrganisationKind.MEDIA.value, _("Media")
    OTHER = base.OrganisationKind.OTHER.value, _("Other")


class Role(models.TextChoices):
    INVESTMENT = base.Role.INVESTMENT.value, _("Investment")
    FUNDING = base.Role.FUNDING.value, _("Funding")
    FUND_SIZE = base.Role.FUND_SIZE.value, _("Fund size")
    CONTRACT = base.Role.CONTRACT.value, _("Contract")
    REVENUE = base.Role.REVENUE.value, _("Revenue")
    PROFIT = base.Role.PROFIT.value, _("Profit")
    OUTPUT_VALUE = base.Role.OUTPUT_VALUE.value, _("Output value")
    MARKET_SIZE = base.Role.MARKET_SIZE.value, _("Market size")
    TAX = base.Role.TAX.value, _("Tax")
    EXPORT = base.Role.EXPORT.value, _("Trade")
    PRICE = base.Role.PRICE.value, _("Price")
    OTHER = base.Role.OTHER.value, _("Other")


class Qualifier(models.TextChoices):
    EXACT = base.Qualifier.EXACT.value, _("Exactly")
    OVER = base.Qualifier.OVER.value, _("Over")
    UNDER = base.Qualifier.UNDER.value, _("Under")
    ABOUT = base.Qualifier.ABOUT.value, _("About")
    RANGE = base.Qualifier.RANGE.value, _("Range")
