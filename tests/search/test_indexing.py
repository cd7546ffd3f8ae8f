"""The outbox and its drain: every change reaches the index, whatever dies on the way."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import QuerySet

from corpus.locks import holding
from corpus.models import Article
from search import checking, indexing
from search.backends import get_backend
from search.backends.whoosh.writing.policy import FACTOR
from search.errors import IndexUnavailable
from search.indexing import catch_up_before_search, rebuild_index, update_index
from search.models import PendingChange
from search.parser import parse
from search.query import SearchQuery
from tests.factories import (
    link_organisation,
    link_region,
    make_amount,
    make_article,
    make_organisation,
    make_region,
)
from tests.search.engine.faults import no_file_larger_than

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db(transaction=True)


def found(words: str = "", **filters: object) -> set[int]:
    query = SearchQuery(text=words, tree=parse(words), page_size=100, **filters)  # type: ignore[arg-type]
    return {hit.article_id for hit in get_backend().search(query).hits}


def test_a_saved_article_is_found_at_once(index: SearchBackend) -> None:
    article = make_article(title="Vaccines from Wuxi")
    assert found("vaccine") == {article.pk}
    assert not PendingChange.objects.exists()


def test_a_deleted_article_is_gone_at_once(index: SearchBackend) -> None:
    article = make_article(title="Vaccines from Wuxi")
    article.delete()
    assert found("vaccine") == set()


def test_renaming_an_organisation_reaches_its_articles(index: SearchBackend) -> None:
    article = make_article()
    organisation = make_organisation("Roche")
    link_organisation(article, organisation)
    organisation.name = "Hoffmann"
    organisation.save()
    assert found("org:hoffmann") == {article.pk}
    assert found("org:roche") == {article.pk}, "the old name goes on finding it, as an alias"


def test_choosing_a_region_finds_what_is_inside_it(index: SearchBackend) -> None:
    china = make_region("China", level="country")
    tianjin = make_region("Tianjin", parent=china)
    make_region("Bohai Rim", level="macro", parent=china).members.add(tianjin)
    article = make_article()
    link_region(article, make_region("Binhai", level="district", parent=tianjin))
    make_article()
    for region in ("china", "tianjin", "bohai-rim", "binhai"):
        assert found(regions=(region,)) == {article.pk}


def test_a_rejected_amount_no_longer_counts(index: SearchBackend) -> None:
    amount = make_amount(make_article(), role="tax")
    assert found(roles=("tax",)) == {amount.article_id}
    amount.state = "rejected"
    amount.save()
    assert found(roles=("tax",)) == set()


def test_saving_does_not_fail_when_the_index_is_missing(caplog: pytest.LogCaptureFixture) -> None:
    article = make_article()
    assert Article.objects.filter(pk=article.pk).exists()
    assert PendingChange.objects.filter(article_id=article.pk).exists()
    assert "can't be updated now" in caplog.text
    rebuild_index()
    update_index(wait=0)
    assert found("biomedical") == {article.pk}
    assert not PendingChange.objects.exists()


def test_an_edit_during_a_drain_stays_pending(index: SearchBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article(title="First")
    send = indexing.send_to_index

    def edit_meanwhile(ids: set[int]) -> set[int]:
        failed = send(ids)
        if Article.objects.get(pk=article.pk).title != "Second":
            Article.objects.filter(pk=article.pk).update(title="Second")
        return failed

    monkeypatch.setattr(indexing, "send_to_index", edit_meanwhile)
    article.save()
    monkeypatch.undo()
    update_index(wait=0)
    assert found("title:second") == {article.pk}


def test_what_is_left_of_a_large_change_is_done_in_a_thread(
    index: SearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [make_article() for _ in range(5)]
    monkeypatch.setattr(indexing, "BATCH", 2)
    started: list[object] = []
    monkeypatch.setattr(
        indexing, "Thread", lambda target, name: type("T", (), {"start": lambda _: started.append(target)})()
    )
    Article.objects.update(title="All of them")
    assert PendingChange.objects.count() == 3, "the request did one batch"
    assert started == [indexing._finish]
    update_index(wait=0)
    assert found("title:them") == {article.pk for article in articles}


def test_an_edit_during_a_rebuild_is_in_the_new_index(
    index: SearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, gone = make_article(title="First"), make_article()
    catch_up = indexing._catch_up
    calls: list[object] = []

    def edit_first(build: object) -> None:
        if not calls:
            Article.objects.filter(pk=kept.pk).update(title="Second")
            Article.objects.get(pk=gone.pk).delete()
        calls.append(build)
        catch_up(build)  # type: ignore[arg-type]

    monkeypatch.setattr(indexing, "_catch_up", edit_first)
    assert rebuild_index() == 1
    assert found("title:second") == {kept.pk}
    assert found() == {kept.pk}


def test_a_damaged_index_is_mended_by_a_rebuild(index: SearchBackend, own_var: Path) -> None:
    article = make_article()
    for file in (own_var / "index").rglob("*"):
        if file.is_file() and not file.is_symlink():
            file.write_bytes(b"\0" * 10)
    with pytest.raises(IndexUnavailable):
        found()
    call_command("rebuild_index")
    assert found() == {article.pk}


PROCESS = """
import os, signal, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"], settings.VAR_DIR = sys.argv[1:3]
settings.SEARCH_BACKEND = {**settings.SEARCH_BACKEND, "path": sys.argv[2] + "/index"}
settings.ALLOWED_HOSTS = ["testserver"]
from corpus.models import Article, Organisation
from search import indexing
from search.backends import get_backend
from search.models import PendingChange
"""
DEATHS = {
    "before the index": "indexing.send_to_index = lambda ids: os.kill(os.getpid(), signal.SIGKILL)",
    "after the index": (
        "send = indexing.send_to_index\n"
        "indexing.send_to_index = lambda ids: (send(ids), os.kill(os.getpid(), signal.SIGKILL))"
    ),
}
EDITS = {
    "an article": "Article.objects.get().save()",
    "a bulk update": "Article.objects.update(title='Edited by a process that died')",
    "renaming an organisation": "o = Organisation.objects.get(); o.name = 'Renamed'; o.save()",
    "ingesting": "from django.core.management import call_command; call_command('ingest', sys.argv[2] + '/new.txt')",
    "the admin": """
