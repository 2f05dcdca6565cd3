"""Guessing is slowed, by account and address together; nobody learns who has an account."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import BasePasswordHasher
from django.core.cache import cache
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.login import limits
from accounts.login.addresses import client_address, client_network
from accounts.login.models import Attempt
from accounts.models import User
from login_people import PASSWORD, Protected, code_for, is_in, log_in_with_password

HERE = {"REMOTE_ADDR": "192.0.2.1"}
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}


def guess(client: Client, email: str, times: int, **where: str) -> list[int]:
    """Try wrong passwords; return the status of each answer."""
    return [log_in_with_password(client, email, f"wrong {number}", **where).status_code for number in range(times)]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let time pass."""

    def pass_time(**time: float) -> None:
        moment = timezone.now() + timedelta(**time)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return pass_time


def test_ten_wrong_passwords_do_not_lock_out_the_colleague_beside(
    client: Client, sami: User, administrator: User
) -> None:
    assert guess(client, sami.email, 12, **HERE) == [200] * 10 + [429] * 2
    assert log_in_with_password(client, sami.email, **HERE).status_code == 429
    assert log_in_with_password(client, administrator.email, **HERE).status_code == 302
    assert log_in_with_password(Client(), sami.email, **ELSEWHERE).status_code == 302


def test_the_page_says_when_to_try_again_in_the_language_of_the_reader(client: Client, sami: User, later: Any) -> None:
    guess(client, sami.email.upper(), 10)
    refused = log_in_with_password(client, sami.email)
    assert "Try again in 15 minutes." in refused.text
    assert refused["Retry-After"] == "900"
    assert '<html lang="fr"' in log_in_with_password(client, sami.email, headers={"Accept-Language": "fr"}).text
    later(minutes=14, seconds=30)
    assert "Try again in 1 minute." in log_in_with_password(client, sami.email).text
    later(seconds=31)
    assert log_in_with_password(client, sami.email).status_code == 302


def test_a_thousand_attempts_over_many_accounts_are_slowed(client: Client, db: None) -> None:
    answers = [
        log_in_with_password(client, f"person{number % 100}@example.org", "wrong", **HERE).status_code
        for number in range(1000)
    ]
    assert answers.count(200) == limits.ONE_ADDRESS.most
    assert Attempt.objects.count() == 3 * limits.ONE_ADDRESS.most


def test_one_account_from_many_addresses_is_slowed_too(sami: User) -> None:
    answers = [
        log_in_with_password(Client(), sami.email, "wrong", REMOTE_ADDR=f"192.0.2.{number}").status_code
        for number in range(1, 121)
    ]
    assert answers.count(200) == limits.ONE_ACCOUNT.most


def test_the_right_password_counts_for_nothing(client: Client, sami: User) -> None:
    for _number in range(limits.ONE_ADDRESS.most + 1):
        assert log_in_with_password(client, sami.email).status_code == 302
        client.logout()
    assert not Attempt.objects.exists()


def test_codes_are_counted_whatever_the_address(nora: Protected, client: Client, home: Any) -> None:
    log_in_with_password(client, nora.user.email)
    address = "/account/second-factor/authenticate/"
    answers = [client.post(address, {"code": f"{number:06}"}).status_code for number in range(11)]
    assert answers == [200] * 10 + [429]
    assert client.post(address, {"code": code_for(nora.secret)}, **ELSEWHERE).status_code == 429
    assert not is_in(client)


def test_a_code_is_good_for_once(nora: Protected, home: Any) -> None:
    code = code_for(nora.secret)
    first, second = Client(), Client()
    for client in (first, second):
        log_in_with_password(client, nora.user.email)
        client.post("/account/second-factor/authenticate/", {"code": code})
        # allauth itself remembers a code in the cache, for a third of the time in which it is accepted.
        cache.clear()
    assert is_in(first)
    assert not is_in(second)


