"""Makes facts for the rules of the rows about people: one reading for the rules, the traffic light and the screens.

Who is asked for with ``for_rules`` comes with what the rules need and with as little as possible decrypted.
"""

from collections.abc import Iterable
from typing import Any

from django.views.decorators.debug import sensitive_variables

from consent.models import ConsentRecord, ConsentScope, ConsentSettings, Contributor, StorySubject
from consent.officers import officers
from consent.rules.facts import ConsentFacts, Limits, Override, ScopeFacts, SubjectFacts
from consent.vocabulary import (
    AgeBand,
    Basis,
    Channel,
    Element,
    Face,
    IdentityLevel,
    PlacePrecision,
    RecordStatus,
    Risk,
    Role,
)


def officer_ids() -> frozenset[int]:
    """Return who is an officer now: what somebody decided who is none any more, counts no longer."""
    return frozenset(officers().values_list("pk", flat=True))


def current_limits() -> Limits:
    """Return what the office has set."""
    settings = ConsentSettings.current()
    return Limits(
        at_risk_maximum=settings.at_risk_maximum,
        high_risk_maximum=settings.high_risk_maximum,
        months_without_consent=settings.default_months,
        small_team=settings.small_team,
    )


def current_record(records: Iterable[ConsentRecord]) -> ConsentRecord | None:
    """Return the last word of a person: their newest record, where drafts count only if there is nothing else."""
    known = list(records)
    said = [each for each in known if each.status not in (RecordStatus.DRAFT, RecordStatus.SUPERSEDED)]
    return max(said or known, key=lambda each: (each.given_on, each.recorded_at), default=None)


def scope_facts(scope: ConsentScope) -> ScopeFacts:
    """Return a permission as the rules know it."""
    return ScopeFacts(
        element=Element(scope.element),
        channel=Channel(scope.channel),
        language=scope.language,
        granted=scope.granted,
        withdrawn=scope.withdrawn_on is not None,
    )


def consent_facts(record: Any) -> ConsentFacts:
    """Return a record that was asked for with ``for_rules`` as the rules know it."""
    return ConsentFacts(
        record_id=record.pk,
        status=RecordStatus(record.status),
        given_on=record.given_on,
        valid_from=record.valid_from,
        valid_until=record.valid_until,
        told_of_right_to_withdraw=record.told_of_right_to_withdraw,
        assent_given=record.assent_given,
        guardian_complete=record.guardian_complete,
        has_form=record.has_form,
        recorder_id=record.recorded_by_id,
        scopes=tuple(scope_facts(scope) for scope in record.scopes.all()),
    )


def person_facts(person: Any, deciding: frozenset[int]) -> dict[str, Any]:
    """Return what the rules know of a contributor without a name; ask for them and their records with ``for_rules``.

    ``deciding`` are the officers whose decisions count.
    """
    record = current_record(person.records.all())
    return {
        "contributor_id": person.pk,
        "age_band": AgeBand(person.age_band),
        "turns_18_on": person.turns_18_on,
        "identity_always_hidden": person.identity_always_hidden,
        "risk": Risk(person.risk_level),
        "open_procedure": person.open_procedure,
        "procedure_override": Override(
            until=person.procedure_override_until,
            has_reason=person.override_has_reason,
            by_officer=person.procedure_override_by_id in deciding,
        ),
        "consent": None if record is None else consent_facts(record),
        "publication_name": person.publication_name,
    }


@sensitive_variables()
def names_of(person: Contributor) -> dict[str, Any]:
    """Return what the rules about names need besides; the answers about common words are prefetched."""
    return {
        "true_names": tuple(person.true_names),
        "common_words": frozenset(answer.spelling for answer in person.common_words.all()),
    }


def subject_facts(subject: StorySubject, deciding: frozenset[int], **more: Any) -> SubjectFacts:
    """Return a person in a story as the rules know them, with ``more`` that the caller knows: names, approvals."""
    known = person_facts(subject.contributor, deciding) if subject.contributor else {}
    return SubjectFacts(
        subject_id=subject.pk,
        role=Role(subject.role),
        basis=Basis(subject.basis),
        has_evidence=bool(subject.basis_evidence.strip()),
        is_beneficiary=subject.is_beneficiary,
        marked_minor=subject.is_minor,
        identity_level=IdentityLevel(subject.identity_level),
        place_precision=PlacePrecision(subject.place_precision),
        face=Face(subject.face),
        shows_voice=subject.shows_voice,
        names_employer=subject.names_employer,
        names_family=subject.names_family,
        names_school=subject.names_school,
        tells_health=subject.tells_health,
        **known,
        **more,
    )
