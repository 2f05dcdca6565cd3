"""Every door leads to the same login: with the password alone, nobody gets in through any of them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth import views as auth_views
from django.test import Client
from django.urls import URLPattern, URLResolver, clear_url_caches, get_resolver, path
from wagtail.models import PageViewRestriction

from accounts.login import urls as login_urls
from accounts.login.middleware import WHILE_ENROLLING
from accounts.models import User
from config import urls as config_urls
from home.models import HomePage
from login_people import PASSWORD, Protected, code_for, is_in, log_in_with_password

FIELDS = ("password", "new_password1", "password1", "oldpassword", "password-new_password1")
DOORS = re.compile(r"login|logout|log-in|password|reset|auth|signup|invit")


def addresses(resolver: URLResolver | None = None, prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    """Yield an example of each address of the site, with its pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        example = prefix + example_of(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, example)
        else:
            yield example, pattern


def example_of(pattern: str) -> str:
    """Return an address that a pattern, written either way, matches."""
    pattern = re.sub(r"\(\?P<uidb36>.*?\)-\(\?P<key>.*?\)", "1-set-password", pattern)
    pattern = re.sub(r"<(?:int:)?(?:pk|\w*_?id\w*|page|id)>", "1", pattern)
    pattern = re.sub(r"<int:\w+>|\(\\d\+\)|\(\?P<\w+>\[?\\d\]?\+\)", "1", pattern)
    pattern = re.sub(r"<\w+:\w+>|<\w+>(?!\[)", "1", pattern)
    pattern = re.sub(r"\(\?P<\w+>[^)]*\)|\(\.\*\)|\(\[.*?\)|\(\(\?.*\)\)", "1", pattern)
    return pattern.replace("^", "").replace("$", "").replace(".*", "").replace("\\Z", "").replace("\\", "")


def has_door(view: Any) -> bool:
    """Say whether a view logs people in, by what it is made of."""
    view_class = getattr(view, "view_class", None)
    names = " ".join(base.__name__ for base in view_class.__mro__) if view_class else getattr(view, "__name__", "")
    return bool(DOORS.search(names.lower()))


def doors() -> list[str]:
    """Collect the addresses where a password could be of use, by their name or by the view behind them."""
    return [address for address, pattern in addresses() if DOORS.search(address.lower()) or has_door(pattern.callback)]


def doors_that_open(email: str) -> list[str]:
    """Try the password alone at each door; return those behind which the CMS opened or a session began."""
    opened = []
    for address in doors():
        client = Client()
        client.get(address)
        names = {"login": email, "username": email, "email": email, "next": "/cms/"}
        response = client.post(address, {**names, **dict.fromkeys(FIELDS, PASSWORD)})
        assert response.status_code < 500, address
        if SESSION_KEY in client.session or is_in(client):
            opened.append(address)
    return opened


def test_the_walk_finds_the_doors(db: None) -> None:
    found = doors()
    for address in (
        "/account/login/",
        "/account/reauthenticate/",
        "/account/password/change/",
        "/account/second-factor/authenticate/",
        "/cms/login/",
        "/cms/logout/",
        "/cms/password_reset/",
        "/en/_util/login/",
        "/en/_util/authenticate_with_password/1/1/",
        "/documents/authenticate_with_password/1/",
    ):
        assert address in found


@pytest.mark.usefixtures("strict", "home")
def test_the_password_alone_opens_no_door(nora: Protected) -> None:
    assert doors_that_open(nora.user.email) == []


@pytest.mark.usefixtures("strict", "home")
def test_a_door_that_was_forgotten_would_be_found(nora: Protected, monkeypatch: pytest.MonkeyPatch) -> None:
    forgotten = path("back/login/", auth_views.LoginView.as_view(template_name="404.html"))
    monkeypatch.setattr(config_urls, "urlpatterns", [forgotten, *config_urls.urlpatterns])
    clear_url_caches()
    try:
        assert doors_that_open(nora.user.email) == ["/back/login/"]
    finally:
        monkeypatch.undo()
        clear_url_caches()


@pytest.mark.usefixtures("strict", "home")
def test_behind_a_forgotten_door_the_cms_stays_closed(nora: Protected, client: Client) -> None:
    client.force_login(nora.user)
    assert SESSION_KEY in client.session
    assert client.get("/cms/")["Location"].startswith("/account/login/")
    assert SESSION_KEY not in client.session


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("required", [True, False])
def test_whoever_has_a_second_factor_needs_it_everywhere(
    nora: Protected, client: Client, settings: Any, required: bool
) -> None:
    settings.SECOND_FACTOR_REQUIRED = required
    assert log_in_with_password(client, nora.user.email)["Location"] == "/account/second-factor/authenticate/"
    assert not is_in(client)
    assert nora.log_in(client)["Location"] == "/cms/"
    assert is_in(client)


