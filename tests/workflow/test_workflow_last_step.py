"""The last step: where the rules refuse, the editor reads why and nothing is published."""

import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from workflow_cases import (
    Team,
    act,
    approve,
    assert_unread,
    at_step,
    draft_of,
    form_data,
    step_of,
    submit,
    window,
)

from pages.workflow.models import EditorReview, ProtectionReview
from stories.models import StoryPage
from team import browser_of


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
