"""Mails to people of the team, each in the language of whoever reads it."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from wagtail.users.models import UserProfile

from accounts.models import User

logger = logging.getLogger(__name__)


def chosen_language(user: User) -> str | None:
    """Return the language that a person chose in their profile, if it is one of the site's."""
    chosen = UserProfile.objects.filter(user=user.pk).values_list("preferred_language", flat=True).first()
    return chosen if chosen in dict(settings.LANGUAGES) else None


@contextmanager
def in_language_of(user: User) -> Iterator[None]:
    """Speak the language that a person chose; the language at hand while they have not chosen."""
    with translation.override(chosen_language(user) or translation.get_language() or settings.LANGUAGE_CODE):
        yield


def compose(
    user: User, subject: str | Promise, body: str | Promise, values: Mapping[str, object] | None = None
) -> EmailMessage:
    """Return a mail to a person, in their language if the texts are lazy translations, with the values filled in."""
    with in_language_of(user):
        filled = [str(text) % values if values is not None else str(text) for text in (subject, body)]
    return EmailMessage(filled[0], filled[1], settings.DEFAULT_FROM_EMAIL, [user.email])


def compose_from(user: User, subject_template: str, body_template: str, context: Mapping[str, Any]) -> EmailMessage:
    """Return a mail to a person made from two templates, in their language."""
    with in_language_of(user):
        values = {"user": user, "site_name": settings.WAGTAIL_SITE_NAME, **context}
        subject = " ".join(render_to_string(subject_template, values).split())
        body = render_to_string(body_template, values).strip()
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])


def send(user: User, subject_template: str, body_template: str, context: Mapping[str, Any]) -> bool:
    """Send a person a mail made from two templates; return whether it left. What went wrong is logged."""
    return deliver(compose_from(user, subject_template, body_template, context))


def deliver(message: EmailMessage) -> bool:
    """Send a mail; return whether it left. A mail server that does not answer must not undo what was done."""
    try:
        message.send()
    except (OSError, SMTPException):
        logger.exception("A mail could not be sent.")
        return False
    return True
