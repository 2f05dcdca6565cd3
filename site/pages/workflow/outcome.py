"""What happens next to a page in the review, in a sentence and with a link, for whoever has just acted on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, WorkflowState

from accounts.models import User
from consent.officers import officers
from pages.gate.drafts import draft_of
from pages.models import BasePage
from pages.workflow.deciding import reason_against_officer
from pages.workflow.models import EditorReview, ProtectionReview

# More names than these are no help.
MOST_NAMED = 4


@dataclass(frozen=True)
class Outcome:
    """What happens next; ``well`` is false where somebody has to see to something."""

    text: str
    url: str = ""
    label: str = ""
    well: bool = True


def tell(request: HttpRequest, outcome: Outcome) -> None:
    """Show what happens next at the top of the next screen."""
    show = messages.success if outcome.well else messages.warning
    show(request, outcome.text, buttons=[messages.button(outcome.url, outcome.label)] if outcome.url else [])


def outcome_of(page: Page) -> Outcome | None:
    """Return what happens next to a page that is or was in the review; None for one that never was."""
    page = Page.objects.get(pk=page.pk).specific
    state = page.current_workflow_state or page.workflow_states.order_by("-created_at", "-pk").first()
    if state is None:
        return None
    if state.status == WorkflowState.STATUS_IN_PROGRESS:
        return _waiting(page, state.current_task_state.task.specific)
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _sent_back(page, state.requested_by)
    return _published(page) if state.status == WorkflowState.STATUS_APPROVED else None


def who_may_approve(page: Page) -> list[User]:
    """Return the officers who neither wrote a page's text nor recorded a consent of the people in it."""
    draft = draft_of(page)
    return [each for each in officers() if not reason_against_officer(each, draft)]


def _waiting(page: Page, step: Any) -> Outcome | None:
    title = page.get_admin_display_title()
    history = reverse("wagtailadmin_pages:workflow_history", args=[page.pk])
    if isinstance(step, ProtectionReview):
        if names := names_of(who_may_approve(page)):
            text = _("Next, a protection officer reads “%(title)s” and approves it: %(names)s.")
            return Outcome(text % {"title": title, "names": names}, history, _("Follow the review"))
        text = _(
            "“%(title)s” waits for a protection officer, and there is none who may approve it: whoever wrote the text "
            "or recorded the consent may not. Ask an administrator to give the role to somebody else."
        )
        return Outcome(text % {"title": title}, history, _("Follow the review"), well=False)
    if isinstance(step, EditorReview):
        people = User.objects.filter(groups__in=step.groups.all(), is_active=True).distinct()
        text = _("Next, an editor reads “%(title)s” and publishes it: %(names)s.")
        values = {"title": title, "names": names_of(people) or _("nobody has the role yet")}
        return Outcome(text % values, history, _("Follow the review"))
    return None


def _sent_back(page: Page, asked: User | None) -> Outcome:
    values = {"title": page.get_admin_display_title(), "name": names_of([asked] if asked else [])}
    if asked is None:
        return Outcome(_("“%(title)s” was sent back to be changed.") % values)
    return Outcome(_("“%(title)s” went back to %(name)s, who reads in a mail what should be changed.") % values)


def _published(page: Page) -> Outcome:
    title = page.get_admin_display_title()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    revision = page.get_latest_revision()
    if revision is not None and revision.approved_go_live_at:
        at = date_format(timezone.localtime(revision.approved_go_live_at), "DATETIME_FORMAT")
        text = _("“%(title)s” is approved. Readers can read it from %(at)s on; nobody has to do anything.")
        return Outcome(text % {"title": title, "at": at}, edit, _("Open the page"))
    if isinstance(page, BasePage) and page.closed_to_readers:
        text = _("“%(title)s” is published, and closed to readers all the same. The checklist says what is missing.")
        return Outcome(text % {"title": title}, f"{edit}#checklist", _("Open the checklist"), well=False)
    text = _("“%(title)s” is published: readers can read it now.")
    return Outcome(text % {"title": title}, page.full_url or "", _("View live"))


def names_of(people: Iterable[User]) -> str:
    """Return the names of a few people in one line, or nothing."""
    names = sorted(str(each.get_full_name() or each.email) for each in people)
    shown = names[:MOST_NAMED]
    if len(names) > MOST_NAMED:
        return ", ".join([*shown, "…"])
    return str(get_text_list(shown, _("or")))
