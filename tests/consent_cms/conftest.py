"""Fixtures of the officers' screens: people of every kind, each with a browser, and one person to protect."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from officer_cases import enter, make_person, make_valid_consent

from accounts.models import User
from consent import registry, texts
from consent.models import ConsentRecord, Contributor, StorySubject
from consent.officers import OFFICERS
from stories.models import StoryPage
from story_factory import MakeStory


@pytest.fixture(autouse=True)
def _own_private_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture(autouse=True)
def _fingerprints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_registered", {})
    texts.register_text_fingerprint(lambda page: page.title.encode().hex())


@pytest.fixture
def _stories_need_clearance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_protected", {})
    registry.register_protected(StoryPage)


@pytest.fixture
def officer_user(db: None) -> User:
    """A member of the group of protection officers, and nothing more."""
    user = User.objects.create_user("olga@example.org", "a long password", first_name="Olga")
    user.groups.add(Group.objects.get(name=OFFICERS))
    return user


@pytest.fixture
def officer(officer_user: User) -> Client:
    """A browser in which an officer is logged in."""
    return browser_of(officer_user)


@pytest.fixture
def editor_user(db: None) -> User:
    """Somebody who writes."""
    user = User.objects.create_user("edith@example.org", "a long password", first_name="Edith")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def outsiders(editor_user: User, administrator: User) -> dict[str, Client]:
    """A browser for each kind of person who is no officer."""
    return {"anonymous": Client(), "editor": browser_of(editor_user), "superuser": browser_of(administrator)}


@pytest.fixture
def person(db: None) -> Contributor:
    """An invented adult."""
    return make_person()


@pytest.fixture
def record(person: Contributor) -> ConsentRecord:
    """The adult's consent to everything on the website."""
    return make_valid_consent(person)


@pytest.fixture
def story(make_story: MakeStory) -> StoryPage:
    """A published story."""
    return make_story(cleared=False)


@pytest.fixture
def subject(story: StoryPage, person: Contributor, record: ConsentRecord) -> StorySubject:
    """The adult as the main person of the story."""
    return enter(story.translation_key, person)


def browser_of(user: User) -> Client:
    """Return a browser in which somebody is logged in."""
    client = Client()
    client.force_login(user)
    return client
