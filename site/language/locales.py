"""Keeps Wagtail's Locale rows in step with the languages of the settings."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed_apps
from django.conf import settings


def ensure_locales(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Make a Locale for each configured language once Wagtail's and wagtail-localize's tables exist.

    wagtail-localize listens to the making of a Locale, so its tables have to be there first: it is the last of
    the two to be migrated.
    """
    if sender.name != "wagtail_localize":
        return
    locale_model = installed_apps.get_model("wagtailcore", "Locale")
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        locale_model.objects.using(using).get_or_create(language_code=code)
