"""The closed lists of values that rows have."""

from __future__ import annotations

from django.db import models

from corpus.extraction import base


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
