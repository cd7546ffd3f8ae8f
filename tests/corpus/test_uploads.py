"""Adding articles in the browser: from what a person brings to articles and a report."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from corpus.bin import put_in_bin
from corpus.editing import save_edit
from corpus.models import Article, Edit, EditKind, FileState, Origin, Upload, UploadFile
from corpus.uploads import quota, steps, worker
from corpus.uploads.previews import preview_of
from corpus.uploads.store import store
from tests.corpus.documents import TEXT, make_docx, make_paragraphs, make_zip

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
ADD = "/articles/add/"
SEEDS = Path(__file__).parents[2] / "seeds"
OTHER = TEXT.replace("drug maker", "car maker").replace("1.2 billion", "3.4 billion")


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests work when they want to: a thread can't see their transaction."""
    monkeypatch.setattr(worker, "start", lambda: None)


def bring(client: Client, **files: bytes | str) -> Upload:
    """Upload files, named as the arguments with their last underscore as a dot, and have them read."""
    named = [
        SimpleUploadedFile(".".join(name.rsplit("_", 1)), data if isinstance(data, bytes) else data.encode())
        for name, data in files.items()
    ]
    response = client.post(ADD, {"documents": named})
    assert response.status_code == 302, response.context["files_form"].errors
    worker.work()
    return Upload.objects.get(pk=response.url.rstrip("/").rsplit("/", 1)[-1])


def form_of(client: Client, upload: Upload) -> dict[str, Any]:
    """What the page would send if nothing was changed on it."""
    items = client.get(upload.get_absolute_url()).context["items"]
    data: dict[str, Any] = {"file": [item.file.pk for item in items]}
    for item in items:
        for field in item.form:
            data[field.html_name] = field.value() or ""
    return data


def decide(client: Client, upload: Upload, **changes: Any) -> list[UploadFile]:
    """Send the page's form, with changes to the first file's fields, and have the files saved."""
    data = form_of(client, upload)
    first = data["file"][0]
    client.post(
        upload.get_absolute_url(), data | {f"{first}-{name}": value for name, value in changes.items()}
    )
    worker.work()
    return list(upload.files.all())


def states(upload: Upload) -> list[str]:
    return [file.state for file in upload.files.all()]


def test_nothing_is_saved_before_the_person_says_so(editing: Client) -> None:
    upload = bring(editing, plant_txt=TEXT)
    assert states(upload) == [FileState.READY]
    assert not Article.objects.exists()
    page = editing.get(upload.get_absolute_url()).content.decode()
    assert "Tianjin drug maker opens a plant" in page
    assert "1.2 billion yuan ($165 million)" in page
    decide(editing, upload)
    assert Article.objects.get().title == "Tianjin drug maker opens a plant"


def test_the_preview_is_what_is_saved(editing: Client) -> None:
    upload = bring(editing, plant_txt=TEXT)
    seen = upload.files.get().found
    assert seen["figures"][0]["sentence"].startswith("A drug maker opened")
    decide(editing, upload)
    assert preview_of(Article.objects.with_metadata().get()) == seen


def test_what_the_person_corrects_is_an_edited_value(editing: Client) -> None:
    upload = bring(editing, plant_txt=TEXT)
    decide(editing, upload, title="A plant for Tianjin", published="2024-04-27")
    article = Article.objects.get()
    assert (article.title, article.title_origin) == ("A plant for Tianjin", Origin.EDITED)
    assert (article.published, article.published_origin) == (date(2024, 4, 27), Origin.EDITED)
    assert article.source_origin == Origin.EXTRACTED


def test_a_pasted_text_has_the_values_typed_beside_it(editing: Client) -> None:
    typed = {"title": "Mine", "published": "2023-05-06", "source": "A friend", "url": "example.org/a"}
    editing.post(ADD, {"text": "A fund put 3 million yuan into Roche in Tianjin this year.", **typed})
    worker.work()
    decide(editing, Upload.objects.get())
    article = Article.objects.get()
    assert (article.title, str(article.published), article.source) == ("Mine", "2023-05-06", "A friend")
    assert article.url == "https://example.org/a"
    assert {article.title_origin, article.published_origin, article.source_origin, article.url_origin} == {
        "edited"
    }
    assert article.amounts.get().year == 2023, "years that are only implied follow the date"


def test_a_value_that_cant_be_read_is_told_and_nothing_typed_is_lost(editing: Client) -> None:
    upload = bring(editing, plant_txt=TEXT)
    data = form_of(editing, upload)
    pk = data["file"][0]
    response = editing.post(
        upload.get_absolute_url(), data | {f"{pk}-title": "New", f"{pk}-published": "soon"}
    )
    page = response.content.decode()
    assert "Enter a valid date" in page
    assert 'value="New"' in page
    assert states(upload) == [FileState.READY]


