"""Works off the queue: one job at a time, tried again with growing pauses, given back when its runner died.

The rows are django_tasks_db's. Its own worker tries each job once and keeps what an error says, in which people may
be named; here a failure keeps the class of the error and where it happened.
"""

import logging
from datetime import datetime, timedelta
from traceback import format_tb
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

BACKEND = "jobs"  # the alias in settings.TASKS
PAUSES = (10, 60, 300, 1800)  # seconds after the first, second … attempt that failed
ATTEMPTS = len(PAUSES) + 1

logger = logging.getLogger(__name__)


class RunnerDied(Exception):
    """The runner was ended in the middle of a job, as often as a job is tried."""


def work_one(worker_id: str) -> bool:
    """Run the next job that is ready, and say whether there was one. A job that fails waits for its next attempt."""
    ready = DBTaskResult.objects.ready().filter(backend_name=BACKEND)
    # Asked first, because looking for a job to claim takes SQLite's only write lock.
    if not ready.exists():
        return False
    with transaction.atomic():
        row = ready.get_locked()
        if row is None:
            return False
        row.claim(worker_id)
    try:
        value = row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    except Exception as error:
        _fail(row, error)
    else:
        row.set_successful(value)
    return True


def put_back_orphans() -> int:
    """Put back the jobs whose runner died with them, and return how many there were.

    Whoever calls this holds the lease, so nobody else can be at work on them. A job in the middle of which the runner
    died every time is not tried for ever: it counts as failed.
    """
    orphans = list(_rows().filter(status=TaskResultStatus.RUNNING))
    for row in orphans:
        if len(row.worker_ids) >= ATTEMPTS:
            _finish_failed(row, RunnerDied())
        else:
            _rows().filter(pk=row.pk).update(status=TaskResultStatus.READY, started_at=None)
    return len(orphans)


def try_again(task_id: UUID) -> bool:
    """Let a failed job be tried from the beginning; say whether it was a failed one."""
    failed = _rows().filter(pk=task_id, status=TaskResultStatus.FAILED)
    return bool(
        failed.update(
            status=TaskResultStatus.READY,
            run_after=get_date_max(),
            started_at=None,
            finished_at=None,
            worker_ids=[],
            exception_class_path="",
            traceback="",
        )
    )


def failed_jobs() -> Any:
    """Return the jobs that were given up, the last one first."""
    return _rows().filter(status=TaskResultStatus.FAILED).order_by("-finished_at")


def next_attempt_at(attempts: int, now: datetime) -> datetime | None:
    """Return when a job that failed so many times is tried again, or None when it is given up."""
    return now + timedelta(seconds=PAUSES[attempts - 1]) if attempts < ATTEMPTS else None


def class_path(error: BaseException) -> str:
    """Return the class of an error as it is kept."""
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _rows() -> Any:
    return DBTaskResult.objects.filter(backend_name=BACKEND)


def _fail(row: Any, error: Exception) -> None:
    again = next_attempt_at(len(row.worker_ids), timezone.now())
    if again is None:
        _finish_failed(row, error)
        return
    logger.warning("Job %s failed (%s) and is tried again at %s.", row.task_path, class_path(error), again.isoformat())
    _rows().filter(pk=row.pk).update(
        status=TaskResultStatus.READY, run_after=again, exception_class_path=class_path(error), traceback=_place(error)
    )


def _finish_failed(row: Any, error: Exception) -> None:
    logger.error("Job %s failed for good: %s\n%s", row.task_path, class_path(error), _place(error))
    _rows().filter(pk=row.pk).update(
        status=TaskResultStatus.FAILED,
        finished_at=timezone.now(),
        exception_class_path=class_path(error),
        traceback=_place(error),
    )


def _place(error: Exception) -> str:
    """Return where an error happened, without what it says."""
    return "".join(format_tb(error.__traceback__))
