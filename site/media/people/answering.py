"""The answer whether people are shown: who gave it, who confirmed it, and when it counts no longer.

It is given about a picture or a recording, here called the medium.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import User
from consent.vocabulary import PeopleShown

if TYPE_CHECKING:
    from media.people.models import MediumWithPeople

# Sent with ``medium`` when its file, or what was said of the people in it, was stored otherwise than before.
answer_changed = Signal()

CONFIRMATION = ("nobody_confirmed_by", "nobody_confirmed_at")


def stored_answer(medium: "MediumWithPeople") -> dict[str, Any] | None:
    """Return what is stored of a medium's file, answer and confirmation; None for one that is new."""
    rows = type(medium)._default_manager.filter(pk=medium.pk) if medium.pk else None
    return rows.values(*medium.shown_by, "people_shown", "nobody_confirmed_at").first() if rows is not None else None


def forget_confirmation(
    medium: "MediumWithPeople", before: dict[str, Any] | None, update_fields: Iterable[str] | None
) -> Iterable[str] | None:
    """Drop the confirmation of a medium that gets another file or answer; return which fields are to be stored.

    What somebody confirmed was this answer about this file. Another file did not come of the former by hiding.
    """
    answered = (*medium.shown_by, "people_shown")
    if before is None or all(str(before[name] or "") == str(getattr(medium, name) or "") for name in answered):
        return update_fields
    medium.nobody_confirmed_by = medium.nobody_confirmed_at = None
    return update_fields if update_fields is None else {*update_fields, *CONFIRMATION, *medium.follows_file}


def needs_confirmation(medium: "MediumWithPeople") -> bool:
    """Say whether nobody has confirmed yet that nobody is shown."""
    return medium.people_shown == PeopleShown.NONE and medium.nobody_confirmed_at is None


def may_confirm(medium: "MediumWithPeople", user: AbstractBaseUser | Any) -> bool:
    """Say whether somebody is a second person: anyone but whoever answered. Whether they may change it is not asked."""
    return user.pk is not None and user.pk != medium.people_answered_by_id


def confirm_nobody(model: "type[MediumWithPeople]", pk: int, user: AbstractBaseUser | Any, seen_file: str) -> bool:
    """Note that a second person found nobody in what was shown to them; return False if there is nothing to confirm.

    Nothing is, when it was done already, or when the medium has another answer or another file by now.
    Raises PermissionDenied for whoever gave the answer, ObjectDoesNotExist.
    """
    with transaction.atomic():
        medium = model._default_manager.select_for_update(of=("self",)).get(pk=pk)
        if not needs_confirmation(medium) or medium.what_is_shown != seen_file:
            return False
        if not may_confirm(medium, user):
            raise PermissionDenied
        medium.nobody_confirmed_by, medium.nobody_confirmed_at = cast(User, user), timezone.now()
        medium.save(update_fields=CONFIRMATION)
        log(instance=medium, action="wagtail.edit", user=user)
    return True
