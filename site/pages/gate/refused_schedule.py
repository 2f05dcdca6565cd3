"""What becomes of a page that was scheduled and may not be read: draft kept, schedule cleared, people told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from accounts.mail_queue import queue_mail
from accounts.models import User
from consent.officers import officers
from pages.gate.reviewing import review
from pages.gate.texts import position_label
from pages.models import BasePage

REFUSED = "pages.publish.refused"  # in the history of the page
Missing = list[str | Promise]


def missing_on(wanted: Any) -> Missing:
    """Return what stands against showing a page to readers, each a sentence."""
    if not isinstance(wanted, BasePage):
        return []
    return [
        format_lazy("{where}: {what}", where=position_label(wanted, refusal.position), what=refusal.message)
        if refusal.position
        else refusal.message
        for refusal in review(wanted).errors
    ]


def refuse(revision: Revision, missing: Missing) -> None:
    """Keep the draft, clear its schedule, and put what is missing into the page's history and into mails.

    Called within a transaction: either all of it is stored, or the page stays scheduled.
    """
    live = revision.content_object
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    type(live)._default_manager.filter(pk=live.pk).update(go_live_at=None)
    # The editor shows the time that stands in the draft.
    for draft in {revision.pk, live.latest_revision_id} - {None}:
        _clear_time(Revision.objects.get(pk=draft))
    log(instance=live, action=REFUSED, revision=revision)
    if isinstance(live, Page):
        for person in concerned(live, revision):
            queue_mail(person, lambda: _compose(live, missing))


def concerned(page: Page, revision: Revision) -> list[User]:
    """Return who is told: the page's owner, who scheduled it, and the officers; administrators where there is none."""
    people = {*officers(), *(user for user in (page.owner, revision.user) if user and user.is_active)}
    return sorted(people or User.objects.filter(is_superuser=True, is_active=True), key=lambda user: user.pk)


@dataclass(frozen=True)
class RefusedPage:
    """A page that was not published at its time, and what is missing now."""

    page: Page
    at: datetime
    missing: Missing


def refused_since(moment: datetime) -> list[RefusedPage]:
    """Return the pages that were refused since a moment and not published after it, the last one first."""
    entries = PageLogEntry.objects.filter(action=REFUSED, timestamp__gte=moment).order_by("-timestamp")
    return list(_still_refused(entries.select_related("page", "page__latest_revision")))


def _still_refused(entries: Iterable[PageLogEntry]) -> Iterable[RefusedPage]:
    seen = set()
    for entry in entries:
        page = entry.page
        if page is None or page.pk in seen:
            continue
        seen.add(page.pk)
        published_since = page.last_published_at is not None and page.last_published_at > entry.timestamp
        if not published_since:
            yield RefusedPage(page, entry.timestamp, missing_on(page.get_latest_revision_as_object()))


def _clear_time(draft: Revision) -> None:
    if draft.content.get("go_live_at"):
        Revision.objects.filter(pk=draft.pk).update(content={**draft.content, "go_live_at": None})


def _compose(page: Page, missing: Missing) -> tuple[str, str]:
    title = page.get_admin_display_title()
    subject = _("“%(title)s” was not published") % {"title": title}
    opening = _(
        "“%(title)s” was to be published by itself just now. It was not, because something is missing. "
        "Its draft is kept; its schedule was cleared."
    ) % {"title": title}
    lines = "\n".join(f"- {each}" for each in missing)
    address = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page.pk])}"
    closing = _("Once this is settled, publish the page or schedule it again:") + f"\n{address}"
    return subject, "\n\n".join([opening, lines, closing])
