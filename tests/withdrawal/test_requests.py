"""Somebody without a code is heard; the page says the same to everybody, and only officers read what was written."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from own_cases import ELSEWHERE, at, public

from accounts.models import User
from consent.models import Contributor, ProtectionEvent
from stories.models import StoryPage
from withdrawal.forgetting import forget_words_of
from withdrawal.models import WithdrawalRequest
from withdrawal.requests.deadlines import answer_by, due_on
from withdrawal.requests.screens import SECRETS

WRITTEN = {
    "wish": "take_back",
    "contact": "+32 2 555 01 77",
    "safe_times": "only mornings, zanzibarnacle",
    "name": "Ezbrin Qwolda",
    "story": "The oven",
    "message": "Please take it down.",
}


def ask(client: Client, language: str = "en", **fields: str) -> Any:
    """Send the form."""
    return client.post(public("ask", language=language), WRITTEN | fields)


def test_a_request_is_kept_encrypted_with_its_deadlines(client: Client, db: None) -> None:
    assert ask(client, "fr").status_code == 200
    asked = WithdrawalRequest.objects.get()
    assert {name: getattr(asked, name) for name in WRITTEN} == WRITTEN
    assert (asked.language_code, asked.answered_at) == ("fr", None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM withdrawal_withdrawalrequest")
        stored = str(cursor.fetchall())
    for name in ("contact", "safe_times", "name", "story", "message"):
        assert WRITTEN[name] not in stored, name


def test_the_answer_is_the_same_for_those_on_record_and_for_strangers(
    client: Client, story: StoryPage, contributor: Contributor
) -> None:
    contributor.true_names = ["Ezbrin Qwolda"]
    contributor.save()
    known = ask(client)
    stranger = ask(Client(), name="Nobody Atall", story="No such story", contact="x@example.org")
    assert known.content == stranger.content
    assert sorted(known.headers.items()) == sorted(stranger.headers.items())


@pytest.mark.parametrize("missing", ["wish", "contact"])
def test_what_is_needed_is_asked_for_and_nothing_is_lost(client: Client, db: None, missing: str) -> None:
    response = ask(client, **{missing: ""})
    assert 'role="alert"' in response.text
    assert "Please take it down." in response.text
    assert not WithdrawalRequest.objects.exists()


def test_everything_else_may_stay_empty(client: Client, db: None) -> None:
    client.post(public("ask"), {"wish": "see", "contact": "at the market"})
    assert WithdrawalRequest.objects.get().wish == "see"


def test_too_long_a_text_is_refused(client: Client, db: None) -> None:
    assert "at most 2000" in ask(client, message="x" * 2001).text
    assert not WithdrawalRequest.objects.exists()


def test_a_machine_that_fills_in_everything_is_answered_like_a_person(client: Client, db: None) -> None:
    person, machine = ask(client), ask(client, website="https://spam.example")
    assert person.content == machine.content
    assert WithdrawalRequest.objects.count() == 1


def test_from_one_address_few_are_taken(client: Client, db: None) -> None:
    assert [ask(client).status_code for _number in range(6)] == [200] * 5 + [429]
    assert WithdrawalRequest.objects.count() == 5
    assert Client().post(public("ask"), WRITTEN, **ELSEWHERE).status_code == 200


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_leaves_no_trace(client: Client, home: Any, language: str) -> None:
    for response in (client.get(public("ask", language=language)), ask(client, language)):
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies


@pytest.mark.parametrize(
    ("received", "wanted", "by_law"),
    [
        (date(2026, 1, 5), date(2026, 1, 8), date(2026, 2, 5)),  # a Monday
        (date(2026, 1, 8), date(2026, 1, 13), date(2026, 2, 8)),  # over a weekend
        (date(2026, 1, 31), date(2026, 2, 4), date(2026, 2, 28)),  # a Saturday
    ],
)
def test_deadlines(received: date, wanted: date, by_law: date) -> None:
    assert (answer_by(received), due_on(received)) == (wanted, by_law)


def test_an_officer_reads_and_answers_it_once(
    client: Client, officer_browser: Client, officer: User, contributor: Contributor
) -> None:
    ask(client)
    asked = WithdrawalRequest.objects.get()
    url = at("request", asked.pk)
    assert asked.contact not in officer_browser.get(at("requests")).text
    page = officer_browser.get(url)
    assert "zanzibarnacle" in page.text
    assert "needs another look" in officer_browser.post(url, {"answer": ""}).text
    answer = {"answer": "Called back.", "person": str(contributor.pk)}
    assert officer_browser.post(url, answer).status_code == 302
    officer_browser.post(url, {"answer": "Something else."})
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by, asked.contributor_id) == ("Called back.", officer, contributor.pk)
    verbs = list(ProtectionEvent.objects.filter(kind="request").values_list("verb", flat=True))
    assert verbs == ["request_received", "request_opened", "request_answered"]


def test_what_is_late_is_said(client: Client, officer_browser: Client) -> None:
    ask(client)
    WithdrawalRequest.objects.update(answer_by=date(2020, 1, 3))
    assert "late" in officer_browser.get(at("requests")).text
    WithdrawalRequest.objects.update(due_on=date(2020, 2, 1))
    assert "was due by law" in officer_browser.get(at("requests")).text


def test_an_erasure_takes_the_words_and_leaves_that_there_was_a_request(
    client: Client, contributor: Contributor
) -> None:
    ask(client)
    ask(client, message="of somebody else")
    mine = WithdrawalRequest.objects.earliest("received_at")
    WithdrawalRequest.objects.filter(pk=mine.pk).update(contributor_id=contributor.pk)
    assert forget_words_of(contributor.pk) == 1
    mine.refresh_from_db()
    assert [getattr(mine, name) for name in SECRETS] == [""] * len(SECRETS)
    assert mine.wish == "take_back"
    assert WithdrawalRequest.objects.latest("received_at").message == "of somebody else"
