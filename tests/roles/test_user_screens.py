"""The list of users and the forms for them: who does what, and who never came in."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from accounts.roles.listing import roles_of, state_of
from team import ADMINISTRATORS, EDITORS, WRITERS, browser_of, member


@pytest.fixture
def ada(people: dict[str, User]) -> Client:
    """The browser of the administrator."""
    return browser_of(people["administrator"])


def row_of(page: str, person: User) -> str:
    """Return what the list says of somebody."""
    rows = [row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if person.email in row]
    assert len(rows) == 1
    return " ".join(re.sub(r"<[^>]*>", " ", rows[0]).split())


def test_the_list_tells_roles_and_who_never_came_in(ada: Client, people: dict[str, User]) -> None:
    invited = User.objects.create_user("lina@example.org", first_name="Lina", last_name="Maes")
    with_two = member("Wim", WRITERS.name, EDITORS.name)
    User.objects.filter(pk=with_two.pk).update(is_active=False)
    page = ada.get(reverse("wagtailusers_users:index")).text
    assert "Invited, has not logged in yet" in row_of(page, invited)
    assert " None " in row_of(page, invited)
    assert "Editors Writers Switched off" in row_of(page, with_two)
    assert "Superuser" in row_of(page, people["superuser"])
    assert "Translators:" in row_of(page, people["translator"])


@pytest.mark.django_db
def test_states_of_an_account() -> None:
    person = User.objects.create_user("lina@example.org")
    assert state_of(person) == "Invited, has not logged in yet"
    person.set_password("a long password")
    assert state_of(person) == "Has not logged in yet"
    person.last_login = timezone.now()
    assert state_of(person) == "Active"
    person.is_active = False
    assert state_of(person) == "Switched off"


def test_roles_are_called_by_their_names_in_each_language(people: dict[str, User]) -> None:
    with translation.override("fr"):
        assert roles_of(people["writer"]) != [WRITERS.name]


def test_the_list_costs_the_same_for_many(ada: Client, people: dict[str, User]) -> None:
    address = reverse("wagtailusers_users:index")
    ada.get(address)
    with CaptureQueriesContext(connection) as few:
        ada.get(address)
    for number in range(10):
        member(f"Person{number}", WRITERS.name, EDITORS.name)
    with CaptureQueriesContext(connection) as many:
        ada.get(address)
    assert len(many) == len(few)


def test_the_list_is_sorted_and_searched(ada: Client, people: dict[str, User]) -> None:
    for query in ("ordering=-name", "ordering=is_active", "ordering=last_login", "q=Wanda", "is_superuser=true"):
        assert ada.get(f"{reverse('wagtailusers_users:index')}?{query}").status_code == 200
    found = ada.get(f"{reverse('wagtailusers_users:index')}?q=Wanda").text
    assert people["writer"].email in found
    assert people["editor"].email not in found


@pytest.mark.parametrize("who", ["administrator", "superuser"])
def test_the_form_for_a_new_person_has_every_field_once_in_order(people: dict[str, User], who: str) -> None:
    page = browser_of(people[who]).get(reverse("wagtailusers_users:add")).text
    main = page.partition("<main")[2]
    names = list(dict.fromkeys(re.findall(r'<input[^>]* name="(\w+)"', main)))
    expected = ["email", "first_name", "last_name", "groups", *(["is_superuser"] if who == "superuser" else [])]
    assert [name for name in names if name in {*expected, "is_superuser"}] == expected
    assert ">None<" not in re.sub(r"\s", "", main)
    assert "Without a role they cannot enter the CMS." in main


def test_a_new_person_gets_the_roles_that_were_ticked(ada: Client, people: dict[str, User]) -> None:
    role = people["editor"].groups.get()
    new = {"email": "lina@example.org", "first_name": "Lina", "last_name": "Maes", "groups": [role.pk]}
    ada.post(reverse("wagtailusers_users:add"), new)
    assert [group.name for group in User.objects.get(email="lina@example.org").groups.all()] == [EDITORS.name]
    assert not User.objects.filter(email="lina@example.org", groups__name=ADMINISTRATORS.name).exists()
