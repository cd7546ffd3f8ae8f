"""Articles that are the same as a text, or nearly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from corpus.models import Article
from corpus.stories.fingerprints import fingerprint
from corpus.stories.grouping import near_duplicates

if TYPE_CHECKING:
    from corpus.services import ParsedArticle

MOST = 3  # articles that are shown beside a file
SAME = 1.0
_NEARLY = 0.99  # of a text that is not quite the same, be it all in the other one


def find_duplicates(parsed: ParsedArticle) -> list[tuple[int, float]]:
    """(article id, similarity from 0 to 1), the nearest first; `SAME` for the same bytes or the same text. Articles of the
    same bytes that lie in the bin are among them: somebody threw the same away."""
    body, published = parsed.extraction.body, parsed.extraction.published
    same = Q(digest=parsed.digest)
    if not fingerprint(body).is_telling:
        same |= Q(
            body=body
        )  # too short to be found by its keys; longer ones would take too long to find like this
    found = dict.fromkeys(Article.everything.filter(same).values_list("pk", flat=True), SAME)
    for article, shared in near_duplicates(body, published=published.value if published else None):
        found.setdefault(article.pk, SAME if article.body == body else min(shared, _NEARLY))
    nearest = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return nearest[:MOST]
