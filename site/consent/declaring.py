"""Gathers from the records what the rules need to know, in a fixed number of queries.

The gate of the pages adds what it alone knows: the texts with their places, what the blocks show, who wrote it.
What comes from here holds names in memory: it is for the rules, and neither kept nor shown.
"""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from consent.models import (
    AbsenceOverride,
    CommonWordAnswer,
    ConsentRecord,
    ConsentSettings,
    Contributor,
    FinalTextApproval,
    HealthWord,
    NotHealthAnswer,
    StoryApproval,
    StorySubject,
)
from consent.officers import officers
from consent.rules.facts import ConsentFacts, Declaration, Limits, Override, ScopeFacts, SubjectFacts
from consent.rules.names import folded
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


@sensitive_variables()
def declare(
    translation_key: UUID,
    language_code: str,
    texts: tuple[tuple[str, str], ...],
    *,
    channel: Channel = Channel.WEBSITE,
    today: date | None = None,
    **known_by_the_gate: Any,
) -> Declaration:
    """Return the declaration of a page in one language and channel.

    ``known_by_the_gate`` are further fields of Declaration: is_story, people_at, elements, pseudonym_notice,
    author_id, minor_edit. Approvals count for exactly these texts.
    """
    day = today or timezone.localdate()
    current_officers = frozenset(officers().values_list("pk", flat=True))
    subjects = subjects_of(translation_key, language_code, current_officers)
    settings = ConsentSettings.current()
    declaration = Declaration(
        language=language_code,
        today=day,
        channel=channel,
        subjects=subjects,
        texts=texts,
        absence=_absence(translation_key, current_officers),
        health_words=tuple(HealthWord.objects.filter(language_code=language_code).values_list("word", flat=True)),
        not_health=frozenset(_of(NotHealthAnswer, translation_key, language_code).values_list("word", flat=True)),
        names_of_others=names_of_others(subjects),
        limits=Limits(
            at_risk_maximum=settings.at_risk_maximum,
            high_risk_maximum=settings.high_risk_maximum,
            months_without_consent=settings.default_months,
            small_team=settings.small_team,
        ),
        **known_by_the_gate,
    )
    approvals = _of(StoryApproval, translation_key, language_code).filter(text_hash=declaration.text_hash)
    approvers = tuple(approvals.values_list("approved_by_id", flat=True))
    return replace(declaration, approver_ids=approvers)


@sensitive_variables()
def subjects_of(
    translation_key: UUID, language_code: str, officer_ids: frozenset[int] | None = None
) -> tuple[SubjectFacts, ...]:
    """Return what is known of the people in a story, and what the story declares to show of them."""
    by = frozenset(officers().values_list("pk", flat=True)) if officer_ids is None else officer_ids
    subjects = (
        StorySubject.objects.filter(translation_key=translation_key)
        .select_related("contributor")
        .prefetch_related(
            Prefetch("approvals", FinalTextApproval.objects.filter(language_code=language_code)),
            Prefetch("contributor__records", ConsentRecord.objects.prefetch_related("scopes", "forms")),
            Prefetch(
                "contributor__common_words",
                _of(CommonWordAnswer, translation_key, language_code).filter(answered_by__in=by),
            ),
        )
        .order_by("pk")
    )
    return tuple(_subject(subject, by) for subject in subjects)


@sensitive_variables()
def names_of_others(subjects: tuple[SubjectFacts, ...]) -> frozenset[str]:
    """Return the names of all contributors who are not among the subjects, folded; none if nobody needs them."""
    if not any(subject.identity_level == IdentityLevel.PSEUDONYM for subject in subjects):
        return frozenset()
    own = {subject.contributor_id for subject in subjects if subject.contributor_id}
    found: set[str] = set()
    for publication_name, true_names in Contributor.objects.exclude(pk__in=own).values_list(
        "publication_name", "true_names"
    ):
        found |= {folded(name) for name in (publication_name, *true_names)}
    return frozenset(found - {""})


def _of(model: Any, translation_key: UUID, language_code: str) -> Any:
    return model.objects.filter(translation_key=translation_key, language_code=language_code)


def _absence(translation_key: UUID, officer_ids: frozenset[int]) -> Override | None:
    """Return the officers' exception that holds longest."""
    found = AbsenceOverride.objects.filter(translation_key=translation_key, decided_by__in=officer_ids)
    override = found.order_by("until").last()
    return (
        None
        if override is None
        else Override(until=override.until, has_reason=bool(override.reason.strip()), by_officer=True)
    )


@sensitive_variables()
def _subject(subject: StorySubject, officer_ids: frozenset[int]) -> SubjectFacts:
    person = subject.contributor
    known: dict[str, Any] = {}
    if person is not None:
        known = {
            "contributor_id": person.pk,
            "age_band": AgeBand(person.age_band),
            "turns_18_on": person.turns_18_on,
            "identity_always_hidden": person.identity_always_hidden,
            "risk": Risk(person.risk_level),
            "open_procedure": person.open_procedure,
            "procedure_override": Override(
                until=person.procedure_override_until,
                has_reason=bool(person.procedure_override_reason.strip()),
                by_officer=person.procedure_override_by_id in officer_ids,
            ),
            "publication_name": person.publication_name,
            "true_names": tuple(person.true_names),
            "common_words": frozenset(answer.spelling for answer in person.common_words.all()),
            "consent": _consent(list(person.records.all())),
        }
    approvals = list(subject.approvals.all())
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
        approved_text_hash=approvals[-1].text_hash if approvals else "",
        **known,
    )


def _consent(records: list[ConsentRecord]) -> ConsentFacts | None:
    """Return the last word of a person: their newest record, where drafts count only if there is nothing else."""
    said = [record for record in records if record.status not in (RecordStatus.DRAFT, RecordStatus.SUPERSEDED)]
    record = max(said or records, key=lambda each: (each.given_on, each.recorded_at), default=None)
    if record is None:
        return None
    return ConsentFacts(
        record_id=record.pk,
        status=RecordStatus(record.status),
        given_on=record.given_on,
        valid_from=record.valid_from,
        valid_until=record.valid_until,
        told_of_right_to_withdraw=record.told_of_right_to_withdraw,
        assent_given=record.assent_given,
        guardian_complete=bool(record.guardian and record.guardian_relation and record.guardian_evidence),
        has_form=bool(record.forms.all()),
        recorder_id=record.recorded_by_id,
        scopes=tuple(
            ScopeFacts(
                element=Element(scope.element),
                channel=Channel(scope.channel),
                language=scope.language,
                granted=scope.granted,
                withdrawn=scope.withdrawn_on is not None,
            )
            for scope in record.scopes.all()
        ),
    )
