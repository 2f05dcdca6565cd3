"""A story that stands everywhere, and who takes it back."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale
from withdrawn_story import NAME

from accounts.models import User
from consent.models import Contributor, StorySubject
from consent.officers import OFFICERS
from home.models import HomePage
from stories.models import StoryPage
from story_factory import MakeStory, approve, colleague


@pytest.fixture
def officer(db: None) -> User:
    """The officer who is told."""
    return colleague("Ines")


@pytest.fixture
def french_home(home: HomePage, locales: dict[str, Locale]) -> HomePage:
    """The home page in French too."""
    page = home.copy_for_translation(locales["fr"])
    page.slug = "accueil"
    page.save_revision().publish()
    return page


@pytest.fixture
def story(make_story: MakeStory, french_home: HomePage, locales: dict[str, Locale]) -> StoryPage:
    """A story that stands everywhere.

    root
    ├── home (en)                      /en/
    │   └── stories (en)
    │       ├── story-1                somebody else's
    │       ├── temurazi               also where an old address leads to
    │       └── the-same (alias)
    └── accueil (fr)                   /fr/
        └── stories (fr)
            └── temurazi-fr
    """
    make_story(title="Another story")
    page = make_story(title=f"The oven of {NAME}", slug=NAME.lower(), body=[("text", f"<p>{NAME} bakes.</p>")])
    index = page.get_parent().specific.copy_for_translation(locales["fr"])
    index.save_revision().publish()
    french = page.copy_for_translation(locales["fr"])
    french.slug = f"{NAME.lower()}-fr"
    french.save_revision().publish()
    approve(french)
    StoryPage.objects.get(pk=page.pk).create_alias(update_slug="the-same")
    Redirect.add_redirect(f"/en/stories/old-{NAME.lower()}", page, is_permanent=True)
    return StoryPage.objects.get(pk=page.pk)


@pytest.fixture
def contributor(story: StoryPage) -> Contributor:
    """The main person of the story."""
    subject = StorySubject.objects.get(translation_key=story.translation_key)
    assert subject.contributor is not None
    return subject.contributor


@pytest.fixture
def officer_browser(officer: User) -> Client:
    """A browser in which an officer is logged in who is nothing else."""
    officer.groups.add(Group.objects.get(name=OFFICERS))
    client = Client()
    client.force_login(officer)
    return client
