"""Articles and what is known of them.

Article ──< ArticleRegion >── Region (a tree; macro regions also span members)
        ──< ArticleOrganisation >── Organisation ──< OrganisationAlias
        ──< Amount (a figure)
        ──< StoryKey, StoryPair (what articles of the same story are found by)
ReviewClaim, ReviewSkip ─ which editor looks at which doubtful row
Upload ──< UploadFile ─ what a person brings in, until it is an article

What a row says of an article carries `origin` (extracted or edited) and `state` (active or rejected). Offsets are code
points into `Article.body` (or the title), end-exclusive; money is `Decimal` in whole units of an ISO 4217 currency.
"""

from corpus.models.article import Article
from corpus.models.bulk import BulkEdit, BulkState
from corpus.models.choices import (
    OrganisationKind,
    Origin,
    Qualifier,
    RegionLevel,
    Role,
    State,
)
from corpus.models.doubts import Doubt
from corpus.models.history import Change, Decision, Edit, EditKind, Verdict
from corpus.models.listed_name import ListedName, NameList
from corpus.models.organisation import Distinction, Organisation, OrganisationAlias
from corpus.models.region import Region, RegionAlias
from corpus.models.reviewing import ReviewClaim, ReviewSkip
from corpus.models.statements import Amount, ArticleOrganisation, ArticleRegion, Link, Statement
from corpus.models.stories import StoryKey, StoryPair
from corpus.models.upload import FileState, Upload, UploadFile

__all__ = [
    "Amount",
    "Article",
    "ArticleOrganisation",
    "ArticleRegion",
    "BulkEdit",
    "BulkState",
    "Change",
    "Decision",
    "Distinction",
    "Doubt",
    "Edit",
    "EditKind",
    "FileState",
    "Link",
    "ListedName",
    "NameList",
    "Organisation",
    "OrganisationAlias",
    "OrganisationKind",
    "Origin",
    "Qualifier",
    "Region",
    "RegionAlias",
    "RegionLevel",
    "ReviewClaim",
    "ReviewSkip",
    "Role",
    "State",
    "Statement",
    "StoryKey",
    "StoryPair",
    "Upload",
    "UploadFile",
    "Verdict",
]
