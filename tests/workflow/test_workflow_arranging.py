"""The workflow is there for every page, comes back when changed, and Wagtail's own is retired."""

from wagtail.models import Workflow, WorkflowPage, WorkflowState
from workflow_cases import (
    Team,
)

from accounts.models import User
from home.models import HomePage
from pages.workflow import arranging
from pages.workflow.models import EditorReview, ProtectionReview
from team import EDITORS


def test_the_workflow_holds_for_every_page_and_comes_back(team: Team, home: HomePage) -> None:
    assert [workflow.name for workflow in Workflow.objects.all()] == [arranging.NAME]
    assert arranging.update_team() == []
    workflow = home.get_workflow()
    assert [type(task.specific) for task in workflow.tasks] == [ProtectionReview, EditorReview]
    workflow.deactivate()
    assert not WorkflowPage.objects.exists()
    EditorReview.objects.get().groups.clear()
    assert len(arranging.update_team()) == 2
    assert home.get_workflow() == workflow
    assert [group.name for group in EditorReview.objects.get().groups.all()] == [EDITORS.name]


def test_wagtails_own_workflow_is_switched_off_where_pages_went_through_it(home: HomePage, administrator: User) -> None:
    stock = home.get_workflow()
    assert stock.name == arranging.STOCK_WORKFLOW
    state = stock.start(home, administrator)
    assert "Switched Wagtail's workflow “Moderators approval” off." in arranging.update_team()
    stock.refresh_from_db()
    state.refresh_from_db()
    assert (stock.active, state.status) == (False, WorkflowState.STATUS_CANCELLED)
    assert home.get_workflow().name == arranging.NAME
