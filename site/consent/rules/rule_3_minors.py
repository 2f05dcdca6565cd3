"""Rule 3: children and teenagers."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from consent.rules.facts import Declaration, Refusal, SubjectFacts
from consent.vocabulary import Face, IdentityLevel, PlacePrecision


def minors(declaration: Declaration) -> list[Refusal]:
    """Return what a page shows of people under 18 that it must not, and what their consent lacks.

    A pseudonym or no name, no exact place, no school that identifies, the guardian's consent and the child's own
    assent; the face hidden, without exception, in the categories in which UNICEF always hides the identity. What a
    guardian agreed to ends on the 18th birthday.

    Sources: UNICEF guidelines for journalists reporting on children (change the name and obscure the visual
    identity of a child that is a victim of abuse or exploitation, a perpetrator of it, living with HIV, charged or
    convicted of a crime, or with armed forces; no detail that identifies); IOM Data Protection Manual (consent of
    guardians); GDPR article 8 and recital 38.
    """
    found: list[Refusal] = []
    for subject in declaration.subjects:
        if subject.is_minor_on(declaration.today):
            found += _child(subject)
        else:
            found += _grown_up(subject, declaration)
    return found


def _child(subject: SubjectFacts) -> Iterator[Refusal]:
    who = subject.subject_id
    if subject.identity_level not in (IdentityLevel.PSEUDONYM, IdentityLevel.NONE):
        yield Refusal("minor_named", _("Under 18: use a pseudonym, or no name."), subject_id=who)
    if subject.place_precision == PlacePrecision.EXACT:
        yield Refusal("minor_exact_place", _("Under 18: name only the country, region or district."), subject_id=who)
    if subject.names_school:
        yield Refusal("minor_school", _("Under 18: leave out the school and what identifies it."), subject_id=who)
    if subject.identity_always_hidden and subject.face == Face.SHOWN:
        message = _("The face of this child must always be hidden, whatever was agreed. Take another picture.")
        yield Refusal("minor_face", message, subject_id=who)
    if subject.turns_18_on is None:
        message = _("Ask a protection officer to enter on which day the child turns 18: the consent ends then.")
        yield Refusal("minor_birthday_missing", message, subject_id=who)
    if subject.consent is not None:
        if not subject.consent.guardian_complete:
            message = _(
                "Under 18 a guardian agrees. Ask a protection officer to record the name, the relation and the "
                "evidence of guardianship."
            )
            yield Refusal("guardian_missing", message, subject_id=who)
        if not subject.consent.assent_given:
            message = _(
                "Under 18 the child itself must agree too. Ask the child, and tell a protection officer the answer."
            )
            yield Refusal("assent_missing", message, subject_id=who)


def _grown_up(subject: SubjectFacts, declaration: Declaration) -> Iterator[Refusal]:
    birthday, consent = subject.turns_18_on, subject.consent
    if birthday and consent and consent.given_on < birthday <= declaration.today:
        message = _(
            "The person has turned 18 since a guardian agreed. A consent of their own is needed: ask a protection "
            "officer."
        )
        yield Refusal("turned_18", message, subject_id=subject.subject_id)
