"""Suspending a story: one click closes it everywhere, and only an officer opens it again."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from officer_cases import at

from accounts.models import User
from consent import clearing
from consent.models import Clearance, ProtectionEvent, StorySubject
from consent.publication import is_shareable
from consent.vocabulary import Channel, Verb
from stories.models import StoryPage


@pytest.fixture
def read(story: StoryPage, subject: StorySubject) -> StoryPage:
    """A story that anyone may read, on the website and in feeds."""
    clearing.grant(story, timezone.now() + timedelta(days=9), [Channel.WEBSITE, Channel.FEEDS])
    assert is_shareable(story)
    return story


def is_open(story: StoryPage) -> set[str]:
    """Return the channels in which the story is read."""
    return {channel for channel in (Channel.WEBSITE, Channel.FEEDS) if is_shareable(story, channel)}


def test_one_click_closes_a_story_everywhere_and_another_opens_it(
    officer: Client, officer_user: User, read: StoryPage
) -> None:
    key = read.translation_key
    assert "nobody can read the story" in officer.get(at("suspend", key)).content.decode()
    assert is_open(read) == {Channel.WEBSITE, Channel.FEEDS}
    answer = officer.post(at("suspend", key))
    assert answer["Location"] == at("story", key)
    assert is_open(read) == set()
    assert ProtectionEvent.objects.get(verb=Verb.CLEARANCE_SUSPENDED).actor_id == officer_user.pk

    content = officer.get(at("story", key)).content.decode()
    assert "This story is suspended" in content
    assert re.search("Suspended on .* by Olga", content)
    assert at("resume", key) in content
    assert at("suspend", key) not in content

    content = officer.post(at("resume", key), follow=True).content.decode()
    assert "The story can be read again." in content
    assert "This story is suspended" not in content
    assert is_open(read) == {Channel.WEBSITE, Channel.FEEDS}


def test_what_lacks_something_else_stays_closed(officer: Client, read: StoryPage) -> None:
    officer.post(at("suspend", read.translation_key))
    Clearance.objects.all().delete()
    content = officer.post(at("resume", read.translation_key), follow=True).content.decode()
    assert "The story stays closed" in content
    assert is_open(read) == set()


def test_pressed_twice_it_is_one_act(officer: Client, read: StoryPage) -> None:
    for name, verb in (("suspend", Verb.CLEARANCE_SUSPENDED), ("resume", Verb.CLEARANCE_RESUMED)):
        for _time in range(2):
            officer.post(at(name, read.translation_key))
        assert ProtectionEvent.objects.filter(verb=verb).count() == 1


def test_a_suspension_by_a_program_names_nobody(officer: Client, read: StoryPage) -> None:
    clearing.suspend(read.translation_key)
    assert "Suspended on" in officer.get(at("story", read.translation_key)).content.decode()