@pytest.mark.usefixtures("strict", "home")
def test_without_a_second_factor_nothing_of_the_cms_opens(sami: User, client: Client) -> None:
    sami.is_superuser = True
    sami.save()
    log_in_with_password(client, sami.email)
    tried = 0
    for address, _pattern in addresses():
        if address.startswith("/cms/") and not re.match(r"/cms/(login|logout|password_reset)/", address):
            response = client.get(address)
            assert (response.status_code, response["Location"].partition("?")[0]) == (
                302,
                "/account/second-factor/",
            ), address
            tried += 1
    assert tried > 200
    assert client.get("/cms/api/main/pages/", headers={"Accept": "application/json"}).status_code == 403
    assert client.post("/cms/account/", {}).status_code == 302
    assert client.get("/cms/any/later/address/").status_code == 302


@pytest.mark.usefixtures("strict", "home")
def test_without_a_second_factor_only_the_pages_for_setting_one_up_open(sami: User, client: Client) -> None:
    log_in_with_password(client, sami.email)
    opened = set()
    for address, pattern in addresses():
        if address.startswith("/account/"):
            response = client.get(address)
            if response.status_code != 302 or response["Location"] != "/account/second-factor/":
                opened.add(pattern.name)
    assert opened == WHILE_ENROLLING
    client.post("/cms/logout/")
    assert SESSION_KEY not in client.session


@pytest.mark.usefixtures("strict")
def test_without_a_second_factor_a_page_for_the_team_alone_does_not_open(
    sami: User, client: Client, home: HomePage
) -> None:
    PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)
    log_in_with_password(client, sami.email)
    assert client.get("/en/").status_code != 200


@pytest.mark.usefixtures("home")
def test_where_it_is_offered_only_the_cms_opens_and_says_so(sami: User, client: Client) -> None:
    assert log_in_with_password(client, sami.email)["Location"] == "/cms/"
    assert "/account/second-factor/" in client.get("/cms/").text


@pytest.mark.parametrize("address", ["/cms/login/", "/en/_util/login/", "/cms/password_reset/confirm/1/2/"])
def test_wagtails_own_doors_lead_to_ours(client: Client, home: HomePage, address: str) -> None:
    expected = "/account/password/reset/" if "reset" in address else "/account/login/?next=/cms/reports/"
    assert client.get(f"{address}?next=/cms/reports/")["Location"] == expected
    assert client.get(f"{address}?next=https://elsewhere.example/")["Location"] == expected.partition("?")[0]


@pytest.mark.parametrize("following", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_the_way_after_the_login_leads_to_this_site_alone(sami: User, client: Client, following: str) -> None:
    answer = {"login": sami.email, "password": PASSWORD}
    assert client.post("/account/login/", {**answer, "next": following})["Location"] == "/cms/"
    client.logout()
    assert client.post("/account/login/", {**answer, "next": "/cms/reports/"})["Location"] == "/cms/reports/"


@pytest.mark.usefixtures("home")
def test_the_way_is_kept_through_the_second_factor(nora: Protected, client: Client) -> None:
    answer = {"login": nora.user.email, "password": PASSWORD, "next": "/cms/reports/"}
    client.post("/account/login/", answer)
    response = client.post("/account/second-factor/authenticate/", {"code": code_for(nora.secret)})
    assert response["Location"] == "/cms/reports/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_makes_an_account_for_themselves(db: None, client: Client, method: str) -> None:
    new = {"email": "new@example.org", "password1": "some long password", "password2": "some long password"}
    response = getattr(client, method)("/account/signup/", new)
    assert "Accounts are for the team" in response.text
    assert not User.objects.exists()


@pytest.mark.usefixtures("home")
def test_the_cms_neither_asks_for_passwords_nor_changes_them(cms: Client) -> None:
    for address in ("/cms/account/", "/cms/users/new/", f"/cms/users/edit/{User.objects.get().pk}/"):
        response = cms.get(address)
        assert response.status_code == 200
        assert 'type="password"' not in response.text
    assert 'name="name_email-email"' not in cms.get("/cms/account/").text


def test_our_doors_stand_in_front(db: None) -> None:
    assert config_urls.urlpatterns[1].url_patterns is login_urls.in_front_of_cms  # type: ignore[union-attr]
    assert django_settings.LOGIN_URL == "account_login"
