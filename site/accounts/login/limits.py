"""Slows down guessing: counts attempts for an account from an address, from an address, and for an account.

They are counted in the database, which all server processes share. Each attempt is stored before it is counted, so
that two at the same moment see each other; one that is refused is taken out again and does not prolong the wait.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.login.addresses import client_network
from accounts.login.models import Attempt


@dataclass(frozen=True)
class Limit:
    """How many attempts are taken in how much time."""

    name: str
    most: int
    window: timedelta


# Ten tries are enough for whoever forgot; the colleague at the next desk has ten of their own.
ONE_ACCOUNT_FROM_ONE_ADDRESS = Limit("account and address", 10, timedelta(minutes=15))
# An office behind one address never mistypes that often; a list of stolen passwords does.
ONE_ADDRESS = Limit("address", 60, timedelta(minutes=15))
# Guessing from many addresses at once.
ONE_ACCOUNT = Limit("account", 100, timedelta(hours=1))
# Six digits, whoever types them knows the password already.
CODES_OF_ONE_ACCOUNT = Limit("codes", 10, timedelta(minutes=15))
# A code is good for once (RFC 6238, section 5.2) during the time in which it would be accepted.
ONE_CODE = Limit("code", 1, timedelta(minutes=2))
# A mailbox is not flooded, whoever asks and from wherever; nor does one address write to the whole team.
MAILS_TO_ONE_ACCOUNT = Limit("mails", 5, timedelta(minutes=15))
MAILS_FROM_ONE_ADDRESS = Limit("mails from address", 20, timedelta(minutes=15))
_LONGEST = timedelta(hours=1)


class TooManyAttempts(Exception):
    """An attempt was refused before anything was checked."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True)
class Spent:
    """An attempt that was counted; one that succeeded is given back."""

    rows: Sequence[Attempt]

    def give_back(self) -> None:
        """Count the attempt no longer."""
        Attempt.objects.filter(pk__in=[row.pk for row in self.rows]).delete()


def spend(*counted: tuple[Limit, str]) -> Spent:
    """Count an attempt against each of the limits. Raises TooManyAttempts if one of them is used up."""
    now = timezone.now()
    Attempt.objects.filter(at__lt=now - _LONGEST).delete()
    spent = Spent(Attempt.objects.bulk_create(Attempt(key=_digest(limit, text), at=now) for limit, text in counted))
    for row, (limit, _text) in zip(spent.rows, counted, strict=True):
        newest_first = Attempt.objects.filter(key=row.key, at__gt=now - limit.window).order_by("-at", "-pk")
        times = list(newest_first.values_list("at", flat=True)[: limit.most + 1])
        if len(times) > limit.most:
            spent.give_back()
            raise TooManyAttempts(times[-1] + limit.window)
    return spent


def spend_password(request: HttpRequest, account: str) -> Spent:
    """Count the try of a password. Raises ImmediateHttpResponse with a page that says when to try again."""
    account, network = account.casefold(), client_network(request)
    return _spend_or_answer(
        request,
        (ONE_ACCOUNT_FROM_ONE_ADDRESS, f"{account} {network}"),
        (ONE_ADDRESS, network),
        (ONE_ACCOUNT, account),
    )


def spend_code(request: HttpRequest, user_id: int) -> Spent:
    """Count the try of a code. Raises ImmediateHttpResponse with a page that says when to try again."""
    return _spend_or_answer(request, (CODES_OF_ONE_ACCOUNT, str(user_id)))


def spend_mail(request: HttpRequest, account: str) -> Spent:
    """Count the wish for a mail, which strangers can have too; nothing is given back.

    Raises ImmediateHttpResponse with a page that says when to try again.
    """
    return _spend_or_answer(
        request, (MAILS_TO_ONE_ACCOUNT, account.casefold()), (MAILS_FROM_ONE_ADDRESS, client_network(request))
    )


def is_new_code(user_id: int, code: str) -> bool:
    """Say whether a code is used for the first time."""
    try:
        spend((ONE_CODE, f"{user_id} {code}"))
    except TooManyAttempts:
        return False
    return True


def too_many_attempts(request: HttpRequest, until: datetime | None = None) -> HttpResponse:
    """Return the page that says when to try again (status 429, RFC 6585)."""
    seconds = max(1, math.ceil((until - timezone.now()).total_seconds())) if until else 5 * 60
    response = render(request, "429.html", {"minutes": math.ceil(seconds / 60)}, status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(seconds)
    return response


def _spend_or_answer(request: HttpRequest, *counted: tuple[Limit, str]) -> Spent:
    try:
        return spend(*counted)
    except TooManyAttempts as refusal:
        raise ImmediateHttpResponse(too_many_attempts(request, refusal.until)) from refusal


def _digest(limit: Limit, text: str) -> str:
    return salted_hmac(f"accounts.login.limits {limit.name}", text, algorithm="sha256").hexdigest()
