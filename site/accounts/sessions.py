"""How long a person of the team stays logged in, and ending it from afar.

Rooms above say who reads what must not be seen by others, and whose sessions are therefore short.
"""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.conf import settings

from accounts.models import User

_short_for: list[Callable[[User], bool]] = []


@dataclass(frozen=True)
class SessionLimits:
    """After how many seconds a session ends: without a sign of life, and in any case."""

    idle: int
    age: int


def register_short_session(predicate: Callable[[User], bool]) -> None:
    """Give short sessions to everybody of whom the predicate is true; it is asked at each request to the CMS."""
    if predicate not in _short_for:
        _short_for.append(predicate)


def session_limits(user: User) -> SessionLimits:
    """Return how long the sessions of a person last."""
    if any(is_short_for(user) for is_short_for in _short_for):
        return SessionLimits(settings.SHORT_SESSION_IDLE, settings.SHORT_SESSION_AGE)
    return SessionLimits(settings.TEAM_SESSION_IDLE, settings.TEAM_SESSION_AGE)


def end_sessions(user: User) -> None:
    """Log a person out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def follow_session(before: str | None, after: str | None) -> None:
    """Keep what is known of a session whose key was renewed."""
    if before and after and before != after:
        UserSession.objects.filter(session_key=before).update(session_key=after)
