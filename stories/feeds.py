"""The stories as RSS and Atom, one feed for each language."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language

from consent.publication import shareable
from stories.models import StoryIndexPage, StoryPage
from stories.models.story_pages import latest_stories
from syndication.identity import entry_id, feed_id
from syndication.text import xml_text

ENTRIES = 20


class StoryFeed(Feed):
    """What both formats share. One instance serves all requests, so nothing of a request is kept on it."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StoryIndexPage:
        """Return the index of the stories in the language of the address. Raises Http404 when there is none."""
        language_code = get_language()
        index = (
            shareable(StoryIndexPage.objects.filter(locale__language_code=language_code))
            .select_related("locale")
            .first()
        )
        if index is None:
            raise Http404(f"There are no stories in {language_code}.")
        return index

    def title(self, index: StoryIndexPage) -> str:
        return xml_text(index.title)

    def description(self, index: StoryIndexPage) -> str:
        return xml_text(index.summary)

    subtitle = description

    def link(self, index: StoryIndexPage) -> str:
        return index.full_url or "/"

    def feed_guid(self, index: StoryIndexPage) -> str:
        return feed_id(index.translation_key, index.locale.language_code, "stories")

    def author_name(self, index: StoryIndexPage) -> str:
        site = index.get_site()
        return xml_text(site.site_name) if site else ""

    def items(self, index: StoryIndexPage) -> list[StoryPage]:
        return list(latest_stories(index.locale.language_code, ENTRIES).select_related("locale"))

    def item_title(self, story: StoryPage) -> str:
        return xml_text(story.title)

    def item_description(self, story: StoryPage) -> str:
        return xml_text(story.summary)

    def item_link(self, story: StoryPage) -> str:
        return story.full_url or "/"

    item_guid_is_permalink = False

    def item_guid(self, story: StoryPage) -> str:
        return entry_id(story.translation_key, story.locale.language_code)

    def item_pubdate(self, story: StoryPage) -> datetime | None:
        return story.first_published_at

    def item_updateddate(self, story: StoryPage) -> datetime | None:
        return story.last_published_at


class StoryRssFeed(StoryFeed):
    """RSS 2.0."""

    feed_type = Rss201rev2Feed


class StoryAtomFeed(StoryFeed):
    """Atom 1.0 (RFC 4287)."""

    feed_type = Atom1Feed
