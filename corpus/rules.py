"""The rules of extraction in plain words: "found because there is ...". What has none here is shown by its own name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDS = {
    # sums of money
    "sum": _("a number with its currency"),
    "range": _("two numbers that are a range, with their currency"),
    "level": _("a level that a sum reached"),
    "elided": _("a number whose currency stands beside another sum of the sentence"),
    "missing-scale": _("a number whose scale (million, billion) seems to be missing"),
    "vague": _("a sum put vaguely, as in “tens of millions”"),
    # regions
    "gazetteer": _("the name of a known place"),
    "suffix": _("the name of a known place with what it is, as in “province” or “district”"),
    "place-beside": _("the name of a place beside a place that it lies in"),
    "context": _("the name of a place that the words around it make likely"),
    "ambiguous": _("the name of several places, of which the text does not say which"),
    "short-form": _("a short form of a place's name"),
    "zone-pattern": _("words that look like the name of a zone or a park"),
    "town-pattern": _("words that look like the name of a town"),
    "county-pattern": _("words that look like the name of a county"),
    # organisations
    "known-name": _("a name from the list of known organisations"),
    "repeated-name": _("a short form of a name that stands in the article in full"),
    "legal-form": _("a name with a legal form, as in “Co.” or “Ltd”"),
    "group": _("a name with a word for a group of companies"),
    "trade": _("a name with a word of its trade"),
    "place-and-trade": _("the name of a place with a word of a trade"),
    "daughter-firm": _("the name of a company with a place"),
    "coined-word": _("a made-up word as companies have for names"),
    "campus": _("a university with a place"),
    "body": _("a name with a word for a body, as in “university” or “committee”"),
    "government": _("a place with a word for its government"),
    "party-committee": _("a place with its party committee"),
    "agency-of-place": _("a place with one of its agencies"),
    "zone-committee": _("a zone with its administrative committee"),
    "customs": _("a place with its customs"),
    "only-province": _("a province that acts, as its government does"),
    "list-context": _("a name in a list of companies"),
    "host-label": _("a name after words such as “organised by”"),
    "head-of": _("a name after the title of one who leads it"),
    "of-country": _("a name after a country that it is of"),
    "model": _("a name that the language model sees"),
    # the header
    "metadata": _("what the page says of itself"),
    "metadata-source": _("what the page says of its source"),
    "metadata-author": _("what the page says of its author"),
    "repeated-line": _("a line that the page repeats"),
    "above-date": _("the line above the date"),
    "first-heading": _("the first heading"),
    "date-prefix": _("a date at the beginning of a line"),
    "published-line": _("a line that says when it was published"),
    "updated-line": _("a line that says when it was updated"),
    "date-before-update": _("a date before the line that says when it was updated"),
    "date-label": _("a date with a label"),
    "date-line": _("a line with a date"),
    "weekday-line": _("a line with a day of the week"),
    "dateline": _("the dateline at the beginning of the text"),
    "address": _("the date in the address of the page"),
    "source-label": _("a line that names the source"),
    "byline": _("the line that says who wrote it"),
    "lone-name": _("a line with nothing but a name"),
    "press-release": _("the body that released it"),
    "office-beside-date": _("an office beside the date"),
    "closing-credit": _("a credit at the end of the text"),
    "title-suffix": _("the name of the site after the title"),
    "copyright": _("the holder of the copyright"),
    "site-owner": _("the owner of the site"),
    "interviewer": _("who spoke with the people in the text"),
    "link-to-original": _("a link to the original"),
    "shared-credit": _("a credit for a part of the work"),
}


def rule_in_words(rule: str) -> str:
    return str(WORDS.get(rule, rule.replace("-", " ")))
