"""Where stories are listed: their indexes and their feeds."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from consent.surfaces import Story, Surface
from stories.models import StoryIndexPage


def surfaces_of_stories() -> tuple[Surface, ...]:
    """Return the surfaces of this section."""
    return (Surface("lists of stories", _indexes), Surface("feeds of stories", _feeds))


def _indexes(_story: Story) -> list[str]:
    return [url for index in StoryIndexPage.objects.live() if (url := index.get_url_parts()[2])]


def _feeds(_story: Story) -> Iterator[str]:
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        with override(code):
            yield reverse("stories:atom")
            yield reverse("stories:rss")
