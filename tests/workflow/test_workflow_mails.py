"""The mails of the review: who is asked for what, in their language."""

from datetime import timedelta

from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.users.models import UserProfile
from workflow_cases import (
    Team,
    act,
    approve,
    submit,
)

from stories.models import StoryPage


def test_mails_go_to_officers_who_may_approve_and_then_to_the_editors(team: Team, story: StoryPage) -> None:
    submit(story, team.writer)
    assert [message.to for message in mail.outbox] == [[team.olga.email]]
    mail.outbox.clear()
    approve(story, team.olga)
    assert [message.to for message in mail.outbox] == [[team.editor.email]]
    mail.outbox.clear()
    act(story, team.editor, "approve")
    assert [message.to for message in mail.outbox] == [[team.writer.email]]


def test_they_say_who_asks_whom_to_do_what_and_lead_there(team: Team, story: StoryPage) -> None:
    submit(story, team.writer)
    to_officer = mail.outbox.pop()
    assert to_officer.subject == "Please read and approve “A way home”"
    assert "Wanda Test asks for your approval, as a protection officer, of “A way home” (English)" in to_officer.body
    assert reverse("protection:approve_story", args=[story.translation_key, "en"]) in to_officer.body
    approve(story, team.olga)
    to_editor = mail.outbox.pop()
    assert to_editor.subject == "Please read and publish “A way home”"
    assert "Wanda Test asks you to publish “A way home” (English)." in to_editor.body
    act(story, team.editor, "reject", comment="Is it <1990>?")
    back = mail.outbox.pop()
    assert back.subject == "Please change “A way home”"
    assert "Edith Test has read “A way home”" in back.body
    assert "“Is it <1990>?”" in back.body
    submit(story, team.writer)
    mail.outbox.clear()
    act(story, team.editor, "approve")
    done = mail.outbox.pop()
    assert done.subject == "“A way home” is published"
    assert StoryPage.objects.get().full_url in done.body
    for each in (to_officer, to_editor, back, done):
        assert "moderation" not in each.body + each.subject
        assert "&" not in each.body
        assert "\n\n\n\n" not in each.body


def test_what_is_scheduled_says_when(team: Team, story: StoryPage) -> None:
    UserProfile.objects.create(user=team.writer, preferred_language="fr")
    later = story.go_live_at = timezone.now() + timedelta(days=2)
    story.save_revision(user=team.writer)
    story.get_workflow().start(story, team.writer)
    approve(story, team.olga)
    mail.outbox.clear()
    act(story, team.editor, "approve")
    assert "sera publiée à l’heure prévue" in mail.outbox[0].subject
    with translation.override("fr"):
        assert date_format(timezone.localtime(later), "DATETIME_FORMAT") in mail.outbox[0].body
