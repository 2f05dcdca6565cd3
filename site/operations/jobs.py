"""The job in the queue that runs a job of the timetable and keeps what came of it."""

from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from operations import timetable
from operations.models import JobResult, Outcome
from operations.queue import BACKEND, class_path

# Before mails and whatever else waits: a page is published at its minute.
PRIORITY = 50


@task(backend=BACKEND, priority=PRIORITY)
def run_periodic_job(key: str) -> dict[str, int]:
    """Run a job of the timetable. Raises whatever it raises, after that was noted."""
    job = timetable.job(key)
    if job is None:
        return {}
    results = JobResult.objects.filter(job=key)
    results.update(outcome=Outcome.RUNNING, started_at=timezone.now(), finished_at=None, counts={}, problem="")
    try:
        counts = job.run(timezone.now())
    except Exception as error:
        results.update(outcome=Outcome.FAILED, finished_at=timezone.now(), problem=class_path(error))
        raise
    attention = any(counts.get(name) for name in timetable.NEEDS_ATTENTION)
    outcome = Outcome.ATTENTION if attention else Outcome.OK
    results.update(outcome=outcome, finished_at=timezone.now(), counts=counts)
    return counts


def is_pending(key: str) -> bool:
    """Say whether a job of the timetable waits in the queue or is being run."""
    return pending_rows(key).exists()


def pending_rows(key: str) -> Any:
    """Return the rows of a job of the timetable that waits in the queue or is being run."""
    unfinished = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return DBTaskResult.objects.filter(
        backend_name=BACKEND,
        task_path=run_periodic_job.module_path,
        args_kwargs__args=[key],
        status__in=unfinished,
    )
