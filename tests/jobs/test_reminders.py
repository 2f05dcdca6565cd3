"""Reminders: at 90, 30 and 7 days, once each, and with nothing of a record in them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone

from consent.calendar import end_of
from consent.models import Clearance, ConsentRecord, Contributor
from consent.officers import OFFICERS
from consent.reminders import remind
from operations.models import SentNotice
from operations.notices import first_time
from stories.models import StoryPage
from story_factory import MakeStory, colleague

WorkOff = Callable[[], int]
END = date(2026, 12, 1)


@pytest.fixture
def story(make_story: MakeStory, clock: Any) -> StoryPage:
    """A story of Olga's that can be read until the end of 1 December, on two channels, by one consent; an officer."""
    page = make_story(title="The road home", owner=colleague("Olga"))
    ConsentRecord.objects.update(valid_until=END)
    Contributor.objects.update(true_names="Hodan Warsame", publication_name="Mara")
    Clearance.objects.update(until=end_of(END))
    colleague("Sami").groups.add(Group.objects.get(name=OFFICERS))
    mail.outbox.clear()
    return page


@pytest.fixture
def reminded(story: StoryPage, clock: Any, work_off: WorkOff) -> Callable[[int], list[str]]:
    """Lets the reminders run so many days before the end, and returns who got a mail."""

    def run(days: int) -> list[str]:
        mail.outbox.clear()
        clock.now = timezone.make_aware(timezone.datetime(2026, 12, 1, 7)) - timedelta(days=days)
        remind(clock.now, first_time)
        work_off()
        return sorted(message.to[0] for message in mail.outbox)

    return run


BOTH = ["olga@example.org", "sami@example.org"]


def test_once_at_each_threshold(reminded: Callable[[int], list[str]]) -> None:
    told = [days for days in range(100, -2, -1) if reminded(days)]
    assert told == [90, 30, 7]


def test_a_rerun_or_a_restart_sends_nothing_twice(reminded: Callable[[int], list[str]]) -> None:
    assert reminded(30) == BOTH
    assert reminded(30) == []
    assert reminded(29) == []


def test_after_a_long_pause_only_the_last_reminder_is_sent(reminded: Callable[[int], list[str]]) -> None:
    assert reminded(5) == BOTH
    assert "5 days left" in mail.outbox[0].body
    assert reminded(4) == []


def test_a_new_last_day_is_news(reminded: Callable[[int], list[str]]) -> None:
    assert reminded(30) == BOTH
    ConsentRecord.objects.update(valid_until=END - timedelta(days=2))
    assert reminded(29) == ["sami@example.org"]


def test_nothing_of_a_record_is_in_a_mail(reminded: Callable[[int], list[str]], story: StoryPage) -> None:
    reminded(7)
    to_officer, to_owner = sorted(mail.outbox, key=lambda message: message.to[0], reverse=True)
    record = ConsentRecord.objects.get()
    assert f"/cms/protection/records/{record.pk}/" in to_officer.body
    assert to_officer.body.count("1 December 2026 (7 days left)") == 2
    assert str(record.pk) not in to_owner.body
    assert f"/cms/pages/{story.pk}/edit/" in to_owner.body
    for message in (to_officer, to_owner):
        assert "The road home" in message.body
        for secret in ("Hodan", "Warsame", "Mara", str(record.contributor_id)):
            assert secret not in message.subject + message.body


def test_a_page_on_two_channels_is_named_once(reminded: Callable[[int], list[str]]) -> None:
    assert Clearance.objects.count() == 2
    reminded(7)
    assert all(message.body.count("The road home") == 1 for message in mail.outbox)


def test_an_owner_who_is_an_officer_gets_one_mail(reminded: Callable[[int], list[str]]) -> None:
    colleague("Olga").groups.add(Group.objects.get(name=OFFICERS))
    assert reminded(7) == BOTH


def test_without_an_officer_it_is_kept_for_the_first_one(reminded: Callable[[int], list[str]], clock: Any) -> None:
    sami = colleague("Sami")
    sami.groups.clear()
    assert reminded(7) == ["olga@example.org"]
    assert remind(clock.now, first_time)["nobody_to_tell"] == 2
    sami.groups.add(Group.objects.get(name=OFFICERS))
    assert reminded(7) == ["sami@example.org"]


def test_who_left_is_not_written_to(reminded: Callable[[int], list[str]]) -> None:
    olga = colleague("Olga")
    olga.is_active = False
    olga.save()
    assert reminded(7) == ["sami@example.org"]


def test_what_could_not_be_queued_was_not_said(story: StoryPage, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_args: Any, **_kwargs: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("consent.reminders.queue_mail", break_off)
    clock.now = timezone.make_aware(timezone.datetime(2026, 11, 24, 7))
    with pytest.raises(KeyboardInterrupt):
        remind(clock.now, first_time)
    assert not SentNotice.objects.exists()
