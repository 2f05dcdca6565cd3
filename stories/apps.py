"""The stories of people, their index and their feeds."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"

    def ready(self) -> None:
        from consent.registry import register_protected
        from stories.models import StoryPage

        register_protected(StoryPage)
