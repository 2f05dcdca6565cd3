"""The stories of people, their index and their feeds."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"

    def ready(self) -> None:
        from consent.registry import register_protected
        from consent.surfaces import register_surface
        from stories import renamed_terms
        from stories.models import StoryPage
        from stories.surfaces import surfaces_of_stories

        register_protected(StoryPage)
        for surface in surfaces_of_stories():
            register_surface(surface)
        renamed_terms.connect()
