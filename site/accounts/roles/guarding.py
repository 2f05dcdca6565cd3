"""What administrators cannot do to other people's accounts: make superusers, or get hold of somebody else's rights."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User
from accounts.roles.table import OFFICERS


def may_change(actor: Any, person: User) -> bool:
    """Say whether somebody may change an account: that of a superuser only other superusers."""
    return bool(actor.is_superuser or not person.is_superuser)


def is_sealed(actor: Any, person: User) -> bool:
    """Say whether an account's password and address are its owner's alone.

    A new password for a protection officer would open the consent records to whoever has set it, and no change of
    the group would show it.
    """
    return bool(actor.pk != person.pk and person.groups.filter(name=OFFICERS.name).exists())


def refuse_in_bulk(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> None:
    """Keep superusers out of what is done to several people at once. Raises PermissionDenied."""
    if any(isinstance(each, User) and not may_change(request.user, each) for each in objects):
        raise PermissionDenied
