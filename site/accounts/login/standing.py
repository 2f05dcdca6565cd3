"""How far somebody has come in proving who they are, in one request.

Every way in is measured here, not at the door: a session that came from anywhere without the second factor of its
person, or that has grown too old, opens nothing.
"""

from enum import Enum, auto

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from accounts.second_factor import has_second_factor
from accounts.sessions import session_limits

LOGGED_IN_AT = "team_logged_in_at"
SEEN_AT = "team_seen_at"
PROVEN_BY = "team_second_factor_of"


class Standing(Enum):
    """What a session is good for."""

    NOBODY = auto()
    ENDED = auto()  # it was used too long ago, or began too long ago
    UNPROVEN = auto()  # the person has a second factor, and this session did not show it
    NOT_ENROLLED = auto()  # the person must set up a second factor first
    IN = auto()


def standing(request: HttpRequest, user: User | AnonymousUser) -> Standing:
    """Measure the session of a request."""
    if not user.is_authenticated:
        return Standing.NOBODY
    limits, now = session_limits(user), timezone.now().timestamp()
    if not (0 <= now - logged_in_at(request) < limits.age and now - seen_at(request) < limits.idle):
        return Standing.ENDED
    if has_second_factor(user):
        return Standing.IN if request.session.get(PROVEN_BY) == user.pk else Standing.UNPROVEN
    return Standing.NOT_ENROLLED if settings.SECOND_FACTOR_REQUIRED else Standing.IN


def logged_in_at(request: HttpRequest) -> float:
    """Return when the session began, in seconds since 1970; 0 if that is not known."""
    return float(request.session.get(LOGGED_IN_AT, 0))


def seen_at(request: HttpRequest) -> float:
    """Return when the person last gave a sign of life, in seconds since 1970; 0 if that is not known."""
    return float(request.session.get(SEEN_AT, 0))


def note_login(request: HttpRequest) -> None:
    """Let the session begin now."""
    request.session[LOGGED_IN_AT] = request.session[SEEN_AT] = timezone.now().timestamp()


def note_sign_of_life(request: HttpRequest) -> None:
    """Let the time without a sign of life begin anew."""
    request.session[SEEN_AT] = timezone.now().timestamp()


def note_second_factor(request: HttpRequest, user: User) -> None:
    """Let the session count as proven by the second factor of a person."""
    request.session[PROVEN_BY] = user.pk
