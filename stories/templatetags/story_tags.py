"""What other sections show of stories."""

from collections.abc import Iterable

from django import template
from django.utils.translation import get_language

from language.localization import in_language
from media.ladder import load_renditions
from stories.models import StoryPage
from stories.models.story_pages import for_listing, latest_stories

register = template.Library()


@register.simple_tag
def stories_to_show(chosen: Iterable[int], number: int = 3) -> list[StoryPage]:
    """Return the chosen stories in the reader's language; the newest ones fill the places that are left."""
    language_code = get_language() or ""
    stories = in_language(for_listing(StoryPage.objects.all()), chosen, language_code)
    shown = {story.pk for story in stories}
    stories += [story for story in latest_stories(language_code, number + len(shown)) if story.pk not in shown]
    stories = stories[:number]
    load_renditions(story.listing_picture for story in stories)
    return stories
