"""What changes about a person closes their stories at once, and who did what stays on record."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from consent_factory import PDF, day, make_contributor, make_draft, make_record, make_subject
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.utils import timezone
from wagtail.models import ReferenceIndex

from accounts.models import User
from consent import access, clearing
from consent.calendar import end_of
from consent.models import (
    Clearance,
    ConsentRecord,
    Contributor,
    ProtectionEvent,
    StorySubject,
)
from consent.models.events import LogIsAppendOnly, record_event
from consent.models.forms import add_form
from consent.publication import is_shareable
from consent.vocabulary import Element, Risk, Verb
from home.models import HomePage
from stories.models import StoryPage
from story_factory import MakeStory


def test_events_are_only_added(contributor: Contributor) -> None:
    event = record_event(Verb.CONTRIBUTOR_OPENED, "contributor", contributor.pk)
    event.verb = Verb.FORM_OPENED
    for act in (
        event.save,
        event.delete,
        ProtectionEvent.objects.all().delete,
        lambda: ProtectionEvent.objects.update(verb=Verb.FORM_OPENED),
        lambda: ProtectionEvent.objects.bulk_update([event], ["verb"]),
        ProtectionEvent(pk=event.pk, at=event.at, verb=Verb.FORM_OPENED, kind="user", identifier="1").save,
    ):
        with pytest.raises((LogIsAppendOnly, IntegrityError)):
            act()
        if not connection.needs_rollback:
            assert ProtectionEvent.objects.get(pk=event.pk).verb == Verb.CONTRIBUTOR_OPENED


@pytest.mark.parametrize("more", [{"about": "Ezbrin"}, {"channel": "Qwolda"}])
def test_what_an_event_is_about_is_a_code_too(db: None, more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="identifiers and verbs"):
        record_event(Verb.SUBJECT_ADDED, "story", 1, **more)


@pytest.mark.parametrize(
    ("verb", "kind", "identifier"),
    [("contributor_opened", "contributor", "Ezbrin"), ("contributor_opened", "Ezbrin Qwolda", "1"), ("Qwolda", "a", 1)],
)
def test_events_hold_nothing_but_codes(db: None, verb: Any, kind: str, identifier: Any) -> None:
    with pytest.raises(ValueError, match="identifiers and verbs"):
        record_event(verb, kind, identifier)


def test_only_officers_open_records_and_each_opening_is_logged(
    record: ConsentRecord, officer: User, editor: User, administrator: User
) -> None:
    form = add_form(record, PDF)
    for user in (editor, administrator):
        for open_one, pk in (
            (access.open_contributor, record.contributor_id),
            (access.open_record, record.pk),
            (access.open_form, form.pk),
        ):
            with pytest.raises(PermissionDenied):
                open_one(user, pk)
    assert not ProtectionEvent.objects.filter(verb__endswith="_opened").exists()
    assert access.open_contributor(officer, record.contributor_id).contact == "+32 2 555 01 99"
    assert access.open_record(officer, record.pk).witness == "Witness Wexler"
    assert access.open_form(officer, form.pk)[1] == PDF
    logged = ProtectionEvent.objects.filter(verb__endswith="_opened").values_list("verb", "identifier", "actor_id")
    assert list(logged) == [
        ("contributor_opened", str(record.contributor_id), officer.pk),
        ("record_opened", str(record.pk), officer.pk),
        ("form_opened", str(form.pk), officer.pk),
    ]


@pytest.fixture
def cleared(make_story: MakeStory, record: ConsentRecord, _stories_need_clearance: None) -> StoryPage:
    """A story of the contributor that anyone may read."""
    story = make_story(cleared=False)
    make_subject(story.translation_key, record.contributor)
    clearing.grant(story, end_of(day(30)))
    assert is_shareable(story)
    return story


def test_withdrawing_a_consent_closes_its_stories_at_once(cleared: StoryPage, record: ConsentRecord) -> None:
    record.withdraw()
    assert not is_shareable(cleared)


def test_withdrawing_one_permission_closes_the_stories(cleared: StoryPage, record: ConsentRecord) -> None:
    record.scopes.get(element=Element.FACE).withdraw()
    assert not is_shareable(cleared)


def test_a_new_consent_closes_the_stories_until_the_rules_were_asked(cleared: StoryPage, record: ConsentRecord) -> None:
    draft = make_draft(record.contributor, supersedes=record)
    assert is_shareable(cleared)
    draft.supersede()
    assert not is_shareable(cleared)


@pytest.mark.parametrize(
    ("name", "value"),
    [("open_procedure", True), ("risk_level", Risk.HIGH), ("turns_18_on", day(10)), ("publication_name", "Zoe")],
)
def test_a_weighty_change_of_a_person_closes_their_stories(
    cleared: StoryPage, contributor: Contributor, name: str, value: Any
) -> None:
    person = Contributor.objects.get(pk=contributor.pk)
    person.contact = "elsewhere"
    person.save()
    assert is_shareable(cleared)
    setattr(person, name, value)
    person.save()
    assert not is_shareable(cleared)


def test_other_people_s_changes_close_nothing(cleared: StoryPage) -> None:
    make_record(make_contributor()).withdraw()
    assert is_shareable(cleared)


@pytest.mark.parametrize("change", ["entered", "changed", "taken out", "moved"])
def test_a_change_of_the_people_closes_the_story_by_itself(cleared: StoryPage, change: str) -> None:
    subject = StorySubject.objects.get()
    if change == "entered":
        make_subject(cleared.translation_key, make_contributor())
    elif change == "changed":
        subject.face = "shown"
        subject.save()
    elif change == "moved":
        subject.translation_key = uuid4()
        subject.save()
    else:
        subject.delete()
    assert not Clearance.objects.exists()


def test_the_people_of_another_story_close_nothing(cleared: StoryPage, contributor: Contributor) -> None:
    make_subject(uuid4(), contributor).delete()
    assert is_shareable(cleared)


def test_what_ends_soon_is_listed_the_nearest_first(
    make_story: MakeStory, contributor: Contributor, settings: Any
) -> None:
    now = timezone.now()
    stories = [make_story(cleared=False) for _number in range(4)]
    for story, days in zip(stories, (40, 5, -1, 6), strict=True):
        clearing.grant(story, now + timedelta(days=days))
    clearing.suspend(stories[3].translation_key)
    record = make_record(contributor, valid_until=day(7))
    make_record(make_contributor(), valid_until=day(8)).withdraw()

    def listed(days: int) -> list[Any]:
        return [each.record or each.clearance.page_id for each in clearing.ending_within(days)]  # type: ignore[union-attr]

    assert listed(90) == [stories[1].pk, record, stories[0].pk]
    assert listed(7) == [stories[1].pk, record]
    assert listed(4) == []


def test_wagtail_s_index_of_references_knows_no_record(record: ConsentRecord, home: HomePage) -> None:
    make_subject(home.translation_key, record.contributor)
    clearing.grant(home, datetime.now(tz=timezone.get_current_timezone()))
    assert Clearance.objects.exists()
    assert not ReferenceIndex.objects.filter(base_content_type__app_label="consent").exists()
    assert not ReferenceIndex.objects.filter(content_type__app_label="consent").exists()
