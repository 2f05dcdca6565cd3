"""Who is a protection officer, and that no change of it goes unnoticed."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core import mail
from django.core.management import call_command

from accounts.models import User
from consent.models import ProtectionEvent
from consent.officers import OFFICERS, is_officer


@pytest.fixture
def group(db: None) -> Group:
    """The group of protection officers."""
    return Group.objects.get(name=OFFICERS)


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    """Run what waits for the end of a transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def events() -> list[tuple[str, str]]:
    """Return what was logged about officers."""
    return list(ProtectionEvent.objects.values_list("verb", "identifier"))


def test_membership_is_what_counts(officer: User, editor: User, administrator: User) -> None:
    assert is_officer(officer)
    assert not is_officer(editor)
    assert administrator.is_superuser
    assert not is_officer(administrator)
    assert not is_officer(AnonymousUser())
    assert not is_officer(None)
    officer.is_active = False
    assert not is_officer(officer)


def test_the_group_is_there_after_every_migration_and_may_enter_the_cms(group: Group) -> None:
    assert [permission.codename for permission in group.permissions.all()] == ["access_admin"]
    group.delete()
    call_command("migrate", verbosity=0)
    assert Group.objects.filter(name=OFFICERS).count() == 1


@pytest.mark.parametrize("from_group", [True, False])
def test_each_change_is_logged_and_mailed_to_all(
    officer: User, editor: User, group: Group, commit: Any, from_group: bool
) -> None:
    ours, theirs = (group.user_set, editor) if from_group else (editor.groups, group)
    before = len(events())
    with commit():
        ours.add(theirs)  # type: ignore[arg-type]
    assert {message.to[0] for message in mail.outbox} == {officer.email, editor.email}
    assert editor.email in mail.outbox[0].body
    assert len(mail.outbox) == 2
    mail.outbox.clear()
    with commit():
        ours.add(theirs)  # type: ignore[arg-type]  # nothing changes, nothing is said
    assert mail.outbox == []
    with commit():
        ours.remove(theirs)  # type: ignore[arg-type]
    assert {message.to[0] for message in mail.outbox} == {officer.email, editor.email}
    assert events()[before:] == [("officer_added", str(editor.pk)), ("officer_removed", str(editor.pk))]


@pytest.mark.parametrize("from_group", [True, False])
def test_emptying_the_group_is_noticed(officer: User, group: Group, commit: Any, from_group: bool) -> None:
    with commit():
        (group.user_set if from_group else officer.groups).clear()
    assert events()[-1] == ("officer_removed", str(officer.pk))
    assert [message.to for message in mail.outbox] == [[officer.email]]


def test_setting_a_user_s_groups_is_noticed(officer: User, commit: Any) -> None:
    with commit():
        officer.groups.set([Group.objects.create(name="Others")])
    assert events()[-1] == ("officer_removed", str(officer.pk))


def test_other_groups_are_nobody_s_business(editor: User, officer: User, commit: Any) -> None:
    before = events()
    other = Group.objects.create(name="Others")
    with commit():
        editor.groups.add(other)
        other.user_set.clear()
        editor.groups.clear()
        other.name = "Renamed"
        other.save()
        other.delete()
        editor.delete()
    assert events() == before
    assert mail.outbox == []


def test_deleting_an_officer_is_noticed(officer: User, commit: Any) -> None:
    pk = str(officer.pk)
    with commit():
        officer.delete()
    assert events()[-1] == ("officer_removed", pk)
    assert len(mail.outbox) == 1


def test_taking_the_group_s_name_is_noticed(officer: User, group: Group, commit: Any) -> None:
    with commit():
        group.name = "Something else"
        group.save()
    assert events()[-1] == ("officers_group_changed", str(group.pk))
    assert [message.to for message in mail.outbox] == [[officer.email]]
    other = Group.objects.create(name="Others")
    other.name = OFFICERS
    other.save()
    pk = str(other.pk)
    assert events()[-1] == ("officers_group_changed", pk)
    other.delete()
    assert events()[-2:] == [("officers_group_changed", pk)] * 2


def test_a_mail_that_fails_undoes_nothing(
    editor: User, group: Group, commit: Any, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "consent.no.such.backend"
    with commit():
        editor.groups.add(group)
    assert is_officer(editor)
    assert "on_commit" in caplog.text
