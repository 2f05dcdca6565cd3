"""What the tests of jobs share: a clock that is set by hand, and a runner's hand on the queue."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import example_jobs
import pytest
from django.utils import timezone

from operations.queue import work_one

START = datetime(2026, 3, 2, 9, 30, 20, tzinfo=UTC)  # a Monday, 10:30:20 in Brussels


class Clock:
    """The time that the program believes it is."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **span: float) -> datetime:
        """Let time pass."""
        self.now += timedelta(**span)
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands until it is moved."""
    stopped = Clock()
    monkeypatch.setattr(timezone, "now", stopped)
    return stopped


@pytest.fixture(autouse=True)
def _nothing_noted() -> None:
    example_jobs.done.clear()
    example_jobs.errors.clear()


@pytest.fixture
def work_off(db: None) -> Callable[[], int]:
    """Does what is ready in the queue, and returns how many jobs that were."""

    def work() -> int:
        number = 0
        while work_one("a worker"):
            number += 1
        return number

    return work