def test_every_file_has_a_line_in_the_report(editing: Client) -> None:
    archive = make_zip({"in/other.txt": OTHER, "../up.txt": "a", "a.jpg": "a"})
    upload = bring(
        editing,
        plant_txt=TEXT,
        empty_txt=b"",
        word_docx=make_docx(make_paragraphs(TEXT.replace("plant", "clinic"))),
        picture_png=b"a",
        press_zip=archive,
        broken_zip=b"PK",
    )
    decide(editing, upload)
    page = editing.get(upload.get_absolute_url()).content.decode()
    for told in ("the file is empty", "not supported", "leads out of the archive", "it is damaged"):
        assert told in page
    rows = editing.get(reverse("upload_report", args=[upload.pk])).getvalue().decode("utf-8-sig").splitlines()
    assert rows[0] == "file,outcome,message,article,link"
    assert [row.split(",")[0] for row in rows[1:]] == [
        "plant.txt", "empty.txt", "word.docx", "picture.png",
        "press.zip: in/other.txt", "press.zip: ../up.txt", "press.zip: a.jpg", "broken.zip",
    ]  # fmt: skip
    assert rows[1].startswith("plant.txt,Saved as a new article,,Tianjin drug maker opens a plant,http")
    assert Article.objects.count() == 3


def test_bytes_are_kept_for_the_server_only_and_until_they_are_done(editing: Client) -> None:
    upload = bring(editing, a_txt=TEXT, b_txt=OTHER)
    assert store.folder().stat().st_mode & 0o777 == 0o700
    kept = sorted(path.name for path in store.folder().iterdir())
    assert kept == sorted(file.stored for file in upload.files.all())
    data = form_of(editing, upload)
    editing.post(upload.get_absolute_url(), data | {f"{data['file'][0]}-action": "skip"})
    worker.work()
    assert states(upload) == [FileState.SKIPPED, FileState.SAVED]


def test_a_file_of_the_same_name_again_is_another_article(editing: Client) -> None:
    for text in (TEXT, OTHER):
        decide(editing, bring(editing, news_txt=text))
    assert Article.objects.count() == 2


class TestDuplicates:
    @pytest.fixture
    def there(self, editing: Client) -> Article:
        decide(editing, bring(editing, plant_txt=TEXT))
        return Article.objects.get()

    def test_the_same_text_is_skipped_unless_the_person_says_otherwise(
        self, editing: Client, there: Article
    ) -> None:
        upload = bring(editing, copy_txt=TEXT)
        assert "The same text is there already" in editing.get(upload.get_absolute_url()).content.decode()
        decide(editing, upload)
        assert states(upload) == [FileState.SKIPPED]
        assert Article.objects.count() == 1

    def test_both_can_be_kept(self, editing: Client, there: Article) -> None:
        decide(editing, bring(editing, copy_txt=TEXT), action="save")
        assert Article.objects.count() == 2

    def test_the_article_that_is_there_can_be_brought_up_to_date(
        self, editing: Client, there: Article
    ) -> None:
        there.title = "An editor's title"
        save_edit(there, ["title"])
        upload = bring(editing, copy_docx=make_docx(make_paragraphs(TEXT)))
        (file,) = decide(editing, upload, action=str(there.pk))
        assert file.article == there
        article = Article.objects.get()
        assert article.title == "An editor's title"
        assert (article.path, article.digest) == (there.path, file.digest)

    def test_an_article_that_went_meanwhile_is_chosen_again(self, editing: Client, there: Article) -> None:
        upload = bring(editing, copy_txt=TEXT)
        data = form_of(editing, upload)
        editing.post(upload.get_absolute_url(), data | {f"{data['file'][0]}-action": str(there.pk)})
        there.delete()
        worker.work()
        assert states(upload) == [FileState.READY]
        assert "is gone: choose again" in editing.get(upload.get_absolute_url()).content.decode()
        assert not Article.objects.exists()

    def test_the_same_text_that_came_in_meanwhile_is_shown_first(self, editing: Client) -> None:
        first, second = bring(editing, a_txt=TEXT), bring(editing, b_txt=TEXT)
        decide(editing, first)
        decide(editing, second)
        assert states(second) == [FileState.READY]
        assert Article.objects.count() == 1
        decide(editing, second, action="save")
        assert Article.objects.count() == 2

    def test_nearly_the_same_is_shown_and_kept_unless_the_person_says_otherwise(
        self, editing: Client
    ) -> None:
        story = (SEEDS / "000_aff212d565e1e0a4.txt").read_text()
        decide(editing, bring(editing, story_txt=story))
        upload = bring(
            editing, again_txt=story.replace("signed six projects", "put their names to six projects")
        )
        page = editing.get(upload.get_absolute_url()).content.decode()
        assert "% the same as" in page
        assert "Shanxi biomedical promotion yields fruitful results" in page
        decide(editing, upload)
        assert states(upload) == [FileState.SAVED]

    def test_the_same_file_twice_in_one_upload_is_read_once(self, editing: Client) -> None:
        upload = bring(editing, a_txt=TEXT, b_txt=TEXT)
        assert states(upload) == [FileState.READY, FileState.SKIPPED]

    def test_what_lies_in_the_bin_is_said_and_not_brought_up_to_date(
        self, editing: Client, there: Article
    ) -> None:
        put_in_bin([there.pk])
        upload = bring(editing, copy_txt=TEXT)
        assert "in the bin" in editing.get(upload.get_absolute_url()).content.decode()
        decide(editing, upload, action=str(there.pk))
        assert states(upload) == [FileState.READY], "that is none of the choices"

    def test_who_may_not_change_articles_may_not_bring_one_up_to_date(
        self, editing: Client, editor: User, there: Article
    ) -> None:
        editor.groups.clear()
        editor.user_permissions.add(Permission.objects.get(codename="add_article"))
        upload = bring(editing, copy_txt=TEXT)
        decide(editing, upload, action=str(there.pk))
        assert states(upload) == [FileState.READY]


