"""The type of the fixture that makes stories."""

from collections.abc import Callable

from stories.models import StoryPage

MakeStory = Callable[..., StoryPage]
