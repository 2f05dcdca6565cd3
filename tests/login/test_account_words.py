"""What the account pages and their mails say: in our words, with dates as they are written here."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.forms import DateField
from django.test import Client, RequestFactory
from django.utils import formats, timezone, translation

from accounts.login.browsers import in_plain_words
from accounts.login.templatetags.login_tags import host_without_a_name, same_page_under_a_name
from accounts.models import User
from login_people import CHOSEN, PASSWORD, Protected, log_in_with_password
from software_key import add_key
from user_agents import EDGE, IPHONE, LINUX, SAMSUNG

MOMENT = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)  # 15:05 in Brussels


@pytest.mark.parametrize(
    ("language", "day", "moment", "short"),
    [
        ("en", "24 November 2026", "24 November 2026, 15:05", "24/11/2026 15:05"),
        ("fr", "24 novembre 2026", "24 novembre 2026 15:05", "24/11/2026 15:05"),
        ("ar", "24 نوفمبر 2026", "24 نوفمبر 2026، 15:05", "24/11/2026 15:05"),
        ("nl", "24 november 2026", "24 november 2026 15:05", "24-11-2026 15:05"),
        ("de", "24. November 2026", "24. November 2026 15:05", "24.11.2026 15:05"),
    ],
)
def test_dates_are_written_as_they_are_here(language: str, day: str, moment: str, short: str) -> None:
    local = timezone.localtime(MOMENT)
    with translation.override(language):
        assert formats.date_format(local, "DATE_FORMAT") == day
        assert formats.date_format(local, "DATETIME_FORMAT") == moment
        assert formats.date_format(local, "SHORT_DATETIME_FORMAT") == short


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("typed", ["03/02/2026", "2026-02-03"])
def test_a_typed_date_is_read_with_the_day_first(language: str, typed: str) -> None:
    with translation.override(language):
        assert DateField().clean(typed) == date(2026, 2, 3)


def test_an_invitation_says_the_moment_plainly(cms: Client, home: Any) -> None:
    cms.post("/cms/users/new/", {"email": "lina@example.org", "first_name": "Lina", "last_name": "Maes"})
    assert re.search(r"until \d{1,2} [A-Z][a-z]+ 20\d\d, \d\d:\d\d\.", mail.outbox[0].body)


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (LINUX, "Chrome on Linux"),
        (IPHONE, "Safari on iPhone"),
        (EDGE, "Edge on Windows"),
        (SAMSUNG, "Samsung Internet on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox on Mac"),
        (IPHONE.replace("Version/18.1", "CriOS/131.0"), "Chrome on iPhone"),
        (IPHONE.replace("Version/18.1", "FxiOS/132.0").replace("iPhone;", "iPad;"), "Firefox on iPad"),
        (LINUX.replace("X11; Linux", "X11; CrOS"), "Chrome on ChromeOS"),
        ("Firefox/1", "Firefox"),
        ("Linux", "Linux"),
        ("curl/8.5.0", "An unknown browser"),
        ("", "An unknown browser"),
    ],
)
def test_browsers_are_called_by_their_names(user_agent: str, words: str) -> None:
    assert in_plain_words(user_agent) == words


def test_a_new_password_is_told_once_on_screen_and_by_mail(
    client: Client, sami: User, django_capture_on_commit_callbacks: Any
) -> None:
    log_in_with_password(client, sami.email, headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/132.0"})
    new = {"oldpassword": PASSWORD, "password1": CHOSEN, "password2": CHOSEN}
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(
            "/account/password/change/",
            new,
            follow=True,
            headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/132.0"},
        )
    assert page.redirect_chain == [("/account/", 302)]
    assert page.text.count("Your password was changed.") == 1
    (message,) = mail.outbox
    assert message.subject == "Your password was changed"
    assert "With: Firefox on Linux" in message.body
    assert "Mozilla" not in message.body


def test_our_words_stand_for_all_that_allauth_says(
    nora: Protected, client: Client, home: Any, django_capture_on_commit_callbacks: Any
) -> None:
    nora.log_in(client)
    said = []
    with django_capture_on_commit_callbacks(execute=True):
        said.append(add_key(client)[1].text)
        said.append(client.post("/account/second-factor/totp/deactivate/", follow=True).text)
        said.append(client.post("/account/second-factor/recovery-codes/generate/", follow=True).text)
        key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
        said.append(client.post(f"/account/second-factor/webauthn/keys/{key.pk}/remove/", follow=True).text)
        said.append(client.post("/account/logout/", follow=True).text)
    expected = (
        "Your security key is set up.",
        "Your app was removed.",
        "They are shown this one time only.",
        "The security key was removed.",
        "You are logged out.",
    )
    assert [words in page for words, page in zip(expected, said, strict=True)] == [True] * len(expected)
    assert {message.subject for message in mail.outbox} == {
        "A security key was added",
        "Your authenticator app was removed",
        "New recovery codes were made",
        "A security key was removed",
    }


def test_passwords_are_explained_in_one_sentence(client: Client, sami: User) -> None:
    log_in_with_password(client, sami.email)
    assert "At least 12 characters" in client.get("/account/password/change/").text
    wrong = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert "use at least 12 characters" in client.post("/account/password/change/", wrong).text


@pytest.mark.parametrize(
    ("host", "number", "address"),
    [
        ("127.0.0.1:8000", "127.0.0.1", "http://localhost:8000/x/?y=1"),
        ("127.0.0.1", "127.0.0.1", "http://localhost/x/?y=1"),
        ("[::1]:8000", "::1", "http://localhost:8000/x/?y=1"),
        ("[::1]", "::1", "http://localhost/x/?y=1"),
        ("10.0.0.7", "10.0.0.7", ""),
        ("localhost:8000", "", None),
        ("www.example.org", "", None),
    ],
)
def test_a_key_is_not_offered_where_no_browser_binds_one(
    settings: Any, host: str, number: str, address: str | None
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    context = {"request": RequestFactory().get("/x/?y=1", headers={"Host": host})}
    assert host_without_a_name(context) == number
    if address is not None:
        assert same_page_under_a_name(context) == address


def test_under_a_bare_number_the_screens_for_keys_say_where_to_go(nora: Protected, client: Client, home: Any) -> None:
    nora.log_in(client)
    add_key(client)
    numbered = {"headers": {"Host": "127.0.0.1:8000"}}
    stranger = Client()
    log_in_with_password(stranger, nora.user.email)
    pages = [
        client.get("/account/second-factor/webauthn/add/", **numbered),
        stranger.get("/account/second-factor/authenticate/", **numbered),
    ]
    session = client.session
    session["team_logged_in_at"] -= 6 * 60
    session.save()
    pages.append(client.get("/account/second-factor/webauthn/reauthenticate/", **numbered))
    for page in pages:
        assert "Browsers do not bind a key to an address that is only a number, such as 127.0.0.1" in page.text
        assert 'href="http://localhost:8000/account/second-factor/' in page.text
        assert 'id="use_key"' not in page.text
        assert 'id="add_key"' not in page.text
