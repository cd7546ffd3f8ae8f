"""Searches that people keep: what is new in them, and that nobody else sees them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User

from corpus.models import Article
from search.models import SavedSearch
from search.saved import views
from tests.factories import link_region, make_article, make_region

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("index")]


@pytest.fixture
def reader(client: Client) -> User:
    """Somebody who is logged in and may do nothing special."""
    user = User.objects.create_user("rita", password="correct horse")
    client.force_login(user)
    return user


def save(client: Client, search: str = "q=park", name: str = "Parks") -> SavedSearch:
    response = client.post("/searches/save", {"search": search, "name": name})
    assert response.status_code == 302, response.content.decode()
    return SavedSearch.objects.get(name=name)


def page(client: Client, address: str = "/searches/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def standings(client: Client, address: str = "/searches/") -> dict[str, tuple[int, int]]:
    """(new, all) by name."""
    found = re.findall(
        r'class="link name">([^<]+)</button>.*?<p class="standing">(?:<a [^>]*>(\d+) new|nothing new).*?(\d+) articles?</p>',
        page(client, address),
        flags=re.DOTALL,
    )
    return {name: (int(new or 0), int(total)) for name, new, total in found}


@pytest.mark.usefixtures("reader")
class TestWhatIsNew:
    def test_what_is_found_when_saving_is_not_new(self, client: Client) -> None:
        make_article(title="Park opens")
        save(client)
        assert standings(client) == {"Parks": (0, 1)}

    def test_an_article_that_comes_in_is_new_until_the_search_is_opened(self, client: Client) -> None:
        saved = save(client, "q=harbour", "Harbours")
        make_article(title="Harbour opens")
        make_article(title="Airport opens")
        assert standings(client) == {"Harbours": (1, 1)}
        response = client.post(f"/searches/{saved.pk}/open")
        assert (response.status_code, response["Location"]) == (302, "/?q=harbour")
        assert standings(client) == {"Harbours": (0, 1)}

    def test_an_article_that_is_corrected_to_match_is_new(self, client: Client) -> None:
        article = make_article(title="Old news")
        save(client, "q=title:harbour", "Harbours")
        article.title = "Harbour news"
        article.save()
        assert standings(client) == {"Harbours": (1, 1)}

    def test_an_article_that_is_corrected_and_was_found_before_is_not_new(self, client: Client) -> None:
        make_article(title="Park opens")
        save(client)
        Article.objects.update(title="Park opens late")
        assert standings(client) == {"Parks": (0, 1)}

    def test_what_is_found_no_more_is_new_when_it_comes_back(self, client: Client) -> None:
        article = make_article(title="Harbour opens")
        saved = save(client, "q=title:harbour", "Harbours")
        Article.objects.update(title="Airport opens")
        client.post(f"/searches/{saved.pk}/open")
        assert standings(client) == {"Harbours": (0, 0)}
        article.refresh_from_db()
        article.title = "Harbour opens"
        article.save()
        assert standings(client) == {"Harbours": (1, 1)}

    def test_new_articles_are_shown_without_being_seen(self, client: Client) -> None:
        saved = save(client)
        make_article(title="Park <opens>")
        listed = page(client, f"/searches/{saved.pk}/new")
        assert "Park &lt;opens&gt;" in listed
        assert standings(client) == {"Parks": (1, 1)}

    def test_filters_are_part_of_the_search_and_are_said(self, client: Client) -> None:
        tianjin = make_region("Tianjin")
        save(client, "q=park&region=tianjin&page=3&sort=oldest", "Parks in Tianjin")
        link_region(make_article(), tianjin)
        make_article()
        assert standings(client) == {"Parks in Tianjin": (1, 1)}
        assert re.search(r"<code>park</code>.*Region:</span> Tianjin", page(client))
        assert SavedSearch.objects.get().parameters == "q=park&region=tianjin&sort=oldest"

    def test_a_search_that_can_not_be_read_any_more_is_listed_with_the_reason(self, client: Client) -> None:
        saved = save(client)
        SavedSearch.objects.filter(pk=saved.pk).update(parameters="role=bribe")
        assert "There is no role “bribe”" in page(client)
        assert client.post(f"/searches/{saved.pk}/open")["Location"] == "/?role=bribe"

    def test_a_search_is_listed_while_there_is_no_index(self, client: Client, own_var: Path) -> None:
        save(client)
        (own_var / "index").rename(own_var / "elsewhere")
        assert "Search is not available" in page(client)
        assert "Search is not available" in page(client, f"/searches/{SavedSearch.objects.get().pk}/new")

    def test_the_cost_of_the_list_is_bounded(
        self,
        client: Client,
        monkeypatch: pytest.MonkeyPatch,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        monkeypatch.setattr(views, "ON_A_PAGE", 3)
        make_region("Tianjin")
        save(client, "q=park&region=tianjin", "One")
        with django_assert_num_queries(9):
            page(client)
        for number in range(4):
            save(client, f"q=park{number}&region=tianjin", f"More {number}")
        with django_assert_num_queries(8 + views.ON_A_PAGE):  # reading filters by region takes one each
            assert list(standings(client)) == ["More 0", "More 1", "More 2"]
        assert list(standings(client, "/searches/?page=2")) == ["More 3", "One"]


@pytest.mark.usefixtures("reader")
class TestKeeping:
    def test_the_search_page_offers_to_save_and_says_what_is_saved(self, client: Client) -> None:
        make_article(title="Park opens")
        assert 'name="search" value="q=park"' in page(client, "/?q=park")
        assert client.post("/searches/save", {"search": "q=park", "name": "Parks"})["Location"] == "/?q=park"
        shown = page(client, "/?q=park")
        assert "The search is saved as “Parks”." in shown
        assert 'Saved as <a href="/searches/">Parks</a>' in shown
        assert "The search is saved" not in page(client, "/?q=park")

    def test_what_is_kept_of_a_page_is_not_shown_after_a_change(self, client: Client) -> None:
        make_article(title="Park opens")
        page(client, "/?q=park")  # brings the cookie for forms
        known = client.get("/?q=park")["ETag"]
        assert client.get("/?q=park", headers={"If-None-Match": known}).status_code == 304
        saved = save(client)
        page(client, "/?q=park")
        known = client.get("/?q=park", headers={"If-None-Match": known})["ETag"]
        SavedSearch.objects.filter(pk=saved.pk).update(name="Gardens")
        assert "Gardens" in client.get("/?q=park", headers={"If-None-Match": known}).content.decode()
        client.logout()
        assert client.get("/?q=park", headers={"If-None-Match": known}).status_code == 200

    @pytest.mark.parametrize(
        ("name", "says"),
        [("", "required"), ("  ", "required"), ("x" * 101, "100"), ("PARKS", "of this name")],
    )
    def test_a_name_that_will_not_do_is_refused_and_nothing_is_lost(
        self, client: Client, name: str, says: str
    ) -> None:
        save(client)
        response = client.post("/searches/save", {"search": "q=fund", "name": name})
        shown = response.content.decode()
        assert says in shown
        assert 'name="search" value="q=fund"' in shown
        assert f'value="{name.strip()}"' in shown or not name.strip()
        assert SavedSearch.objects.count() == 1

    def test_a_search_that_can_not_be_read_is_not_saved(self, client: Client) -> None:
        response = client.post("/searches/save", {"search": "role=bribe", "name": "Bribes"})
        assert "There is no role “bribe”" in response.content.decode()
        assert not SavedSearch.objects.exists()

    def test_there_is_room_for_so_many(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("search.saved.forms.MOST", 1)
        save(client)
        response = client.post("/searches/save", {"search": "q=fund", "name": "Funds"})
        assert "Delete one first" in response.content.decode()

    def test_renaming(self, client: Client) -> None:
        saved = save(client)
        save(client, "q=fund", "Funds")
        assert (
            "of this name" in client.post(f"/searches/{saved.pk}/rename", {"name": "funds"}).content.decode()
        )
        assert client.post(f"/searches/{saved.pk}/rename", {"name": "parks"}).status_code == 302
        assert set(standings(client)) == {"parks", "Funds"}

    def test_deleting_takes_the_search_and_no_article(self, client: Client) -> None:
        make_article(title="Park opens")
        saved = save(client)
        client.post(f"/searches/{saved.pk}/delete")
        assert "There are none yet" in page(client)
        assert Article.objects.count() == 1

    def test_nothing_is_changed_by_a_get(self, client: Client) -> None:
        saved = save(client)
        for action in ("open", "delete"):
            assert client.get(f"/searches/{saved.pk}/{action}").status_code == 405


class TestWhoseItIs:
    def test_somebody_elses_search_is_not_there(self, client: Client, reader: User) -> None:
        other = User.objects.create_user("otto")
        client.force_login(other)
        saved = save(client, name="Private")
        page(client)
        client.force_login(reader)
        assert "Private" not in page(client)
        for action in ("open", "rename", "delete"):
            assert client.post(f"/searches/{saved.pk}/{action}", {"name": "Mine"}).status_code == 404
        assert client.get(f"/searches/{saved.pk}/new").status_code == 404
        assert SavedSearch.objects.get().name == "Private"
        save(client, name="Parks")

    @pytest.mark.parametrize("address", ["/searches/", "/searches/1/new", "/searches/1/rename"])
    def test_who_is_not_logged_in_is_asked_to(self, client: Client, address: str) -> None:
        assert client.get(address)["Location"] == f"/accounts/login/?next={address}"

    @pytest.mark.parametrize("action", ["open", "delete"])
    def test_a_login_leads_to_the_list_where_a_form_was_sent(self, client: Client, action: str) -> None:
        assert client.post(f"/searches/1/{action}")["Location"] == "/accounts/login/?next=/searches/"

    def test_saving_without_a_login_leads_back_to_the_search(self, client: Client) -> None:
        response = client.post("/searches/save", {"search": "q=park", "name": "Parks"})
        assert response["Location"] == "/accounts/login/?next=/%3Fq%3Dpark"

    def test_who_is_not_logged_in_sees_no_form(self, client: Client) -> None:
        make_article(title="Park opens")
        assert "save-search" not in page(client, "/?q=park")


class TestAccounts:
    def test_logging_in_and_out(self, client: Client) -> None:
        User.objects.create_user("rita", password="correct horse")
        assert "Log in" in page(client, "/accounts/login/?next=/%3Fq%3Dpark")
        typed = {"username": "rita", "password": "correct horse", "next": "/?q=park"}
        assert client.post("/accounts/login/", typed)["Location"] == "/?q=park"
        shown = page(client, "/")
        assert '<span class="who">rita</span>' in shown
        assert "/admin/" not in shown
        client.post("/accounts/logout/")
        assert "rita" not in page(client, "/")

    def test_a_wrong_password_is_said_and_many_lock_the_name(self, client: Client) -> None:
        User.objects.create_user("rita", password="correct horse")
        typed = {"username": "rita", "password": "wrong"}
        for _ in range(7):
            assert "enter a correct username" in client.post("/accounts/login/", typed).content.decode()
        assert client.post("/accounts/login/", typed).status_code == 429
        typed["password"] = "correct horse"
        locked = client.post("/accounts/login/", typed)
        assert locked.status_code == 429
        assert "Too many wrong passwords" in locked.content.decode()

    def test_the_way_back_leads_to_no_other_site(self, client: Client) -> None:
        User.objects.create_user("rita", password="correct horse")
        typed = {"username": "rita", "password": "correct horse", "next": "https://evil.example/"}
        assert client.post("/accounts/login/", typed)["Location"] == "/"

    def test_the_password_can_be_changed(self, client: Client, reader: User) -> None:
        fresh = "battery staple 9"
        typed = {"old_password": "correct horse", "new_password1": fresh, "new_password2": fresh}
        assert client.post("/accounts/password/", typed).status_code == 302
        assert "Your password is changed." in page(client)
        reader.refresh_from_db()
        assert reader.check_password(fresh)