def test_many_files_are_looked_through_in_parts_or_saved_at_once(
    editing: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.uploads.pages.AT_ONCE", 2)
    texts = {f"{n}_txt": TEXT.replace("1.2 billion", f"{n}.5 billion") for n in range(1, 6)}
    upload = bring(editing, **texts)
    decide(editing, upload)
    assert states(upload).count(FileState.SAVED) == 2
    editing.post(upload.get_absolute_url(), form_of(editing, upload) | {"save_rest": "1"})
    worker.work()
    assert states(upload) == [FileState.SAVED] * 5


def test_all_can_be_skipped(editing: Client) -> None:
    upload = bring(editing, a_txt=TEXT, b_txt=OTHER)
    editing.post(upload.get_absolute_url(), {"skip_rest": "1"})
    assert states(upload) == [FileState.SKIPPED] * 2


def test_a_page_costs_the_same_queries_however_many_files(
    editing: Client, django_assert_num_queries: Any
) -> None:
    upload = bring(editing, a_txt=TEXT)
    with django_assert_num_queries(7):
        editing.get(upload.get_absolute_url())
    upload = bring(editing, a_txt=TEXT, b_txt=OTHER, c_txt=b"")
    with django_assert_num_queries(7):
        editing.get(upload.get_absolute_url())


def test_an_addition_is_in_the_history(editing: Client, editor: User) -> None:
    decide(editing, bring(editing, plant_txt=TEXT))
    edit = Edit.objects.get(kind=EditKind.ADD)
    assert edit.actor == editor
    assert edit.summary == "Added from “plant.txt”"


class TestWorker:
    def test_a_file_that_ends_the_worker_each_time_is_given_up(
        self, editing: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def end(file: UploadFile) -> None:
            raise SystemExit

        monkeypatch.setattr(worker, "take_step", end)
        response = editing.post(ADD, {"text": TEXT})
        for _ in range(worker.MOST_ATTEMPTS):
            with pytest.raises(SystemExit):
                worker.work()
        assert worker.work() == 1
        assert UploadFile.objects.get().state == FileState.REFUSED
        assert "please report it" in editing.get(response.url).content.decode()

    def test_a_fault_of_ours_in_one_file_keeps_no_other_out(
        self, editing: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*args: object, **kwargs: object) -> None:
            raise ZeroDivisionError

        with monkeypatch.context() as broken:
            broken.setattr(steps, "rehearse", fail)
            upload = bring(editing, a_txt=TEXT)
        assert "failed inside Gleaner" in upload.files.get().message
        assert states(bring(editing, a_txt=TEXT)) == [FileState.READY]

    def test_only_one_works_at_a_time(self, editing: Client) -> None:
        editing.post(ADD, {"text": TEXT})
        with worker.holding(store.folder().with_name("uploads.lock"), wait=0):
            assert worker.work() == 0
        assert worker.work() == 1

    def test_bytes_that_are_gone_are_told(self, editing: Client) -> None:
        editing.post(ADD, {"text": TEXT})
        store.drop(UploadFile.objects.get().stored)
        worker.work()
        assert "gone from the server" in UploadFile.objects.get().message

    def test_old_uploads_go_with_their_bytes(self, editing: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(worker, "FRESH", -1)
        old, new = bring(editing, a_txt=TEXT), bring(editing, b_txt=OTHER)
        Upload.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))
        call_command("process_uploads")
        assert list(Upload.objects.all()) == [new]
        assert [path.name for path in store.folder().iterdir()] == [new.files.get().stored]


class TestLimits:
    def test_too_many_files_are_told(self, editing: Client) -> None:
        files = [SimpleUploadedFile(f"{number}.txt", b"a") for number in range(201)]
        page = editing.post(ADD, {"documents": files}).content.decode()
        assert "You chose 201 files, and 200 are the most" in page
        assert not Upload.objects.exists()

    def test_too_much_together_is_told_and_not_kept(
        self, editing: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(quota, "MAX_REQUEST", 1000)
        file = SimpleUploadedFile("a.txt", TEXT.encode() * 100)
        page = editing.post(ADD, {"documents": [file]}).content.decode()
        assert "Add them in parts" in page
        assert not Upload.objects.exists()

    def test_a_large_file_is_refused_by_name_beside_good_ones(self, editing: Client) -> None:
        upload = bring(editing, good_txt=TEXT, large_txt=b"a" * (5 * 1024**2 + 1))
        assert states(upload) == [FileState.READY, FileState.REFUSED]

    def test_files_of_several_archives_count_together(
        self, editing: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(steps, "MAX_FILES", 3)
        upload = bring(
            editing,
            a_zip=make_zip({"1.txt": TEXT, "2.txt": OTHER}),
            b_zip=make_zip({"3.txt": "a", "4.txt": "b"}),
        )
        assert states(upload) == [FileState.READY, FileState.READY, FileState.REFUSED]

    @pytest.mark.parametrize("data", [{"text": " "}, {"documents": []}], ids=["no text", "no file"])
    def test_nothing_is_told(self, editing: Client, data: dict[str, Any]) -> None:
        assert "This field is required" in editing.post(ADD, data).content.decode()


class TestPermissions:
    def test_who_is_not_logged_in_is_sent_to_log_in(self, client: Client) -> None:
        assert client.get(ADD).url.startswith("/accounts/login/")

    @pytest.mark.parametrize(
        ("page", "back"), [("http://testserver/articles/add/", ADD), ("http://elsewhere/articles/add/", "/")]
    )
    def test_who_was_logged_out_comes_back_to_the_page_of_the_form(
        self, client: Client, page: str, back: str
    ) -> None:
        to_login = client.post(ADD, {"text": TEXT}, headers={"referer": page}).url
        (found,) = parse_qs(urlsplit(to_login).query)["next"]
        assert urlsplit(found).path == back

    def test_a_piece_of_a_page_is_not_replaced_by_the_log_in(self, client: Client) -> None:
        answer = client.get(
            ADD + "1/", headers={"hx-request": "true", "hx-current-url": "http://testserver/articles/add/1/"}
        )
        assert answer.status_code == 204
        assert answer["HX-Redirect"].startswith("/accounts/login/")

    def test_who_may_not_add_is_refused_and_shown_no_link(self, client: Client, editing: Client) -> None:
        upload = bring(editing, a_txt=TEXT)
        client.force_login(User.objects.create_user("reader"))
        for address in (ADD, upload.get_absolute_url(), reverse("upload_report", args=[upload.pk])):
            assert client.get(address).status_code == 403
            assert client.post(address, {"text": TEXT}).status_code in (403, 405)

    def test_uploads_are_their_owners(self, client: Client, editing: Client) -> None:
        upload = bring(editing, a_txt=TEXT)
        other = User.objects.create_user("other")
        other.groups.add(Group.objects.get(name="Editors"))
        client.force_login(other)
        assert client.get(upload.get_absolute_url()).status_code == 404
        assert client.post(upload.get_absolute_url(), {"skip_rest": "1"}).status_code == 404
        assert client.get(reverse("upload_report", args=[upload.pk])).status_code == 404
        assert states(upload) == [FileState.READY]


def test_a_group_of_editors_that_is_there_may_add_from_now_on() -> None:
    group = Group.objects.get(name="Editors")
    group.permissions.remove(Permission.objects.get(codename="add_article"))
    from importlib import import_module

    from django.apps import apps

    import_module("corpus.migrations.0009_editors_add_articles").let_editors_add(apps, None)
    assert group.permissions.filter(codename="add_article").exists()
