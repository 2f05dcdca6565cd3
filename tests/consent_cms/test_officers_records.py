"""What protection officers do about contributors and their consents, and what is logged of it."""

from datetime import timedelta
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from officer_cases import (
    PDF,
    TRUE_NAME,
    at,
    form_of,
    make_consent,
    permit,
    readable,
)

from accounts.models import User
from consent import clearing
from consent.models import (
    Clearance,
    ConsentForm,
    ConsentRecord,
    Contributor,
    ProtectionEvent,
    StorySubject,
)
from consent.vocabulary import Channel, Element, RecordStatus, Verb
from stories.models import StoryPage

TODAY = timezone.localdate
DETAILS = {"method": "signed", "form_language": "fr", "told_of_right_to_withdraw": "on"}


def openings(verb: Verb, identifier: UUID) -> int:
    return ProtectionEvent.objects.filter(verb=verb, identifier=str(identifier)).count()


def test_each_opening_is_logged_once(
    officer: Client, officer_user: User, person: Contributor, record: ConsentRecord
) -> None:
    form = form_of(record)
    officer.get(at("contributor", person.pk))
    assert openings(Verb.CONTRIBUTOR_OPENED, person.pk) == 1
    officer.get(at("contributor_edit", person.pk))
    assert openings(Verb.CONTRIBUTOR_OPENED, person.pk) == 2
    officer.get(at("record", record.pk))
    assert openings(Verb.RECORD_OPENED, record.pk) == 1
    officer.get(at("form", form.pk))
    assert openings(Verb.FORM_OPENED, form.pk) == 1
    assert set(ProtectionEvent.objects.filter(verb__endswith="_opened").values_list("actor_id", flat=True)) == {
        officer_user.pk
    }


def test_what_is_listed_opens_nothing_and_shows_no_secret(
    officer: Client, subject: StorySubject, story: StoryPage
) -> None:
    before = ProtectionEvent.objects.count()
    for url in (at("contributors"), at("stories"), at("story", story.translation_key), at("ending"), at("log")):
        assert readable(officer.get(url).content) == [], url
    assert ProtectionEvent.objects.count() == before


def test_from_a_contributor_to_a_consent_that_holds(officer: Client, officer_user: User) -> None:
    values = {
        "publication_name": "Mara",
        "true_names": f"{TRUE_NAME}\r\nEzbrina",
        "age_band": "25_59",
        "risk_level": "standard",
        "contact_method": "none",
    }
    officer.post(at("contributor_add"), values)
    person = Contributor.objects.get()
    assert person.true_names == [TRUE_NAME, "Ezbrina"]
    assert not person.open_procedure

    answer = officer.post(at("record_add", person.pk), {**DETAILS, "given_on": TODAY().isoformat()})
    record = person.records.get()
    assert answer["Location"] == at("permissions", record.pk)
    assert (record.status, record.recorded_by) == (RecordStatus.DRAFT, officer_user)

    cells = {"all-story_text-website": "yes", "all-face-website": "no", "fr-voice-social": "yes"}
    officer.post(at("permissions", record.pk), cells)
    assert set(record.scopes.values_list("language", "element", "channel", "granted")) == {
        ("", "story_text", "website", True),
        ("", "face", "website", False),
        ("fr", "voice", "social", True),
    }

    upload = SimpleUploadedFile("Ezbrin Qwolda.pdf", PDF, "text/html")
    officer.post(at("form_add", record.pk), {"file": upload})
    form = record.forms.get()
    assert form.content() == PDF
    assert "Ezbrin" not in form.file.name

    assert officer.get(at("make_valid", record.pk)).status_code == 200
    officer.post(at("make_valid", record.pk))
    record.refresh_from_db()
    assert record.status == RecordStatus.VALID
    assert ProtectionEvent.objects.filter(verb=Verb.RECORD_VALID, actor_id=officer_user.pk).count() == 1


def test_saving_the_matrix_replaces_what_was_there(officer: Client, person: Contributor) -> None:
    record = make_consent(person)
    permit(record)
    permit(record, Element.FACE, language="nl")
    url = at("permissions", record.pk)
    content = officer.get(url).content.decode()
    assert 'name="nl-face-website"' in content
    officer.post(url, {"all-voice-press": "no", "nl-face-website": "yes"})
    assert set(record.scopes.values_list("language", "element", "channel", "granted")) == {
        ("", "voice", "press", False),
        ("nl", "face", "website", True),
    }


def test_a_wrong_answer_in_the_matrix_changes_nothing(officer: Client, person: Contributor) -> None:
    record = make_consent(person)
    permit(record, Element.FACE)
    answer = officer.post(at("permissions", record.pk), {"all-voice-press": "perhaps", "all-face-website": "no"})
    assert answer.status_code == 200
    assert "The voice, press" in answer.content.decode()
    assert record.scopes.get().granted


