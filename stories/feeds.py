"""The stories as RSS and Atom, one feed for each language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language, gettext
from wagtail.models import Site

from consent.publication import shareable
from consent.vocabulary import Channel
from stories.models import StoryIndexPage, StoryPage
from stories.models.story_pages import latest_stories
from syndication.atom import AtomFeed, DeletedEntry
from syndication.identity import entry_id, feed_id
from syndication.removals import removals
from syndication.text import xml_text

ENTRIES = 20


@dataclass(frozen=True)
class StorySource:
    """Whose stories a feed carries; in a language without an index the feed is valid and empty."""

    language_code: str
    site: Site
    index: StoryIndexPage | None


class StoryFeed(Feed):
    """What both formats share. One instance serves all requests, so nothing of a request is kept on it."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StorySource:
        """Return where the stories in the language of the address come from. Raises Http404 when there is no site."""
        language_code = get_language() or settings.LANGUAGE_CODE
        site = Site.find_for_request(request)
        if site is None:
            raise Http404
        index = shareable(StoryIndexPage.objects.filter(locale__language_code=language_code)).first()
        return StorySource(language_code, site, index)

    def title(self, source: StorySource) -> str:
        return xml_text(source.index.title) if source.index else gettext("Stories")

    def description(self, source: StorySource) -> str:
        return xml_text(source.index.summary) if source.index else gettext("There is no story in this language yet.")

    subtitle = description

    def link(self, source: StorySource) -> str:
        return (source.index and source.index.full_url) or f"{source.site.root_url}/{source.language_code}/"

    def feed_guid(self, source: StorySource) -> str:
        return feed_id(source.site.root_page.translation_key, source.language_code, "stories")

    def author_name(self, source: StorySource) -> str:
        return xml_text(source.site.site_name or settings.WAGTAIL_SITE_NAME)

    def items(self, source: StorySource) -> list[StoryPage]:
        return list(latest_stories(source.language_code, ENTRIES, Channel.FEEDS).select_related("locale"))

    def item_title(self, story: StoryPage) -> str:
        return xml_text(story.title)

    def item_description(self, story: StoryPage) -> str:
        notice = gettext("Names have been changed to protect the people in this story.")
        return xml_text(f"{story.summary} {notice}" if story.name_changed else story.summary)

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
    """Atom 1.0 (RFC 4287), which also says which stories were taken back (RFC 6721)."""

    feed_type = AtomFeed

    def feed_extra_kwargs(self, source: StorySource) -> dict[str, Any]:
        """Give the feed what was taken back."""
        code = source.language_code
        return {"deleted": [DeletedEntry(entry_id(each.translation_key, code), each.at) for each in removals(code)]}
