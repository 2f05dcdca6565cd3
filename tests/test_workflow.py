"""The way of a page to its readers: writer, protection officer when people are shown, editor."""

import json
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, Workflow, WorkflowPage, WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile

from accounts.models import User
from consent.models import ConsentRecord, ConsentSettings, StoryApproval
from home.models import HomePage, OrganizationPage
from pages.gate.reviewing import declaration_of
from pages.models import BasePage
from pages.workflow import arranging
from pages.workflow.models import EditorReview, ProtectionReview
from stories.models import StoryIndexPage, StoryPage
from story_factory import give_consent
from team import ADMINISTRATORS, EDITORS, OFFICERS, WRITERS, browser_of, member

XHR = {"X-Requested-With": "XMLHttpRequest"}


@dataclass(frozen=True)
class Team:
    """Everybody who has a part in publishing. Rita has recorded the consent, Olga has not."""

    writer: User
    olga: User
    rita: User
    editor: User


@pytest.fixture
def team(home: HomePage) -> Team:
    """The roles, with somebody in each."""
    arranging.update_team()
    return Team(
        writer=member("Wanda", WRITERS.name),
        olga=member("Olga", OFFICERS.name),
        rita=member("Rita", OFFICERS.name),
        editor=member("Edith", EDITORS.name),
    )


@pytest.fixture
def story(team: Team, story_index: StoryIndexPage) -> StoryPage:
    """The writer's draft, about somebody whose consent Rita has recorded."""
    page = StoryPage(
        title="A way home",
        slug="a-way-home",
        summary="A summary",
        standfirst="How it began.",
        body=[("text", "<p>What happened.</p>")],
        live=False,
        owner=team.writer,
    )
    story_index.add_child(instance=page)
    page.save_revision(user=team.writer)
    give_consent(page)
    return page


def form_data(page: StoryPage, **changed: Any) -> dict[str, Any]:
    """Return what the page editor sends."""
    values = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "standfirst": page.standfirst,
        "body": streamfield([("text", rich_text("<p>What happened.</p>"))]),
        "story_themes": inline_formset([]),
        "story_assistance": inline_formset([]),
        "cache_policy": page.cache_policy,
        "comments": inline_formset([]),
    }
    data: dict[str, Any] = nested_form_data(values | changed)
    return data


def submit(page: StoryPage, user: User) -> HttpResponse:
    """Press the button in the editor that begins the workflow."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return browser_of(user).post(url, form_data(page) | {"action-submit": "1"}, follow=True)


def step_of(page: BasePage) -> TaskState | None:
    """Return the step at which a page stands."""
    state: TaskState | None = type(page).objects.get(pk=page.pk).current_workflow_task_state
    return state


def window(page: BasePage, user: User, action: str, view: str = "workflow_action") -> dict[str, Any]:
    """Open the window of an action, and return what Wagtail's script gets."""
    step = step_of(page)
    assert step is not None
    url = reverse(f"wagtailadmin_pages:{view}", args=[page.pk, action, step.pk])
    answer: dict[str, Any] = json.loads(browser_of(user).get(url, headers=XHR).content)
    return answer


def act(page: BasePage, user: User, action: str, **values: str) -> HttpResponse:
    """Send the window of an action, as the dashboard does."""
    step = step_of(page)
    assert step is not None
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, step.pk])
    return browser_of(user).post(url, values, headers=XHR)


def draft_of(page: BasePage) -> BasePage:
    """Return the page as it stands in the editor by now."""
    page.refresh_from_db()
    draft: BasePage = page.get_latest_revision_as_object()
    return draft


def fingerprint(page: BasePage) -> str:
    """Return the fingerprint of the text in the editor."""
    return declaration_of(draft_of(page)).text_hash


def approve(page: BasePage, user: User) -> dict[str, Any]:
    """Approve as an officer; return what the window says then."""
    answer: dict[str, Any] = json.loads(act(page, user, "approve", fingerprint=fingerprint(page)).content)
    return answer


