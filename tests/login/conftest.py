"""People at the door of the CMS."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from login_people import PASSWORD, Protected, protect
from operations.queue import work_one


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


@pytest.fixture
def work_off(db: None) -> Callable[[], int]:
    """Does what waits in the queue, and returns how many jobs that were."""

    def work() -> int:
        number = 0
        while work_one("a worker"):
            number += 1
        return number

    return work
