"""Settles what a change concerns that is about no single story: a word of the health lists, the settings of consent."""

import logging
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django_tasks import task
from wagtail.models import Page

from consent.clearing import revoke
from consent.models import ConsentSettings, HealthWord
from consent.registry import needs_clearance
from consent.rules.names import Haystack
from pages.gate.choices import choices_of
from pages.gate.reviewing import settle
from pages.gate.texts import texts_of
from pages.models import BasePage

PORTION = 50

logger = logging.getLogger(__name__)


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


@task(backend="jobs")
def settle_pages_with_people(after: int = 0) -> int:
    """Settle the next live pages with people, since what is allowed has changed; return how many.

    In portions, each a job of its own, so that a page which is published at its minute need not wait for all of them.
    A page that cannot be asked about is closed and stops no other. Raises what the database raises: the portion is
    then tried again.
    """
    pages = list(_pages_with_people().filter(pk__gt=after).order_by("pk")[:PORTION])
    for page in pages:
        try:
            settle(page)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            # What it says may name people; which page it is, is enough to look for it.
            logger.error("Page %s cannot be settled and is closed: %s", page.pk, type(error).__name__)
            revoke(page)
    if len(pages) == PORTION:
        settle_pages_with_people.enqueue(pages[-1].pk)
    return len(pages)


def _pages_with_people() -> Any:
    return Page.objects.filter(needs_clearance(), live=True, alias_of__isnull=True)


def _texts(page: Page) -> Iterator[str]:
    if isinstance(page, BasePage):
        yield from (text for _position, text in texts_of(page))
        yield from (each.words for each in choices_of(page))


def _former_word(instance: HealthWord, raw: bool = False, **_signal: Any) -> None:
    former = HealthWord.objects.filter(pk=instance.pk).first()
    if former is not None and not raw:
        transaction.on_commit(partial(settle_pages_with_word, former.language_code, former.word))


def _word(instance: HealthWord, raw: bool = False, **_signal: Any) -> None:
    if not raw:
        transaction.on_commit(partial(settle_pages_with_word, instance.language_code, instance.word))


def _settings(raw: bool = False, **_signal: Any) -> None:
    # What a stricter setting may concern was closed by the room of consent.
    if not raw:
        settle_pages_with_people.enqueue()
