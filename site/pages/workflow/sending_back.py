"""Back from the editor to the protection officer, when the text has changed since it was approved."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import log_actions
from wagtail.log_actions import LogActionRegistry
from wagtail.models import TaskState

ACTION = "pages.workflow.sent_back"


def send_back_to_officer(task_state: TaskState, user: Any, comment: str = "") -> None:
    """Let the workflow go on from the officer's step, whose earlier approval no longer holds."""
    from pages.workflow.models import ProtectionReview

    workflow_state = task_state.workflow_state
    review = ProtectionReview.objects.filter(workflow_tasks__workflow=workflow_state.workflow, active=True).first()
    if review is None or task_state.status != TaskState.STATUS_IN_PROGRESS:
        return
    task_state.status = TaskState.STATUS_CANCELLED
    task_state.finished_at = timezone.now()
    task_state.finished_by = user
    task_state.comment = comment
    task_state.save()
    page = workflow_state.content_object.specific
    log_actions.log(page, ACTION, user=user, data={"comment": comment}, revision=page.get_latest_revision())
    workflow_state.update(user=user, next_task=review)


def register_log_action(actions: LogActionRegistry) -> None:
    """Name the step in the history of a page."""
    actions.register_action(ACTION, _("Send back to the protection officer"), _("Sent back to the protection officer"))
