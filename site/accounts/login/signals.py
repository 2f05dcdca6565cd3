"""Notes in the session when somebody logs in and shows or sets up a second factor; ends the sessions of who leaves."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_used
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.http import HttpRequest

from accounts.login import standing
from accounts.models import User
from accounts.second_factor import KINDS
from accounts.sessions import end_sessions


def connect() -> None:
    """Listen to Django and allauth."""
    user_logged_in.connect(note_login, dispatch_uid="accounts.login")
    authenticator_used.connect(note_second_factor, dispatch_uid="accounts.login")
    authenticator_added.connect(note_new_second_factor, dispatch_uid="accounts.login")
    post_save.connect(end_sessions_of_inactive, sender=User, dispatch_uid="accounts.login")


def note_login(request: HttpRequest, **_signal: Any) -> None:
    """Start the clock of the session, by whatever way somebody logged in."""
    standing.note_login(request)


def note_second_factor(request: HttpRequest, user: User, **_signal: Any) -> None:
    """Remember that the second factor was shown; a recovery code stands for one."""
    standing.note_second_factor(request, user)


def note_new_second_factor(request: HttpRequest, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    """Whoever has just set up a second factor has it."""
    if authenticator.type in KINDS:
        standing.note_second_factor(request, user)


def end_sessions_of_inactive(instance: User, raw: bool = False, **_signal: Any) -> None:
    """Log out whose account is switched off, so that switching it on again revives no session."""
    if not raw and not instance.is_active:
        end_sessions(instance)
