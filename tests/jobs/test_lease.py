"""The lease: of several runners one works, and a dead one does not keep the others waiting for ever."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F

from operations.lease import LEASE, Lease, last_sign_of_life, living_runner
from operations.models import RunnerLease

pytestmark = pytest.mark.django_db


def let_pass(seconds: int) -> None:
    """Move what is in the database, whose clock cannot be set, into the past."""
    span = timedelta(seconds=seconds)
    RunnerLease.objects.update(beat_at=F("beat_at") - span, expires_at=F("expires_at") - span)


def test_of_two_runners_one_works() -> None:
    first, second = Lease("first"), Lease("second")
    assert first.take()
    assert not second.take()
    assert first.renew()
    assert not second.renew()


def test_a_dead_holder_leaves_it_after_the_stated_time() -> None:
    first, second = Lease("first", "machine-a"), Lease("second", "machine-b")
    first.take()
    let_pass(LEASE - 5)
    assert not second.take()
    let_pass(6)
    assert living_runner() is None
    assert last_sign_of_life().host == "machine-a"  # type: ignore[union-attr]
    assert second.take()
    assert not first.renew()
    assert not first.take()
    assert living_runner().host == "machine-b"  # type: ignore[union-attr]


def test_a_sign_of_life_keeps_it() -> None:
    first, second = Lease("first"), Lease("second")
    first.take()
    let_pass(LEASE - 5)
    assert first.renew()
    let_pass(LEASE - 5)
    assert not second.take()


def test_who_was_away_too_long_cannot_renew_even_if_nobody_took_it() -> None:
    first = Lease("first")
    first.take()
    let_pass(LEASE + 1)
    assert not first.renew()


def test_who_stops_in_peace_leaves_it_at_once() -> None:
    first, second = Lease("first"), Lease("second")
    first.take()
    second.release()
    assert living_runner()
    first.release()
    assert living_runner() is None
    assert second.take()


def test_a_runner_started_again_by_the_same_supervisor_need_not_wait() -> None:
    assert Lease("supervisor").take()
    assert Lease("supervisor").take()


def test_the_clock_of_a_machine_does_not_matter(clock: Any) -> None:
    first, second = Lease("first"), Lease("second")
    first.take()
    clock.go_on(days=365)
    assert not second.take()
    assert first.renew()
