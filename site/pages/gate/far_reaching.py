"""Settles what a change concerns that is about no single story: a word of the health lists, the settings of consent."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Page

from consent.models import ConsentSettings, HealthWord
from consent.registry import needs_clearance
from consent.rules.names import Haystack
from pages.gate.reviewing import settle
from pages.gate.texts import texts_of
from pages.models import BasePage


def connect() -> None:
    """Listen to the lists of health words and to the settings."""
    # Before a word is changed the stories that have the old one are found, after it those that have the new one.
    pre_save.connect(_former_word, sender=HealthWord, dispatch_uid="pages.gate.former_health_word")
    for signal in (post_save, post_delete):
        signal.connect(_word, sender=HealthWord, dispatch_uid="pages.gate.health_word")
    post_save.connect(_settings, sender=ConsentSettings, dispatch_uid="pages.gate.consent_settings")


def settle_pages_with_word(language_code: str, word: str) -> None:
    """Settle the live pages of a language, with people, whose text has the word; the others it does not concern."""
    for page in _pages_with_people().filter(locale__language_code=language_code).specific().iterator():
        if any(Haystack(text).has_word(word) for text in _texts(page)):
            settle(page)


def settle_all_pages_with_people() -> None:
    """Settle every live page with people, since what is allowed has changed."""
    for page in _pages_with_people():
        settle(page)


def _pages_with_people() -> Any:
    return Page.objects.filter(needs_clearance(), live=True, alias_of__isnull=True)


def _texts(page: Page) -> Iterator[str]:
    if isinstance(page, BasePage):
        yield from (text for _position, text in texts_of(page))


def _former_word(instance: HealthWord, raw: bool = False, **_signal: Any) -> None:
    former = HealthWord.objects.filter(pk=instance.pk).first()
    if former is not None and not raw:
        transaction.on_commit(partial(settle_pages_with_word, former.language_code, former.word))


def _word(instance: HealthWord, raw: bool = False, **_signal: Any) -> None:
    if not raw:
        transaction.on_commit(partial(settle_pages_with_word, instance.language_code, instance.word))


def _settings(raw: bool = False, **_signal: Any) -> None:
    if not raw:
        transaction.on_commit(settle_all_pages_with_people)