def test_a_draft_s_changes_are_logged(officer: Client, officer_user: User, person: Contributor) -> None:
    record = make_consent(person)
    typed = {**DETAILS, "given_on": TODAY().isoformat()}
    officer.post(at("record_edit", record.pk), typed)
    officer.post(at("permissions", record.pk), {"all-face-website": "yes"})
    officer.post(at("permissions", record.pk), {"all-face-website": "yes"})
    events = ProtectionEvent.objects.filter(verb=Verb.RECORD_CHANGED, identifier=str(record.pk))
    assert list(events.values_list("actor_id", flat=True)) == [officer_user.pk] * 2


def test_a_record_that_holds_is_not_edited(officer: Client, record: ConsentRecord) -> None:
    scopes = record.scopes.count()
    for name in ("record_edit", "permissions", "make_valid", "discard"):
        assert officer.get(at(name, record.pk)).status_code == 409, name
        assert officer.post(at(name, record.pk), {"all-face-website": "no"}).status_code == 409, name
    assert officer.post(at("form_add", record.pk), {"file": SimpleUploadedFile("a", PDF)}).status_code == 409
    assert (record.scopes.count(), record.forms.count()) == (scopes, 1)
    content = officer.get(at("record", record.pk)).content.decode()
    assert at("record_edit", record.pk) not in content
    assert at("supersede", record.pk) in content


def test_a_new_consent_takes_the_place_of_the_old_one(
    officer: Client, person: Contributor, record: ConsentRecord, subject: StorySubject, story: StoryPage
) -> None:
    record.scopes.filter(element=Element.FACE).get().withdraw()
    clearing.grant(story, timezone.now() + timedelta(days=9))
    answer = officer.post(at("supersede", record.pk))
    draft = ConsentRecord.objects.get(supersedes=record)
    assert answer["Location"] == at("record_edit", draft.pk)
    assert (draft.status, draft.witness, draft.told_of_right_to_withdraw) == ("draft", record.witness, False)
    assert draft.scopes.count() == record.scopes.count()
    assert not draft.scopes.get(element=Element.FACE).granted
    assert draft.forms.count() == 0
    record.refresh_from_db()
    assert record.status == RecordStatus.VALID
    assert Clearance.objects.count() == 1

    officer.post(at("supersede", record.pk))
    assert ConsentRecord.objects.count() == 2

    refused = officer.post(at("make_valid", draft.pk))
    assert "Told of the right to withdraw" in refused.content.decode()
    officer.post(at("record_edit", draft.pk), {**DETAILS, "given_on": TODAY().isoformat()})
    officer.post(at("make_valid", draft.pk))
    record.refresh_from_db()
    draft.refresh_from_db()
    assert (record.status, draft.status) == (RecordStatus.SUPERSEDED, RecordStatus.VALID)
    assert Clearance.objects.count() == 0


def test_withdrawing_one_permission_closes_the_stories(
    officer: Client, record: ConsentRecord, subject: StorySubject, story: StoryPage
) -> None:
    clearing.grant(story, timezone.now() + timedelta(days=9))
    scope = record.scopes.get(element=Element.FACE)
    officer.post(at("scope_withdraw", scope.pk))
    scope.refresh_from_db()
    assert scope.withdrawn_on == TODAY()
    assert Clearance.objects.count() == 0
    assert officer.post(at("scope_withdraw", scope.pk)).status_code == 409


def test_a_draft_is_thrown_away_with_its_forms(officer: Client, person: Contributor) -> None:
    record = make_consent(person)
    permit(record)
    officer.post(at("form_add", record.pk), {"file": SimpleUploadedFile("a.pdf", PDF)})
    officer.post(at("discard", record.pk))
    assert (ConsentRecord.objects.count(), ConsentForm.objects.count()) == (0, 0)


def test_wrong_input_keeps_what_was_typed_and_names_the_field(officer: Client, person: Contributor) -> None:
    typed = {**DETAILS, "given_on": (TODAY() + timedelta(days=3)).isoformat(), "witness": "Wexler the elder"}
    content = officer.post(at("record_add", person.pk), typed).content.decode()
    assert "Given on</a>: This day is still to come." in content
    assert 'value="Wexler the elder"' in content
    assert typed["given_on"] in content
    assert ConsentRecord.objects.count() == 0

    content = officer.post(at("contributor_add"), {"publication_name": "Lina", "age_band": "13_17"}).content.decode()
    assert "Turns 18 on</a>" in content
    assert 'value="Lina"' in content

    days = {"valid_from": "2026-05-02", "valid_until": "2026-05-01", "given_on": "2026-05-01"}
    content = officer.post(at("record_add", person.pk), {**DETAILS, **days}).content.decode()
    assert "Holds until</a>: The last day lies before the first." in content


def test_what_is_not_there_is_not_found(officer: Client, story: StoryPage) -> None:
    nobody = UUID(int=5)
    for name in ("contributor", "contributor_edit", "record", "record_edit", "permissions", "form", "story"):
        assert officer.get(at(name, nobody)).status_code == 404, name
    assert officer.get(at("subject_edit", story.translation_key, nobody)).status_code == 404


def test_channels_are_all_in_the_matrix(officer: Client, person: Contributor) -> None:
    content = officer.get(at("permissions", make_consent(person).pk)).content.decode()
    for element in Element:
        for channel in Channel:
            assert f'name="all-{element}-{channel}"' in content