def test_the_present_password_is_counted_when_it_is_changed(client: Client, sami: User) -> None:
    log_in_with_password(client, sami.email)
    new = {"password1": "another long one", "password2": "another long one"}
    answers = [client.post("/account/password/change/", {**new, "oldpassword": "no"}) for _number in range(5)]
    answers += [client.post("/account/reauthenticate/", {"password": "no"}) for _number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]


def test_two_attempts_at_the_same_moment_see_each_other(db: None) -> None:
    one = limits.Limit("one", 1, timedelta(minutes=1))
    spent = limits.spend((one, "x"))
    with pytest.raises(limits.TooManyAttempts):
        limits.spend((one, "x"))
    assert Attempt.objects.count() == 1
    spent.give_back()
    limits.spend((one, "x"))


def test_old_attempts_are_forgotten(client: Client, sami: User, later: Any) -> None:
    guess(client, sami.email, 3)
    later(hours=2)
    guess(client, sami.email, 1)
    assert Attempt.objects.count() == 3
    assert not any(sami.email in row.key for row in Attempt.objects.all())


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (2, "10.0.0.1, 203.0.113.9, 192.0.2.50", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "nonsense", "192.0.2.1"),
        (1, "203.0.113.9:4711", "203.0.113.9"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_only_our_own_proxies_are_believed(settings: Any, proxies: int, forwarded: str, address: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded}, **HERE)
    assert client_address(request) == address


def test_a_stranger_cannot_pretend_to_come_from_many_addresses(client: Client, sami: User, settings: Any) -> None:
    for settings.ALLAUTH_TRUSTED_PROXY_COUNT, behind in ((0, ""), (1, ", 203.0.113.9")):
        answers = [
            log_in_with_password(
                client, sami.email, "wrong", headers={"X-Forwarded-For": f"10.0.0.{number}{behind}"}, **HERE
            ).status_code
            for number in range(11)
        ]
        assert answers == [200] * 10 + [429]


def test_who_has_ipv6_has_one_network() -> None:
    networks = {
        client_network(RequestFactory().get("/", REMOTE_ADDR=address)) for address in ("2001:db8::1", "2001:db8::2")
    }
    assert networks == {"2001:db8::/64"}


def shown(response: Any) -> str:
    """Return what is on screen, without what differs each time."""
    text: str = response.text
    return "\n".join(line for line in text.splitlines() if "csrf" not in line and "value=" not in line)


@pytest.mark.parametrize("state", ["unknown", "inactive"])
def test_a_wrong_login_does_not_tell_who_has_an_account(sami: User, state: str) -> None:
    known = log_in_with_password(Client(), sami.email, "wrong")
    if state == "inactive":
        User.objects.filter(pk=sami.pk).update(is_active=False)
        other = log_in_with_password(Client(), sami.email)
    else:
        other = log_in_with_password(Client(), "nobody@example.org")
    assert (other.status_code, shown(other)) == (200, shown(known))


def test_a_stranger_costs_as_much_hashing_as_a_member(
    client: Client, sami: User, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    hashed: list[str] = []

    class Counting(BasePasswordHasher):
        algorithm = "counting"

        def encode(self, password: str, salt: str) -> str:
            hashed.append(password)
            return f"counting${salt}${password}"

        def decode(self, encoded: str) -> dict[str, str]:
            _algorithm, salt, digest = encoded.split("$")
            return {"algorithm": "counting", "salt": salt, "hash": digest}

        def verify(self, password: str, encoded: str) -> bool:
            return self.encode(password, self.decode(encoded)["salt"]) == encoded

    monkeypatch.setattr("django.contrib.auth.hashers.get_hashers", lambda: [Counting()])
    monkeypatch.setattr("django.contrib.auth.hashers.get_hashers_by_algorithm", lambda: {"counting": Counting()})
    sami.set_password(PASSWORD)
    sami.save()
    for email in (sami.email, "nobody@example.org"):
        hashed.clear()
        log_in_with_password(client, email, "wrong")
        assert hashed == ["wrong"]


class NoMailServer(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages: Any) -> int:
        raise OSError("Connection refused")
