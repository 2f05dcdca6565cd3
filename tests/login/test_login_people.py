"""How people get an account, and a way back in when a device is lost."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.tokens import PasswordResetTokenGenerator as Tokens
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from accounts.mail import compose, in_language_of
from accounts.models import User
from accounts.second_factor import has_second_factor, recovery_codes_left, remove_second_factors
from consent.officers import OFFICERS
from login_people import (
    CHOSEN,
    PASSWORD,
    Protected,
    choose_password,
    code_for,
    is_in,
    link_in,
    log_in_with_password,
    protect,
)
from running_site import PROJECT
from test_environment import GOOD_KEY, GOOD_SECRET

WorkOff = Callable[[], int]
NEW = {"email": "lina@example.org", "first_name": "Lina", "last_name": "Maes", "is_superuser": ""}


@pytest.mark.usefixtures("home")
def test_a_new_user_is_invited_to_choose_a_password(cms: Client) -> None:
    page = cms.post("/cms/users/new/", NEW, follow=True)
    assert "An invitation was sent to lina@example.org" in page.text
    lina = User.objects.get(email="lina@example.org")
    assert not lina.has_usable_password()
    (message,) = mail.outbox
    assert message.to == ["lina@example.org"]
    assert "Nora" in message.body
    client = Client()
    assert "Your password was changed" in choose_password(client, link_in(message)).text
    assert SESSION_KEY not in client.session
    assert log_in_with_password(client, lina.email, CHOSEN).status_code == 302
    assert "This link has ended" in choose_password(Client(), link_in(message)).text


@pytest.mark.usefixtures("home")
def test_an_invitation_ends(cms: Client, monkeypatch: pytest.MonkeyPatch, work_off: WorkOff) -> None:
    cms.post("/cms/users/new/", NEW)
    link = link_in(mail.outbox[0])
    now = Tokens()._now()
    monkeypatch.setattr(Tokens, "_now", lambda self: now + timedelta(days=3, seconds=-5))
    assert "Choose a password" in Client().get(link, follow=True).text
    monkeypatch.setattr(Tokens, "_now", lambda self: now + timedelta(days=3, seconds=5))
    assert "This link has ended" in Client().get(link, follow=True).text
    monkeypatch.undo()
    Client().post("/account/password/reset/", {"email": "lina@example.org"})
    work_off()
    assert "Your password was changed" in choose_password(Client(), link_in(mail.outbox[1])).text


@pytest.mark.usefixtures("home")
def test_an_invitation_that_could_not_be_sent_is_said_and_sent_again(cms: Client, settings: Any) -> None:
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "test_login_guessing.NoMailServer"
    page = cms.post("/cms/users/new/", NEW, follow=True)
    assert "could not be sent" in page.text
    settings.EMAIL_BACKEND = backend
    lina = User.objects.get(email="lina@example.org")
    assert "Invite Lina Maes again" in cms.get(f"/cms/users/{lina.pk}/invitation/").text
    cms.post(f"/cms/users/{lina.pk}/invitation/")
    assert "Your password was changed" in choose_password(Client(), link_in(mail.outbox[0])).text


def test_mails_speak_the_language_of_the_person(sami: User, administrator: User) -> None:
    UserProfile.objects.create(user=sami, preferred_language="fr")
    Group.objects.get(name=OFFICERS).user_set.add(administrator)

    with translation.override("ar"):
        with in_language_of(sami):
            assert translation.get_language() == "fr"
        with in_language_of(administrator):
            assert translation.get_language() == "ar"
        # A text that Django itself has in French.
        assert compose(sami, gettext_lazy("Yes"), gettext_lazy("No")).subject == "Oui"


@pytest.mark.usefixtures("strict", "home")
def test_somebody_sets_up_an_app_before_the_cms_opens(
    sami: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Outside a test, it happens while the request is still answered.
    monkeypatch.setattr(transaction, "on_commit", lambda callback, **_options: callback())
    log_in_with_password(client, sami.email)
    assert client.get("/cms/")["Location"] == "/account/second-factor/?next=/cms/"
    form = client.get("/account/second-factor/totp/activate/")
    assert "<svg" in form.text
    secret = client.session["mfa.totp.secret"]
    response = client.post("/account/second-factor/totp/activate/", {"code": code_for(secret)})
    assert response["Location"] == "/account/second-factor/recovery-codes/"
    first, second = client.get(response["Location"]).text, client.get(response["Location"]).text
    codes = set(re.findall(r"<code>(\d{8})</code>", first))
    assert len(codes) == 10
    assert not re.search(r"\d{8}", second)
    assert "You have 10 codes left" in second
    assert is_in(client)
    assert mail.outbox[-1].to == [sami.email]
    again = Client()
    log_in_with_password(again, sami.email)
    again.post("/account/second-factor/authenticate/", {"code": codes.pop()})
    assert is_in(again)
    assert recovery_codes_left(sami) == 9


@pytest.mark.usefixtures("strict", "home")
def test_the_last_second_factor_stays_where_one_is_required(nora: Protected, client: Client) -> None:
    nora.log_in(client)
    client.post("/account/second-factor/totp/deactivate/")
    assert has_second_factor(nora.user)
    assert "Set up another one before you remove this one" in client.get("/account/second-factor/totp/deactivate/").text


@pytest.mark.usefixtures("home")
def test_few_codes_left_are_said(nora: Protected, client: Client) -> None:
    nora.log_in(client)
    assert "recovery codes left" not in client.get("/cms/").text
    codes = Authenticator.objects.get(user=nora.user, type="recovery_codes").wrap()
    for code in nora.recovery_codes[:8]:
        assert codes.validate_code(code)
    assert "You have 2 recovery codes left." in client.get("/cms/").text
    assert "Make new ones now." in client.get("/account/second-factor/").text


@pytest.mark.usefixtures("strict", "home")
def test_an_administrator_helps_somebody_who_lost_a_device(nora: Protected, sami: User, client: Client) -> None:
    lost, his = protect(sami), Client()
    lost.log_in(his)
    assert is_in(his)
    nora.log_in(client)
    address = f"/cms/users/{sami.pk}/second-factor/"
    assert address in client.get(f"/cms/users/edit/{sami.pk}/").text
    assert address in client.get("/cms/users/").text
    assert "lost their second factor" in client.get(address).text
    assert client.post(address).status_code == 302
    assert not Authenticator.objects.filter(user=sami).exists()
    assert not is_in(his)
    (message,) = [message for message in mail.outbox if message.to == [sami.email]]
    assert "Nora" in message.body
    assert ModelLogEntry.objects.filter(action="accounts.second_factors_removed", user=nora.user).exists()
    log_in_with_password(his, sami.email)
    assert his.get("/cms/")["Location"].startswith("/account/second-factor/")


@pytest.mark.usefixtures("home")
def test_helping_asks_again_who_it_is(nora: Protected, sami: User, client: Client) -> None:
    protect(sami)
    nora.log_in(client)
    session = client.session
    session["team_logged_in_at"] -= 6 * 60
    session.save()
    response = client.post(f"/cms/users/{sami.pk}/second-factor/")
    assert response["Location"].startswith("/account/reauthenticate/")
    assert has_second_factor(sami)
    client.post(response["Location"], {"password": PASSWORD})
    assert not has_second_factor(sami)


@pytest.mark.usefixtures("home")
def test_nobody_helps_without_a_second_factor_nor_themselves_nor_those_above(
    administrator: User, sami: User, client: Client
) -> None:
    protect(sami)
    log_in_with_password(client, administrator.email)
    client.post(f"/cms/users/{sami.pk}/second-factor/")
    assert has_second_factor(sami)
    nora = protect(administrator)
    client = Client()
    nora.log_in(client)
    client.post(f"/cms/users/{administrator.pk}/second-factor/")
    assert has_second_factor(administrator)
    Authenticator.objects.filter(user=sami).delete()
    editor = protect(sami)
    client = Client()
    editor.log_in(client)
    for allowed in (False, True):
        if allowed:
            sami.user_permissions.add(Permission.objects.get(codename="change_user"))
        client.post(f"/cms/users/{administrator.pk}/second-factor/")
        client.post(f"/cms/users/{administrator.pk}/invitation/")
    assert has_second_factor(administrator)
    assert not [message for message in mail.outbox if "Choose your password" in message.subject]


def test_officers_hear_when_one_of_them_loses_the_second_factor(
    sami: User, administrator: User, django_capture_on_commit_callbacks: Any
) -> None:
    other = User.objects.create_user("ines@example.org", PASSWORD)
    Group.objects.get(name=OFFICERS).user_set.add(sami, other)
    protect(sami)
    protect(administrator)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        remove_second_factors(administrator, other)
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        remove_second_factors(sami, administrator)
    assert {message.to[0] for message in mail.outbox} == {sami.email, other.email}
    assert administrator.email in mail.outbox[0].body


def test_the_only_administrator_finds_a_way_back_on_the_server(nora: Protected) -> None:
    with pytest.raises(CommandError, match="Nobody has"):
        call_command("reset_second_factor", "nobody@example.org")
    printed = StringIO()
    call_command("reset_second_factor", nora.user.email.upper(), stdout=printed)
    assert not has_second_factor(nora.user)
    assert nora.user.email in printed.getvalue()


def test_production_requires_the_second_factor(tmp_path: Any) -> None:
    env = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": GOOD_SECRET,
        "CONSENT_ENCRYPTION_KEYS": GOOD_KEY,
        "ALLOWED_HOSTS": "example.org",
        "SITE_URL": "https://example.org",
    }
    code = (
        "from django.conf import settings as s; print(s.SECOND_FACTOR_REQUIRED, s.ALLAUTH_TRUSTED_PROXY_COUNT,"
        " getattr(s, 'MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN', False), s.SESSION_COOKIE_SECURE)"
    )
    command = [sys.executable, str(PROJECT / "manage.py"), "shell", "--no-imports", "-c", code]
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["True", "1", "False", "True"]


def test_the_secrets_of_second_factors_lie_encrypted_in_the_database(nora: Protected) -> None:
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert nora.secret not in stored
    for code in nora.recovery_codes:
        assert code not in stored
    assert all(len(each.data.get("secret") or each.data["seed"]) > 80 for each in Authenticator.objects.all())
