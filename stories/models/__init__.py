"""The models of the stories section."""

from stories.models.story_pages import StoryAssistance, StoryIndexPage, StoryPage, StoryTheme
from stories.models.vocabulary import AssistanceKind, Theme

__all__ = ["AssistanceKind", "StoryAssistance", "StoryIndexPage", "StoryPage", "StoryTheme", "Theme"]
