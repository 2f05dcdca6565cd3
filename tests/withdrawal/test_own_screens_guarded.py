"""The officers' screens of this room open to officers and to nobody else, whatever they may do otherwise."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from own_cases import give_link

from accounts.models import User
from consent.models import ConsentRecord, Contributor, ProtectionEvent
from stories.models import StoryPage
from withdrawal import screens_addresses
from withdrawal.models import ChangeWish, PreviewLink, WithdrawalCode, WithdrawalRequest


@pytest.fixture
def addresses(story: StoryPage, contributor: Contributor, officer: User) -> dict[str, str]:
    """The address of every screen, each with something to show."""
    link, _address = give_link(story, officer)
    day = timezone.localdate()
    values: dict[str, Any] = {
        "contributor_id": contributor.pk,
        "language": "en",
        "record_id": ConsentRecord.objects.get(contributor=contributor).pk,
        "translation_key": story.translation_key,
        "link_id": link.pk,
        "wish_id": ChangeWish.objects.create(link=link, text="zanzibarnacle").pk,
        "request_id": WithdrawalRequest.objects.create(
            wish="see", contact="zanzibarnacle", language_code="en", answer_by=day, due_on=day
        ).pk,
    }
    found = {}
    for pattern in screens_addresses.urlpatterns:
        wanted = set(pattern.pattern.regex.groupindex)
        chosen = {key: value for key, value in values.items() if key in wanted}
        found[str(pattern.name)] = reverse(f"contributing:{pattern.name}", kwargs=chosen)
    return found


@pytest.fixture
def outsiders(administrator: User) -> dict[str, Client]:
    """A browser for each kind of person who is no officer."""
    editor = User.objects.create_user("edith@example.org", "a long password", first_name="Edith")
    editor.groups.add(Group.objects.get(name="Editors"))
    found = {"anonymous": Client(), "editor": Client(), "superuser": Client()}
    found["editor"].force_login(editor)
    found["superuser"].force_login(administrator)
    return found


def test_officers_open_every_screen_and_nobody_keeps_a_copy(officer_browser: Client, addresses: dict[str, str]) -> None:
    assert len(addresses) == 10
    for name, url in addresses.items():
        response = officer_browser.get(url)
        assert response.status_code == 200, name
        assert "no-store" in response["Cache-Control"], name


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_opens_any(outsiders: dict[str, Client], addresses: dict[str, str], method: str) -> None:
    before = ProtectionEvent.objects.count()
    for who, client in outsiders.items():
        for name, url in addresses.items():
            response = getattr(client, method)(url, {"language": "en", "answer": "x"})
            assert response.status_code == (302 if who == "anonymous" else 403), (who, name)
            if who != "anonymous":
                assert "zanzibarnacle" not in response.text, (who, name)
    assert ProtectionEvent.objects.count() == before
    assert not WithdrawalCode.objects.exists()
    assert not PreviewLink.objects.filter(revoked_at__isnull=False).exists()


def test_officers_find_the_way_there(
    officer_browser: Client, addresses: dict[str, str], story: StoryPage, contributor: Contributor
) -> None:
    assert addresses["requests"] in officer_browser.get(reverse("wagtailadmin_home")).text
    person = officer_browser.get(reverse("protection:contributor", args=[contributor.pk])).text
    for name in ("form", "intake", "code", "access"):
        assert addresses[name] in person, name
    page = officer_browser.get(reverse("protection:story", args=[story.translation_key])).text
    for name in ("link_add", "link_revoke", "wish"):
        assert addresses[name] in page, name
