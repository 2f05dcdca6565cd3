"""No public page needs many queries, and none needs more because there is more content."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import HomePage
from media.models import Picture
from stories.models import AssistanceKind, StoryAssistance, StoryPage, StoryTheme, Theme
from story_factory import MakeStory, approve

MOST_QUERIES = 20


def queries(client: Client, address: str) -> int:
    """Count the queries of one request in a warm process with nothing cached."""
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.fixture
def make_full_story(make_story: MakeStory, picture: Picture) -> MakeStory:
    """Makes stories with everything that costs queries: pictures, themes, kinds of assistance."""

    def make() -> StoryPage:
        story = make_story(
            listing_picture=picture,
            listing_picture_decorative=True,
            body=[
                ("text", "<p>What happened.</p>"),
                ("picture", {"picture": picture, "caption": "A caption"}),
                ("picture", {"picture": picture, "caption": "Another"}),
            ],
        )
        theme, _ = Theme.objects.get_or_create(name="Health", slug="health", locale=story.locale)
        kind, _ = AssistanceKind.objects.get_or_create(name="Travel", slug="travel", locale=story.locale)
        story.story_themes.add(StoryTheme(theme=theme, locale=story.locale))
        story.story_assistance.add(StoryAssistance(kind=kind, locale=story.locale))
        story.save_revision().publish()
        approve(story)
        return story

    return make


@pytest.mark.parametrize("address", ["/en/", "/en/stories/", "/en/stories/story-1/", "/en/feeds/stories.atom"])
def test_queries_do_not_grow_with_the_number_of_stories(
    client: Client, home: HomePage, make_full_story: MakeStory, address: str
) -> None:
    for _number in range(3):
        make_full_story()
    few = queries(client, address)
    for _number in range(12):
        make_full_story()
    assert queries(client, address) <= few
    assert few <= MOST_QUERIES
