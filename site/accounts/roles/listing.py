"""The list of users: who has which roles, and who never came in."""

from functools import cached_property
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.users.views.users import IndexView, UserColumn, UserFilterSet

from accounts.models import User
from accounts.roles.table import label_of


class RolesColumn(Column):
    """Roles, one beneath the other."""

    cell_template_name = "account/cms/roles_cell.html"


class PersonColumn(UserColumn):
    """The name, and the address that a person logs in with beneath it."""

    cell_template_name = "account/cms/person_cell.html"


class TeamFilterSet(UserFilterSet):
    """Wagtail's filters; roles have names in each language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = self.filters["group"]
        roles.label = gettext_lazy("Roles")
        roles.field.label_from_instance = lambda group: label_of(group.name)


class TeamIndexView(IndexView):
    """Wagtail's list, with what a person is in the team in place of what Django calls the account."""

    @cached_property
    def columns(self) -> list[Column]:
        """Return what is told of each person."""
        person = self._get_title_column_class(PersonColumn)
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
            person(
                "name",
                accessor=str,
                label=gettext_lazy("Name"),
                sort_key="name",
                get_url=self.get_edit_url,
                classname="name",
                width="40%",
            ),
            RolesColumn("roles", accessor=roles_of, label=gettext_lazy("Roles")),
            Column("state", accessor=state_of, label=gettext_lazy("Account"), sort_key="is_active"),
            DateColumn("last_login", label=gettext_lazy("Last login"), sort_key="last_login"),
        ]

    def get_base_queryset(self) -> "QuerySet[User]":
        """Read the roles of all who are listed at once."""
        people: QuerySet[User] = super().get_base_queryset().prefetch_related("groups")
        return people


def roles_of(person: User) -> list[str]:
    """Return what a person is in the team, in the language of whoever reads."""
    groups: list[Group] = sorted(person.groups.all(), key=lambda group: group.name)
    return [*([_("Superuser")] if person.is_superuser else []), *(label_of(group.name) for group in groups)]


def state_of(person: User) -> str:
    """Say whether a person can log in, and whether they ever did."""
    if not person.is_active:
        return _("Switched off")
    if person.last_login is not None:
        return _("Active")
    if person.has_usable_password():
        return _("Has not logged in yet")
    return _("Invited, has not logged in yet")
