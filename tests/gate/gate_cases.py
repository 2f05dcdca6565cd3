"""What the gate's tests have in common: what the editor sends, and what somebody reads in an answer."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringTranslation, TranslationSource

from accounts.models import User
from consent.models import FinalTextApproval, StorySubject
from pages.gate.reviewing import text_hash_of
from screens import messages_in, words
from stories.models import StoryPage

__all__ = ["LogIn", "final_text_approved", "form_data", "messages_in", "read_checklist", "words"]

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


def read_checklist(browser: Client, story: StoryPage) -> str:
    """Return the words of a page's checklist."""
    return words(browser.get(f"/cms/checklist/{story.pk}/"))


def final_text_approved(story: StoryPage) -> None:
    """Record that the people in a story approved its text as it is at hand."""
    for subject in StorySubject.objects.filter(translation_key=story.translation_key):
        FinalTextApproval.objects.create(subject=subject, language_code="en", text_hash=text_hash_of(story))


def translate(
    page: StoryPage, text: str = "How it began.", translated: str = "Le début.", by: User | None = None
) -> StringTranslation:
    """Translate a piece of a page as the editor of translations does."""
    source = TranslationSource.objects.get()
    segment = source.stringsegment_set.get(string__data=text)
    piece, _made = StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=page.locale,
        context=segment.context,
        defaults={
            "data": translated,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "last_translated_by": by,
            "has_error": False,
            "field_error": "",
        },
    )
    return piece


def approve_in_the_screens(officer: Client, page: StoryPage) -> Any:
    """Approve a page's text on the officers' screen, as it stands there."""
    address = f"/cms/protection/stories/{page.translation_key}/texts/{page.locale.language_code}/approve/"
    fingerprint = officer.get(address).context["fingerprint"]
    return officer.post(address, {"fingerprint": fingerprint}, follow=True)
