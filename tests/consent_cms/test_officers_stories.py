"""What protection officers do about the people in stories, what ends soon, and the log."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from officer_cases import (
    at,
    enter,
    make_person,
    make_valid_consent,
    readable,
)

from accounts.models import User
from consent import clearing, texts
from consent.models import (
    AbsenceOverride,
    Clearance,
    CommonWordAnswer,
    ConsentRecord,
    Contributor,
    FinalTextApproval,
    ProtectionEvent,
    StoryApproval,
    StorySubject,
)
from consent.vocabulary import Verb
from stories.models import StoryPage

TODAY = timezone.localdate


def test_people_are_entered_changed_and_taken_out(
    officer: Client, story: StoryPage, person: Contributor, record: ConsentRecord
) -> None:
    key = story.translation_key
    values = {"contributor": str(person.pk), "role": "main", "basis": "consent", "is_beneficiary": "on"}
    shown = {"identity_level": "pseudonym", "place_precision": "country", "face": "none"}
    page = officer.get(at("subject_add", key)).content
    assert readable(page) == []
    assert "Mara · " in page.decode()
    clearing.grant(story, timezone.now() + timedelta(days=9))
    officer.post(at("subject_add", key), {**values, **shown})
    subject = StorySubject.objects.get()
    assert (subject.contributor, subject.translation_key) == (person, key)
    assert Clearance.objects.count() == 0

    again = officer.post(at("subject_add", key), {**values, **shown})
    assert "This person is in the story already." in again.content.decode()

    clearing.grant(story, timezone.now() + timedelta(days=9))
    officer.post(at("subject_edit", key, subject.pk), {**values, **shown})
    assert Clearance.objects.count() == 1
    officer.post(at("subject_edit", key, subject.pk), {**values, **shown, "face": "shown"})
    assert Clearance.objects.count() == 0

    officer.post(at("subject_remove", key, subject.pk))
    assert StorySubject.objects.count() == 0


def test_a_basis_without_proof_is_refused_at_its_field(officer: Client, story: StoryPage) -> None:
    values = {"role": "crowd", "basis": "crowd", "identity_level": "none", "place_precision": "country", "face": "none"}
    content = officer.post(at("subject_add", story.translation_key), values).content.decode()
    assert "This basis needs its proof." in content
    assert StorySubject.objects.count() == 0


def test_approvals_name_the_text_that_was_read(
    officer: Client, officer_user: User, subject: StorySubject, story: StoryPage
) -> None:
    key = story.translation_key
    urls = (at("approve_story", key, "en"), at("approve_final_text", key, "en", subject.pk))
    fingerprint = texts.text_fingerprint(story)
    for url in urls:
        assert fingerprint in officer.get(url).content.decode()
        officer.post(url, {"fingerprint": fingerprint})
    assert StoryApproval.objects.get().approved_by == officer_user
    said = FinalTextApproval.objects.get()
    assert (said.text_hash, said.recorded_by) == (fingerprint, officer_user)
    content = officer.get(at("story", key)).content.decode()
    assert "approved this text on" in content
    assert "recorded by Olga" in content

    story.title = "Another title"
    story.save_revision()
    content = officer.get(at("story", key)).content.decode()
    assert "The text has changed since it was approved" in content
    for url in urls:
        officer.post(url, {"fingerprint": fingerprint})
    assert (StoryApproval.objects.count(), FinalTextApproval.objects.count()) == (1, 1)


@pytest.mark.parametrize("part", ["owner", "author", "recorder"])
def test_who_wrote_or_recorded_does_not_approve(
    officer: Client, officer_user: User, person: Contributor, story: StoryPage, part: str
) -> None:
    make_valid_consent(person, recorded_by=officer_user if part == "recorder" else None)
    enter(story.translation_key, person)
    if part == "owner":
        StoryPage.objects.update(owner=officer_user)
    if part == "author":
        story.title = "Her own words"
        story.save_revision(user=officer_user)
    url = at("approve_story", story.translation_key, "en")
    assert "Another protection officer has to approve" in officer.get(url).content.decode()
    officer.post(url, {"fingerprint": texts.text_fingerprint(story)})
    assert StoryApproval.objects.count() == 0


def test_nothing_is_approved_without_fingerprints(
    officer: Client, story: StoryPage, subject: StorySubject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "_registered", {})
    officer.post(at("approve_story", story.translation_key, "en"), {"fingerprint": ""})
    assert StoryApproval.objects.count() == 0
    with pytest.raises(texts.NoFingerprint):
        texts.text_fingerprint(story)


def test_officers_read_the_text_without_the_right_to_edit(officer: Client, story: StoryPage) -> None:
    story.title = "A title in the making"
    story.save_revision()
    answer = officer.get(at("story_text", story.translation_key, "en"))
    assert "A title in the making" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert officer.get(at("story_text", story.translation_key, "fr")).status_code == 404


def test_exceptions_have_a_reason_and_an_end(
    officer: Client, officer_user: User, story: StoryPage, person: Contributor
) -> None:
    until = TODAY() + timedelta(days=5)
    past = {"reason": "The procedure was decided.", "until": (TODAY() - timedelta(days=1)).isoformat()}
    for url in (at("procedure_override", person.pk), at("absence_add", story.translation_key)):
        content = officer.post(url, past).content.decode()
        assert "This day has passed." in content
        assert "The procedure was decided." in content
        officer.post(url, {"reason": "The procedure was decided.", "until": until.isoformat()})
    person.refresh_from_db()
    assert (person.procedure_override_by, person.procedure_override_until) == (officer_user, until)
    absence = AbsenceOverride.objects.get()
    assert (absence.decided_by, absence.until, absence.reason) == (officer_user, until, past["reason"])
    officer.post(at("procedure_override_end", person.pk))
    person.refresh_from_db()
    assert (person.procedure_override_by, person.procedure_override_reason) == (None, "")


def test_where_a_decision_leads_back_to_is_an_address_of_this_site(officer: Client, person: Contributor) -> None:
    values = {"reason": "r", "until": TODAY().isoformat()}
    for asked, expected in (("/cms/", "/cms/"), ("https://example.com/", at("contributor", person.pk))):
        answer = officer.post(f"{at('procedure_override', person.pk)}?next={asked}", values)
        assert answer["Location"] == expected


def test_a_common_word_is_one_of_the_name(officer: Client, subject: StorySubject, story: StoryPage) -> None:
    url = at("common_word_add", story.translation_key)
    values = {"contributor": str(subject.contributor_id), "language_code": "en"}
    wrong = officer.post(url, {**values, "spelling": "hope"}).content
    assert b"This is no part of the person" in wrong
    assert readable(wrong) == []
    officer.post(url, {**values, "spelling": "qwolda"})
    answer = CommonWordAnswer.objects.get()
    assert answer.spelling == "qwolda"
    assert readable(officer.get(at("story", story.translation_key)).content) == []
    officer.post(at("common_word_remove", story.translation_key, answer.pk))
    assert CommonWordAnswer.objects.count() == 0


def test_what_ends_soon_is_listed_by_how_soon(officer: Client, story: StoryPage) -> None:
    make_valid_consent(make_person(publication_name="Nearly"), valid_until=TODAY() + timedelta(days=3))
    make_valid_consent(make_person(publication_name="Later"), valid_until=TODAY() + timedelta(days=60))
    clearing.grant(story, timezone.now() + timedelta(days=20))
    content = {days: officer.get(at("ending"), {"days": days}).content.decode() for days in (7, 30, 90)}
    assert [("Nearly" in content[days], "Later" in content[days], "Story 1" in content[days]) for days in content] == [
        (True, False, False),
        (True, False, True),
        (True, True, True),
    ]
    assert "Nearly" in officer.get(at("ending"), {"days": "²"}).content.decode()


def test_the_log_is_filtered(officer: Client, officer_user: User, record: ConsentRecord) -> None:
    officer.get(at("record", record.pk))
    assert officer.get(at("log")).context["page"].paginator.count == ProtectionEvent.objects.count()
    by_verb = officer.get(at("log"), {"verb": Verb.RECORD_OPENED})
    assert [row.event.verb for row in by_verb.context["rows"]] == [Verb.RECORD_OPENED]
    assert by_verb.context["rows"][0].actor == "Olga"
    by_program = officer.get(at("log"), {"actor": "none"})
    assert {row.event.actor_id for row in by_program.context["rows"]} == {None}
    tomorrow = (TODAY() + timedelta(days=1)).isoformat()
    assert officer.get(at("log"), {"since": tomorrow}).context["rows"] == []
    assert officer.get(at("log"), {"until": tomorrow, "identifier": str(record.pk)}).context["rows"] != []
    assert officer.get(at("log"), {"identifier": "nonsense"}).context["rows"] == []
    assert officer.get(at("log"), {"actor": str(officer_user.pk)}).context["page"].paginator.count == 1


@pytest.mark.usefixtures("_stories_need_clearance")
def test_a_story_without_anybody_is_listed_too(officer: Client, story: StoryPage) -> None:
    content = officer.get(at("stories")).content.decode()
    assert at("story", story.translation_key) in content
    assert "Nobody is entered yet" in content
