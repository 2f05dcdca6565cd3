"""The layer of roles: a small site in two languages, and somebody in each role."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from accounts.models import User
from consent.models import ConsentRecord, Contributor
from consent.vocabulary import Method
from home.models import HomePage, OrganizationPage
from media.models import DocumentFile, Picture, Recording
from pages.workflow import arranging
from rights_probes import World
from stories.models import Theme
from story_factory import MakeStory, give_consent
from team import ADMINISTRATORS, EDITORS, OFFICERS, TRANSLATORS, WRITERS, member


def organization_page(parent: HomePage, slug: str, live: bool) -> OrganizationPage:
    """Make a page about nobody beneath a home page."""
    page = OrganizationPage(
        title=slug.title(), slug=slug, summary="S", body=[("text", "<p>x</p>")], live=live, locale=parent.locale
    )
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return page


@pytest.fixture
def people(home: HomePage) -> dict[str, User]:
    """Somebody in each role, by the heading of the role's column in docs/rights.md.

    The roles come first and the Arabic home page later, so that it is the signal that gives it its rights.
    """
    arranging.update_team()
    superuser = User.objects.create_superuser("root@example.org", first_name="Root", last_name="Test")
    return {
        "writer": member("Wanda", WRITERS.name),
        "translator": member("Tarek", TRANSLATORS.name),
        "editor": member("Edith", EDITORS.name),
        "protection officer": member("Olga", OFFICERS.name),
        "administrator": member("Ada", ADMINISTRATORS.name),
        "superuser": superuser,
    }


@pytest.fixture
def world(
    people: dict[str, User], home: HomePage, make_story: MakeStory, locales: dict[str, Locale], picture: Picture
) -> World:
    """What the people try their rights on; none of it is theirs.

    root
    ├── home (en)               /en/
    │   ├── draft, published    about nobody
    │   ├── translated          with a translation under way
    │   └── stories/story-1     a draft about somebody
    └── home (ar)               /ar/
        ├── draft-ar
        └── translated
    """
    arabic_home = home.copy_for_translation(locales["ar"])
    arabic_home.save_revision().publish()
    translated = organization_page(home, "translated", live=True)
    source, _made = TranslationSource.update_or_create_from_instance(translated)
    translation = Translation.objects.create(source=source, target_locale=locales["ar"])
    translation.save_target(publish=False)
    story = make_story(cleared=False, live=False)
    story.unpublish()
    give_consent(story)
    contributor = Contributor.objects.get()
    return World(
        home=home,
        draft=organization_page(home, "draft", live=False),
        published=organization_page(home, "published", live=True),
        arabic_draft=organization_page(HomePage.objects.get(pk=arabic_home.pk), "draft-ar", live=False),
        translation=translation,
        story=story,
        theme=Theme.objects.create(name="Work", slug="work", locale=home.locale),
        picture=picture,
        recording=Recording.objects.create(title="A film", address="https://vimeo.com/76979871", transcript="x"),
        document=DocumentFile.objects.create(title="A leaflet", file=ContentFile(b"x", "leaflet.txt")),
        record=ConsentRecord.objects.get(),
        contributor=contributor,
        someone=member("Sam"),
        officer=member("Opal", OFFICERS.name),
        draft_record=ConsentRecord.objects.create(
            contributor=contributor, method=Method.SIGNED, form_language="en", given_on=timezone.localdate()
        ),
    )
