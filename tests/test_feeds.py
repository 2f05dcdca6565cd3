"""The stories as RSS and Atom."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client

from story_factory import MakeStory, approve

ATOM = "{http://www.w3.org/2005/Atom}"
BOTH = pytest.mark.parametrize("format_", ["rss", "atom"])


@BOTH
def test_a_feed_reader_finds_the_stories(client: Client, make_story: MakeStory, format_: str) -> None:
    make_story(title="First & <foremost>", first_published_at=datetime(2026, 3, 1, 8, tzinfo=UTC))
    feed = feedparser.parse(client.get(f"/en/feeds/stories.{format_}").content)
    assert not feed.bozo
    assert feed.feed.title == "Stories"
    (entry,) = feed.entries
    assert entry.title == "First & <foremost>"
    assert entry.summary == "Summary 1"
    assert entry.link == "http://testserver/en/stories/story-1/"
    assert entry.published_parsed[:4] == (2026, 3, 1, 8)


@BOTH
def test_an_entry_keeps_its_identity_when_its_address_changes(
    client: Client, make_story: MakeStory, format_: str
) -> None:
    story = make_story()

    def identity() -> str:
        (entry,) = feedparser.parse(client.get(f"/en/feeds/stories.{format_}").content).entries
        return str(entry.id)

    before = identity()
    assert before.startswith("urn:uuid:")
    story.slug = "another-slug"
    story.save_revision().publish()
    approve(story)
    assert identity() == before


@BOTH
def test_a_control_character_does_not_take_the_feed_down(client: Client, make_story: MakeStory, format_: str) -> None:
    make_story(title="A \x0b tab", summary="A \x1f separator \U0001f33f")
    (entry,) = feedparser.parse(client.get(f"/en/feeds/stories.{format_}").content).entries
    assert entry.title == "A  tab"


def test_atom_has_what_rfc_4287_requires(client: Client, make_story: MakeStory) -> None:
    make_story()
    root = ElementTree.fromstring(client.get("/en/feeds/stories.atom").content)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "A site"
    assert root.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    for required in ("id", "title", "updated", "published"):
        assert entry.findtext(f"{ATOM}{required}")


@BOTH
def test_a_language_without_stories_has_an_empty_feed(client: Client, make_story: MakeStory, format_: str) -> None:
    make_story()
    feed = feedparser.parse(client.get(f"/fr/feeds/stories.{format_}").content)
    assert not feed.bozo
    assert feed.feed.title == "Récits"
    assert feed.entries == []


@BOTH
def test_an_empty_feed_is_valid(client: Client, story_index: object, format_: str) -> None:
    feed = feedparser.parse(client.get(f"/en/feeds/stories.{format_}").content)
    assert not feed.bozo
    assert feed.entries == []


def test_pages_announce_the_feeds_of_their_language(client: Client, make_story: MakeStory) -> None:
    make_story()
    text = client.get("/en/stories/story-1/").content.decode()
    assert 'href="/en/feeds/stories.atom"' in text
    assert 'href="/en/feeds/stories.rss"' in text
