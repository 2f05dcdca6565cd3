"""Invites a new member of the team to choose a password of their own, so that nobody else ever knew it."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.utils import timezone

from accounts import mail
from accounts.models import User


def link_to_choose_password(user: User) -> str:
    """Return a new address under which a person, or whoever else holds it, chooses a password, once."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    link: str = get_adapter().get_reset_password_from_key_url(key)
    return link


def invite(user: User, by: User | None = None) -> bool:
    """Send a person a link with which to choose a password, once; return whether the mail left.

    The link ends after PASSWORD_RESET_TIMEOUT, and as soon as it was used. Whoever comes too late gets a new one from
    "I forgot my password".
    """
    context = {
        "by": by,
        "link": link_to_choose_password(user),
        "until": timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
        "cms_url": settings.WAGTAILADMIN_BASE_URL + settings.CMS_PATH,
    }
    return mail.send(user, "account/email/invitation_subject.txt", "account/email/invitation_message.txt", context)
