"""Fixtures of the gate's tests: people who write, who publish and who protect, each with a browser."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from accounts.models import User
from consent.models import HealthWord
from consent.officers import OFFICERS
from home.models import HomePage
from stories.models import StoryPage
from story_factory import MakeStory


@pytest.fixture(autouse=True)
def _own_private_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture(autouse=True)
def _health_word(db: None) -> None:
    HealthWord.objects.all().delete()
    HealthWord.objects.create(language_code="en", word="hospital*")


def somebody(name: str, *groups: str) -> User:
    """Return a user of the CMS who is in these groups."""
    user = User.objects.create_user(f"{name.lower()}@example.org", "a long password", first_name=name)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def writer(db: None) -> User:
    """Somebody who writes and may not publish."""
    return somebody("Walid", "Editors")


@pytest.fixture
def publisher(db: None) -> User:
    """Somebody who writes and publishes."""
    return somebody("Petra", "Moderators")


@pytest.fixture
def officer(db: None) -> User:
    """A protection officer who is an editor as well."""
    return somebody("Olga", OFFICERS, "Editors")


@pytest.fixture
def log_in() -> Any:
    """Return a way to get a browser in which somebody is logged in."""

    def browser_of(user: User, **options: Any) -> Client:
        browser = Client(**options)
        browser.force_login(user)
        return browser

    return browser_of


@pytest.fixture
def french(make_story: MakeStory, locales: dict[str, Locale]) -> StoryPage:
    """The translation of an open story, sent to be translated and not translated yet.

    root
    ├── home (en)         /en/
    │   └── stories       /en/stories/
    │       └── story-1   /en/stories/story-1/
    └── home (fr)         /fr/
        └── stories       /fr/stories/
            └── story-1   (a draft)
    """
    story = make_story()
    for page in (HomePage.objects.get(), story.get_parent().specific):
        page.copy_for_translation(locales["fr"]).save_revision().publish()
    source, _made = TranslationSource.update_or_create_from_instance(story)
    Translation.objects.create(source=source, target_locale=locales["fr"]).save_target(publish=False)
    found: StoryPage = story.get_translation(locales["fr"])
    return found
