"""Stories in the database: which articles belong together, and what is like a text that isn't saved.

Each text is looked up by its keys; the likeliest others are compared with it, and pairs that tell the same story are kept.
A story is what such pairs connect. `Article.story` is the smallest id among its articles, so the result doesn't depend on
the order in which they came; it is empty for an article by itself. Articles in the bin stay in theirs.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q
from django.db.models.query import QuerySet

from corpus.batches import batches
from corpus.changes import hold_commits, mark_changed
from corpus.models import Article, StoryKey, StoryPair
from corpus.stories.comparing import similarity
from corpus.stories.fingerprints import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import date

    from corpus.stories.fingerprints import Fingerprint

CANDIDATES = 20  # texts that a text is compared with
SHARED_KEYS = 2  # of a candidate, at least
COMMON = 50  # articles that have a key: more is boilerplate, or a story that is everywhere
RAREST = 8  # keys that are looked up however common they are
BATCH = 200  # articles of one transaction
NO_KEY = -1  # kept for a text that has no keys, so that it counts as looked at; no key is negative


def near_duplicates(text: str, *, published: date | None = None) -> list[tuple[Article, float]]:
    """Articles that tell the same story as a text that isn't saved, with how much of the shorter text is in the longer one
    (up to 1), the likest first. Without the day of publication, an older story in the same words may be among them."""
    found = _alike(fingerprint(text), published, besides=None)
    return [(article, shared) for article, shared in found if article.deleted_at is None]


@transaction.atomic
def regroup(article_ids: Iterable[int]) -> None:
    """Find the stories of articles whose text or date is new. Call it in the transaction of the change."""
    articles = Article.everything.filter(pk__in=set(article_ids)).order_by("pk")
    touched = {pk for article in articles for pk in _reconnect(article)}
    name_stories(touched)


def group_missing(*, progress: Callable[[int], None] | None = None) -> int:
    """Find the stories of articles that were never looked at; `progress` hears how many are done. Returns their number.
    What is done stays done when it is broken off."""
    missing = Article.everything.filter(story_keys=None).exclude(body="")
    ids = list(missing.order_by("pk").values_list("pk", flat=True))
    if not ids:
        return 0  # without an index, too: a first run has none yet
    done = 0
    with hold_commits():
        for batch in batches(ids, BATCH):
            regroup(batch)
            done += len(batch)
            if progress:
                progress(done)
    return done


def _reconnect(article: Article) -> set[int]:
    """Bring keys and pairs of an article up to date. Returns the articles whose story that may change."""
    text = fingerprint(article.body)
    pairs = StoryPair.objects.filter(Q(first=article) | Q(second=article))
    before = {pk for pair in pairs.values_list("first", "second") for pk in pair}
    pairs.delete()
    found = _alike(text, article.published, besides=article.pk)
    StoryPair.objects.bulk_create(
        StoryPair(first_id=min(pk, article.pk), second_id=max(pk, article.pk), similarity=shared)
        for pk, shared in ((other.pk, shared) for other, shared in found)
    )
    _write_keys(article, text)
    return {article.pk, *before, *(other.pk for other, _ in found)}


def _write_keys(article: Article, text: Fingerprint) -> None:
    known, keys = StoryKey.objects.filter(article=article), text.keys or [NO_KEY]
    if set(known.values_list("key", flat=True)) != set(keys):
        known.delete()
        StoryKey.objects.bulk_create(StoryKey(article=article, key=key) for key in keys)


def _alike(text: Fingerprint, published: date | None, *, besides: int | None) -> list[tuple[Article, float]]:
    candidates = Article.everything.in_bulk(_candidates(text.keys, besides)).values()
    compared = (
        (other, similarity(text, fingerprint(other.body), days=_days_between(published, other.published)))
        for other in candidates
    )
    found = [(other, shared) for other, shared in compared if shared]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].pk))


def _candidates(keys: Collection[int], besides: int | None) -> list[int]:
    """Articles that share most of the keys. Keys that many articles have are left out, as long as others remain: those of
    boilerplate would bring any article."""
    rows = StoryKey.objects.filter(key__in=keys).exclude(article=besides)
    number = dict(rows.values_list("key").annotate(number=Count("pk")).order_by("number", "key"))
    looked_up = [key for rank, key in enumerate(number) if rank < RAREST or number[key] <= COMMON]
    shared = (
        rows.filter(key__in=looked_up)
        .values_list("article")
        .annotate(number=Count("pk"))
        .filter(number__gte=SHARED_KEYS)
        .order_by("-number", "article")
    )
    return [pk for pk, _ in shared[:CANDIDATES]] if looked_up else []


def _days_between(one: date | None, other: date | None) -> int | None:
    return abs((one - other).days) if one and other else None


def others_of_stories(article_ids: Collection[int]) -> set[int]:
    """The articles that tell the same stories as these, without these."""
    stories = Article.everything.filter(pk__in=article_ids).exclude(story=None).values("story")
    return set(Article.everything.filter(story__in=stories).values_list("pk", flat=True)) - set(article_ids)


def name_stories(article_ids: Collection[int]) -> None:
    """Give these articles, and all that pairs connect with them, the name of their story."""
    connected = _connected(article_ids)
    known = dict(Article.everything.filter(pk__in=connected).values_list("pk", "story"))
    names = {pk: name for story in _stories(known, connected) for pk, name in _names(story)}
    changed = {pk for pk, name in names.items() if known[pk] != name}
    for name in {names[pk] for pk in changed}:
        # A plain QuerySet: the model's own would announce each update.
        rows: QuerySet[Article] = QuerySet(Article).filter(pk__in=[pk for pk in changed if names[pk] == name])
        rows.update(story=name)
    mark_changed(changed)


def _connected(article_ids: Collection[int]) -> dict[int, set[int]]:
    """Articles with those that they are paired with: these, and all that pairs lead to."""
    connected = defaultdict[int, set[int]](set)
    seen, new = set[int](), set(article_ids)
    while new:
        seen |= new
        pairs = StoryPair.objects.filter(Q(first__in=new) | Q(second__in=new))
        for first, second in pairs.values_list("first", "second"):
            connected[first].add(second)
            connected[second].add(first)
        new = connected.keys() - seen
    return {pk: connected[pk] for pk in seen}


def _stories(articles: Iterable[int], connected: Mapping[int, set[int]]) -> Iterator[set[int]]:
    left = set(articles)
    while left:
        story, new = set[int](), {left.pop()}
        while new:
            story |= new
            new = {other for pk in new for other in connected[pk]} - story
        left -= story
        yield story


def _names(story: Collection[int]) -> Iterator[tuple[int, int | None]]:
    name = min(story) if len(story) > 1 else None
    return ((pk, name) for pk in story)
