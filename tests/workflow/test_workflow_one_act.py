"""An approval under Protection is the officers' step of the review, and each act says who is next."""

import json
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState
from workflow_cases import Team, act, approve, at_step, fingerprint, form_data, step_of, submit, window

from consent.models import ConsentRecord, StoryApproval
from pages.workflow.models import EditorReview, ProtectionReview
from screens import messages_in, words
from stories.models import StoryPage
from team import browser_of


def approve_under_protection(page: StoryPage, user: Any) -> Any:
    """Press the button on the officers' screen and follow where it leads."""
    address = reverse("protection:approve_story", args=[page.translation_key, "en"])
    return browser_of(user).post(address, {"fingerprint": fingerprint(page)}, follow=True)


def test_an_approval_under_protection_takes_the_step(team: Team, story: StoryPage) -> None:
    submit(story, team.writer)
    answer = approve_under_protection(story, team.olga)
    assert at_step(story, EditorReview)
    step = TaskState.objects.get(status=TaskState.STATUS_APPROVED)
    assert (step.finished_by, step.revision) == (team.olga, story.get_latest_revision())
    assert "Next, an editor reads “A way home” and publishes it: Edith Test." in messages_in(answer)
    assert reverse("protection:stories") in answer.content.decode()


def test_under_protection_the_same_is_asked_as_in_the_review(team: Team, story: StoryPage) -> None:
    ConsentRecord.objects.get().withdraw()
    submit(story, team.writer)
    address = reverse("protection:approve_story", args=[story.translation_key, "en"])
    opened = browser_of(team.olga).get(address).content.decode()
    assert "The text cannot be approved yet. This is missing:" in opened
    assert "Approve this text" not in opened
    approve_under_protection(story, team.olga)
    assert at_step(story, ProtectionReview)
    assert not StoryApproval.objects.exists()


def test_a_text_approved_in_advance_goes_on_to_the_editor(team: Team, story: StoryPage) -> None:
    answer = approve_under_protection(story, team.olga)
    assert "Nobody has submitted the page for review yet." in messages_in(answer)
    answer = submit(story, team.writer)
    assert at_step(story, EditorReview)
    assert "Next, an editor reads “A way home” and publishes it" in messages_in(answer)


def test_a_text_that_an_editor_sends_back_is_read_again(team: Team, story: StoryPage) -> None:
    submit(story, team.writer)
    approve(story, team.olga)
    act(story, team.editor, "protection", comment="Is the village right?")
    assert at_step(story, ProtectionReview)


def test_each_act_says_who_is_next(team: Team, story: StoryPage) -> None:
    answer = submit(story, team.writer)
    assert "Next, a protection officer reads “A way home” and approves it: Olga Test." in messages_in(answer)
    approve(story, team.olga)
    dashboard = browser_of(team.olga)
    assert step_of(story) is not None
    act(story, team.editor, "reject", comment="Shorter, please.")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    assert dashboard.get(reverse("wagtailadmin_home")).status_code == 200


def test_the_message_comes_with_the_next_screen(team: Team, story: StoryPage) -> None:
    submit(story, team.writer)
    step = step_of(story)
    assert step is not None
    browser = browser_of(team.olga)
    url = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", step.pk])
    browser.post(url, {"fingerprint": fingerprint(story)}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert "Next, an editor reads “A way home”" in messages_in(browser.get(reverse("wagtailadmin_home")))


def test_nobody_is_left_who_may_approve(team: Team, story: StoryPage) -> None:
    team.olga.groups.clear()
    answer = messages_in(submit(story, team.writer))
    assert "there is none who may approve it" in answer
    assert "Ask an administrator to give the role to somebody else." in answer


class TestLastButton:
    """The button of the last step says what it does, and the message what came of it."""

    def in_the_editor(self, team: Team, story: StoryPage) -> str:
        return browser_of(team.editor).get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()

    def test_it_publishes(self, team: Team, story: StoryPage) -> None:
        submit(story, team.writer)
        approve(story, team.olga)
        for shown in (self.in_the_editor(team, story), window(story, team.editor, "approve")["html"]):
            assert "Approve and publish" in shown
            assert "and Publish" not in shown
        url = reverse("wagtailadmin_pages:edit", args=[story.pk])
        data = form_data(story) | {"action-workflow-action": "1", "workflow-action-name": "approve"}
        answer = browser_of(team.editor).post(url, data, follow=True)
        assert "“A way home” is published: readers can read it now. View live" in messages_in(answer)
        assert StoryPage.objects.get().full_url in answer.content.decode()

    def test_it_schedules(self, team: Team, story: StoryPage) -> None:
        story.go_live_at = timezone.now() + timedelta(days=2)
        story.save_revision(user=team.writer)
        story.get_workflow().start(story, team.writer)
        approve(story, team.olga)
        assert "Approve, to be published at its time" in window(story, team.editor, "approve")["html"]
        browser = browser_of(team.editor)
        step = step_of(story)
        assert step is not None
        browser.post(reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", step.pk]))
        said = messages_in(browser.get(reverse("wagtailadmin_home")))
        assert "Readers can read it from" in said
        assert "nobody has to do anything" in said

    def test_what_is_missing_is_no_button_to_approve(self, team: Team, story: StoryPage) -> None:
        submit(story, team.writer)
        approve(story, team.olga)
        story.title = "Another title"
        story.save_revision(user=team.writer)
        assert "See what is missing" in self.in_the_editor(team, story)
        assert "Approve and publish" not in self.in_the_editor(team, story)
        dashboard = browser_of(team.editor).get(reverse("wagtailadmin_home")).content.decode()
        assert "See what is missing" in dashboard

    def test_the_officer_who_wrote_sees_it_before_she_presses(self, team: Team, story: StoryPage) -> None:
        submit(story, team.writer)
        StoryPage.objects.update(owner=team.olga)
        window_of_olga = json.dumps(window(story, team.olga, "approve"))
        assert "You have written this text." in window_of_olga
        page = browser_of(team.olga).get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
        assert "See what is missing" in page


def test_the_list_under_protection_begins_with_what_waits(team: Team, story: StoryPage) -> None:
    listed = reverse("protection:stories")
    assert "Nothing waits for you." in words(browser_of(team.olga).get(listed))
    submit(story, team.writer)
    seen = words(browser_of(team.olga).get(listed))
    assert "One story waits for something that you can do." in seen
    assert "A way home Read the text and approve it English" in seen
    assert "A colleague has to approve the text" in words(browser_of(team.rita).get(listed))
    approve(story, team.olga)
    assert "Read the text and approve it" not in words(browser_of(team.olga).get(listed))
    ConsentRecord.objects.get().withdraw()
    assert "See to what is missing on record" in words(browser_of(team.olga).get(listed))
