"""What stands on the start page of the CMS for somebody who writes: their drafts, which wait for themselves."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page, PageLogEntry, WorkflowState
from wagtail.permissions import page_permission_policy

from pages.workflow.acting import submit_label

MOST = 10


class DraftsPanel(Component):
    """Lists drafts that somebody began or worked on and that nobody has submitted; Wagtail lists what is reviewed."""

    name = "own_drafts"
    template_name = "pages/own_drafts.html"
    # Before Wagtail's list of what was edited last, after what waits for somebody's approval.
    order = 215

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the newest drafts, and whether somebody writes at all."""
        user = parent_context["request"].user
        writes = page_permission_policy.user_has_permission(user, "add")
        drafts = drafts_of(user) if writes else []
        return {"writes": writes, "drafts": [(page, submit_label(page)) for page in drafts]}


def drafts_of(user: Any) -> list[Page]:
    """Return the newest drafts of somebody that are in no review; those that were sent back are among them."""
    worked_on = PageLogEntry.objects.filter(user=user, action="wagtail.edit").values("page_id")
    mine = Page.objects.filter(Q(owner=user) | Q(pk__in=worked_on), alias_of__isnull=True, depth__gt=1)
    drafts = mine.filter(Q(live=False, expired=False) | Q(has_unpublished_changes=True))
    newest = drafts.order_by("-latest_revision_created_at").select_related("locale").prefetch_workflow_states()
    return [page for page in newest[: MOST * 3] if not _in_review(page)][:MOST]


def _in_review(page: Page) -> bool:
    state = page.current_workflow_state
    return state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put the list on the start page (a construct_homepage_panels hook)."""
    panels.append(DraftsPanel())
