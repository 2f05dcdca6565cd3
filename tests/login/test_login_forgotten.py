"""A forgotten password: the answer tells nobody who has an account, neither by what it says nor by what it costs."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.users.models import UserProfile

from accounts.login import limits
from accounts.models import User
from login_people import CHOSEN, Protected, choose_password, is_in, link_in, log_in_with_password

WorkOff = Callable[[], int]
HERE = {"REMOTE_ADDR": "192.0.2.1"}
STRANGER = "nobody@example.org"


def forget(email: str, client: Client | None = None, **extra: Any) -> Any:
    """Ask for a link."""
    return (client or Client()).post("/account/password/reset/", {"email": email}, **extra)


def shown(response: Any) -> str:
    """Return what is on screen, without what differs each time."""
    return "\n".join(line for line in response.text.splitlines() if "csrf" not in line and "value=" not in line)


def test_it_says_the_same_to_everybody_and_mails_members_alone(sami: User, work_off: WorkOff) -> None:
    pages = set()
    for email in (sami.email.capitalize(), STRANGER):
        response = forget(email, follow=True)
        pages.add((response.status_code, shown(response)))
    assert len(pages) == 1
    assert work_off() == 2
    assert [message.to for message in mail.outbox] == [[sami.email]]


def test_whose_account_is_switched_off_gets_no_link(sami: User, work_off: WorkOff) -> None:
    forget(sami.email)
    User.objects.filter(pk=sami.pk).update(is_active=False)
    forget(sami.email)
    work_off()
    assert mail.outbox == []


def test_a_stranger_costs_as_much_as_a_member(sami: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_args: Any, **_kwargs: Any) -> None:
        raise AssertionError("A mail was made while somebody waited.")

    monkeypatch.setattr("accounts.mail.render_to_string", nothing)
    statements = []
    for email in (sami.email, STRANGER):
        with CaptureQueriesContext(connection) as captured:
            assert forget(email).status_code == 302
        # What differs from one statement to the next are its values.
        statements.append([re.sub(r"'[^']*'|\b\d+\b", "?", query["sql"]) for query in captured])
    assert statements[0] == statements[1]
    assert mail.outbox == []


def test_no_link_and_no_address_lie_in_the_queue(sami: User, work_off: WorkOff) -> None:
    for email in (sami.email, STRANGER):
        forget(email)
    waiting = str(list(DBTaskResult.objects.values()))
    jobs = DBTaskResult.objects.order_by("enqueued_at")
    assert [job.args_kwargs["args"] for job in jobs] == [[sami.pk, "en"], [0, "en"]]
    work_off()
    for kept in (waiting, str(list(DBTaskResult.objects.values()))):
        assert "@" not in kept
        assert link_in(mail.outbox[0]).split("-")[-1].strip("/") not in kept
        assert "/account/password" not in kept


def test_a_new_password_by_mail_is_no_way_around_the_second_factor(
    nora: Protected, client: Client, home: Any, work_off: WorkOff
) -> None:
    forget(nora.user.email, client)
    work_off()
    choose_password(client, link_in(mail.outbox[0]))
    assert not is_in(client)
    assert log_in_with_password(client, nora.user.email, CHOSEN)["Location"] == "/account/second-factor/authenticate/"
    assert not is_in(client)


def test_a_link_never_leads_to_the_name_that_a_stranger_asked_under(
    sami: User, settings: Any, work_off: WorkOff
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    forget(sami.email, headers={"Host": "elsewhere.example"})
    work_off()
    assert "elsewhere" not in mail.outbox[0].body
    assert link_in(mail.outbox[0])


def test_the_mail_speaks_the_language_of_the_person_or_of_the_screen(sami: User, work_off: WorkOff) -> None:
    UserProfile.objects.create(user=sami)
    for chosen in ("", "en"):
        UserProfile.objects.update(preferred_language=chosen)
        forget(sami.email, headers={"Accept-Language": "fr"})
        work_off()
    assert ["Bonjour" in message.body for message in mail.outbox] == [True, False]


def test_a_mail_server_that_does_not_answer_is_tried_again(sami: User, settings: Any, work_off: WorkOff) -> None:
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "test_login_guessing.NoMailServer"
    assert forget(sami.email, follow=True).status_code == 200
    assert work_off() == 1
    settings.EMAIL_BACKEND = backend
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(seconds=1))
    assert work_off() == 1
    assert [message.to for message in mail.outbox] == [[sami.email]]


def test_nobody_is_flooded_with_mails_from_wherever(sami: User, work_off: WorkOff) -> None:
    answers = []
    for number in range(1, 8):
        answers.append(forget(sami.email.swapcase(), REMOTE_ADDR=f"192.0.2.{number}"))
        # What is counted in a cache would be forgotten with it.
        cache.clear()
    assert [answer.status_code for answer in answers] == [302] * limits.MAILS_TO_ONE_ACCOUNT.most + [429] * 2
    assert "Try again in 15 minutes." in answers[-1].text
    assert forget(STRANGER).status_code == 302
    work_off()
    assert len(mail.outbox) == limits.MAILS_TO_ONE_ACCOUNT.most


def test_one_address_does_not_write_to_everybody(db: None) -> None:
    answers = []
    for number in range(22):
        answers.append(forget(f"person{number}@example.org", **HERE).status_code)
        cache.clear()
    assert answers == [302] * limits.MAILS_FROM_ONE_ADDRESS.most + [429] * 2
    assert DBTaskResult.objects.count() == limits.MAILS_FROM_ONE_ADDRESS.most
