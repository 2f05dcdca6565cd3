"""The secrets of second factors in the database: whoever reads a backup must not be able to make their codes."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from accounts.encryption import rotated

# What allauth encrypts by its adapter, for each kind. A security key keeps its secret itself.
SECRET_OF = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


@sensitive_variables()
def rotate_secrets() -> int:
    """Encrypt all secrets anew with the first key; return how many. Raises CannotDecrypt at the first unreadable."""
    return sum(_rotate(pk) for pk in _holders())


def _holders() -> Iterator[int]:
    yield from Authenticator.objects.filter(type__in=SECRET_OF).values_list("pk", flat=True)


@sensitive_variables()
def _rotate(pk: int) -> bool:
    with transaction.atomic():
        # Held while it is read and written: a used recovery code is noted in the same field.
        holder = Authenticator.objects.select_for_update().filter(pk=pk).first()
        name = SECRET_OF[Authenticator.Type(holder.type)] if holder else ""
        if holder is None or name not in holder.data:
            return False
        renewed = rotated(holder.data[name].encode())
        if renewed is None:
            return False
        holder.data[name] = renewed.decode()
        holder.save(update_fields=["data"])
    return True
