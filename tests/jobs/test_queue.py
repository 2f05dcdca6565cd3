"""The queue: growing pauses, jobs given back, and nothing kept of what an error says."""

import logging
from collections.abc import Callable
from smtplib import SMTPServerDisconnected
from typing import Any

import example_jobs
import pytest
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from operations import queue
from operations.problems import explain

WorkOff = Callable[[], int]


def test_a_job_is_done_once(work_off: WorkOff) -> None:
    example_jobs.note.enqueue("a word")
    assert work_off() == 1
    assert work_off() == 0
    assert example_jobs.done == ["a word"]
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_a_job_belongs_to_the_transaction_that_it_was_given_in(work_off: WorkOff) -> None:
    with transaction.atomic():
        example_jobs.note.enqueue("never")
        transaction.set_rollback(True)
    assert work_off() == 0


def test_a_job_that_fails_is_tried_again_after_growing_pauses(work_off: WorkOff, clock: Any) -> None:
    example_jobs.note.enqueue("at last")
    example_jobs.errors.extend(SMTPServerDisconnected() for _attempt in range(4))
    for pause in (10, 60, 300, 1800):
        assert work_off() == 1
        clock.go_on(seconds=pause - 1)
        assert work_off() == 0, f"tried again before {pause} s had passed"
        clock.go_on(seconds=1)
    assert work_off() == 1
    assert example_jobs.done == ["at last"]


def test_after_five_attempts_it_is_given_up_until_somebody_says_try_again(work_off: WorkOff, clock: Any) -> None:
    example_jobs.note.enqueue("by hand")
    example_jobs.errors.extend(SMTPServerDisconnected() for _attempt in range(5))
    for _attempt in range(7):
        work_off()
        clock.go_on(hours=1)
    row = queue.failed_jobs().get()
    assert len(row.worker_ids) == 5
    assert "mail server" in str(explain(row.exception_class_path))
    assert queue.try_again(row.pk)
    assert not queue.try_again(row.pk)
    assert work_off() == 1
    assert example_jobs.done == ["by hand"]


def test_nothing_is_kept_of_what_an_error_says(work_off: WorkOff, clock: Any, caplog: pytest.LogCaptureFixture) -> None:
    secret = "Mara Ibrahim, +32 470 00 00 00"
    example_jobs.note.enqueue("x")
    example_jobs.errors.extend(ValueError(secret) for _attempt in range(5))
    with caplog.at_level(logging.DEBUG):
        for _attempt in range(5):
            work_off()
            clock.go_on(hours=1)
    row = queue.failed_jobs().get()
    kept = " ".join(str(value) for value in vars(row).values())
    assert "example_jobs.py" in kept
    assert "ValueError" in caplog.text
    assert "Mara" not in kept + caplog.text


def interrupted(times: int) -> DBTaskResult:
    """Return a job in the middle of which a runner died, that often."""
    example_jobs.note.enqueue("a word")
    row: DBTaskResult = DBTaskResult.objects.get()
    for number in range(times):
        row.claim(f"dead worker {number}")
    return row


def test_a_job_whose_runner_died_is_taken_up_again(work_off: WorkOff) -> None:
    interrupted(1)
    assert work_off() == 0
    assert queue.put_back_orphans() == 1
    assert work_off() == 1
    assert example_jobs.done == ["a word"]


def test_a_job_that_kills_its_runner_each_time_is_given_up(work_off: WorkOff) -> None:
    row = interrupted(queue.ATTEMPTS)
    queue.put_back_orphans()
    assert work_off() == 0
    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED
    assert "was ended in the middle" in str(explain(row.exception_class_path))


def test_a_job_whose_function_is_gone_fails_as_others_do(work_off: WorkOff, clock: Any) -> None:
    example_jobs.note.enqueue("x")
    DBTaskResult.objects.update(task_path="example_jobs.removed")
    for _attempt in range(5):
        assert work_off() == 1
        clock.go_on(hours=1)
    assert queue.failed_jobs().count() == 1
