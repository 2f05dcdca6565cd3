"""People at the door of the CMS."""

from typing import Any

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from login_people import PASSWORD, Protected, protect


@pytest.fixture
def strict(settings: Any) -> None:
    """The CMS opens only to people with a second factor, as in production."""
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def nora(administrator: User) -> Protected:
    """The administrator, with an app."""
    return protect(administrator)


@pytest.fixture
def sami(db: None) -> User:
    """An editor, with a password alone."""
    user = User.objects.create_user("sami@example.org", PASSWORD, first_name="Sami")
    user.groups.add(Group.objects.get(name="Editors"))
    return user
