"""Tells in the page editor what came of an act of the review: who is next, or why nothing was approved."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from pages.gate.drafts import draft_of
from pages.workflow.deciding import what_stops_officer, what_stops_publishing
from pages.workflow.models import ProtectionReview
from pages.workflow.outcome import outcome_of, tell

ACTS_OF_REVIEW = {"action-submit", "action-restart-workflow", "action-workflow-action"}
_STEP = "_workflow_step_before"


def remember_step(request: HttpRequest, page: Page) -> None:
    """Note at which step a page stands before it is saved and approved (a before_edit_page hook)."""
    if request.method == "POST" and request.POST.get("workflow-action-name") == "approve":
        state = page.current_workflow_task_state
        setattr(request, _STEP, state.pk if state else None)


def tell_outcome(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say what happens next (an after_edit_page hook).

    If an approval left the page at the same step, lead back to the editor with the reason.
    """
    if not ACTS_OF_REVIEW & request.POST.keys():
        return None
    before = getattr(request, _STEP, None)
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    if before is not None and state is not None and state.pk == before:
        return tell_refusal(request, page, state)
    if outcome := outcome_of(page):
        tell(request, outcome)
    return None


def tell_refusal(request: HttpRequest, page: Page, state: TaskState) -> HttpResponse:
    """Lead back to the editor with what stands against an approval."""
    draft = draft_of(page)
    officers_step = isinstance(state.task.specific, ProtectionReview)
    reasons = what_stops_officer(request.user, draft) if officers_step else what_stops_publishing(draft)
    if not reasons:
        reasons = [_("The text was changed in the meantime. Please read it again.")]
    lines = format_html_join("", "<li>{}</li>", ((reason,) for reason in reasons))
    messages.error(request, format_html("{}<ul>{}</ul>", _("Your changes are saved, but nothing was approved:"), lines))
    return redirect("wagtailadmin_pages:edit", page.pk)
