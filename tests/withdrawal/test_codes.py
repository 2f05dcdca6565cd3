"""With the code everything is closed at once, twice does no harm, and nobody guesses one."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from own_cases import ELSEWHERE, HERE, public, take_back
from withdrawn_story import NAME

from accounts.login.limits import TooManyAttempts
from accounts.models import User
from consent.clearing import is_suspended
from consent.models import ConsentRecord, Contributor, ProtectionEvent, StorySubject
from consent.officers import OFFICERS
from consent.vocabulary import Basis
from stories.models import StoryPage
from withdrawal import codes
from withdrawal.codes import ALPHABET, TRIES_FROM_ONE_ADDRESS, TRIES_OF_ALL, holder_of, make_code, signs_of
from withdrawal.models import CodeKey, Withdrawal, WithdrawalCode


@pytest.fixture
def code(contributor: Contributor, officer: User) -> str:
    """The code that the person holds."""
    return make_code(contributor.pk, officer)


def test_with_the_code_everything_is_closed_at_once(client: Client, story: StoryPage, code: str) -> None:
    assert client.get("/en/stories/temurazi/").status_code == 200
    answer = take_back(client, code)
    assert answer.status_code == 200
    assert "It is done" in answer.text
    for path in ("/en/stories/temurazi/", "/en/stories/the-same/", "/fr/stories/temurazi-fr/"):
        assert client.get(path).status_code == 410, path
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.whole, withdrawal.made_by) == (True, None)


def test_the_answer_names_nobody(client: Client, story: StoryPage, code: str, contributor: Contributor) -> None:
    text = take_back(client, code).text.lower()
    for word in (NAME.lower(), "mara", str(contributor.pk), contributor.reference.lower()):
        assert word not in text


def test_the_second_time_says_the_same(client: Client, story: StoryPage, code: str, contributor: Contributor) -> None:
    first, second = take_back(client, code), take_back(client, code)
    assert first.content == second.content
    assert Withdrawal.objects.count() == 1
    assert ProtectionEvent.objects.filter(verb="code_used", identifier=str(contributor.pk)).count() == 1


def test_it_says_the_same_when_everything_is_erased(client: Client, officer: User, db: None) -> None:
    person = Contributor.objects.create(age_band="25_59")
    code = make_code(person.pk, officer)
    person.delete()
    assert "It is done" in take_back(client, code).text
    assert not Withdrawal.objects.exists()


def test_what_stands_on_another_ground_is_closed_too(
    client: Client, story: StoryPage, contributor: Contributor, code: str
) -> None:
    """Whoever has a code was promised that it closes everything."""
    record = ConsentRecord.objects.get(contributor=contributor)
    record.withdraw()
    StorySubject.objects.filter(contributor=contributor).update(
        basis=Basis.PUBLIC_ROLE, basis_evidence="A mayor.", is_beneficiary=False
    )
    from pages.gate.reviewing import settle

    settle(story)
    assert client.get("/en/stories/temurazi/").status_code == 200
    take_back(client, code)
    assert client.get("/en/stories/temurazi/").status_code == 404
    assert is_suspended(story.translation_key)


@pytest.mark.parametrize(
    "written",
    [
        lambda code: code.lower(),
        lambda code: code.replace("-", ""),
        lambda code: f" {code.replace('-', ' ')} ",
        lambda code: code.replace("1", "l").replace("0", "O"),
        lambda code: code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        lambda code: code.translate({ord(sign): ord(sign) + 0xFEE0 for sign in ALPHABET}),
    ],
)
def test_it_is_known_however_it_was_typed(code: str, contributor: Contributor, written: Any) -> None:
    assert holder_of(written(code)) == contributor.pk


def test_a_code_is_long_and_of_signs_that_nobody_mistakes(code: str) -> None:
    groups = code.split("-")
    assert [len(group) for group in groups] == [5, 5, 5, 5]
    assert set(code) <= set(ALPHABET) | {"-"}
    assert not set("ILOU") & set(ALPHABET)
    assert len(ALPHABET) ** 20 >= 2**80


def test_only_a_keyed_fingerprint_is_kept(code: str, settings: Any) -> None:
    stored = str([*WithdrawalCode.objects.values(), *CodeKey.objects.values()])
    assert signs_of(code) not in stored
    settings.SECRET_KEY = "another one, " * 10
    assert holder_of(code) is not None, "a code on paper must outlive an exchange of the secrets"
    CodeKey.objects.all().delete()
    assert holder_of(code) is None, "the fingerprint is not keyed"


def test_a_new_code_ends_the_former_one(client: Client, code: str, contributor: Contributor, officer: User) -> None:
    new = make_code(contributor.pk, officer)
    assert holder_of(code) is None
    assert "does not work" in take_back(client, code).text
    assert holder_of(new) == contributor.pk


def test_of_wrong_codes_all_answers_are_the_same(client: Client, code: str, story: StoryPage) -> None:
    ended = code
    make_code(WithdrawalCode.objects.get().contributor_id, WithdrawalCode.objects.get().made_by)  # type: ignore[arg-type]
    almost = ended[:-1] + ("0" if ended[-1] != "0" else "1")
    answers = {
        take_back(client, wrong).content.replace(wrong.encode(), b"")
        for wrong in (ended, almost, "AAAAA-AAAAA-AAAAA-AAAAA", "nonsense", "مرحبا", "<script>"[1:-1])
    }
    assert len(answers) == 1
    assert client.get("/en/stories/temurazi/").status_code == 200


def test_a_thousand_tries_get_nowhere_and_keep_nobody_out_for_long(
    code: str, contributor: Contributor, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, refused = 0, 0
    for number in range(1000):
        try:
            assert not codes.take_back(f"{number:020d}", f"203.0.113.{number % 250}")
            tried += 1
        except TooManyAttempts:
            refused += 1
    assert (tried, refused) == (TRIES_OF_ALL.most, 1000 - TRIES_OF_ALL.most)
    assert not Withdrawal.objects.exists()
    moment = timezone.now() + TRIES_OF_ALL.window
    assert TRIES_OF_ALL.window <= timedelta(minutes=5)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert codes.take_back(code, "192.0.2.1")


def test_from_one_address_few_tries_are_taken(
    client: Client, code: str, story: StoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    statuses = [take_back(client, "wrong", **HERE).status_code for _number in range(TRIES_FROM_ONE_ADDRESS.most + 1)]
    assert statuses == [200] * TRIES_FROM_ONE_ADDRESS.most + [429]
    refused = take_back(client, code, **HERE)
    assert (refused.status_code, refused["Retry-After"]) == (429, "900")
    assert "15" in refused.text
    assert take_back(client, code, **ELSEWHERE).status_code == 200
    assert client.get("/en/stories/temurazi/").status_code == 410


def test_right_codes_are_not_counted(client: Client, code: str) -> None:
    for _number in range(TRIES_FROM_ONE_ADDRESS.most + 2):
        assert take_back(client, code).status_code == 200


def test_an_empty_field_says_what_to_do(client: Client, db: None) -> None:
    assert "Write the code first." in take_back(client, " ").text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_is_there_in_every_language_without_a_trace(client: Client, home: Any, language: str) -> None:
    for response in (client.get(public("withdraw", language=language)), take_back(client, "wrong", language)):
        assert response.status_code == 200
        assert f'lang="{language}"' in response.text
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
    assert Client(enforce_csrf_checks=True).post(public("withdraw"), {"code": "wrong"}).status_code == 200


def test_the_address_on_paper_leads_to_the_readers_language(client: Client, home: Any) -> None:
    response = client.get("/withdraw", headers={"Accept-Language": "ar"}, follow=True)
    assert response.redirect_chain[-1][0] == "/ar/withdraw/"


def test_every_page_leads_there(client: Client, story: StoryPage) -> None:
    for path in ("/en/", "/en/stories/temurazi/", "/fr/stories/temurazi-fr/"):
        assert f'href="{public("withdraw", language=path[1:3])}"' in client.get(path).text
    assert client.get("/en/stories/temurazi/").text.count(public("withdraw")) == 2


def test_the_switcher_leads_to_the_same_page(client: Client, story: StoryPage) -> None:
    text = client.get(public("withdraw")).text
    assert f'{public("withdraw", language="fr")}"' in text


def test_officers_are_told_and_nothing_more(
    client: Client, story: StoryPage, contributor: Contributor, officer: User, code: str
) -> None:
    officer.groups.add(Group.objects.get(name=OFFICERS))
    take_back(client, code)
    (task,) = DBTaskResult.objects.filter(task_path__endswith="mail_queue.deliver")
    to, subject, body = task.args_kwargs["args"]
    assert to == officer.pk
    for word in (NAME, "Mara", "oven"):
        assert word not in subject + body
    assert str(contributor.pk) in body
