"""What every kind of page shares. Imports what lies below the sections, never a section."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from pages.facts import record_facts

        post_save.connect(record_facts, dispatch_uid="pages.record_facts")
