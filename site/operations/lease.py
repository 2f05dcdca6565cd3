"""Among several machines one job runner works at a time: whoever holds the lease.

Taking and renewing are one UPDATE each, which SQLite and PostgreSQL make atomic, and compare with the database's own
clock: a machine whose clock is wrong neither loses the lease nor keeps it too long. A holder that died leaves it
after LEASE seconds, one that stops in peace at once.
"""

import socket
from datetime import timedelta

from django.db.models import ExpressionWrapper, Q
from django.db.models.fields import DateTimeField
from django.db.models.functions import Now

from operations.models import RunnerLease

LEASE = 60  # seconds without a sign of life until another runner may take over
BEAT = 10  # seconds between two signs of life
# A holder that could not renew for so long stops working while the lease is still its own.
GIVE_UP = 40  # seconds
NAME = "jobs"


class Lease:
    """The lease, seen by one runner. ``holder`` tells runners apart; a restarted one may keep its name."""

    def __init__(self, holder: str, host: str = "") -> None:
        self.holder = holder
        self.host = host or socket.gethostname()

    def take(self) -> bool:
        """Take the lease if it is free, expired or this holder's already; say whether it was taken."""
        RunnerLease.objects.get_or_create(name=NAME)
        free = Q(holder__in=("", self.holder)) | Q(expires_at__isnull=True) | Q(expires_at__lte=Now())
        taken = RunnerLease.objects.filter(free, name=NAME).update(
            holder=self.holder, host=self.host, taken_at=Now(), beat_at=Now(), expires_at=_end()
        )
        return bool(taken)

    def renew(self) -> bool:
        """Give a sign of life; say whether the lease is still this holder's."""
        held = RunnerLease.objects.filter(name=NAME, holder=self.holder, expires_at__gt=Now())
        return bool(held.update(beat_at=Now(), expires_at=_end()))

    def release(self) -> None:
        """Leave the lease to whoever waits."""
        RunnerLease.objects.filter(name=NAME, holder=self.holder).update(holder="", expires_at=Now())


def living_runner() -> RunnerLease | None:
    """Return the lease with who holds it, or None when no runner works."""
    return RunnerLease.objects.filter(name=NAME, expires_at__gt=Now()).exclude(holder="").first()


def last_sign_of_life() -> RunnerLease | None:
    """Return the lease as it was held last, or None when no runner ever worked."""
    return RunnerLease.objects.filter(name=NAME, beat_at__isnull=False).first()


def _end() -> ExpressionWrapper:
    return ExpressionWrapper(Now() + timedelta(seconds=LEASE), output_field=DateTimeField())