def at_step(page: BasePage, kind: type) -> bool:
    """Say whether a page waits at a step."""
    step = step_of(page)
    return step is not None and isinstance(step.task.specific, kind)


def assert_unread(page: BasePage) -> None:
    cache.clear()
    assert not type(page).objects.get(pk=page.pk).live
    assert Client().get(page.url).status_code == 404


def test_a_story_goes_from_writer_to_officer_to_editor_to_its_readers(team: Team, story: StoryPage) -> None:
    submit(story, team.writer)
    assert at_step(story, ProtectionReview)
    assert "You have read the text as it stands" in window(story, team.olga, "approve")["html"]
    assert approve(story, team.olga)["step"] == "success"
    assert StoryApproval.objects.get().approved_by == team.olga
    assert at_step(story, EditorReview)
    assert_unread(story)

    assert json.loads(act(story, team.editor, "approve").content)["step"] == "success"
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
    assert Client().get(story.url).status_code == 200


def test_the_officer_is_skipped_where_nobody_is_shown(team: Team, home: HomePage) -> None:
    page = OrganizationPage(title="About", slug="about", summary="About", body=[("text", "<p>x</p>")], live=False)
    home.add_child(instance=page)
    page.save_revision(user=team.writer)
    page.get_workflow().start(page, team.writer)
    assert at_step(page, EditorReview)
    skipped = TaskState.objects.get(status=TaskState.STATUS_SKIPPED)
    assert skipped.comment == "Nobody is shown or quoted on this page."
    assert not any("Protection officer" in message.subject for message in mail.outbox)
    act(page, team.editor, "approve")
    assert Client().get(page.url).status_code == 200


def test_a_page_with_a_quotation_needs_the_officer(team: Team, home: HomePage) -> None:
    page = OrganizationPage(
        title="About", slug="about", summary="About", body=[("quotation", {"quotation": "We came back."})], live=False
    )
    home.add_child(instance=page)
    page.save_revision(user=team.writer)
    page.get_workflow().start(page, team.writer)
    assert at_step(page, ProtectionReview)


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("recorder", "You have recorded the consent. Another protection officer has to approve the text."),
        ("owner", "You have written this text. Another protection officer has to approve it."),
        ("last author", "You have written this text. Another protection officer has to approve it."),
    ],
)
def test_who_wrote_or_recorded_reads_why_somebody_else_approves(
    team: Team, story: StoryPage, who: str, reason: str
) -> None:
    if who == "owner":
        StoryPage.objects.update(owner=team.olga)
    submit(story, team.writer)
    if who == "last author":
        story.title = "The officer's words"
        story.save_revision(user=team.olga)
    officer = team.rita if who == "recorder" else team.olga
    opened = window(story, officer, "approve")
    assert reason in opened["html"]
    assert 'type="submit"' not in opened["html"]
    assert reason in approve(story, officer)["html"]
    assert at_step(story, ProtectionReview)
    assert not StoryApproval.objects.exists()
    assert not TaskState.objects.reviewable_by(officer).exists()


@pytest.mark.parametrize("small_team", [True, False])
def test_only_in_a_small_team_may_the_author_have_recorded(team: Team, story: StoryPage, small_team: bool) -> None:
    ConsentSettings.objects.create(small_team=small_team)
    StoryPage.objects.update(owner=team.rita)
    submit(story, team.writer)
    answer = approve(story, team.olga)
    if small_team:
        assert answer["step"] == "success"
        act(story, team.editor, "approve")
        assert Client().get(story.url).status_code == 200
    else:
        assert "The author has recorded the consent." in answer["html"]
        assert at_step(story, ProtectionReview)


def test_an_officer_reads_what_is_still_missing(team: Team, story: StoryPage) -> None:
    ConsentRecord.objects.get().withdraw()
    submit(story, team.writer)
    opened = window(story, team.olga, "approve")["html"]
    assert "This cannot be approved yet" in opened
    assert reverse("protection:story", args=[story.translation_key]) in opened
    assert "nor recorded the consent to read and approve" not in opened
    approve(story, team.olga)
    assert at_step(story, ProtectionReview)
    assert not StoryApproval.objects.exists()


