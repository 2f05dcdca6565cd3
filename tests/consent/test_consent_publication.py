"""What is read is decided when it is read: live, and cleared for this revision, until now."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from consent_factory import make_subject
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from accounts.models import User
from consent import clearing, registry
from consent.models import Clearance, Contributor, ProtectionEvent
from consent.publication import is_shareable, shareable
from consent.vocabulary import Channel, Verb
from home.models import HomePage
from stories.models import StoryPage
from story_factory import MakeStory

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=30)

pytestmark = pytest.mark.usefixtures("_stories_need_clearance")


def readable(now: datetime = NOW, channel: str = Channel.WEBSITE) -> set[str]:
    """Return the slugs of all stories that anyone may read."""
    return set(shareable(StoryPage.objects.all(), channel, now).values_list("slug", flat=True))


def test_no_clearance_no_page(make_story: MakeStory, home: HomePage) -> None:
    story = make_story(cleared=False)
    assert readable() == set()
    assert not is_shareable(story)
    assert is_shareable(home)


def test_a_clearance_opens_the_page_until_its_end(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    make_story(cleared=False)
    clearing.grant(story, LATER)
    assert readable() == {"story-1"}
    assert readable(LATER - timedelta(microseconds=1)) == {"story-1"}
    assert readable(LATER) == set()
    assert is_shareable(story, now=NOW)
    assert not is_shareable(story, now=LATER)


def test_the_present_is_the_default(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    clearing.grant(story, timezone.now() + timedelta(minutes=5))
    assert is_shareable(story)
    clearing.grant(story, timezone.now() - timedelta(seconds=1))
    assert not is_shareable(story)


def test_another_revision_is_closed_until_it_is_cleared(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    clearing.grant(story, LATER)
    story.standfirst = "Something else."
    revision = story.save_revision()
    assert readable() == {"story-1"}
    revision.publish()
    assert readable() == set()
    clearing.grant(story, LATER)
    assert readable() == {"story-1"}


def test_only_the_revision_that_the_rules_saw_is_cleared(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    seen = Page.objects.get(pk=story.pk).live_revision_id
    clearing.grant(story, LATER, revision_id=seen)
    story.save_revision().publish()
    with pytest.raises(clearing.CannotBeCleared):
        clearing.grant(story, LATER, revision_id=seen)
    assert readable() == set()


def test_a_page_without_a_live_revision_is_never_open(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    clearing.grant(story, LATER)
    StoryPage.objects.filter(pk=story.pk).update(live_revision=None)
    assert readable() == set()
    with pytest.raises(clearing.CannotBeCleared):
        clearing.grant(story, LATER)


def test_a_page_that_needs_no_clearance_is_read_only_while_it_is_live(home: HomePage) -> None:
    assert is_shareable(home)
    Page.objects.filter(pk=home.pk).update(live=False)
    assert not is_shareable(home)


def test_a_page_that_is_not_live_is_closed_and_cannot_be_cleared(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    clearing.grant(story, LATER)
    Page.objects.filter(pk=story.pk).update(live=False)
    assert readable() == set()
    with pytest.raises(clearing.CannotBeCleared):
        clearing.grant(story, LATER)


def test_a_channel_is_cleared_on_its_own(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    clearing.grant(story, LATER, [Channel.WEBSITE])
    assert readable(channel=Channel.FEEDS) == set()
    clearing.grant(story, LATER, [Channel.FEEDS])
    assert readable(channel=Channel.FEEDS) == {"story-1"}
    clearing.revoke(story, [Channel.WEBSITE])
    assert readable() == set()
    assert readable(channel=Channel.FEEDS) == {"story-1"}


def test_a_page_in_another_language_than_the_cleared_one_is_closed(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    clearing.grant(story, LATER)
    Clearance.objects.update(language_code="fr")
    assert readable() == set()


def test_a_page_behind_a_password_is_closed(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    clearing.grant(story, LATER)
    PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.LOGIN)
    assert readable() == set()


def test_suspension_closes_every_language_and_outlasts_a_new_clearance(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    clearing.grant(story, LATER)
    assert clearing.suspend(story.translation_key) == 1
    assert readable() == set()
    clearing.grant(story, LATER)
    assert readable() == set()
    clearing.revoke(story)
    clearing.grant(story, LATER)
    assert readable() == set()
    assert clearing.resume(story.translation_key) == 1
    assert readable() == {"story-1"}


def test_suspension_before_the_first_clearance_counts(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    assert clearing.suspend(story.translation_key) == 0
    clearing.grant(story, LATER)
    assert readable() == set()


def test_an_alias_follows_its_original(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    story.refresh_from_db()
    alias = story.create_alias(update_slug="alias")
    assert readable() == set()
    clearing.grant(story, LATER)
    assert readable() == {"story-1", "alias"}
    clearing.suspend(alias.translation_key)
    assert readable() == set()
    clearing.resume(story.translation_key)
    assert readable() == {"story-1", "alias"}
    assert readable(LATER) == set()
    with pytest.raises(clearing.CannotBeCleared):
        clearing.grant(alias, LATER)
    Page.objects.filter(pk=story.pk).update(live=False)
    assert readable() == set()


def test_an_alias_that_was_left_behind_is_closed(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    story.refresh_from_db()
    story.create_alias(update_slug="alias")
    with patch.object(Page, "update_aliases"):
        story.save_revision().publish()
    clearing.grant(story, LATER)
    assert readable() == {"story-1"}
    Page.objects.get(pk=story.pk).specific.update_aliases()
    assert readable() == {"story-1", "alias"}


def test_no_copy_takes_a_clearance_along(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    clearing.grant(story, LATER)
    story.copy(update_attrs={"slug": "copy"}, keep_live=True)
    assert Page.objects.get(slug="copy").live
    assert readable() == {"story-1"}


def test_a_person_closes_a_page_of_any_kind(home: HomePage, contributor: Contributor) -> None:
    alias = home.create_alias(update_slug="alias")
    assert is_shareable(home)
    assert is_shareable(alias)
    make_subject(home.translation_key, contributor)
    assert not is_shareable(home)
    assert not is_shareable(alias)
    clearing.grant(home, LATER)
    assert is_shareable(home, now=NOW)


def test_a_kind_can_be_closed_in_part(make_story: MakeStory, monkeypatch: pytest.MonkeyPatch) -> None:
    make_story(cleared=False)
    make_story(cleared=False)
    monkeypatch.setattr(registry, "_protected", {})
    registry.register_protected(Page, when=Q(slug="story-2"))
    assert readable() == {"story-1"}
    registry.register_protected(Page)
    assert readable() == set()


def test_nothing_registered_closes_nothing(make_story: MakeStory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_protected", {})
    story = make_story(cleared=False)
    assert readable() == {"story-1"}
    make_subject(uuid4(), None, basis="crowd")
    assert is_shareable(story)


def test_one_query_whatever_the_number_of_pages(make_story: MakeStory) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert list(shareable(StoryPage.objects.all(), now=NOW))
        return len(captured)

    clearing.grant(make_story(cleared=False), LATER)
    assert queries() == 1
    for _number in range(5):
        clearing.grant(make_story(cleared=False), LATER)
    assert queries() == 1


def test_granting_and_revoking_is_logged(make_story: MakeStory, officer: User) -> None:
    story = make_story(cleared=False)
    clearing.grant(story, LATER, [Channel.WEBSITE, Channel.FEEDS], actor=officer)
    assert clearing.revoke(story) == 2
    assert clearing.revoke(story) == 0
    clearing.grant(story, LATER)
    assert clearing.revoke_story(story.translation_key) == 1
    logged = ProtectionEvent.objects.filter(kind="page", identifier=str(story.pk))
    assert list(logged.values_list("verb", "channel", "actor_id")) == [
        ("clearance_granted", "website", officer.pk),
        ("clearance_granted", "feeds", officer.pk),
        ("clearance_revoked", "feeds", None),
        ("clearance_revoked", "website", None),
        ("clearance_granted", "website", None),
        ("clearance_revoked", "website", None),
    ]


def test_what_is_granted_already_is_logged_once(make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    for until in (LATER, LATER, LATER + timedelta(days=1)):
        [clearance] = clearing.grant(story, until)
        assert (clearance.until, Clearance.objects.count()) == (until, 1)
    assert ProtectionEvent.objects.filter(verb=Verb.CLEARANCE_GRANTED).count() == 2


def test_an_unknown_channel_is_refused(make_story: MakeStory) -> None:
    with pytest.raises(ValueError, match="websit"):
        clearing.grant(make_story(cleared=False), LATER, ["websit"])
