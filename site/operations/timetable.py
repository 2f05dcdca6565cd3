"""What is done by itself, and when: the office has no cron and nobody who would set one up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consent.reminders import remind
from operations.housekeeping import tidy_up
from operations.models import JobResult
from operations.notices import first_time
from pages.gate.scheduled import publish_due

Counts = dict[str, int]


@dataclass(frozen=True)
class PeriodicJob:
    """A job of the timetable. ``run`` gets the time and returns how much it did, by the words of COUNTED."""

    key: str
    title: str | Promise
    what: str | Promise
    how_often: str | Promise
    next_after: Callable[[datetime], datetime]
    run: Callable[[datetime], Counts]


def next_minute(now: datetime) -> datetime:
    """Return the beginning of the next minute."""
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)


def daily_at(hour: int, minute: int) -> Callable[[datetime], datetime]:
    """Return what gives the next such time of day in the site's time zone (which never skips one after 3 o'clock)."""

    def next_after(now: datetime) -> datetime:
        local = timezone.localtime(now)
        day = local.date()
        if local.time() >= time(hour, minute):
            day += timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))

    return next_after


def _remind(now: datetime) -> Counts:
    return remind(now, first_time)


JOBS = (
    PeriodicJob(
        "publishing",
        _("Scheduled publishing"),
        _(
            "Publishes pages whose time has come and takes down those that expire. A page that the rules of consent "
            "do not let readers see stays a draft; its owner is told what is missing."
        ),
        _("every minute"),
        next_minute,
        publish_due,
    ),
    PeriodicJob(
        "reminders",
        _("Reminders"),
        _(
            "Tells protection officers and the owners of pages by e-mail that a consent or a clearance ends: "
            "90, 30 and 7 days before, once each."
        ),
        _("every day at 7:00"),
        daily_at(7, 0),
        _remind,
    ),
    PeriodicJob(
        "housekeeping",
        _("Tidying up"),
        _("Deletes ended sessions, old results of jobs and old mail files. Never the protection log."),
        _("every day at 3:30"),
        daily_at(3, 30),
        tidy_up,
    ),
)
# What jobs count, in words. Whatever is in NEEDS_ATTENTION makes somebody look.
COUNTED: dict[str, Any] = {
    "published": _("published"),
    "unpublished": _("taken down"),
    "refused": _("refused"),
    "postponed": _("postponed, because the database did not answer"),
    "mails": _("mails"),
    "nobody_to_tell": _("endings of which nobody could be told, because there is no protection officer"),
    "sessions": _("ended sessions"),
    "results": _("old results"),
    "files": _("old mail files"),
}
NEEDS_ATTENTION = frozenset({"refused", "postponed", "nobody_to_tell"})


def job(key: str) -> PeriodicJob | None:
    """Return the job of a key, or None for one that a newer version of the site does not have any more."""
    return next((each for each in JOBS if each.key == key), None)


def tick(now: datetime) -> list[str]:
    """Put each job that is due into the queue, once, and return their keys.

    What was due while no runner worked is done once, and not as often as it was missed. A job that has not ended yet
    is not put there a second time.
    """
    from operations.jobs import is_pending, run_periodic_job

    results = {result.job: result for result in JobResult.objects.all()}
    enqueued = []
    for each in JOBS:
        result = results.get(each.key) or JobResult.objects.create(job=each.key, next_due_at=now)
        if result.next_due_at > now or is_pending(each.key):
            continue
        with transaction.atomic():
            due = JobResult.objects.filter(pk=result.pk, next_due_at=result.next_due_at)
            if due.update(next_due_at=each.next_after(now)):
                run_periodic_job.enqueue(each.key)
                enqueued.append(each.key)
    return enqueued
