"""Stories, their index, and what the home page shows of them."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import HomePage
from media.models import Picture
from stories.models import StoryIndexPage, StoryPage
from stories.models.story_pages import STORIES_PER_PAGE
from story_factory import MakeStory


def titles(response: object) -> list[str]:
    return [story.title for story in response.context["stories"]]  # type: ignore[attr-defined]


def test_the_index_shows_the_newest_first(client: Client, make_story: MakeStory) -> None:
    make_story(title="Old", first_published_at=datetime(2020, 1, 1, tzinfo=UTC))
    make_story(title="New", first_published_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert titles(client.get("/en/stories/")) == ["New", "Old"]


def test_the_index_has_pages(client: Client, make_story: MakeStory) -> None:
    for _number in range(STORIES_PER_PAGE + 1):
        make_story()
    assert len(titles(client.get("/en/stories/"))) == STORIES_PER_PAGE
    assert titles(client.get("/en/stories/?page=2")) == ["Story 1"]


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "٢", "1%00"])
def test_a_senseless_page_number_is_no_error(client: Client, make_story: MakeStory, number: str) -> None:
    make_story()
    response = client.get(f"/en/stories/?page={number}")
    assert response.status_code == 200
    assert titles(response) == ["Story 1"]


def test_drafts_and_restricted_stories_are_nowhere(client: Client, make_story: MakeStory) -> None:
    make_story(title="Draft").unpublish()
    hidden = make_story(title="For members")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    make_story(title="Public")
    for address in ("/en/", "/en/stories/", "/en/feeds/stories.rss", "/en/feeds/stories.atom"):
        text = client.get(address).content.decode()
        assert "Public" in text
        assert "Draft" not in text
        assert "For members" not in text


def test_the_home_page_shows_the_latest_until_some_are_chosen(
    client: Client, home: HomePage, make_story: MakeStory
) -> None:
    stories = [make_story() for _number in range(4)]
    assert titles(client.get("/en/")) == ["Story 4", "Story 3", "Story 2"]
    home.refresh_from_db()
    home.featured_stories = [("story", stories[0])]
    home.save_revision().publish()
    assert titles(client.get("/en/")) == ["Story 1", "Story 4", "Story 3"]


def test_a_chosen_story_that_is_unpublished_makes_room_for_the_latest(
    client: Client, home: HomePage, make_story: MakeStory
) -> None:
    chosen, other = make_story(), make_story()
    home.refresh_from_db()
    home.featured_stories = [("story", chosen)]
    home.save_revision().publish()
    chosen.unpublish()
    assert titles(client.get("/en/")) == [other.title]


def test_a_story_leads_on_to_others_but_not_to_itself(client: Client, make_story: MakeStory) -> None:
    make_story()
    make_story()
    more = client.get("/en/stories/story-2/").context["page"].next_stories
    assert [story.title for story in more] == ["Story 1"]


@pytest.mark.parametrize(
    ("decorative", "alt", "valid"), [(False, "", False), (False, "A road", True), (True, "", True)]
)
def test_a_picture_needs_alternative_text_unless_it_is_decorative(
    story_index: StoryIndexPage, picture: Picture, decorative: bool, alt: str, valid: bool
) -> None:
    story = StoryPage(
        title="A story",
        slug="a-story",
        summary="Summary",
        standfirst="How it began.",
        body=[("text", "<p>What happened.</p>")],
        listing_picture=picture,
        listing_picture_alt=alt,
        listing_picture_decorative=decorative,
        path="000100010001",
        depth=4,
        locale=story_index.locale,
    )
    if valid:
        story.clean()
    else:
        with pytest.raises(ValidationError) as caught:
            story.clean()
        assert list(caught.value.message_dict) == ["listing_picture_alt"]
