"""What the buttons of the review are called: what they do, or what is missing before they can do it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem, WorkflowMenuItem
from wagtail.models import Page, WorkflowState

from pages.gate.drafts import draft_of
from pages.workflow.deciding import what_stops_editor, what_stops_officer

APPROVE = _("Approve")
APPROVE_AND_PUBLISH = _("Approve and publish")
APPROVE_AND_SCHEDULE = _("Approve, to be published at its time")
SUBMIT = _("Submit for review")
SUBMIT_AGAIN = _("Submit for review again")
SEE_WHAT_IS_MISSING = _("See what is missing")


@sensitive_variables()
def officers_button(page: Page, user: Any) -> str | Promise:
    """Return what the button of an officer does: approve, or tell what is missing."""
    return SEE_WHAT_IS_MISSING if what_stops_officer(user, draft_of(page)) else APPROVE


@sensitive_variables()
def editors_button(page: Page) -> str | Promise:
    """Return what the button of an editor does: publish, schedule, or tell what is missing."""
    draft = draft_of(page)
    if what_stops_editor(draft):
        return SEE_WHAT_IS_MISSING
    go_live_at: datetime | None = draft.go_live_at
    return APPROVE_AND_SCHEDULE if go_live_at and go_live_at > timezone.now() else APPROVE_AND_PUBLISH


class SubmitForReview(SubmitForModerationMenuItem):
    """Wagtail's button, called what it does in each language; Wagtail shows the name that the workflow has."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Put the name in."""
        page = parent_context.get("page")
        return {**super().get_context_data(parent_context), "label": submit_label(page) if page else SUBMIT}


def submit_label(page: Page) -> str | Promise:
    """Return what the button is called that begins the review, or goes on with it after changes."""
    state = page.current_workflow_state if page.pk else None
    return SUBMIT_AGAIN if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES else SUBMIT


def name_buttons(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Call the editor's buttons what the step calls them (a construct_page_action_menu hook).

    Wagtail adds "and Publish" to whatever the button of the last step is called.
    """
    menu_items[:] = [
        SubmitForReview(item.order) if isinstance(item, SubmitForModerationMenuItem) else item for item in menu_items
    ]
    page = context.get("page")
    steps = [item for item in menu_items if isinstance(item, WorkflowMenuItem)]
    if page is None or not steps:
        return
    names = {name: label for name, label, _asks in page.current_workflow_task.get_actions(page, request.user)}
    for item in steps:
        item.label = names.get(item.name, item.label)
        if item.label == SEE_WHAT_IS_MISSING:
            item.icon_name = "warning"
