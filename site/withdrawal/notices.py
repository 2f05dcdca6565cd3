"""Mails to the protection officers that something has come from a person: that it has, and where to read it."""

from functools import partial

from django.conf import settings
from django.utils.functional import Promise

from accounts.mail_queue import queue_mail
from consent.officers import officers


def tell_officers(subject: str | Promise, text: str | Promise, address: str) -> None:
    """Put a mail to each officer into the queue, in their language: nothing of what the person wrote or who it is."""
    for officer in officers().distinct():
        queue_mail(officer, partial(_compose, subject, text, address))


def _compose(subject: str | Promise, text: str | Promise, address: str) -> tuple[str, str]:
    return str(subject), f"{text}\n{settings.WAGTAILADMIN_BASE_URL}{address}"
