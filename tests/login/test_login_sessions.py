"""Sessions end: by themselves, from afar, with the password; and none begins on a public page."""

import re
import zoneinfo
from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings as django_settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from accounts import sessions
from accounts.models import User
from consent.officers import OFFICERS
from home.models import HomePage
from login_people import PASSWORD, Protected, is_in, log_in_with_password
from story_factory import MakeStory
from user_agents import EDGE, IPHONE, LINUX

PROFILE = {
    "locale-preferred_language": "",
    "locale-current_time_zone": "Europe/Brussels",
    "name_email-first_name": "Sami",
    "name_email-last_name": "Haddad",
    "theme-theme": "system",
    "theme-contrast": "system",
    "theme-density": "default",
}


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let time pass."""

    def pass_time(**time: float) -> None:
        moment = timezone.now() + timedelta(**time)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return pass_time


@pytest.fixture
def officer(sami: User) -> User:
    """A protection officer."""
    sami.groups.add(Group.objects.get(name=OFFICERS))
    return sami


def work_for(client: Client, later: Any, hours: float) -> bool:
    """Open a page of the CMS every twenty minutes; return whether it still opened at the end."""
    for _number in range(int(hours * 3)):
        later(minutes=20)
        if not is_in(client):
            return False
    return True


def test_without_a_sign_of_life_a_session_ends(client: Client, sami: User, home: HomePage, later: Any) -> None:
    log_in_with_password(client, sami.email)
    later(hours=2, minutes=59)
    assert is_in(client)
    later(hours=3, minutes=1)
    response = client.get("/cms/reports/")
    assert response["Location"] == "/account/login/?next=/cms/reports/"
    assert "some time has passed" in client.get(response["Location"]).text
    assert SESSION_KEY not in client.session


def test_a_session_ends_even_for_the_busy(client: Client, sami: User, home: HomePage, later: Any) -> None:
    log_in_with_password(client, sami.email)
    assert work_for(client, later, 11.9)
    assert not work_for(client, later, 0.7)


def test_sessions_of_officers_are_shorter(client: Client, officer: User, home: HomePage, later: Any) -> None:
    log_in_with_password(client, officer.email)
    later(minutes=29)
    assert is_in(client)
    later(minutes=31)
    assert not is_in(client)
    log_in_with_password(client, officer.email)
    assert work_for(client, later, 7.9)
    assert not work_for(client, later, 0.7)


def test_what_the_editor_asks_by_itself_is_no_sign_of_life(
    client: Client, officer: User, home: HomePage, later: Any
) -> None:
    log_in_with_password(client, officer.email)
    for _number in range(3):
        later(minutes=14)
        client.get("/cms/editing-sessions/ping/wagtailcore/page/1/1/")
    assert not is_in(client)


def test_a_session_whose_beginning_is_unknown_is_not_trusted(client: Client, sami: User, home: HomePage) -> None:
    client.force_login(sami)
    session = client.session
    del session["team_logged_in_at"]
    session.save()
    assert not is_in(client)


def test_another_room_may_ask_for_short_sessions(sami: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_short_for", [])
    assert sessions.session_limits(sami).age == django_settings.TEAM_SESSION_AGE
    sessions.register_short_session(lambda user: user == sami)
    assert sessions.session_limits(sami).age == django_settings.SHORT_SESSION_AGE


def test_people_see_where_they_are_logged_in_and_end_it(sami: User, administrator: User, home: HomePage) -> None:
    here, there, third, hers = Client(), Client(), Client(), Client()
    for client, user_agent in ((here, LINUX), (there, IPHONE), (third, EDGE)):
        log_in_with_password(client, sami.email, headers={"User-Agent": user_agent})
    log_in_with_password(hers, administrator.email)
    page = here.get("/account/sessions/").text
    assert all(words in page for words in ("Chrome on Linux", "Safari on iPhone", "Edge on Windows", "127.0.0.1"))
    assert "Mozilla" not in page
    of_others = UserSession.objects.get(user=administrator)
    ended = UserSession.objects.get(user_agent=IPHONE)
    for session in (ended, of_others):
        here.post("/account/sessions/", {"session": session.pk})
    assert [is_in(client) for client in (here, there, third, hers)] == [True, False, True, True]
    here.post("/account/sessions/", {"session": "x"})
    page = here.post("/account/sessions/", {}, follow=True)
    assert "You were logged out everywhere else." in page.text
    assert [is_in(client) for client in (here, third, hers)] == [True, False, True]


def test_saving_the_profile_in_the_cms_loses_no_session(sami: User, home: HomePage) -> None:
    here, there = Client(), Client()
    for client, user_agent in ((here, LINUX), (there, IPHONE)):
        log_in_with_password(client, sami.email, headers={"User-Agent": user_agent})
    since = UserSession.objects.get(user_agent=LINUX).created_at
    before = here.session.session_key
    assert here.post("/cms/account/", PROFILE).status_code == 302
    assert here.session.session_key != before
    page = here.get("/account/sessions/").text
    assert "Chrome on Linux" in page
    assert "Safari on iPhone" in page
    assert "here and now" in page
    assert "2 places" in here.get("/account/").text
    assert UserSession.objects.get(user_agent=LINUX).created_at == since
    there.post("/account/sessions/", {"session": UserSession.objects.get(user_agent=LINUX).pk})
    assert not is_in(here)


def test_a_new_password_ends_all_other_sessions(sami: User, home: HomePage) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        log_in_with_password(client, sami.email)
    new = "another long one"
    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (is_in(here), is_in(there)) == (True, False)


@pytest.mark.parametrize("together", [True, False])
def test_switching_an_account_off_ends_its_sessions_for_good(
    sami: User, cms: Client, home: HomePage, together: bool
) -> None:
    client = Client()
    log_in_with_password(client, sami.email)
    if together:
        address = f"/cms/bulk/accounts/user/set_active_state/?id={sami.pk}"
        cms.post(address, {"mark_as_active": "False"})
    else:
        sami.is_active = False
        sami.save()
    assert not User.objects.get(pk=sami.pk).is_active
    assert not is_in(client)
    assert not UserSession.objects.filter(user=sami).exists()
    User.objects.filter(pk=sami.pk).update(is_active=True)
    assert not is_in(client)


def test_cookies_are_for_the_server_alone(client: Client, sami: User, home: HomePage) -> None:
    log_in_with_password(client, sami.email)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["expires"] == ""


@pytest.mark.parametrize("logged_in", [False, True])
def test_public_pages_know_no_session(nora: Protected, make_story: MakeStory, client: Client, logged_in: bool) -> None:
    make_story()
    if logged_in:
        nora.log_in(client)
        assert is_in(client)
    before = Session.objects.values_list("session_data", flat=True).first()
    for address in ("/en/", "/en/stories/", "/en/stories/story-1/", "/en/missing/", "/en/feeds/stories.atom", "/"):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert not [query for query in captured if "session" in query["sql"] or "authenticator" in query["sql"]]
    assert Session.objects.values_list("session_data", flat=True).first() == before


def test_account_pages_are_kept_by_nobody(client: Client, db: None) -> None:
    for address in ("/account/login/", "/account/password/reset/", "/account/missing/"):
        response = client.get(address)
        assert response["Cache-Control"] == "no-store, private"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Robots-Tag"] == "noindex"
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert "unsafe" not in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "sessions/",
        "password/change/",
        "second-factor/",
        "second-factor/totp/activate/",
        "second-factor/webauthn/add/",
    ],
)
def test_account_pages_run_under_the_strict_policy(client: Client, sami: User, address: str) -> None:
    log_in_with_password(client, sami.email)
    response = client.get(f"/account/{address}")
    assert response.status_code == 200
    assert " style=" not in response.text
    assert "data:image" not in response.text
    assert "onclick" not in response.text


def test_account_pages_speak_the_language_that_a_person_chose(client: Client, sami: User, home: HomePage) -> None:
    log_in_with_password(client, sami.email)
    page = client.get("/account/", headers={"Accept-Language": "ar"})
    assert 'lang="ar"' in page.text
    assert 'dir="rtl"' in page.text
    assert client.post("/cms/account/", {**PROFILE, "locale-preferred_language": "fr"}).status_code == 302
    page = client.get("/account/", headers={"Accept-Language": "ar"})
    assert '<html lang="fr"' in page.text
    assert page["Content-Language"] == "fr"
    assert 'lang="fr"' in client.get("/cms/").text
    assert 'lang="fr"' in client.get("/cms/account/").text


def test_the_profile_offers_the_languages_of_the_site(client: Client, sami: User, home: HomePage) -> None:
    log_in_with_password(client, sami.email)
    page = client.get("/cms/account/").text
    for code, _name in django_settings.LANGUAGES:
        assert f'<option value="{code}"' in page
    assert '<option value="de"' not in page
    assert 'href="/account/"' in page


def test_the_profile_offers_time_zones_that_browsers_know(client: Client, sami: User, home: HomePage) -> None:
    log_in_with_password(client, sami.email)
    page = client.get("/cms/account/").text
    offered = re.findall(
        r'<option value="([A-Z][^"]*)"', page.partition("current_time_zone")[2].partition("</select>")[0]
    )
    assert offered[0] == "Europe/Brussels"
    assert "localtime" not in page
    assert {name.partition("/")[0] for name in offered} <= {"Europe", "Africa", "Asia", "America", "UTC"}
    assert set(offered) <= zoneinfo.available_timezones()


def test_a_preview_still_opens_for_who_is_in(client: Client, nora: Protected, home: HomePage) -> None:
    nora.log_in(client)
    assert client.get(f"/cms/pages/{Page.objects.get(pk=home.pk).pk}/view_draft/").status_code == 200
