"""docs/rights.md is true: each line is tried in the CMS, as somebody in each role."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.db import transaction

from accounts.models import User
from accounts.roles import table
from consent.officers import OFFICERS
from rights_probes import PROBES, World
from team import browser_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "rights.md"
ANSWERS = {"yes": True, "no": False}


class _Undo(Exception):
    pass


def read_table() -> dict[str, dict[str, bool]]:
    """Return for each line of the table who may do it."""
    rows = [line.strip("|").split("|") for line in DOCUMENT.read_text().splitlines() if line.startswith("|")]
    heading, _rule, *lines = [[cell.strip() for cell in row] for row in rows]
    return {what: dict(zip(heading[1:], (ANSWERS[cell] for cell in cells), strict=True)) for what, *cells in lines}


def test_every_line_is_tried() -> None:
    assert list(read_table()) != []
    assert set(read_table()) == set(PROBES)


@pytest.mark.parametrize("role", ["writer", "translator", "editor", "protection officer", "administrator", "superuser"])
def test_the_table_is_true(role: str, people: dict[str, User], world: World) -> None:
    found = {}
    for what, probe in PROBES.items():
        try:
            with transaction.atomic():
                user = User.objects.get(pk=people[role].pk)
                found[what] = bool(probe(browser_of(user), user, world))
                raise _Undo
        except _Undo:
            for thing in vars(world).values():
                thing.refresh_from_db()
    assert found == {what: may[role] for what, may in read_table().items()}


def test_every_role_has_its_column(people: dict[str, User]) -> None:
    columns = set(next(iter(read_table().values())))
    assert columns == set(people)
    roles = {group.name for user in people.values() for group in user.groups.all()}
    assert {role.name for role in table.ROLES} <= roles


def test_the_officers_are_those_of_the_room_of_consent() -> None:
    assert table.OFFICERS.name == OFFICERS


@pytest.mark.django_db
def test_every_right_exists() -> None:
    known = {
        f"{app}.{codename}" for app, codename in Permission.objects.values_list("content_type__app_label", "codename")
    }
    for role in (*table.ROLES, table.translators_of("English")):
        pages = {f"wagtailcore.{codename}" for codename in role.pages}
        assert (role.permissions | pages | role.files) <= known, role.name
