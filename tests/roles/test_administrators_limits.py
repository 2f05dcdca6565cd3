"""Who manages people does not thereby get hold of rights that are not theirs to give."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import ProtectionEvent
from consent.vocabulary import Verb
from rights_probes import LONG_PASSWORD, person_form
from team import OFFICERS, WRITERS, browser_of, member


@pytest.fixture
def ada(people: dict[str, User]) -> Client:
    """The browser of the administrator."""
    return browser_of(people["administrator"])


def edit(browser: Client, person: User, **changed: object) -> User:
    """Send the form for a person, and return the person as stored then."""
    browser.post(reverse("wagtailusers_users:edit", args=[person.pk]), person_form(person, **changed))
    return User.objects.get(pk=person.pk)


def test_the_tick_for_superusers_is_not_on_the_form(ada: Client, people: dict[str, User]) -> None:
    for url in (
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[people["writer"].pk]),
        reverse("wagtailusers_users:edit", args=[people["administrator"].pk]),
    ):
        answer = ada.get(url)
        assert answer.status_code == 200
        assert "is_superuser" not in answer.content.decode()


def test_nobody_is_made_a_superuser_by_hand_made_requests(ada: Client, people: dict[str, User]) -> None:
    assert not edit(ada, people["writer"], is_superuser="on").is_superuser
    assert not edit(ada, people["administrator"], is_superuser="on").is_superuser
    new = {"email": "new@example.org", "first_name": "New", "last_name": "Test", "is_superuser": "on"}
    ada.post(reverse("wagtailusers_users:add"), new | {"password1": LONG_PASSWORD, "password2": LONG_PASSWORD})
    assert not User.objects.get(email="new@example.org").is_superuser


def test_the_account_of_a_superuser_is_out_of_reach(ada: Client, people: dict[str, User]) -> None:
    root = people["superuser"]
    assert ada.get(reverse("wagtailusers_users:edit", args=[root.pk])).status_code == 302
    after = edit(ada, root, email="taken@example.org", password1=LONG_PASSWORD, password2=LONG_PASSWORD)
    assert (after.email, after.check_password(LONG_PASSWORD)) == ("root@example.org", False)
    ada.post(reverse("wagtailusers_users:delete", args=[root.pk]))
    for action, values in (("set_active_state", {"mark_as_active": "False"}), ("delete", {})):
        url = reverse("wagtail_bulk_action", args=["accounts", "user", action])
        ada.post(f"{url}?id={root.pk}", values)
        assert User.objects.get(pk=root.pk).is_active


def test_other_accounts_are_changed(ada: Client, people: dict[str, User]) -> None:
    assert edit(ada, people["writer"], first_name="Wilma").first_name == "Wilma"
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    ada.post(f"{url}?id={people['writer'].pk}", {"mark_as_active": "False"})
    assert not User.objects.get(pk=people["writer"].pk).is_active


def test_an_officers_address_and_password_are_their_own(ada: Client, people: dict[str, User]) -> None:
    officer = people["protection officer"]
    changed = {"email": "mine@example.org", "password1": LONG_PASSWORD, "password2": LONG_PASSWORD, "first_name": "Ola"}
    for browser in (ada, browser_of(people["superuser"])):
        after = edit(browser, officer, **changed)
        assert (after.email, after.check_password(LONG_PASSWORD)) == (officer.email, False)
        assert after.first_name == "Ola"
    assert "Only protection officers themselves change this." in (
        ada.get(reverse("wagtailusers_users:edit", args=[officer.pk])).content.decode()
    )


@pytest.mark.parametrize("road", ["form", "bulk"])
def test_becoming_an_officer_is_logged_and_mailed(
    ada: Client, people: dict[str, User], road: str, django_capture_on_commit_callbacks: object
) -> None:
    mail.outbox.clear()
    group = Group.objects.get(name=OFFICERS.name)
    ada_herself = people["administrator"]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        if road == "form":
            groups = [group.pk, *ada_herself.groups.values_list("pk", flat=True)]
            edit(ada, ada_herself, groups=groups)
        else:
            url = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])
            ada.post(f"{url}?id={ada_herself.pk}", {"role": group.pk})
    assert ada_herself.groups.filter(pk=group.pk).exists()
    event = ProtectionEvent.objects.filter(verb=Verb.OFFICER_ADDED).last()
    assert event is not None
    assert event.identifier == str(ada_herself.pk)
    assert {people["protection officer"].email, ada_herself.email} <= {to for each in mail.outbox for to in each.to}


@pytest.mark.parametrize("road", ["form", "bulk", "program"])
def test_switching_an_officer_off_and_on_is_logged_and_mailed(
    ada: Client, people: dict[str, User], road: str, django_capture_on_commit_callbacks: object
) -> None:
    officer = people["protection officer"]
    other = member("Opal", OFFICERS.name)
    for active, verb in ((False, Verb.OFFICER_SWITCHED_OFF), (True, Verb.OFFICER_SWITCHED_ON)):
        mail.outbox.clear()
        before = ProtectionEvent.objects.count()
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            if road == "form":
                edit(ada, officer, is_active="on" if active else "")
            elif road == "bulk":
                url = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
                ada.post(f"{url}?id={officer.pk}&id={people['writer'].pk}", {"mark_as_active": str(active)})
            else:
                officer.is_active = active
                officer.save()
        assert User.objects.get(pk=officer.pk).is_active is active
        event = ProtectionEvent.objects.last()
        assert event is not None
        assert (ProtectionEvent.objects.count(), event.verb) == (before + 1, verb)
        assert event.identifier == str(officer.pk)
        assert event.actor_id == (None if road == "program" else people["administrator"].pk)
        assert sorted(to for each in mail.outbox for to in each.to) == sorted([officer.email, other.email])
        assert officer.email in mail.outbox[0].body


def test_what_does_not_switch_an_officer_says_nothing(
    ada: Client, people: dict[str, User], django_capture_on_commit_callbacks: object
) -> None:
    mail.outbox.clear()
    before = ProtectionEvent.objects.count()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        edit(ada, people["protection officer"], first_name="Ola")
        edit(ada, people["writer"], is_active="")
    assert ProtectionEvent.objects.count() == before
    assert mail.outbox == []


def test_nobody_switches_themselves_off_in_the_list(ada: Client, people: dict[str, User]) -> None:
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    ids = "&".join(f"id={people[who].pk}" for who in ("administrator", "writer"))
    ada.post(f"{url}?{ids}", {"mark_as_active": "False"})
    assert User.objects.get(pk=people["administrator"].pk).is_active
    assert not User.objects.get(pk=people["writer"].pk).is_active


def test_roles_themselves_are_not_changed(ada: Client, people: dict[str, User]) -> None:
    group = Group.objects.get(name=WRITERS.name)
    url = reverse("wagtailusers_groups:edit", args=[group.pk])
    assert ada.get(url).status_code == 302
    assert not member("Sam").has_perm("auth.change_group")
    assert not people["administrator"].has_perm("auth.change_group")
