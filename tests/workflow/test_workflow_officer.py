"""The officers' step: who may take it, what they read first, and what is approved."""

import json

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState
from workflow_cases import (
    XHR,
    Team,
    act,
    approve,
    at_step,
    fingerprint,
    form_data,
    step_of,
    submit,
    window,
)

from accounts.models import User
from consent.models import ConsentRecord, ConsentSettings, StoryApproval
from pages.workflow.models import EditorReview, ProtectionReview
from stories.models import StoryPage
from team import ADMINISTRATORS, browser_of, member


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
        assert "Somebody who wrote this text has recorded the consent." in answer["html"]
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
