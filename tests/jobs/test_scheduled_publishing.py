"""Scheduled publishing: each page by itself, a refused one is reported once, and nothing is done twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import OperationalError
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.users.models import UserProfile

from accounts.models import User
from consent.officers import OFFICERS
from home.models import HomePage, OrganizationPage
from pages.gate import refused_schedule
from pages.gate.scheduled import publish_due
from stories.models import StoryPage
from story_factory import MakeStory, colleague

WorkOff = Callable[[], int]
TITLE = "A story without a word from anybody"


def schedule(page: Page, **ago: float) -> Revision:
    """Make a page a draft whose time to be published came some time ago."""
    page = Page.objects.get(pk=page.pk).specific
    if page.live:
        page.unpublish()
    page.go_live_at = timezone.now() - timedelta(**ago)
    revision: Revision = page.save_revision(approved_go_live_at=page.go_live_at)
    Page.objects.filter(pk=page.pk).update(go_live_at=page.go_live_at)
    return revision


@pytest.fixture
def officer(db: None) -> User:
    user = colleague("Sami")
    user.groups.add(Group.objects.get(name=OFFICERS))
    mail.outbox.clear()
    return user


@pytest.fixture
def refused(make_story: MakeStory, officer: User) -> StoryPage:
    """A story about which nobody was asked, owned by Olga and due for five minutes."""
    story = make_story(cleared=False, title=TITLE, owner=colleague("Olga"))
    schedule(story, minutes=5)
    return story


def test_what_is_due_is_published(client: Client, make_story: MakeStory) -> None:
    story = make_story()
    schedule(story, seconds=1)
    later = make_story()
    schedule(later, hours=-1)
    assert client.get("/en/stories/story-1/").status_code == 404
    assert publish_due(timezone.now()) == {"published": 1, "unpublished": 0, "refused": 0, "postponed": 0}
    assert client.get("/en/stories/story-1/").status_code == 200
    assert client.get("/en/stories/story-2/").status_code == 404
    assert PageLogEntry.objects.filter(action="wagtail.publish.scheduled", page=story).count() == 1


def test_run_again_it_finds_nothing_to_do(make_story: MakeStory, refused: StoryPage) -> None:
    schedule(make_story(), minutes=1)
    publish_due(timezone.now())
    assert set(publish_due(timezone.now()).values()) == {0}


def test_what_expires_is_taken_down(client: Client, make_story: MakeStory) -> None:
    story = make_story()
    StoryPage.objects.filter(pk=story.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert publish_due(timezone.now())["unpublished"] == 1
    story.refresh_from_db()
    assert not story.live
    assert story.expired


def test_a_refused_page_stops_no_other_and_is_not_published(refused: StoryPage, make_story: MakeStory) -> None:
    story = make_story()
    schedule(story, minutes=1)
    counts = publish_due(timezone.now())
    assert (counts["published"], counts["refused"]) == (1, 1)
    assert StoryPage.objects.get(pk=story.pk).live
    assert not StoryPage.objects.get(pk=refused.pk).live


def test_a_refused_page_keeps_its_draft_and_loses_its_schedule(refused: StoryPage) -> None:
    publish_due(timezone.now())
    page = StoryPage.objects.get(pk=refused.pk)
    assert page.approved_schedule is False
    assert page.go_live_at is None
    draft = page.get_latest_revision_as_object()
    assert draft.go_live_at is None
    assert draft.title == TITLE
    assert PageLogEntry.objects.filter(page=page, action=refused_schedule.REFUSED).count() == 1


def test_those_concerned_read_once_what_is_missing(refused: StoryPage, work_off: WorkOff) -> None:
    for _minute in range(3):
        publish_due(timezone.now())
        work_off()
    assert sorted(message.to[0] for message in mail.outbox) == ["olga@example.org", "sami@example.org"]
    for message in mail.outbox:
        assert TITLE in message.subject
        assert f"/cms/pages/{refused.pk}/edit/" in message.body
        assert "- " in message.body
        missing = [str(line) for line in refused_schedule.missing_on(refused)]
        assert missing
        assert all(line in message.body for line in missing)


def test_each_reads_it_in_their_language(
    refused: StoryPage, work_off: WorkOff, monkeypatch: pytest.MonkeyPatch
) -> None:
    UserProfile.objects.create(user=colleague("Olga"), preferred_language="fr")
    monkeypatch.setattr(refused_schedule, "_", lambda text: f"[{translation.get_language()}] {text}")
    publish_due(timezone.now())
    work_off()
    subjects = {message.to[0]: message.subject[:4] for message in mail.outbox}
    assert subjects == {"olga@example.org": "[fr]", "sami@example.org": "[en]"}


def test_whoever_scheduled_it_is_told_too(make_story: MakeStory, officer: User, work_off: WorkOff) -> None:
    story = make_story(cleared=False)
    revision = schedule(story, minutes=1)
    Revision.objects.filter(pk=revision.pk).update(user=colleague("Eva"))
    publish_due(timezone.now())
    work_off()
    assert "eva@example.org" in {message.to[0] for message in mail.outbox}


def test_where_there_is_nobody_else_administrators_are_told(
    make_story: MakeStory, administrator: User, work_off: WorkOff
) -> None:
    schedule(make_story(cleared=False), minutes=1)
    publish_due(timezone.now())
    work_off()
    assert [message.to for message in mail.outbox] == [[administrator.email]]


def test_a_refused_change_leaves_what_is_live_as_it_is(client: Client, make_story: MakeStory, officer: User) -> None:
    story = make_story()
    story.refresh_from_db()
    story.summary = "Changed, and approved by nobody."
    story.go_live_at = timezone.now() - timedelta(minutes=1)
    story.save_revision(approved_go_live_at=story.go_live_at)
    assert publish_due(timezone.now())["refused"] == 1
    assert client.get("/en/stories/story-1/").status_code == 200


def broken_pages(home: HomePage) -> list[OrganizationPage]:
    """Return three scheduled pages; publishing the second will fail."""
    pages = []
    for number in range(3):
        page = OrganizationPage(title=f"Page {number}", slug=f"page-{number}", summary="A page", live=False)
        home.add_child(instance=page)
        schedule(page, minutes=10 - number)
        pages.append(page)
    return pages


@pytest.mark.parametrize(("error", "count"), [(KeyError("Mara"), "refused"), (OperationalError("busy"), "postponed")])
def test_a_page_that_breaks_stops_no_other(
    home: HomePage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception, count: str
) -> None:
    pages = broken_pages(home)
    publish = Revision.publish

    def breaking(self: Revision, **kwargs: Any) -> None:
        publish(self, **kwargs)
        if self.object_id == str(pages[1].pk):
            raise error

    monkeypatch.setattr(Revision, "publish", breaking)
    counts = publish_due(timezone.now())
    assert (counts["published"], counts[count]) == (2, 1)
    live = [Page.objects.get(pk=page.pk).live for page in pages]
    assert live == [True, False, True]
    assert bool(Page.objects.get(pk=pages[1].pk).approved_schedule) == (count == "postponed")
    assert "Mara" not in caplog.text


def test_the_screen_knows_what_is_missing_until_it_is_published(refused: StoryPage) -> None:
    before = timezone.now() - timedelta(minutes=1)
    publish_due(timezone.now())
    (shown,) = refused_schedule.refused_since(before)
    assert shown.page.pk == refused.pk
    assert shown.missing
    Page.objects.get(pk=refused.pk).specific.get_latest_revision().publish()
    assert refused_schedule.refused_since(before) == []
