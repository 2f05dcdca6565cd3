"""Fixtures of the ground floor's tests: private folders of their own, a kind of page that needs clearance."""

from pathlib import Path
from typing import Any

import hypothesis
import pytest
from consent_factory import make_contributor, make_record
from django.contrib.auth.models import Group

from accounts.models import User
from consent import registry
from consent.models import ConsentRecord, Contributor
from consent.officers import OFFICERS
from stories.models import StoryPage

# A busy machine is slow, which is no fault of the code.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


@pytest.fixture(autouse=True)
def _own_private_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def _stories_need_clearance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_protected", {})
    registry.register_protected(StoryPage)


@pytest.fixture
def officer(db: None) -> User:
    """A member of the group of protection officers, and nothing more."""
    user = User.objects.create_user("olga@example.org", "a long password")
    user.groups.add(Group.objects.get(name=OFFICERS))
    return user


@pytest.fixture
def editor(db: None) -> User:
    """Somebody who writes."""
    return User.objects.create_user("edith@example.org", "a long password")


@pytest.fixture
def contributor(db: None) -> Contributor:
    """An invented adult."""
    return make_contributor()


@pytest.fixture
def record(contributor: Contributor) -> ConsentRecord:
    """The adult's consent to everything on the website."""
    return make_record(contributor)
