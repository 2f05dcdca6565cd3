"""Who translates into which language."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import Locale

from accounts.models import User
from accounts.roles.table import TRANSLATORS_PREFIX, translators_of


def languages_of(user: Any) -> list[Locale]:
    """Return the languages that somebody translates into by their roles; none for who does other work."""
    names = [
        name.removeprefix(TRANSLATORS_PREFIX)
        for name in user.groups.filter(name__startswith=TRANSLATORS_PREFIX).values_list("name", flat=True)
    ]
    return [locale for locale in Locale.objects.order_by("pk") if _name_of(locale) in names] if names else []


def translators_into(locale: Locale) -> "QuerySet[User]":
    """Return everybody who translates into a language."""
    return User.objects.filter(groups__name=translators_of(_name_of(locale)).name, is_active=True).distinct()


def _name_of(locale: Locale) -> str:
    """Return the own name of a language, by which its role is called."""
    return dict(settings.WAGTAIL_CONTENT_LANGUAGES).get(locale.language_code, locale.language_code)
