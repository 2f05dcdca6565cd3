"""The officers' screens of a withdrawal: one form, no reason; what is left to do; undoing; and nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from accounts.models import User
from consent.models import Contributor
from consent.officers import OFFICERS
from stories.models import StoryPage
from withdrawal.cms import urls
from withdrawal.models import Outside, OutsideTask, State, Withdrawal
from withdrawal.withdrawing import withdraw


@pytest.fixture
def desk(officer: User) -> Client:
    """A browser in which the officer is logged in."""
    officer.groups.add(Group.objects.get(name=OFFICERS))
    client = Client()
    client.force_login(officer)
    return client


def address(name: str, key: Any) -> str:
    """Return the address of one of the screens."""
    return reverse(f"withdrawal:{name}", args=[key])


def test_one_form_takes_everything_back(
    desk: Client, client: Client, officer: User, story: StoryPage, contributor: Contributor
) -> None:
    form = desk.get(address("add", contributor.pk)).content.decode()
    assert story.title in form
    assert "reason" not in [field.name for field in desk.get(address("add", contributor.pk)).context["form"]]
    response = desk.post(address("add", contributor.pk), {"extent": "everything"})
    withdrawal = Withdrawal.objects.get()
    assert response["Location"] == address("detail", withdrawal.pk)
    assert (withdrawal.made_by, withdrawal.elements) == (officer, [])
    assert client.get(story.url).status_code == 410
    assert story.title in desk.get(response["Location"]).content.decode()
    assert contributor.called in desk.get(reverse("withdrawal:list")).content.decode()


def test_some_of_it(desk: Client, story: StoryPage, contributor: Contributor) -> None:
    desk.post(address("add", contributor.pk), {"extent": "some", "elements": ["family", "employer"]})
    assert Withdrawal.objects.get().elements == ["employer", "family"]
    offered = dict(desk.get(address("add", contributor.pk)).context["form"].fields["elements"].choices)
    assert not {"employer", "family"} & offered.keys()
    assert "story_text" in offered


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "extent"),
        ({"extent": "some"}, "elements"),
        ({"extent": "everything", "elements": ["face"]}, "extent"),
        ({"extent": "some", "elements": ["soul"]}, "elements"),
    ],
)
def test_what_is_not_clear_is_asked_again(
    desk: Client, contributor: Contributor, data: dict[str, Any], field: str
) -> None:
    response = desk.post(address("add", contributor.pk), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not Withdrawal.objects.exists()


def test_twice_is_no_error(desk: Client, contributor: Contributor) -> None:
    for _number in range(2):
        response = desk.post(address("add", contributor.pk), {"extent": "everything"}, follow=True)
        assert response.status_code == 200
    assert Withdrawal.objects.count() == 1
    assert "no consent left" in response.content.decode()


def test_the_contributor_leads_there_while_there_is_something_to_take_back(
    desk: Client, contributor: Contributor
) -> None:
    screen = reverse("protection:contributor", args=[contributor.pk])
    assert address("add", contributor.pk) in desk.get(screen).content.decode()
    withdraw(contributor.pk)
    assert address("add", contributor.pk) not in desk.get(screen).content.decode()


def test_undoing_is_asked_twice_and_offered_in_time(
    desk: Client, client: Client, story: StoryPage, contributor: Contributor, monkeypatch: pytest.MonkeyPatch
) -> None:
    withdrawal = withdraw(contributor.pk)
    undo = address("undo", withdrawal.pk)
    assert undo in desk.get(address("detail", withdrawal.pk)).content.decode()
    assert desk.get(undo).status_code == 200
    assert client.get(story.url).status_code == 410
    desk.post(undo)
    assert client.get(story.url).status_code == 200
    assert Withdrawal.objects.get().state == State.UNDONE
    assert "too late" in desk.post(undo, follow=True).content.decode()
    assert undo not in desk.get(address("detail", withdrawal.pk)).content.decode()


def test_what_is_left_to_do_elsewhere(desk: Client, officer: User, contributor: Contributor) -> None:
    withdrawal = withdraw(contributor.pk, officer)
    tasks = list(OutsideTask.objects.all())
    assert {task.where for task in tasks} == set(Outside.values)
    assert {(task.owner, task.due_on) for task in tasks} == {(officer, timezone.localdate() + timedelta(days=7))}
    tomorrow = timezone.localdate() + timedelta(days=1)
    data = {f"task-{task.pk}-due_on": tomorrow.isoformat() for task in tasks}
    data[f"task-{tasks[0].pk}-done"] = "on"
    desk.post(address("detail", withdrawal.pk), data)
    first, second, *_others = OutsideTask.objects.all()
    assert (first.done_on, first.owner, first.due_on) == (timezone.localdate(), None, tomorrow)
    assert second.done_on is None
    assert not first.is_late(tomorrow + timedelta(days=1))
    assert second.is_late(tomorrow + timedelta(days=1))


def test_a_day_that_is_none_is_said_at_its_field(desk: Client, officer: User, contributor: Contributor) -> None:
    withdrawal = withdraw(contributor.pk, officer)
    task = OutsideTask.objects.all()[0]
    response = desk.post(address("detail", withdrawal.pk), {f"task-{task.pk}-due_on": "soon"})
    assert response.status_code == 422
    assert "Enter a valid date" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_opens_any(method: str, administrator: User, contributor: Contributor) -> None:
    withdrawal = withdraw(contributor.pk)
    keys = {"contributor_id": contributor.pk, "withdrawal_id": withdrawal.pk}
    before = Withdrawal.objects.values().get()
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        wanted = {name: keys[name] for name in pattern.pattern.regex.groupindex}
        url = reverse(f"withdrawal:{pattern.name}", kwargs=wanted)
        superuser = Client()
        superuser.force_login(administrator)
        assert getattr(superuser, method)(url).status_code == 403, url
        assert getattr(Client(), method)(url).status_code == 302, url
    assert Withdrawal.objects.values().get() == before


def test_a_withdrawal_that_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get(address("detail", "00000000-0000-4000-8000-000000000000")).status_code == 404
    assert desk.get(address("add", "00000000-0000-4000-8000-000000000000")).status_code == 404
