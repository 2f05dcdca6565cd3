"""A consent that holds is never edited: what changes is a new record, or a withdrawal."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from consent_factory import PDF, day, make_contributor, make_draft, make_record, make_subject
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import User
from consent.calendar import add_months
from consent.models import (
    ConsentRecord,
    ConsentScope,
    ConsentSettings,
    Contributor,
    RecordIsFinal,
)
from consent.models.forms import add_form
from consent.vocabulary import AgeBand, Basis, Channel, Element, Method, RecordStatus, Risk


def test_a_draft_can_be_edited(contributor: Contributor) -> None:
    draft = make_draft(contributor)
    draft.form_language = "fr"
    draft.save()
    assert ConsentRecord.objects.get().form_language == "fr"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("form_language", "fr"),
        ("witness", "Somebody else"),
        ("valid_until", "later"),
        ("told_of_right_to_withdraw", False),
        ("status", RecordStatus.DRAFT),
        ("contributor_id", "other"),
    ],
)
def test_a_valid_record_cannot_be_edited(record: ConsentRecord, name: str, value: Any) -> None:
    values = {"later": day(500), "other": make_contributor().pk}
    setattr(record, name, values.get(value, value))
    with pytest.raises(RecordIsFinal):
        record.save()
    assert getattr(ConsentRecord.objects.get(pk=record.pk), name) != values.get(value, value)


def test_amending_means_superseding(record: ConsentRecord) -> None:
    amended = make_draft(record.contributor, supersedes=record)
    amended.supersede()
    record.refresh_from_db()
    assert (record.status, amended.status) == (RecordStatus.SUPERSEDED, RecordStatus.VALID)
    assert record.superseded_by == amended
    record.status = RecordStatus.VALID
    with pytest.raises(RecordIsFinal):
        record.save()
    with pytest.raises(RecordIsFinal):
        amended.supersede()


def test_a_consent_of_somebody_else_is_not_superseded(record: ConsentRecord) -> None:
    with pytest.raises(ValidationError):
        make_draft(make_contributor(), supersedes=record).supersede()
    record.refresh_from_db()
    assert record.status == RecordStatus.VALID


def test_what_is_withdrawn_stays_withdrawn(record: ConsentRecord) -> None:
    record.withdraw()
    assert ConsentRecord.objects.get().withdrawn_on == timezone.localdate()
    for status, withdrawn_on in ((RecordStatus.VALID, record.withdrawn_on), (RecordStatus.WITHDRAWN, None)):
        again = ConsentRecord.objects.get()
        again.status, again.withdrawn_on = status, withdrawn_on
        with pytest.raises(RecordIsFinal):
            again.save()


def test_a_new_record_starts_as_a_draft_or_valid(contributor: Contributor) -> None:
    with pytest.raises(RecordIsFinal):
        make_draft(contributor, status=RecordStatus.WITHDRAWN)


def test_consent_holds_for_two_years_unless_it_says_otherwise(contributor: Contributor) -> None:
    draft = make_draft(contributor)
    assert draft.valid_from == draft.given_on
    assert draft.valid_until == add_months(draft.given_on, 24)
    ConsentSettings.objects.create(default_months=6, max_months=12)
    assert make_draft(contributor).valid_until == add_months(draft.given_on, 6)
    assert make_draft(contributor, valid_until=add_months(draft.given_on, 12)).pk
    with pytest.raises(ValidationError, match="at most 12 months"):
        make_draft(contributor, valid_until=add_months(draft.given_on, 12) + timedelta(days=1))


@pytest.mark.parametrize(
    "fields",
    [
        {"valid_until": day(3000)},
        {"valid_from": day(20), "valid_until": day(10)},
        {"given_on": day(1)},
    ],
)
def test_dates_that_cannot_be_are_refused(contributor: Contributor, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        make_draft(contributor, **fields)


CHILD = {"age_band": AgeBand.TEENAGER, "turns_18_on": day(200)}
GUARDED = {"guardian": "Gusta", "guardian_relation": "mother", "guardian_evidence": "seen", "assent_given": True}


@pytest.mark.parametrize(
    ("person", "fields"),
    [
        ({}, {"told_of_right_to_withdraw": False}),
        ({}, {"method": Method.THUMBPRINT, "witness": ""}),
        (CHILD, {}),
        (CHILD, {**GUARDED, "assent_given": False}),
        (CHILD, {**GUARDED, "guardian_evidence": ""}),
        (CHILD, {**GUARDED, "guardian_relation": ""}),
        ({"age_band": AgeBand.UNDER_13}, {}),
    ],
)
def test_what_lacks_something_does_not_become_valid(db: None, person: dict[str, Any], fields: dict[str, Any]) -> None:
    draft = make_draft(make_contributor(**person), **fields)
    with pytest.raises(ValidationError):
        draft.supersede()
    assert ConsentRecord.objects.get().status == RecordStatus.DRAFT


def test_a_guarded_child_can_agree(db: None) -> None:
    assert make_record(make_contributor(**CHILD), **GUARDED).status == RecordStatus.VALID


def test_the_database_itself_keeps_the_right_to_withdraw(record: ConsentRecord) -> None:
    with pytest.raises(IntegrityError):
        ConsentRecord.objects.update(told_of_right_to_withdraw=False)


def test_permissions_of_a_valid_record_are_only_withdrawn(record: ConsentRecord) -> None:
    scope = record.scopes.get(element=Element.FACE)
    scope.granted = False
    with pytest.raises(RecordIsFinal):
        scope.save()
    with pytest.raises(RecordIsFinal):
        scope.delete()
    with pytest.raises(RecordIsFinal):
        ConsentScope.objects.create(record=record, element=Element.FACE, channel=Channel.PRESS, granted=True)
    scope.refresh_from_db()
    scope.withdraw()
    assert ConsentScope.objects.get(pk=scope.pk).withdrawn_on == timezone.localdate()
    scope.withdrawn_on = None
    with pytest.raises(RecordIsFinal):
        scope.save()


def test_permissions_of_a_draft_can_go(contributor: Contributor) -> None:
    scope = ConsentScope.objects.create(
        record=make_draft(contributor), element=Element.FACE, channel=Channel.PRESS, granted=True
    )
    scope.granted = False
    scope.save()
    scope.delete()
    assert not ConsentScope.objects.exists()


def test_a_form_is_never_exchanged(record: ConsentRecord) -> None:
    form = add_form(record, PDF)
    with pytest.raises(RecordIsFinal):
        form.save()


def test_a_contributor_needs_what_the_rules_need(officer: User) -> None:
    for fields in (
        {"age_band": AgeBand.TEENAGER},
        {"procedure_override_reason": "urgent"},
        {"procedure_override_until": day(3), "procedure_override_by": officer},
    ):
        with pytest.raises(ValidationError):
            make_contributor(**fields).clean()
    make_contributor(**CHILD).clean()


def test_an_unknown_person_is_taken_to_be_at_high_risk_in_an_open_procedure() -> None:
    assert (Contributor().risk_level, Contributor().open_procedure) == (Risk.HIGH, True)


def test_subjects_and_settings_refuse_what_makes_no_sense(contributor: Contributor) -> None:
    with pytest.raises(ValidationError):
        make_subject(uuid4(), None).clean()
    with pytest.raises(ValidationError):
        make_subject(uuid4(), None, basis=Basis.CROWD).clean()
    make_subject(uuid4(), None, basis=Basis.CROWD, basis_evidence="seen from afar").clean()
    for wrong in ({"max_months": 61}, {"at_risk_maximum": 3}, {"high_risk_maximum": 2}, {"max_months": 12}):
        with pytest.raises(ValidationError):
            ConsentSettings(**wrong).full_clean()


def test_reading_the_settings_writes_nothing(db: None) -> None:
    assert ConsentSettings.current().default_months == 24
    assert not ConsentSettings.objects.exists()
