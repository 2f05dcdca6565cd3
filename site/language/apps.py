"""Languages: which exist, where a page stands in each. The one source for head, switcher and feeds."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LanguageConfig(AppConfig):
    name = "language"

    def ready(self) -> None:
        from language.locales import ensure_locales

        # Wagtail makes a Locale for the default language only; the editors of the others would find no tree.
        post_migrate.connect(ensure_locales, dispatch_uid="language.ensure_locales")
