"""Mails to those who translate: which pages wait for them, when they were sent and when their original changed."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from accounts.mail_queue import queue_mail
from accounts.roles.translators import translators_into
from pages.translating.waiting import with_progress


def tell_translators(translations: Iterable[Translation], by: Any) -> None:
    """Mail to everybody who translates into a language which pages wait there; once what was done is stored.

    One mail tells of all pages of one act. Whoever sent them is told nothing.
    """
    keys = [translation.pk for translation in translations]
    transaction.on_commit(partial(_tell, keys, by.pk))


def _tell(keys: list[int], by: int) -> None:
    found = with_progress(Translation.objects.filter(pk__in=keys, enabled=True)).filter(missing__gt=0)
    for locale in Locale.objects.filter(pk__in=found.values("target_locale")):
        here = list(found.filter(target_locale=locale).select_related("source"))
        numbers = {each.source.object_id: each.missing for each in here}
        pages = list(Page.objects.filter(translation_key__in=numbers, locale=locale, alias_of__isnull=True))
        waiting = [(page, numbers[page.translation_key]) for page in pages]
        if not waiting:
            continue
        with transaction.atomic():
            for person in translators_into(locale).exclude(pk=by):
                queue_mail(person, partial(_compose, locale, waiting))


def _compose(locale: Locale, waiting: list[tuple[Page, int]]) -> tuple[str, str]:
    language = locale.get_display_name()
    subject = ngettext(
        "A page waits to be translated into %(language)s",
        "%(count)d pages wait to be translated into %(language)s",
        len(waiting),
    ) % {"language": language, "count": len(waiting)}
    opening = _("These pages wait for you. Open each one, translate it beside its original, and submit it for review.")
    return subject, "\n\n".join([opening, *(_line(page, missing) for page, missing in waiting)])


def _line(page: Page, missing: int) -> str:
    text = ngettext(
        "“%(title)s”: %(count)d piece to translate", "“%(title)s”: %(count)d pieces to translate", missing
    ) % {"title": page.get_admin_display_title(), "count": missing}
    return f"{text}\n{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page.pk])}"