def test_only_what_was_read_is_approved(team: Team, story: StoryPage) -> None:
    submit(story, team.writer)
    before = fingerprint(story)
    story.title = "Another title"
    story.save_revision(user=team.writer)
    answer = json.loads(act(story, team.olga, "approve", fingerprint=before).content)
    assert "The text was changed in the meantime" in answer["html"]
    assert not StoryApproval.objects.exists()


def test_nobody_but_officers_acts_for_them(team: Team, story: StoryPage, administrator: User) -> None:
    submit(story, team.writer)
    step = step_of(story)
    assert step is not None
    outsiders = (team.writer, team.editor, member("Ada", ADMINISTRATORS.name), administrator)
    for user in outsiders:
        for view in ("workflow_action", "collect_workflow_action_data"):
            url = reverse(f"wagtailadmin_pages:{view}", args=[story.pk, "approve", step.pk])
            assert browser_of(user).get(url, headers=XHR).status_code == 403, user
            assert browser_of(user).post(url, {"fingerprint": fingerprint(story)}, headers=XHR).status_code == 403
        step.task.specific.on_action(step.specific, user, "approve", fingerprint=fingerprint(story))
    assert at_step(story, ProtectionReview)
    assert not StoryApproval.objects.exists()


def test_an_officer_sends_a_text_back_with_the_reason(team: Team, story: StoryPage) -> None:
    submit(story, team.writer)
    mail.outbox.clear()
    assert "This field is required" in json.loads(act(story, team.olga, "reject").content)["html"]
    act(story, team.olga, "reject", comment="Leave out the village.")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    assert [message.to for message in mail.outbox] == [[team.writer.email]]
    assert "Leave out the village." in mail.outbox[0].body
    submit(story, team.writer)
    assert at_step(story, ProtectionReview)


def test_mails_go_to_officers_who_may_approve_and_then_to_the_editors(team: Team, story: StoryPage) -> None:
    UserProfile.objects.create(user=team.olga, preferred_language="fr")
    submit(story, team.writer)
    assert [message.to for message in mail.outbox] == [[team.olga.email]]
    assert "Vous pouvez" in mail.outbox[0].body
    mail.outbox.clear()
    approve(story, team.olga)
    assert [message.to for message in mail.outbox] == [[team.editor.email]]
    mail.outbox.clear()
    act(story, team.editor, "approve")
    assert [message.to for message in mail.outbox] == [[team.writer.email]]


