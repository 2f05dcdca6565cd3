"""Closes the stories that a word of the vocabularies tells something else of, as soon as it gets another name."""

from typing import Any

from django.db.models.signals import post_save

from pages.gate.reviewing import settle
from stories.models import AssistanceKind, StoryPage, Theme

# A word, and how a story is found by it.
BY_WORD = ((Theme, "story_themes__theme"), (AssistanceKind, "story_assistance__kind"))


def connect() -> None:
    """Listen to the vocabularies."""
    for model, _lookup in BY_WORD:
        post_save.connect(settle_stories_with, sender=model, dispatch_uid=f"stories.renamed.{model.__name__}")


def settle_stories_with(sender: Any, instance: Any, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Ask the rules about the stories with a word anew: its name may tell of health, or be that of a person."""
    if created or raw:
        return
    for story in StoryPage.objects.filter(**{dict(BY_WORD)[sender]: instance}, live=True).distinct():
        settle(story)
