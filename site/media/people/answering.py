"""The answer whether people are shown in a picture: who gave it, who confirmed it, and when it counts no longer."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from consent.vocabulary import PeopleShown

if TYPE_CHECKING:
    from media.models import Picture

CONFIRMATION = ("nobody_confirmed_by", "nobody_confirmed_at")
# What the pages with a picture rest on, by what is stored.
ANSWER = ("file", "people_shown", "nobody_confirmed_at")


def stored_answer(picture: "Picture") -> dict[str, Any] | None:
    """Return what is stored of a picture's file, answer and confirmation; None for a picture that is new."""
    rows = type(picture)._default_manager.filter(pk=picture.pk) if picture.pk else None
    return rows.values(*ANSWER).first() if rows is not None else None


def forget_confirmation(
    picture: "Picture", before: dict[str, Any] | None, update_fields: Iterable[str] | None
) -> Iterable[str] | None:
    """Drop the confirmation of a picture that gets another file or answer; return which fields are to be stored.

    What somebody confirmed was this answer about this file. Another file did not come of the former by hiding.
    """
    if before is None or (before["file"], before["people_shown"]) == (picture.file.name, picture.people_shown):
        return update_fields
    picture.nobody_confirmed_by = picture.nobody_confirmed_at = None
    return update_fields if update_fields is None else {*update_fields, *CONFIRMATION, "hidden_from"}


def needs_confirmation(picture: "Picture") -> bool:
    """Say whether nobody has confirmed yet that nobody is shown."""
    return picture.people_shown == PeopleShown.NONE and picture.nobody_confirmed_at is None


def may_confirm(picture: "Picture", user: AbstractBaseUser | Any) -> bool:
    """Say whether somebody is a second person: anyone but whoever answered. Whether they may change it is not asked."""
    return user.pk is not None and user.pk != picture.people_answered_by_id


def confirm_nobody(picture_id: int, user: AbstractBaseUser | Any, seen_file: str) -> bool:
    """Note that a second person saw nobody in the file of that name; return False if there is nothing to confirm.

    Nothing is, when it was done already, or when the picture has another answer or another file by now.
    Raises PermissionDenied for whoever gave the answer, Picture.DoesNotExist.
    """
    from media.models import Picture

    with transaction.atomic():
        picture = Picture.objects.select_for_update().get(pk=picture_id)
        if not needs_confirmation(picture) or picture.file.name != seen_file:
            return False
        if not may_confirm(picture, user):
            raise PermissionDenied
        picture.nobody_confirmed_by, picture.nobody_confirmed_at = user, timezone.now()
        picture.save(update_fields=CONFIRMATION)
        log(instance=picture, action="wagtail.edit", user=user)
    return True
