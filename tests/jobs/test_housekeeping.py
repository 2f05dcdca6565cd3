"""Tidying up deletes what is old and nothing else."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import example_jobs
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from consent.models import ProtectionEvent
from consent.models.events import record_event
from consent.vocabulary import Verb
from operations.housekeeping import tidy_up
from operations.models import SentNotice
from operations.notices import first_time

pytestmark = pytest.mark.django_db


def finished(status: str, clock: Any, **ago: float) -> None:
    """Put a finished job into the queue."""
    result = example_jobs.note.enqueue("x")
    DBTaskResult.objects.filter(pk=result.id).update(status=status, finished_at=clock() - timedelta(**ago))


def test_ended_sessions_go_and_others_stay(clock: Any) -> None:
    for days in (-1, 1):
        session = SessionStore()
        session.create()
        Session.objects.filter(pk=session.session_key).update(expire_date=clock() + timedelta(days=days))
    assert tidy_up(clock())["sessions"] == 1
    assert Session.objects.count() == 1


def test_old_results_go_and_failed_ones_stay_longer(clock: Any) -> None:
    for status in (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED):
        for days in (0, 2, 31):
            finished(status, clock, days=days)
    example_jobs.note.enqueue("waits")
    assert tidy_up(clock())["results"] == 3
    left = DBTaskResult.objects.values_list("status", flat=True)
    assert sorted(left) == ["FAILED", "FAILED", "READY", "SUCCESSFUL"]


def test_what_was_said_is_remembered_for_a_year(clock: Any) -> None:
    first_time("old")
    clock.go_on(days=399)
    tidy_up(clock())
    assert not first_time("old")
    clock.go_on(days=2)
    tidy_up(clock())
    assert not SentNotice.objects.exists()


def test_old_mail_files_go(clock: Any, settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    for name, days in (("old.log", 31), ("new.log", 1), ("other.txt", 99)):
        path = tmp_path / name
        path.touch()
        moment = (clock() - timedelta(days=days)).timestamp()
        os.utime(path, (moment, moment))
    assert tidy_up(clock())["files"] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.log", "other.txt"]


def test_the_protection_log_is_left_alone(clock: Any) -> None:
    event = record_event(Verb.RECORD_OPENED, "user", 1)
    clock.go_on(days=10_000)
    tidy_up(clock())
    assert ProtectionEvent.objects.filter(pk=event.pk).exists()
