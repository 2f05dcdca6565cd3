"""The withdrawal code: taking everything back at once, without an account and without saying who one is.

Four groups of five signs from Crockford's alphabet of 32, in which nothing looks alike: 100 bits. Nobody guesses that,
with or without limits; they keep a machine from trying for ever at our cost. https://www.crockford.com/base32.html
"""

import hashlib
import hmac
import secrets
import unicodedata
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from accounts.login.limits import Limit, spend
from accounts.models import User
from consent.clearing import is_cleared, stories_of, suspend
from consent.models import Contributor
from consent.models.events import record_event
from consent.vocabulary import Verb
from withdrawal.models import CodeKey, WithdrawalCode
from withdrawal.notices import tell_officers
from withdrawal.withdrawing import NothingToWithdraw, withdraw

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP = 4, 5
# What people write or read for another sign, as Crockford decodes it.
MISTAKEN = str.maketrans({"I": "1", "L": "1", "O": "0"})

# A family that shares an address mistypes less often.
TRIES_FROM_ONE_ADDRESS = Limit("withdrawal code, address", 20, timedelta(minutes=15))
# Whoever tries from many addresses keeps the right person out for no longer than this.
TRIES_OF_ALL = Limit("withdrawal code", 500, timedelta(minutes=5))


@sensitive_variables()
@transaction.atomic
def make_code(contributor_id: UUID, actor: User) -> str:
    """Return a new code of somebody, to be shown once; a former one ends. Raises Contributor.DoesNotExist."""
    Contributor.objects.select_for_update().without_secrets().get(pk=contributor_id)
    WithdrawalCode.objects.filter(contributor_id=contributor_id, ended_at__isnull=True).update(ended_at=timezone.now())
    signs = "".join(secrets.choice(ALPHABET) for _sign in range(GROUPS * GROUP))
    WithdrawalCode.objects.create(contributor_id=contributor_id, fingerprint=_fingerprint(signs), made_by=actor)
    record_event(Verb.CODE_MADE, "contributor", contributor_id, actor)
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def code_of(contributor_id: UUID) -> WithdrawalCode | None:
    """Return what is known of the code that somebody holds: not the code itself."""
    return WithdrawalCode.objects.filter(contributor_id=contributor_id, ended_at__isnull=True).first()


@sensitive_variables()
def take_back(typed: str, network: str) -> bool:
    """Close everything of whoever holds the code, and say whether it is a code. Once more, it does no harm.

    When this returns True, nothing that shows the person can be read, whether or not there was anything. Raises
    accounts.login.limits.TooManyAttempts before anything is looked at.
    """
    spent = spend((TRIES_FROM_ONE_ADDRESS, network), (TRIES_OF_ALL, ""))
    contributor_id = holder_of(typed)
    if contributor_id is None:
        return False
    spent.give_back()
    with transaction.atomic():
        if _close_all(contributor_id):
            record_event(Verb.CODE_USED, "contributor", contributor_id)
            tell_officers(
                _("Somebody took their consent back"),
                _("Somebody took everything back with their withdrawal code. It is closed already. Please look:"),
                reverse("protection:contributor", args=[contributor_id]),
            )
    return True


@sensitive_variables()
def holder_of(typed: str) -> UUID | None:
    """Return whose code was typed, or None: for a wrong one, one that has ended, and for nonsense alike."""
    code = WithdrawalCode.objects.filter(fingerprint=_fingerprint(signs_of(typed)), ended_at__isnull=True).first()
    return code.contributor_id if code else None


@sensitive_variables()
def signs_of(typed: str) -> str:
    """Return the signs of a code however it was typed: small letters, digits of any script, spaces and dashes."""
    plain = unicodedata.normalize("NFKC", typed)
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in plain)
    return "".join(sign for sign in digits.upper().translate(MISTAKEN) if sign in ALPHABET)


def _close_all(contributor_id: UUID) -> bool:
    """Close what shows somebody, and say whether anything had to be closed.

    What stood there on another ground than consent is suspended, for an officer to look at: whoever has a code was
    promised that it closes everything.
    """
    try:
        withdraw(contributor_id)
    except Contributor.DoesNotExist:
        return False
    except NothingToWithdraw:
        withdrawn = False
    else:
        withdrawn = True
    still_open = [key for key in sorted(stories_of([contributor_id])) if is_cleared(key)]
    for key in still_open:
        suspend(key)
    return withdrawn or bool(still_open)


@sensitive_variables()
def _fingerprint(signs: str) -> str:
    return hmac.new(CodeKey.current(), signs.encode(), hashlib.sha256).hexdigest()
