"""Fixtures in layers: each builds on the one above it and draws its tree.

The demo's tests have a layer of their own in demo/conftest.py.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale, Page, Site

from accounts.models import User
from consent.vocabulary import PeopleShown
from home.models import HomePage
from media.models import Picture
from prepared_site import prepared_once
from running_site import PROJECT
from stories.models import StoryIndexPage, StoryPage
from story_factory import MakeStory, clear

# What takes longest: begun first, so that at the end no worker waits for another.
SLOW = ("browser", "test_starting.py", "jobs", "demo", "withdrawal")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow files; within them, and after them, the order stays as it was shuffled.

    What empties the tables at its end stays last, where pytest-django has put it.
    """

    def place(item: pytest.Item) -> tuple[bool, int]:
        marker = item.get_closest_marker("django_db")
        empties = bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in getattr(
            item, "fixturenames", ()
        )
        part = item.path.relative_to(PROJECT / "tests").parts[0]
        return empties, SLOW.index(part) if part in SLOW else len(SLOW)

    items.sort(key=place)


@pytest.fixture(autouse=True)
def _own_media_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def prepared_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a site that has been prepared, with its demo, and served once. For copying."""
    own = tmp_path_factory.getbasetemp()
    return prepared_once(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody who may do everything in the CMS."""
    return User.objects.create_superuser("nora@example.org", "a long password", first_name="Nora")


@pytest.fixture
def cms(client: Client, administrator: User) -> Client:
    """A browser in which the administrator is logged in."""
    client.force_login(administrator)
    return client


@pytest.fixture
def locales(db: None) -> dict[str, Locale]:
    """The languages of the site, by their code."""
    return {locale.language_code: locale for locale in Locale.objects.all()}


@pytest.fixture
def home(locales: dict[str, Locale]) -> HomePage:
    """A site with nothing but a home page in English.

    root
    └── home (en)  /en/
    """
    Page.objects.filter(depth=2).delete()
    page = HomePage(title="Home", slug="home", headline="A headline", summary="A summary", locale=locales["en"])
    Page.get_first_root_node().add_child(instance=page)
    page.save_revision().publish()
    Site.objects.create(hostname="testserver", port=80, site_name="A site", root_page=page, is_default_site=True)
    return page


@pytest.fixture
def story_index(home: HomePage) -> StoryIndexPage:
    """The index of the stories, still empty.

    root
    └── home (en)          /en/
        └── stories (en)   /en/stories/
    """
    page = StoryIndexPage(title="Stories", slug="stories", summary="All stories")
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def make_story(story_index: StoryIndexPage) -> MakeStory:
    """Makes published stories beneath the index, each newer than the one before, each with its consent.

    root
    └── home (en)            /en/
        └── stories (en)     /en/stories/
            ├── story-1 (en) /en/stories/story-1/
            └── …
    """
    made: list[StoryPage] = []

    def make(cleared: bool = True, **fields: Any) -> StoryPage:
        number = len(made) + 1
        values: dict[str, Any] = {
            "title": f"Story {number}",
            "slug": f"story-{number}",
            "summary": f"Summary {number}",
            "standfirst": "How it began.",
            "body": [("text", "<p>What happened.</p>")],
            "first_published_at": datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number),
        }
        story = StoryPage(**(values | fields))
        story_index.refresh_from_db()
        story_index.add_child(instance=story)
        story.save_revision().publish()
        if cleared:
            clear(story)
        made.append(story)
        return story

    return make


@pytest.fixture
def picture(db: None) -> Picture:
    """A small drawing in the library; two people said that it shows nobody."""
    content = BytesIO()
    Image.new("RGB", (1400, 900), "#1b4a8a").save(content, "WEBP")
    return Picture.objects.create(
        title="A drawing",
        file=ContentFile(content.getvalue(), "drawing.webp"),
        credit="Us",
        people_shown=PeopleShown.NONE,
        nobody_confirmed_at=timezone.now(),
    )
