"""Mails to the protection officers when a text waits for them."""

from typing import Any

from wagtail.admin.mail import BaseGroupApprovalTaskStateEmailNotifier
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from accounts.models import User
from consent.officers import officers
from pages.gate.drafts import draft_of
from pages.workflow.deciding import reason_against_officer
from pages.workflow.models import ProtectionReview


class OfficerNotifier(BaseGroupApprovalTaskStateEmailNotifier):
    """Sends Wagtail's mail about a submitted text, each in the language of its reader, to officers who may approve."""

    notification = "submitted"

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        """Speak for the officers' step alone: Wagtail's own notifier knows steps of groups."""
        return isinstance(instance, TaskState) and isinstance(instance.task.specific, ProtectionReview)

    def get_recipient_users(self, task_state: TaskState, **kwargs: Any) -> set[User]:
        """Return the officers who neither wrote the text nor recorded the consent."""
        draft = draft_of(task_state.workflow_state.content_object)
        return {officer for officer in officers() if not reason_against_officer(officer, draft)}


notify_officers = OfficerNotifier()


def connect() -> None:
    """Listen to texts being submitted."""
    task_submitted.connect(notify_officers, sender=TaskState, dispatch_uid="pages.workflow.mailing")
