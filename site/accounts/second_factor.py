"""What a person proves beside the password: an app that shows codes, or a security key.

Recovery codes are a way back, not a factor to rely on: nobody counts as protected by them alone.
"""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.dispatch import Signal

from accounts.models import User
from accounts.sessions import end_sessions

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

# Sent when the second factors of somebody were removed. Arguments: user (User), by (User; None: on the server).
second_factors_removed = Signal()


def has_second_factor(user: User) -> bool:
    """Say whether a person has set up an app or a key."""
    return Authenticator.objects.filter(user=user.pk, type__in=KINDS).exists()


def recovery_codes_left(user: User) -> int | None:
    """Return how many recovery codes a person has not used yet; None if none were made."""
    codes = Authenticator.objects.filter(user=user.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes else None


@transaction.atomic
def remove_second_factors(user: User, by: User | None) -> None:
    """Remove all second factors of somebody who lost theirs, and log them out everywhere."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    second_factors_removed.send(User, user=user, by=by)
