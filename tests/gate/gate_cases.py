"""What the gate's tests have in common: what the editor sends, and what somebody reads in an answer."""

from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from consent.models import FinalTextApproval, StorySubject
from pages.gate.reviewing import text_hash_of
from stories.models import StoryPage

LogIn = Callable[..., Client]


def form_data(story: StoryPage, **changed: Any) -> dict[str, Any]:
    """Return what the page editor sends for a story."""
    fields = {
        "title": story.title,
        "slug": story.slug,
        "summary": story.summary,
        "standfirst": story.standfirst,
        "body": streamfield([("text", rich_text("<p>What happened.</p>"))]),
        "story_themes": inline_formset([]),
        "story_assistance": inline_formset([]),
        "cache_policy": story.cache_policy,
        "comments": inline_formset([]),
    }
    data: dict[str, Any] = nested_form_data(fields | changed)
    return data


def words(response: Any) -> str:
    """Return what somebody reads on a page, without its markup and with single spaces."""
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def messages_in(response: Any) -> str:
    """Return the messages at the top of a page of the CMS."""
    found = BeautifulSoup(response.content, "html.parser").select(".messages li")
    return " ".join(" ".join(each.get_text(" ").split()) for each in found)


def read_checklist(browser: Client, story: StoryPage) -> str:
    """Return the words of a page's checklist."""
    return words(browser.get(f"/cms/checklist/{story.pk}/"))


def final_text_approved(story: StoryPage) -> None:
    """Record that the people in a story approved its text as it is at hand."""
    for subject in StorySubject.objects.filter(translation_key=story.translation_key):
        FinalTextApproval.objects.create(subject=subject, language_code="en", text_hash=text_hash_of(story))
