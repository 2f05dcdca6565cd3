"""The way of a page to its readers: writer, protection officer when people are shown, editor."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState
from workflow_cases import (
    Team,
    act,
    approve,
    assert_unread,
    at_step,
    draft_of,
    form_data,
    submit,
    window,
)

from consent.models import StoryApproval
from home.models import HomePage, OrganizationPage
from pages.workflow.models import EditorReview, ProtectionReview
from stories.models import StoryPage
from team import browser_of


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
