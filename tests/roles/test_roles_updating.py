"""The groups follow the table of roles, in every language, and the people in them stay."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Locale, Page

from accounts.models import User
from accounts.roles import table
from accounts.roles.updating import UnknownRight, roles_are_there, update_roles
from home.models import HomePage
from pages.workflow import arranging
from team import EDITORS, OFFICERS, TRANSLATORS, WRITERS, member


def pages_of(role: table.Role) -> set[tuple[int, str]]:
    """Return on which pages a role has which rights."""
    rows = GroupPagePermission.objects.filter(group__name=role.name)
    return set(rows.values_list("page_id", "permission__codename"))


def test_twice_changes_nothing(home: HomePage) -> None:
    assert not roles_are_there()
    assert "Made the roles of the team." in update_roles()
    assert update_roles() == []
    printed = StringIO()
    call_command("update_roles", stdout=printed)
    call_command("update_roles", stdout=printed)
    assert "All roles and the workflow are as they should be." in printed.getvalue()


def test_what_was_changed_by_hand_is_put_right_and_told(home: HomePage) -> None:
    update_roles()
    group = Group.objects.get(name=WRITERS.name)
    publish = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=home, permission=publish)
    group.permissions.add(Permission.objects.get(codename="change_user"))
    group.permissions.remove(Permission.objects.get(codename="access_admin"))
    GroupCollectionPermission.objects.filter(group=group, permission__codename="add_image").delete()
    assert update_roles() == [
        "Writers: gave access_admin, add_image in “Root”.",
        "Writers: took change_user, publish_page on “Home”.",
    ]
    assert update_roles() == []


def test_people_of_wagtails_groups_keep_their_rights_and_gain_none(db: None) -> None:
    writes, publishes = member("Wim", "Editors"), member("Paul", "Moderators")
    changes = update_roles()
    assert [group.name for group in writes.groups.all()] == [WRITERS.name]
    assert [group.name for group in publishes.groups.all()] == [EDITORS.name]
    assert "Moved 1 people from Wagtail's group Moderators to Editors." in changes
    assert not Group.objects.filter(name="Moderators").exists()


def test_groups_that_are_no_roles_are_left_alone(home: HomePage) -> None:
    update_roles()
    own = Group.objects.create(name="Moderators")
    own.permissions.add(Permission.objects.get(codename="change_user"))
    assert update_roles() == []
    assert own.permissions.count() == 1


def test_a_new_language_gets_its_rights_by_itself(home: HomePage, locales: dict[str, Locale]) -> None:
    update_roles()
    assert pages_of(TRANSLATORS) == set()
    arabic = home.copy_for_translation(locales["ar"])
    assert pages_of(TRANSLATORS) == {(arabic.pk, "change_page")}
    assert (arabic.pk, "publish_page") in pages_of(EDITORS)
    assert (arabic.pk, "lock_page") in pages_of(OFFICERS)
    dutch = Locale.objects.create(language_code="nl")
    assert Group.objects.filter(name="Translators: nl").exists()
    assert arabic.get_workflow().name == arranging.STOCK_WORKFLOW
    arranging.update_team()
    page = home.copy_for_translation(dutch)
    assert page.get_workflow().name == arranging.NAME


def test_nothing_is_made_before_the_roles_are(home: HomePage, locales: dict[str, Locale]) -> None:
    home.copy_for_translation(locales["ar"])
    assert not Group.objects.filter(name=TRANSLATORS.name).exists()


def test_a_right_that_no_room_has_is_an_error(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    role = table.Role(name="Odd", label="Odd", permissions=frozenset({"home.fly"}))
    monkeypatch.setattr("accounts.roles.updating.ROLES", (role,))
    with pytest.raises(UnknownRight, match=r"home\.fly"):
        update_roles()
    assert not Group.objects.filter(name="Odd").exists()


def test_the_rights_of_administrators_reach_where_a_language_begins(home: HomePage) -> None:
    update_roles()
    root = Page.get_first_root_node()
    assert {page for page, _right in pages_of(table.ADMINISTRATORS)} == {root.pk}
    assert {page for page, _right in pages_of(EDITORS)} == {home.pk}


def test_roles_have_names_in_each_language_and_one_in_the_database() -> None:
    assert table.label_of("Writers") == "Writers"
    assert table.label_of(TRANSLATORS.name) == "Translators: العربية"
    assert table.label_of("Our own") == "Our own"


def test_nobody_becomes_a_superuser(db: None) -> None:
    update_roles()
    assert not User.objects.filter(is_superuser=True).exists()
