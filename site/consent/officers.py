"""The protection officers: who alone may read what identifies a contributor.

Membership of the group is what counts. ``has_perm`` is never asked: it is true for every superuser, and whoever
keeps the server running has no business with the names. Since an administrator can still put anybody into the group,
each change of it is logged and mailed to all officers: not prevented, but never unnoticed.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.mail import compose
from accounts.models import User
from consent.models.events import record_event
from consent.vocabulary import Verb

OFFICERS = "Protection officers"

# What the officers are told, by what happened: subject and text.
WHAT_HAPPENED: dict[Verb, tuple[Promise, Promise]] = {
    Verb.OFFICER_ADDED: (
        _("A protection officer was added"),
        _(
            "%(person)s now belongs to the group Protection officers and can read consent records and forms.\n"
            "If you did not expect this, speak to the administrator of the site today."
        ),
    ),
    Verb.OFFICER_REMOVED: (
        _("A protection officer was removed"),
        _(
            "%(person)s no longer belongs to the group Protection officers.\n"
            "If you did not expect this, speak to the administrator of the site today."
        ),
    ),
    Verb.OFFICER_SWITCHED_OFF: (
        _("The account of a protection officer was switched off"),
        _(
            "%(person)s, a protection officer, cannot log in any more until an administrator switches the account on "
            "again.\nIf you did not expect this, speak to the administrator of the site today."
        ),
    ),
    Verb.OFFICER_SWITCHED_ON: (
        _("The account of a protection officer was switched on again"),
        _(
            "%(person)s, a protection officer, can log in again and read consent records and forms.\n"
            "If you did not expect this, speak to the administrator of the site today."
        ),
    ),
}


def is_officer(user: User | AnonymousUser | Any) -> bool:
    """Say whether somebody is an active member of the group. Being a superuser makes no difference."""
    return bool(
        user is not None
        and user.is_authenticated
        and user.is_active
        and Group.objects.filter(name=OFFICERS, user=user.pk).exists()
    )


def officers() -> "QuerySet[User]":
    """Return all active protection officers."""
    return User.objects.filter(groups__name=OFFICERS, is_active=True)


def ensure_group(**_signal: Any) -> None:
    """Make the group if it is missing, with the right to enter the CMS and no other."""
    group, made = Group.objects.get_or_create(name=OFFICERS)
    if made:
        entry = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
        group.permissions.add(*entry)


def note_membership(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_signal: Any
) -> None:
    """Log and mail each change of who is an officer, from either end of the relation."""
    if action not in {"post_add", "post_remove", "pre_clear"}:
        return
    group = Group.objects.filter(name=OFFICERS).first()
    if group is None:
        return
    if not reverse:
        concerned = {instance.pk} if pk_set is None or group.pk in pk_set else set()
    elif instance.pk == group.pk:
        concerned = set(pk_set) if pk_set is not None else set(group.user_set.values_list("pk", flat=True))
    else:
        concerned = set()
    if action == "pre_clear":
        concerned &= set(group.user_set.values_list("pk", flat=True))
    verb = Verb.OFFICER_ADDED if action == "post_add" else Verb.OFFICER_REMOVED
    note_officers(verb, User.objects.filter(pk__in=concerned))


def note_leaving_user(instance: User, **_signal: Any) -> None:
    """Log and mail that an officer's account is about to be deleted, which no other signal tells."""
    if officers_of_any_state().filter(pk=instance.pk).exists():
        note_officers(Verb.OFFICER_REMOVED, [instance])


def note_switched(instance: User, update_fields: Iterable[str] | None = None, **_signal: Any) -> None:
    """Log and mail that an officer's account is about to be switched off, or on again.

    While an account is off, what else happens to it is not seen by its owner: it must not be passed over in silence.
    """
    if instance.pk is None or (update_fields is not None and "is_active" not in update_fields):
        return
    before = officers_of_any_state().filter(pk=instance.pk).values_list("is_active", flat=True).first()
    if before is not None and before != instance.is_active:
        note_officers(Verb.OFFICER_SWITCHED_ON if instance.is_active else Verb.OFFICER_SWITCHED_OFF, [instance])


def note_group_deleted(instance: Group, **_signal: Any) -> None:
    """Log and mail that the group is about to be deleted."""
    if instance.name == OFFICERS:
        _note_group(instance)


def note_group_renamed(instance: Group, raw: bool = False, **_signal: Any) -> None:
    """Log and mail that the group is about to get another name, or another group this one."""
    if raw or instance.pk is None:
        return
    before = Group.objects.filter(pk=instance.pk).values_list("name", flat=True).first()
    if before != instance.name and OFFICERS in (before, instance.name):
        _note_group(instance)


def officers_of_any_state() -> "QuerySet[User]":
    """Return the members of the group, those whose account is not active among them."""
    return User.objects.filter(groups__name=OFFICERS)


def note_officers(verb: Verb, concerned: Iterable[User]) -> None:
    """Log that people may read the records from now on, or no longer; mail it to all officers and to themselves."""
    subject, body = WHAT_HAPPENED[verb]
    for user in concerned:
        record_event(verb, "user", user.pk)
        _mail(subject, body, {"person": user.email}, also_to=[user])


def _note_group(group: Group) -> None:
    record_event(Verb.OFFICERS_GROUP_CHANGED, "group", group.pk)
    _mail(
        _("The group of protection officers was changed"),
        _(
            "The group Protection officers was renamed or deleted, or another group was given its name.\n"
            "If you did not expect this, speak to the administrator of the site today."
        ),
        {},
    )


def note_second_factors_removed(user: User, by: User | None, **_signal: Any) -> None:
    """Mail to all officers that one of them logs in with the password alone for now."""
    if not officers_of_any_state().filter(pk=user.pk).exists():
        return
    subject = _("The second factor of a protection officer was removed")
    if by is None:
        body = _(
            "%(person)s can log in with the password alone until they set up a new second factor. "
            "It was removed on the server.\nIf you did not expect this, speak to the administrator of the site today."
        )
    else:
        body = _(
            "%(person)s can log in with the password alone until they set up a new second factor. %(by)s removed it.\n"
            "If you did not expect this, speak to the administrator of the site today."
        )
    _mail(subject, body, {"person": user.email, "by": by.email if by else ""}, also_to=[user])


def _mail(subject: Promise, body: Promise, values: dict[str, str], also_to: Iterable[User] = ()) -> None:
    """Send a mail to each officer, in their language, once the change is stored; one that fails does not undo it."""
    people = {user.pk: user for user in (*also_to, *officers())}
    messages = [compose(user, subject, body, values) for user in sorted(people.values(), key=lambda user: user.email)]
    transaction.on_commit(lambda: get_connection().send_messages(messages), robust=True)
