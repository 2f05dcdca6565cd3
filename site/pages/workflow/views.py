"""Wagtail's windows for the steps of a workflow, which here know whose page it is about.

They answer at Wagtail's own addresses: config.urls names them first.
"""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages import workflow
from wagtail.models import TaskState

from pages.workflow.forms import ApprovalForm
from pages.workflow.outcome import outcome_of, tell


class _Informed:
    """Gives an approval form the page and the person, and tells a refusal also without a window."""

    request: HttpRequest
    object: Any
    form_class: Any

    def get_form_class(self) -> Any:
        """Return the form of the step."""
        form_class = super().get_form_class()  # type: ignore[misc]
        if issubclass(form_class, ApprovalForm):
            return partial(form_class, page=self.object, user=self.request.user)
        return form_class

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Act; Wagtail shows what is wrong in its window alone, and leads back without a word otherwise."""
        if request.headers.get("x-requested-with") != "XMLHttpRequest":
            form = self.form_class(request.POST)
            if not form.is_valid():
                for errors in form.errors.values():
                    for error in errors:
                        messages.error(request, error)
        response: HttpResponseBase = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response


class WorkflowAction(_Informed, workflow.WorkflowAction):
    """Asks for what a step needs, and takes it; then says what happens next."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Act; a page that has left its step says so."""
        response = super().post(request, *args, **kwargs)
        self.task_state.refresh_from_db()
        if self.task_state.status != TaskState.STATUS_IN_PROGRESS and (outcome := outcome_of(self.object)):
            tell(request, outcome)
        return response


class CollectWorkflowActionData(_Informed, workflow.CollectWorkflowActionData):
    """Asks for what a step needs, for the page editor, which then takes it while it saves the page."""


workflow_action = require_admin_access(WorkflowAction.as_view())
collect_workflow_action_data = require_admin_access(CollectWorkflowActionData.as_view())
