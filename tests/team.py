"""People of the team with their roles, for the tests of rights and of the workflow."""

from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User
from accounts.roles.table import ADMINISTRATORS, EDITORS, OFFICERS, WRITERS, translators_of

TRANSLATORS = translators_of("العربية")

__all__ = ["ADMINISTRATORS", "EDITORS", "OFFICERS", "TRANSLATORS", "WRITERS", "browser_of", "member"]


def member(name: str, *roles: str) -> User:
    """Return somebody by their first name, made if need be, who has these roles."""
    user, _made = User.objects.get_or_create(
        email=f"{name.lower()}@example.org", defaults={"first_name": name, "last_name": "Test"}
    )
    user.groups.add(*(Group.objects.get(name=role) for role in roles))
    return user


def browser_of(user: User) -> Client:
    """Return a browser in which somebody is logged in."""
    client = Client()
    client.force_login(user)
    return client
