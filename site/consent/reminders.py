"""Reminders of what ends soon (rule 8): 90, 30 and 7 days ahead, to all officers and to the owners of the pages.

A mail holds the titles of pages and links into the CMS. Of a consent it holds the day on which it ends and a link:
whoever may open the record sees there whose it is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.mail_queue import queue_mail
from accounts.models import User
from consent.clearing import Ending, ending_within
from consent.officers import officers

THRESHOLDS = (7, 30, 90)  # days, the nearest first


@dataclass(frozen=True)
class Due:
    """Something that ends soon; a page that is cleared for several channels is one. A consent has no title."""

    key: str
    on: date
    days: int
    officers_link: str
    title: str = ""
    owner: User | None = None
    owners_link: str = ""

    @property
    def threshold(self) -> int:
        """The reminder that is due: of several that were missed, the last one."""
        return next(threshold for threshold in THRESHOLDS if self.days <= threshold)

    def notice(self, audience: str) -> str:
        """Return the key under which it is remembered that somebody was told. A new last day is news."""
        return f"reminder:{audience}:{self.key}:{self.on.isoformat()}:{self.threshold}"


def remind(now: datetime, first_time: Callable[[str], bool]) -> dict[str, int]:
    """Put the mails that are due into the queue and return how many; ``first_time`` says what was never said.

    An officer gets one mail about everything, an owner who is no officer one about their pages.
    """
    # A day more, and then by whole days: a clearance ends at midnight, and the reminders run in the morning.
    due = list(_due(ending_within(max(THRESHOLDS) + 1, now), timezone.localdate(now)))
    mails = 0
    with transaction.atomic():
        team = list(officers().distinct())
        news = [each for each in due if first_time(each.notice("officers"))] if team else []
        for officer in team if news else []:
            queue_mail(officer, partial(_compose, news, for_officer=True))
            mails += 1
        for owner, owned in _by_owner(due).items():
            if owner in team:
                continue
            if news := [each for each in owned if first_time(each.notice(f"owner-{owner.pk}"))]:
                queue_mail(owner, partial(_compose, news, for_officer=False))
                mails += 1
    return {"mails": mails, "nobody_to_tell": 0 if team else len(due)}


def _due(endings: Iterable[Ending], today: date) -> Iterable[Due]:
    seen = set()
    for ending in endings:
        each = _due_of(ending, today)
        if each.days <= max(THRESHOLDS) and (each.key, each.on) not in seen:
            seen.add((each.key, each.on))
            yield each


def _due_of(ending: Ending, today: date) -> Due:
    # A clearance names the first moment at which the page is closed; people think in last days.
    on = timezone.localdate(ending.on - timedelta(microseconds=1)) if isinstance(ending.on, datetime) else ending.on
    days = (on - today).days
    if ending.clearance is None:
        record = ending.record.pk if ending.record else ""
        return Due(f"consent-{record}", on, days, _link("protection:record", record))
    page = ending.clearance.page
    return Due(
        f"page-{page.pk}",
        on,
        days,
        _link("protection:story", page.translation_key),
        page.title,
        page.owner,
        _link("wagtailadmin_pages:edit", page.pk),
    )


def _by_owner(due: list[Due]) -> dict[User, list[Due]]:
    owned: dict[User, list[Due]] = {}
    for each in due:
        if each.owner is not None and each.owner.is_active:
            owned.setdefault(each.owner, []).append(each)
    return owned


def _compose(due: list[Due], for_officer: bool) -> tuple[str, str]:
    count = len(due)
    subject = ngettext("%(count)d consent or page ends soon", "%(count)d consents or pages end soon", count)
    opening = _(
        "When a consent ends, the pages that rest on it are closed to readers by themselves. "
        "If a page is to stay, its people must be asked again before that day."
    )
    lines = [f"{_line(each)}\n{each.officers_link if for_officer else each.owners_link}" for each in due]
    return subject % {"count": count}, "\n\n".join([opening, *lines])


def _line(due: Due) -> str:
    left = ngettext("%(days)d day left", "%(days)d days left", due.days) % {"days": due.days}
    values = {"title": due.title, "day": formats.date_format(due.on, "DATE_FORMAT"), "left": left}
    if due.title:
        return _("“%(title)s” can be read until %(day)s (%(left)s).") % values
    return _("A consent ends on %(day)s (%(left)s).") % values


def _link(screen: str, argument: Any) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(screen, args=[argument])}"
