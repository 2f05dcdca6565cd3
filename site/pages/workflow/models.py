"""The steps of the workflow, as Wagtail's task types."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from wagtail.models import AbstractGroupApprovalTask, Page, Task, TaskState, WorkflowState

from consent.officers import is_officer

Action = tuple[str, Any, bool]


class ProtectionReview(Task):
    """A protection officer reads the text and approves it; skipped where nobody is shown or quoted.

    Membership of the officers' group counts, as everywhere in the room of consent, and being a superuser does not.
    Neither the author nor the one who recorded the consent can approve.
    """

    is_officers = True

    class Meta:
        verbose_name = _("approval by a protection officer")
        verbose_name_plural = _("approvals by a protection officer")

    @classmethod
    def get_description(cls) -> str:
        """Say what the step is for, where a workflow is put together."""
        return gettext("A protection officer approves the text when people are shown or quoted")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Begin the step, or skip it and say why in the history of the workflow."""
        from pages.gate.drafts import draft_of
        from pages.workflow.deciding import shows_people, what_stops_publishing

        page = workflow_state.content_object
        draft = draft_of(page)
        if not shows_people(draft):
            return self._skip(workflow_state, gettext("Nobody is shown or quoted on this page."))
        # Who sends a text back asks for another look, whatever was approved before.
        been_here = TaskState.objects.filter(workflow_state=workflow_state, task=self).exists()
        if not been_here and not what_stops_publishing(draft):
            why = gettext("This very text may be published already, so nobody has to approve it again.")
            return self._skip(workflow_state, why)
        return super().start(workflow_state, user=user)

    def _skip(self, workflow_state: WorkflowState, why: str) -> TaskState:
        return TaskState.objects.create(
            workflow_state=workflow_state,
            task=self,
            revision=workflow_state.content_object.get_latest_revision(),
            status=TaskState.STATUS_SKIPPED,
            finished_at=timezone.now(),
            comment=why,
        )

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        """Let officers read the draft where it is written."""
        return is_officer(user)

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        """Keep the text still while an officer reads it; editors can still change and publish it."""
        return not (is_officer(user) or obj.permissions_for_user(user).can_publish())

    def get_actions(self, obj: Page, user: Any) -> list[Action]:
        """Return what officers can do. Each asks in a window of its own, in which a refusal can be read."""
        from pages.workflow.acting import officers_button

        if not is_officer(user):
            return []
        return [("approve", officers_button(obj, user), True), ("reject", _("Request changes"), True)]

    def get_form_for_action(self, action: str) -> type[Form]:
        """Return the form of that window."""
        from pages.workflow.forms import OfficerApprovalForm, ReasonForm

        return OfficerApprovalForm if action == "approve" else ReasonForm

    def get_template_for_action(self, action: str) -> str:
        """Return the template of that window."""
        return "pages/approval_window.html" if action == "approve" else ""

    @sensitive_variables()
    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Approve the text as an officer does on the officers' screen, or send it back.

        An approval that is refused changes nothing; who asked has read why (OfficerApprovalForm), or is told by
        ``pages.workflow.telling``, if the text was changed with the approval itself.
        """
        from pages.workflow.deciding import approve_as_officer

        if not is_officer(user):
            return
        fingerprint = kwargs.pop("fingerprint", "")
        if action_name == "approve":
            revision = approve_as_officer(task_state.workflow_state.content_object, user, fingerprint)
            if revision is None:
                return
            task_state.revision = revision
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> "QuerySet[TaskState]":
        """Return the texts that wait for this officer; their own wait for somebody else."""
        from pages.gate.drafts import draft_of
        from pages.workflow.deciding import reason_against_officer

        waiting: QuerySet[TaskState] = TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS)
        if not is_officer(user):
            return waiting.none()
        own = [
            state.pk
            for state in waiting.select_related("workflow_state")
            if reason_against_officer(user, draft_of(state.workflow_state.content_object))
        ]
        return waiting.exclude(pk__in=own)


class EditorReview(AbstractGroupApprovalTask):
    """An editor reads the page last and publishes it, at once or at its time, if the rules of consent allow it."""

    is_officers = False

    class Meta:
        verbose_name = _("approval by an editor")
        verbose_name_plural = _("approvals by an editor")

    @classmethod
    def get_description(cls) -> str:
        """Say what the step is for, where a workflow is put together."""
        return gettext("Members of the chosen groups publish the page if the rules of consent allow it")

    def get_actions(self, obj: Page, user: Any) -> list[Action]:
        """Return what editors can do. Each asks in a window of its own, in which a refusal can be read."""
        from pages.gate.drafts import draft_of
        from pages.workflow.acting import editors_button
        from pages.workflow.deciding import shows_people

        if not super().get_actions(obj, user):
            return []
        actions: list[Action] = [("approve", editors_button(obj), True), ("reject", _("Request changes"), True)]
        if shows_people(draft_of(obj)):
            actions.append(("protection", _("Send back to the protection officer"), True))
        return actions

    def get_form_for_action(self, action: str) -> type[Form]:
        """Return the form of that window."""
        from pages.workflow.forms import EditorApprovalForm, ReasonForm

        return EditorApprovalForm if action == "approve" else ReasonForm

    def get_template_for_action(self, action: str) -> str:
        """Return the template of that window."""
        return "pages/approval_window.html" if action == "approve" else ""

    @sensitive_variables()
    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Approve, which publishes or schedules the page; send it back to the officer; or request changes.

        As with ``ProtectionReview``, an approval that is refused changes nothing.
        """
        from pages.gate.drafts import draft_of
        from pages.translating.drafts import revision_to_publish
        from pages.workflow.deciding import what_stops_publishing
        from pages.workflow.sending_back import send_back_to_officer

        page = task_state.workflow_state.content_object
        if action_name == "approve":
            if what_stops_publishing(draft_of(page)):
                return
            task_state.revision = revision_to_publish(page)
            page.refresh_from_db(fields=["latest_revision"])
        if action_name == "protection":
            send_back_to_officer(task_state, user, **kwargs)
        else:
            super().on_action(task_state, user, action_name, **kwargs)
