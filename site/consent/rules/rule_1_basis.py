"""Rule 1: nobody is in a story without a ground for it, and consent covers each thing that is shown."""

from collections.abc import Iterator
from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from consent.rules.facts import ConsentFacts, Declaration, Kind, Refusal, SubjectFacts
from consent.vocabulary import Basis, Element, RecordStatus

# What an editor can do where the consent does not reach.
WAYS_OUT = {
    Element.STORY_TEXT: _("Ask the person for it, or leave the person out of the story."),
    Element.PUBLICATION_NAME: _("Ask the person for it, or tell the story without a name."),
    Element.TRUE_NAME: _("Ask the person for it, or use a pseudonym."),
    Element.FACE: _("Ask the person for it, or take a picture in which the face is turned away or blurred."),
    Element.VOICE: _("Ask the person for it, or leave the recording out."),
    Element.EXACT_PLACE: _("Ask the person for it, or name only the district or the region."),
    Element.EMPLOYER: _("Ask the person for it, or do not name the workplace or business."),
    Element.FAMILY: _("Ask the person for it, or leave the family out."),
    Element.HEALTH: _("Ask the person for it, or leave out what tells of health."),
}


def basis(declaration: Declaration) -> list[Refusal]:
    """Return what is missing of the ground on which people appear.

    A story has a person; pull quotes and pictures of people on any other page do too. Consent covers the channel,
    the language and each element. People who were helped, minors and health data need a consent on record.

    Sources: GDPR articles 6 (lawful basis) and 9 (explicit consent for health data); IOM Data Protection Manual,
    principles of lawful and fair collection, specified purpose and consent; UNHCR Ethical Communications
    Guidelines, informed consent; Bond, "Putting the people in the pictures first", consent for each use.
    """
    found = list(_people_without_subject(declaration))
    for subject in declaration.subjects:
        if subject.basis == Basis.CONSENT:
            found += _consent(subject, declaration)
        else:
            found += _other_basis(subject, declaration)
    return found


def _people_without_subject(declaration: Declaration) -> Iterator[Refusal]:
    # Whoever a picture alone shows is not yet the person whose story it is, or who is quoted.
    if not any(subject.in_text for subject in declaration.subjects):
        if declaration.is_story:
            message = _("Ask a protection officer to enter the person whose story this is, and their consent.")
            yield Refusal("story_without_subject", message)
        message = _(
            "Somebody is quoted or shown here. Ask a protection officer to enter who it is and on what ground, or take "
            "it out."
        )
        yield from (Refusal("people_without_subject", message, position=place) for place in declaration.people_at)
    declared = frozenset[Element]().union(*(subject.elements for subject in declaration.subjects))
    for element in sorted(declaration.elements - declared):
        message = format_lazy(
            _(
                "The page shows {element}, but of no person in it is that declared. Ask a protection officer to enter "
                "whose it is, or take it out."
            ),
            element=element.label,
        )
        yield Refusal("element_without_subject", message, element=element)


def _other_basis(subject: SubjectFacts, declaration: Declaration) -> Iterator[Refusal]:
    if subject.is_beneficiary:
        message = _(
            "Somebody who was helped by a programme appears by consent only. Ask a protection officer to record it."
        )
        yield Refusal("beneficiary_needs_consent", message, subject_id=subject.subject_id)
    if subject.is_minor_on(declaration.today):
        message = _(
            "A child appears by consent of a guardian only. Ask a protection officer to record it, or leave the child "
            "out."
        )
        yield Refusal("minor_needs_consent", message, subject_id=subject.subject_id)
    if subject.tells_health:
        message = _(
            "Health and other specially protected data need a consent on record. Ask a protection officer to record "
            "it, or leave them out."
        )
        yield Refusal("health_needs_consent", message, subject_id=subject.subject_id, element=Element.HEALTH)
    if not subject.has_evidence:
        message = _(
            "Nothing proves the ground on which this person appears. Tell a protection officer the role, agreement or "
            "licence."
        )
        yield Refusal("basis_without_evidence", message, subject_id=subject.subject_id)


def _consent(subject: SubjectFacts, declaration: Declaration) -> Iterator[Refusal]:
    consent = subject.consent
    if subject.contributor_id is None or consent is None:
        message = _(
            "There is no consent of this person on record. Ask a protection officer to record it, or leave the person "
            "out."
        )
        yield Refusal("consent_missing", message, subject_id=subject.subject_id)
        return
    if not holds(consent, declaration.today):
        message = _(
            "The consent of this person does not hold today: it is a draft, over or withdrawn. Ask a protection "
            "officer for a new one."
        )
        yield Refusal("consent_not_valid", message, subject_id=subject.subject_id)
    if not consent.told_of_right_to_withdraw:
        message = _(
            "The person must be told that they can withdraw at any time. Tell them, and ask a protection officer to "
            "record the consent anew."
        )
        yield Refusal("right_to_withdraw", message, subject_id=subject.subject_id)
    if not consent.has_form:
        message = _(
            "The signed form or the recording is not kept with the consent yet. Bring it to a protection officer, who "
            "can still add it."
        )
        yield Refusal("form_missing", message, Kind.WARNING, subject_id=subject.subject_id)
    for element in sorted(subject.elements):
        if not consent.permits(element, declaration.channel, declaration.language):
            message = format_lazy(
                _("The consent does not cover {element} for {channel} in this language. {way_out}"),
                element=element.label,
                channel=declaration.channel.label,
                way_out=WAYS_OUT[element],
            )
            yield Refusal("element_not_covered", message, subject_id=subject.subject_id, element=element)


def holds(consent: ConsentFacts, day: date) -> bool:
    """Say whether a consent is valid on a day."""
    return consent.status == RecordStatus.VALID and consent.valid_from <= day <= consent.valid_until
