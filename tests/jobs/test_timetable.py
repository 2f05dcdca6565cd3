"""The timetable, with a clock that is set by hand."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from operations import queue, timetable
from operations.jobs import run_periodic_job
from operations.models import JobResult, Outcome
from operations.timetable import daily_at, next_minute, tick

WorkOff = Callable[[], int]


@pytest.fixture
def publishing(monkeypatch: pytest.MonkeyPatch, db: None) -> list[datetime]:
    """The timetable with its job of every minute alone, which notes when it ran."""
    ran: list[datetime] = []

    def run(now: datetime) -> dict[str, int]:
        ran.append(now)
        return {"published": 2, "refused": 0}

    original = timetable.JOBS[0]
    values = {name: getattr(original, name) for name in ("key", "title", "what", "how_often", "next_after")}
    monkeypatch.setattr(timetable, "JOBS", (timetable.PeriodicJob(**values, run=run),))
    return ran


def test_it_runs_at_the_minute_and_once_a_minute(publishing: list[datetime], clock: Any, work_off: WorkOff) -> None:
    assert tick(clock()) == ["publishing"]
    work_off()
    for second in range(21, 61):
        enqueued = tick(clock.go_on(seconds=1))
        assert bool(enqueued) == (second == 60)
    work_off()
    assert [moment.second for moment in publishing] == [20, 0]


def test_what_was_missed_is_done_once(publishing: list[datetime], clock: Any, work_off: WorkOff) -> None:
    tick(clock())
    work_off()
    clock.go_on(days=3)
    for _second in range(5):
        tick(clock.go_on(seconds=1))
        work_off()
    assert len(publishing) == 2


def test_a_job_that_has_not_ended_is_not_started_again(publishing: list[datetime], clock: Any) -> None:
    tick(clock())
    assert tick(clock.go_on(minutes=1)) == []
    assert DBTaskResult.objects.count() == 1


def test_its_result_is_kept(publishing: list[datetime], clock: Any, work_off: WorkOff) -> None:
    tick(clock())
    work_off()
    result = JobResult.objects.get()
    assert result.outcome == Outcome.OK
    assert result.counts["published"] == 2
    assert result.started_at == clock()
    assert result.next_due_at == datetime(2026, 3, 2, 9, 31, tzinfo=UTC)


def test_what_somebody_should_look_at_is_marked(
    publishing: list[datetime], monkeypatch: pytest.MonkeyPatch, clock: Any, work_off: WorkOff
) -> None:
    object.__setattr__(timetable.JOBS[0], "run", lambda now: {"refused": 1})
    tick(clock())
    work_off()
    assert JobResult.objects.get().outcome == Outcome.ATTENTION


def test_a_failure_is_kept_and_tried_again(publishing: list[datetime], clock: Any, work_off: WorkOff) -> None:
    def fail(now: datetime) -> dict[str, int]:
        raise OSError("no space left for Mara")

    object.__setattr__(timetable.JOBS[0], "run", fail)
    tick(clock())
    work_off()
    result = JobResult.objects.get()
    assert result.outcome == Outcome.FAILED
    assert result.problem == "builtins.OSError"
    clock.go_on(seconds=queue.PAUSES[0])
    assert work_off() == 1


def test_a_job_of_an_older_version_is_left_alone(db: None, work_off: WorkOff) -> None:
    run_periodic_job.enqueue("long gone")
    work_off()
    assert not queue.failed_jobs().exists()


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-02T05:59:59+00:00", "2026-03-02T07:00:00+01:00"),
        ("2026-03-02T06:00:00+00:00", "2026-03-03T07:00:00+01:00"),
        # The night in which the clocks go forward.
        ("2026-03-28T12:00:00+00:00", "2026-03-29T07:00:00+02:00"),
    ],
)
def test_a_daily_time_is_the_offices(now: str, expected: str) -> None:
    assert daily_at(7, 0)(datetime.fromisoformat(now)) == datetime.fromisoformat(expected)


def test_the_next_minute_is_a_whole_one() -> None:
    assert next_minute(datetime(2026, 12, 31, 23, 59, 59, 5, tzinfo=UTC)) == datetime(2027, 1, 1, tzinfo=UTC)