from django.contrib.auth.models import User
from django.test import Client
client = Client()
client.force_login(User.objects.create_superuser("a"), backend="django.contrib.auth.backends.ModelBackend")
form = {"name": "Renamed", "kind": "company", "aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}
form |= {"initial-name": "Roche", "initial-kind": "company", "initial-parent": ""}
client.post(f"/admin/corpus/organisation/{Organisation.objects.get().pk}/change/", form)
""",
}
FINISH = """
print(PendingChange.objects.count() > 0, indexing.update_index(wait=1) > 0, PendingChange.objects.count())
print(get_backend().revisions() == dict(Article.objects.values_list("pk", "revision")))
"""


@pytest.mark.parametrize("death", DEATHS.values(), ids=DEATHS.keys())
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_an_edit_survives_a_kill_between_database_and_index(
    edit: str, death: str, own_var: Path, tmp_path: Path, index: SearchBackend
) -> None:
    (own_var / "new.txt").write_text("A new plant\n\nA plant for 2 billion yuan opened in Tianjin.\n")
    link_organisation(make_article(), make_organisation("Roche"))
    database = tmp_path / "copy.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(database)])

    def run(*code: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "\n".join([PROCESS, *code]), str(database), str(own_var)]
        return subprocess.run(command, check=False, capture_output=True, text=True)

    died = run(death, edit)
    assert died.returncode == -9, died.stderr
    finished = run(FINISH)
    assert finished.stdout.split() == ["True", "True", "0", "True"], finished.stderr


def test_update_index_says_how_many_are_pending(
    index: SearchBackend, capsys: pytest.CaptureFixture[str]
) -> None:
    make_article()
    PendingChange.objects.create(article_id=Article.objects.get().pk)
    call_command("update_index", dry_run=True)
    call_command("update_index")
    assert capsys.readouterr().out.splitlines() == ["1 changes pending", "1 changes done, 0 pending"]


def test_verifying_reads_all_of_the_index(
    index: SearchBackend, own_var: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Damage that no start notices, since only values are not as they were."""
    make_article(body="Roche invests. " * 1000)
    update_index(wait=0)
    call_command("update_index", verify=True)
    assert "All of the index is as it was written" in capsys.readouterr().out
    [file] = (own_var / "index").glob("builds/*/*.arrays")
    content = bytearray(file.read_bytes())
    content[:8] = b"\xff" * 8  # of the first array
    file.unlink()
    file.write_bytes(content)
    get_backend.cache_clear()
    with pytest.raises(
        CommandError, match=f"{file.name} is not as it was written: article.\n.*rebuild_index"
    ):
        call_command("update_index", verify=True)


def test_update_index_without_an_index_says_what_to_do() -> None:
    make_article()
    with pytest.raises(CommandError, match="rebuild_index"):
        call_command("update_index")


def test_the_number_of_queries_does_not_grow_with_the_batch(
    index: SearchBackend, django_assert_max_num_queries: object
) -> None:
    tianjin = make_region("Tianjin")
    for number in range(20):
        article = make_article()
        link_region(article, tianjin)
        link_organisation(article, make_organisation(f"Company {number}"))
        make_amount(article)
    PendingChange.objects.bulk_create(
        PendingChange(article_id=pk) for pk in Article.objects.values_list("pk", flat=True)
    )
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        update_index(wait=0)


def test_an_article_that_cant_be_indexed_keeps_no_other_from_being_found(
    index: SearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = make_article(title="Good"), make_article(title="Bad")
    documents_of = indexing.documents_of

    def choke(articles: QuerySet[Article]) -> object:
        if articles.filter(pk=bad.pk).exists():
            raise ArithmeticError
        return documents_of(articles)  # type: ignore[arg-type]

    monkeypatch.setattr(indexing, "documents_of", choke)
    Article.objects.update(source="Edited")
    assert found("source:edited") == {good.pk}
    assert set(PendingChange.objects.values_list("article_id", flat=True)) == {bad.pk}
    assert rebuild_index() == 1
    monkeypatch.undo()
    update_index(wait=0)
    assert found("source:edited") == {good.pk, bad.pk}


def test_an_article_that_the_index_refuses_stays_pending_and_is_named(
    index: SearchBackend, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(checking, "MOST_CHARACTERS", 200)
    good, bad = make_article(body="Short."), make_article(body="Long. " * 100)
    assert found() == {good.pk}
    assert f"Article {bad.pk} can't be indexed: body: it has 600 characters" in caplog.text
    assert set(PendingChange.objects.values_list("article_id", flat=True)) == {bad.pk}
    assert rebuild_index() == 1


def test_texts_in_memory_at_once_are_bounded(index: SearchBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = (400, 500, 200, 5000, 100)  # the ids are some that a set has in another order
    articles = [make_article(pk=1022 + number, body="x" * size) for number, size in enumerate(sizes)]
    monkeypatch.setattr(indexing, "PORTION", 1000)
    loaded: list[list[int]] = []
    documents_of = indexing.documents_of

    def noted(rows: QuerySet[Article]) -> object:
        loaded.append([len(article.body) for article in rows.order_by("pk")])
        return documents_of(rows)  # type: ignore[arg-type]

    monkeypatch.setattr(indexing, "documents_of", noted)
    assert rebuild_index() == 5
    Article.objects.update(title="Edited")
    assert loaded == [[400, 500], [200], [5000], [100]] * 2
    assert found("title:edited") == {article.pk for article in articles}


def test_a_full_disk_loses_nothing(
    index: SearchBackend, client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk of the index: a database without room says so itself."""
    before = make_article(title="Before")
    write = type(index).index

    def without_room(backend: Any, documents: Any) -> None:
        with no_file_larger_than(3000):
            write(backend, documents)

    with monkeypatch.context() as patched:
        patched.setattr(type(index), "index", without_room)
        after = make_article(title="After")
        assert found() == {before.pk}
        assert client.get("/").status_code == 200
    assert "can't be written: File too large" in caplog.text
    assert set(PendingChange.objects.values_list("article_id", flat=True)) == {after.pk}
    assert client.get("/").context["results"].total == 2
    assert not PendingChange.objects.exists()


def test_an_edit_merges_what_searches_brought_in(
    index: SearchBackend, own_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def segments() -> int:
        return len(list((own_var / "index" / "current").glob("*.arrays")))

    monkeypatch.setattr(indexing, "IN_SEARCH", 1)
    with holding(own_var / "index.lock", wait=0):
        articles = [make_article() for _ in range(2 * FACTOR)]
    for _ in articles:
        catch_up_before_search()
    assert segments() == 2 * FACTOR, "a search merges nothing"
    articles[0].save()
    assert segments() < FACTOR


def test_larger_merges_are_done_in_a_thread(index: SearchBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "MERGED_AT_ONCE", 0)
    started: list[object] = []
    monkeypatch.setattr(
        indexing, "Thread", lambda target, name: type("T", (), {"start": lambda _: started.append(target)})()
    )
    for _ in range(FACTOR):
        make_article()
    assert started == [indexing._finish]
    indexing._finish()
    make_article()
    assert started == [indexing._finish], "there is no more to merge"


def test_search_answers_when_the_index_cant_be_written(
    index: SearchBackend, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_article()

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(indexing, "send_to_index", full)
    make_article()
    assert PendingChange.objects.exists()
    assert client.get("/").status_code == 200


def test_a_restored_database_is_noticed(index: SearchBackend) -> None:
    article, gone = make_article(title="New"), make_article()
    QuerySet(Article).filter(pk=article.pk).update(title="Old", revision=1)
    QuerySet(Article).filter(pk=gone.pk).delete()
    assert found("title:old") == set()
    call_command("update_index", check=True)
    assert found("title:old") == {article.pk}
    assert found() == {article.pk}


def test_a_limit_is_kept(index: SearchBackend) -> None:
    PendingChange.objects.bulk_create(PendingChange(article_id=n) for n in range(5))
    assert update_index(wait=0, limit=2) == 2
    assert PendingChange.objects.count() == 3


def test_places_are_found_by_what_the_text_calls_them(index: SearchBackend) -> None:
    article = make_article(title="TEDA grows", body="TEDA grows.")
    zone = make_region("Tianjin Economic-Technological Development Area", level="zone")
    link_region(article, zone, mentions=[["body", 0, 4]])
    assert found("region:TEDA") == {article.pk}


def test_a_macro_region_lends_its_words_only_to_articles_that_name_it(index: SearchBackend) -> None:
    china = make_region("China", level="country")
    hebei = make_region("Hebei", parent=china)
    cluster = make_region("Beijing-Tianjin-Hebei", level="macro", parent=china)
    cluster.members.add(hebei)
    on_hebei, on_cluster = make_article(), make_article()
    link_region(on_hebei, hebei)
    link_region(on_cluster, cluster)
    assert found("region:tianjin") == {on_cluster.pk}
    assert found("region:china region:hebei") == {on_hebei.pk, on_cluster.pk}
    assert found(regions=("beijing-tianjin-hebei",)) == {on_hebei.pk, on_cluster.pk}
