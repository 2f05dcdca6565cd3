"""Tells in the page editor why an approval was not given, when the text was changed together with it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.models import Page

from pages.workflow.deciding import draft_of, what_stops_officer, what_stops_publishing
from pages.workflow.models import ProtectionReview

_STEP = "_workflow_step_before"


def remember_step(request: HttpRequest, page: Page) -> None:
    """Note at which step a page stands before it is saved and approved (a before_edit_page hook)."""
    if request.method == "POST" and request.POST.get("workflow-action-name") == "approve":
        state = page.current_workflow_task_state
        setattr(request, _STEP, state.pk if state else None)


def tell_refusal(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead back to the editor with the reason, if the page still stands at the same step (an after_edit_page hook)."""
    before = getattr(request, _STEP, None)
    state = page.current_workflow_task_state
    if before is None or state is None or state.pk != before:
        return None
    draft = draft_of(page)
    officers_step = isinstance(state.task.specific, ProtectionReview)
    reasons = what_stops_officer(request.user, draft) if officers_step else what_stops_publishing(draft)
    if not reasons:
        reasons = [_("The text was changed in the meantime. Please read it again.")]
    lines = format_html_join("", "<li>{}</li>", ((reason,) for reason in reasons))
    messages.error(request, format_html("{}<ul>{}</ul>", _("Your changes are saved, but nothing was approved:"), lines))
    return redirect("wagtailadmin_pages:edit", page.pk)
