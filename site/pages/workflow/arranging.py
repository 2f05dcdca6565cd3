"""Puts the workflow together and gives it to every page; Wagtail's own is retired."""

from collections.abc import Iterator

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page, Task, Workflow, WorkflowPage, WorkflowTask

from accounts.roles.table import EDITORS
from accounts.roles.updating import update_roles
from pages.workflow.models import EditorReview, ProtectionReview

NAME = "Review before publishing"
# The workflow, and its only step, that Wagtail's own migrations make.
STOCK_WORKFLOW = "Moderators approval"


@transaction.atomic
def update_team() -> list[str]:
    """Bring roles and workflow to what the tables say; return a line for each change. Raises UnknownRight."""
    return [*update_roles(), *_update_workflow()]


def _update_workflow() -> Iterator[str]:
    protection = _step(ProtectionReview, "Protection officer")
    editors = _step(EditorReview, "Editor")
    editors.groups.set([Group.objects.get(name=EDITORS.name)])
    workflow, made = Workflow.objects.get_or_create(name=NAME)
    if made:
        yield f"Made the workflow “{NAME}”."
    if not workflow.active:
        workflow.active = True
        workflow.save()
        yield f"Switched the workflow “{NAME}” on again."
    steps = [protection.pk, editors.pk]
    had = WorkflowTask.objects.filter(workflow=workflow).order_by("sort_order").values_list("task_id", flat=True)
    if list(had) != steps:
        WorkflowTask.objects.filter(workflow=workflow).delete()
        for number, step in enumerate(steps):
            WorkflowTask.objects.create(workflow=workflow, task_id=step, sort_order=number)
        if not made:
            yield f"Put the steps of the workflow “{NAME}” back in order."
    yield from _retire_stock_workflow()
    # From the root of all pages it holds in every language, those to come included.
    root = Page.get_first_root_node()
    if not WorkflowPage.objects.filter(page=root, workflow=workflow).exists():
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
        yield f"Gave the workflow “{NAME}” to all pages."


def _step(kind: type[Task], name: str) -> Task:
    step: Task | None = kind.objects.filter(active=True).order_by("pk").first()
    return step or kind.objects.create(name=name)


def _retire_stock_workflow() -> Iterator[str]:
    """Remove Wagtail's workflow, or switch it off where pages have gone through it; what is under way is cancelled."""
    workflow = Workflow.objects.filter(name=STOCK_WORKFLOW, active=True).first()
    if workflow is None:
        return
    steps = list(workflow.tasks)
    if workflow.workflow_states.exists():
        workflow.deactivate()
        for step in steps:
            step.deactivate()
        yield f"Switched Wagtail's workflow “{STOCK_WORKFLOW}” off."
    else:
        workflow.delete()
        for step in steps:
            step.delete()
        yield f"Removed Wagtail's workflow “{STOCK_WORKFLOW}”, which was never used."
