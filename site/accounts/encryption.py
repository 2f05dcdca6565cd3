"""Encrypts what must never lie readable in the database, in a backup or on a disk: records of consent, and the
secrets of second factors.

The keys come from the environment (``settings.CONSENT_ENCRYPTION_KEYS``): the first one encrypts, all of them
decrypt, so that a key can be exchanged without a break (``manage.py rotate_consent_keys``). Fernet signs what it
encrypts: a changed or foreign value is refused, never half-read. No message here repeats what was encrypted.
"""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.views.decorators.debug import sensitive_variables


class CannotDecrypt(Exception):
    """An encrypted value cannot be read with the keys of this server. Names neither the value nor the keys."""

    def __init__(self) -> None:
        super().__init__(
            "An encrypted value cannot be read: it was changed, or CONSENT_ENCRYPTION_KEYS lacks the key that it "
            "was encrypted with."
        )


@sensitive_variables()
def encrypt(data: bytes) -> bytes:
    """Return the data encrypted with the first key."""
    return _fernets(tuple(settings.CONSENT_ENCRYPTION_KEYS)).encrypt(data)


@sensitive_variables()
def decrypt(token: bytes) -> bytes:
    """Return what any of the keys encrypted. Raises CannotDecrypt."""
    try:
        return _fernets(tuple(settings.CONSENT_ENCRYPTION_KEYS)).decrypt(token)
    except InvalidToken:
        raise CannotDecrypt from None


@sensitive_variables()
def rotated(token: bytes) -> bytes | None:
    """Return the token encrypted anew with the first key, or None if it is already. Raises CannotDecrypt."""
    keys = tuple(settings.CONSENT_ENCRYPTION_KEYS)
    try:
        Fernet(keys[0]).decrypt(token)
    except InvalidToken:
        pass
    else:
        return None
    try:
        return _fernets(keys).rotate(token)
    except InvalidToken:
        raise CannotDecrypt from None


@lru_cache(maxsize=4)
def _fernets(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
