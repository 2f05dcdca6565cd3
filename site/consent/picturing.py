"""Adds the people whom a page's pictures and recordings show to those of its text: who is both is one for the rules."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.views.decorators.debug import sensitive_variables

from consent.gathering import names_of, person_facts
from consent.models import CommonWordAnswer, ConsentRecord, Contributor
from consent.rules.facts import SubjectFacts
from consent.vocabulary import Basis, Face, IdentityLevel, Role

# From the face that tells least to the one that tells most.
REVEALING = (Face.NONE, Face.BLURRED, Face.TURNED, Face.SHOWN)


@dataclass(frozen=True)
class Pictured:
    """A person in a picture or recording, as an officer entered them; ``position`` is that of it on the page."""

    subject_id: UUID
    position: str
    contributor_id: UUID | None = None
    basis: Basis = Basis.CONSENT
    has_evidence: bool = False
    face: Face = Face.SHOWN
    is_heard: bool = False
    is_beneficiary: bool = True
    is_minor: bool = False


@sensitive_variables()
def with_pictured(
    subjects: tuple[SubjectFacts, ...],
    pictured: Iterable[Pictured],
    deciding: frozenset[int],
    common_words: "QuerySet[CommonWordAnswer]",
) -> tuple[SubjectFacts, ...]:
    """Return the people of a page's text with those of its media; a contributor stands among them once.

    ``deciding`` are the officers whose decisions count, ``common_words`` the answers that count for this page.
    """
    shown = list(pictured)
    missing = only_in_pictures(subjects, shown)
    return joined(subjects, shown, _known_of(missing, deciding, common_words) if missing else {})


def only_in_pictures(subjects: Iterable[SubjectFacts], shown: Iterable[Pictured]) -> set[UUID]:
    """Return the contributors whom nothing but pictures show."""
    known = {subject.contributor_id for subject in subjects if subject.contributor_id}
    return {each.contributor_id for each in shown if each.contributor_id} - known


def joined(
    subjects: Iterable[SubjectFacts], shown: Iterable[Pictured], records: dict[UUID, dict[str, Any]]
) -> tuple[SubjectFacts, ...]:
    """Return the people of a page's text and of its pictures; ``records`` is known of those in pictures alone."""
    people: dict[UUID, SubjectFacts] = {subject.contributor_id or subject.subject_id: subject for subject in subjects}
    for each in shown:
        key = each.contributor_id or each.subject_id
        more = records.get(each.contributor_id, {}) if each.contributor_id else {}
        people[key] = merged(people[key], each) if key in people else only_pictured(each, more)
    return tuple(people.values())


def merged(subject: SubjectFacts, shown: Pictured) -> SubjectFacts:
    """Return a person with what a picture or recording shows of them: more of them, and the stricter ground.

    Where one of the grounds is consent, consent is needed; where they differ otherwise, each needs its proof.
    """
    face = max(subject.face, shown.face, key=REVEALING.index)
    return replace(
        subject,
        face=face,
        shows_voice=subject.shows_voice or shown.is_heard,
        pictures=(*subject.pictures, shown.position),
        basis=Basis.CONSENT if Basis.CONSENT in (subject.basis, shown.basis) else subject.basis,
        has_evidence=subject.has_evidence and shown.has_evidence,
        is_beneficiary=subject.is_beneficiary or shown.is_beneficiary,
        marked_minor=subject.marked_minor or shown.is_minor,
    )


def only_pictured(shown: Pictured, known: dict[str, Any]) -> SubjectFacts:
    """Return somebody whom only a picture or recording shows, with what is ``known`` of them as a contributor."""
    return SubjectFacts(
        subject_id=shown.subject_id,
        in_text=False,
        pictures=(shown.position,),
        role=Role.BYSTANDER,
        identity_level=IdentityLevel.NONE,
        basis=shown.basis,
        has_evidence=shown.has_evidence,
        is_beneficiary=shown.is_beneficiary,
        marked_minor=shown.is_minor,
        face=shown.face,
        shows_voice=shown.is_heard,
        **known,
    )


@sensitive_variables()
def _known_of(
    contributor_ids: Iterable[UUID], deciding: frozenset[int], common_words: "QuerySet[CommonWordAnswer]"
) -> dict[UUID, dict[str, Any]]:
    people = Contributor.objects.for_rules().filter(pk__in=contributor_ids)
    people = people.prefetch_related(
        Prefetch("records", ConsentRecord.objects.for_rules()), Prefetch("common_words", common_words)
    )
    return {person.pk: person_facts(person, deciding) | names_of(person) for person in people}