class TestLastStep:
    """Where the rules refuse, the editor reads why, nothing is published and the workflow stays where it is."""

    @pytest.fixture
    def story(self, team: Team, story: StoryPage) -> StoryPage:
        """A story that an officer approved, and whose text was changed afterwards."""
        submit(story, team.writer)
        approve(story, team.olga)
        story.title = "Another title"
        story.save_revision(user=team.editor)
        return story

    def test_from_the_dashboard(self, team: Team, story: StoryPage) -> None:
        for view in ("workflow_action", "collect_workflow_action_data"):
            opened = window(story, team.editor, "approve", view)["html"]
            assert "nor recorded the consent to read and approve it as it stands." in opened
            assert "send it back to the protection officer" in opened
        answer = json.loads(act(story, team.editor, "approve").content)
        assert "nor recorded the consent to read and approve it as it stands." in answer["html"]
        assert at_step(story, EditorReview)
        assert_unread(story)

    def test_without_a_window(self, team: Team, story: StoryPage) -> None:
        step = step_of(story)
        assert step is not None
        url = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", step.pk])
        answer = browser_of(team.editor).post(url, follow=True)
        assert "nor recorded the consent to read and approve it as it stands." in answer.content.decode()
        assert at_step(story, EditorReview)
        assert_unread(story)

    def test_from_the_editor(self, team: Team, story: StoryPage) -> None:
        answer = self.approve_in_editor(team, story, title="Another title")
        assert "cannot be published yet" in answer
        assert at_step(story, EditorReview)
        assert_unread(story)

    def test_a_text_changed_with_the_approval_itself(self, team: Team, story: StoryPage) -> None:
        story.title = "A way home"
        story.save_revision(user=team.writer)
        answer = self.approve_in_editor(team, story, title="A third title")
        assert "Your changes are saved, but nothing was approved" in answer
        assert "nor recorded the consent to read and approve it as it stands." in answer
        assert at_step(story, EditorReview)
        assert draft_of(story).title == "A third title"
        assert_unread(story)

    def test_it_goes_back_to_the_officer_and_on(self, team: Team, story: StoryPage) -> None:
        mail.outbox.clear()
        act(story, team.editor, "protection", comment="I have changed the title.")
        assert at_step(story, ProtectionReview)
        assert [message.to for message in mail.outbox] == [[team.olga.email]]
        history = browser_of(team.editor).get(reverse("wagtailadmin_pages:history", args=[story.pk]))
        assert "Sent back to the protection officer" in history.content.decode()
        approve(story, team.olga)
        assert at_step(story, EditorReview)
        act(story, team.editor, "approve")
        assert Client().get(story.url).status_code == 200

    def approve_in_editor(self, team: Team, story: StoryPage, **changed: Any) -> str:
        """Press the editor's button for approving."""
        data = form_data(story, **changed) | {"action-workflow-action": "1", "workflow-action-name": "approve"}
        url = reverse("wagtailadmin_pages:edit", args=[story.pk])
        return browser_of(team.editor).post(url, data, follow=True).content.decode()


def test_an_officer_approves_in_the_editor(team: Team, story: StoryPage) -> None:
    submit(story, team.writer)
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    browser = browser_of(team.olga)
    assert browser.get(url).status_code == 200
    step = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    extra = {"workflow-action-extra-data": json.dumps({"comment": "", "fingerprint": fingerprint(story)})}
    changed = browser.post(url, form_data(story, title="The officer's title") | step | extra, follow=True)
    assert "Your changes are saved, but nothing was approved" in changed.content.decode()
    assert at_step(story, ProtectionReview)
    story.title = "A way home"
    story.save_revision(user=team.writer)
    extra = {"workflow-action-extra-data": json.dumps({"comment": "", "fingerprint": fingerprint(story)})}
    browser.post(url, form_data(story, title="A way home") | step | extra)
    assert at_step(story, EditorReview)
    assert StoryApproval.objects.get().approved_by == team.olga


def test_the_writer_waits_while_the_officer_reads(team: Team, story: StoryPage) -> None:
    submit(story, team.writer)
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    browser_of(team.writer).post(url, form_data(story, title="Later"))
    assert draft_of(story).title == "A way home"
    browser_of(team.editor).post(url, form_data(story, title="Later"))
    assert draft_of(story).title == "Later"


def test_a_page_goes_live_at_its_time(team: Team, story: StoryPage, monkeypatch: pytest.MonkeyPatch) -> None:
    later = timezone.now() + timedelta(days=2)
    story.go_live_at = later
    story.save_revision(user=team.writer)
    story.get_workflow().start(story, team.writer)
    approve(story, team.olga)
    act(story, team.editor, "approve")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
    assert_unread(story)
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(minutes=1))
    call_command("publish_scheduled", stdout=StringIO())
    assert Client().get(story.url).status_code == 200


def test_an_editor_publishes_without_the_workflow_if_the_rules_allow_it(team: Team, story: StoryPage) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    answer = browser_of(team.editor).post(url, form_data(story) | {"action-publish": "1"}, follow=True)
    assert "cannot be published yet" in answer.content.decode()
    assert_unread(story)


def test_a_writer_cannot_publish(team: Team, story: StoryPage) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    browser_of(team.writer).post(url, form_data(story) | {"action-publish": "1"})
    assert_unread(story)


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
