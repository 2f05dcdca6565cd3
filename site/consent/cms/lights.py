"""The traffic light: all that people who are no protection officers get to see of consent.

It says whether people may be shown, under which name, what of them in which channel, and until when; nothing of
true names, contact, forms or procedures. It is a guide: what closes a page is the clearance.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet, TextChoices
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from consent.clearing import is_suspended
from consent.cms.permissions import ChannelAllowed, allowed_by_channel, languages_permitted, site_languages
from consent.models import ConsentRecord, ConsentScope, Contributor, StorySubject
from consent.officers import officers
from consent.vocabulary import Basis, Channel, Element, Face, IdentityLevel, PlacePrecision, RecordStatus, Role

SOON = timedelta(days=30)
RECORD_SECRETS = ("explained_by", "interpreter", "witness", "guardian", "guardian_evidence")
CONTRIBUTOR_SECRETS = ("true_names", "contact", "procedure_override_reason")


class Colour(TextChoices):
    """The colours, each with what it means."""

    GREEN = "green", _("may be shown")
    AMBER = "amber", _("may be shown, but look closer")
    RED = "red", _("must not be shown")


ORDER = (Colour.GREEN, Colour.AMBER, Colour.RED)


@dataclass(frozen=True)
class PersonLight:
    """The light of one person."""

    colour: Colour
    reason: str | Promise
    publication_name: str = ""
    role: str | Promise = ""
    until: date | None = None  # not for a red light
    channels: tuple[ChannelAllowed, ...] = ()

    @property
    def may_be_shown(self) -> tuple[ChannelAllowed, ...]:
        """The channels in which anything at all may be shown, unless the light is red."""
        return tuple(each for each in self.channels if each.allowed and self.colour != Colour.RED)


@dataclass(frozen=True)
class TrafficLight:
    """The light of a story: as red as that of any person in it, and over when the first consent is."""

    colour: Colour
    reason: str | Promise
    people: tuple[PersonLight, ...] = ()
    until: date | None = None

    @property
    def publication_names(self) -> tuple[str, ...]:
        """The names under which the people appear."""
        return tuple(person.publication_name for person in self.people if person.publication_name)


def traffic_light(translation_key: UUID, today: date | None = None) -> TrafficLight:
    """Return the light of a story, of which the translations have the same one; in a fixed number of queries."""
    subjects = (
        StorySubject.objects.filter(translation_key=translation_key)
        .select_related("contributor")
        .defer(*(f"contributor__{name}" for name in CONTRIBUTOR_SECRETS))
        .prefetch_related(Prefetch("contributor__records", records_without_secrets()))
        .order_by("pk")
    )
    day = today or timezone.localdate()
    deciding = officer_ids()
    people = sorted(
        (light_of_subject(subject, day, deciding) for subject in subjects),
        key=lambda person: person.publication_name.casefold(),
    )
    if not people:
        return TrafficLight(Colour.RED, _("Nobody is entered yet as the person in this story."))
    if is_suspended(translation_key):
        return TrafficLight(Colour.RED, _("The story is suspended."), tuple(people))
    colour = max((person.colour for person in people), key=ORDER.index)
    until = min((person.until for person in people if person.until), default=None)
    meanings = {
        Colour.GREEN: _("Everybody in this story has agreed to what it shows on the website."),
        Colour.AMBER: _("Everybody has agreed, but something needs attention."),
        Colour.RED: ngettext_lazy(
            "The person in this story must not be shown as planned.",
            "Not everybody in this story may be shown as planned.",
            len(people),
        ),
    }
    return TrafficLight(colour, meanings[colour], tuple(people), None if colour == Colour.RED else until)


def light_of_subject(
    subject: StorySubject, today: date | None = None, deciding: frozenset[int] | None = None
) -> PersonLight:
    """Return the light of a person in a story; prefetch the contributor's records for a list."""
    day = today or timezone.localdate()
    if subject.basis != Basis.CONSENT:
        light = _by_other_basis(subject)
    elif subject.contributor is None:
        light = PersonLight(Colour.RED, _("No consent is on record."))
    else:
        trusted = officer_ids() if deciding is None else deciding
        light = _by_consent(subject.contributor, elements_of(subject), day, trusted)
    name = subject.contributor.publication_name if subject.contributor else ""
    return replace(light, publication_name=name, role=Role(subject.role).label)


def light_of_contributor(
    contributor: Contributor, today: date | None = None, deciding: frozenset[int] | None = None
) -> PersonLight:
    """Return the light of a contributor, whatever the stories show; prefetch the records for a list."""
    day = today or timezone.localdate()
    return _by_consent(contributor, frozenset(), day, officer_ids() if deciding is None else deciding)


def records_without_secrets() -> "QuerySet[ConsentRecord]":
    """Return all records with their permissions, and with nothing decrypted."""
    return ConsentRecord.objects.defer(*RECORD_SECRETS).prefetch_related("scopes")


def officer_ids() -> frozenset[int]:
    """Return who is an officer now: what somebody decided who is none any more, counts no longer."""
    return frozenset(officers().values_list("pk", flat=True))


def elements_of(subject: StorySubject) -> frozenset[Element]:
    """Return what the story shows of the person; each needs its permission."""
    named = subject.identity_level in (IdentityLevel.FIRST_NAME, IdentityLevel.PSEUDONYM)
    shown = {
        Element.STORY_TEXT: subject.role in (Role.MAIN, Role.RELATIVE),
        Element.PUBLICATION_NAME: named,
        Element.TRUE_NAME: subject.identity_level == IdentityLevel.TRUE_NAME,
        Element.FACE: subject.face == Face.SHOWN,
        Element.VOICE: subject.shows_voice,
        Element.EXACT_PLACE: subject.place_precision == PlacePrecision.EXACT,
        Element.EMPLOYER: subject.names_employer,
        Element.FAMILY: subject.names_family,
        Element.HEALTH: subject.tells_health,
    }
    return frozenset(element for element, is_shown in shown.items() if is_shown)


def current_record(records: Iterable[ConsentRecord]) -> ConsentRecord | None:
    """Return the last word of a person: the newest record; a draft only if there is nothing else."""
    known = list(records)
    said = [each for each in known if each.status not in (RecordStatus.DRAFT, RecordStatus.SUPERSEDED)]
    return max(said or known, key=lambda each: (each.given_on, each.recorded_at), default=None)


def _by_other_basis(subject: StorySubject) -> PersonLight:
    if subject.is_beneficiary or subject.is_minor or subject.tells_health:
        return PersonLight(Colour.RED, _("This person appears by consent only."))
    if not subject.basis_evidence.strip():
        return PersonLight(Colour.RED, _("The proof of the basis is missing."))
    return PersonLight(Colour.GREEN, Basis(subject.basis).label)


def _by_consent(person: Contributor, shown: frozenset[Element], day: date, deciding: frozenset[int]) -> PersonLight:
    record = current_record(person.records.all())
    name = person.publication_name
    if record is None:
        return PersonLight(Colour.RED, _("No consent is on record."), name)
    until = record.valid_until
    birthday = person.turns_18_on
    if birthday and record.given_on < birthday:
        until = min(until, birthday - timedelta(days=1))
    scopes = list(record.scopes.all())
    overridden = person.open_procedure and _override_holds(person, day, deciding)
    if overridden and person.procedure_override_until:
        until = min(until, person.procedure_override_until)
    colour, reason = _judged(record, until, day)
    if colour != Colour.RED and person.open_procedure and not overridden:
        colour, reason = Colour.RED, _("A protection officer has to decide about this person first.")
    if colour != Colour.RED:
        complaint = _coverage(scopes, shown)
        if complaint is not None:
            colour, reason = complaint
        elif overridden:
            colour, reason = Colour.AMBER, _("A protection officer has allowed it for a limited time.")
    holds_until = None if colour == Colour.RED else until
    return PersonLight(colour, reason, name, until=holds_until, channels=allowed_by_channel(scopes))


def _judged(record: ConsentRecord, until: date, day: date) -> tuple[Colour, str | Promise]:
    if record.status == RecordStatus.WITHDRAWN:
        return Colour.RED, _("The consent was withdrawn.")
    if record.status != RecordStatus.VALID:
        return Colour.RED, _("The consent is not valid yet.")
    if until < day:
        return Colour.RED, _("The consent has ended.")
    if record.valid_from > day:
        return Colour.RED, _("The consent does not hold yet.")
    if until <= day + SOON:
        return Colour.AMBER, _("The consent ends soon.")
    return Colour.GREEN, _("The consent holds.")


def _coverage(scopes: list[ConsentScope], shown: frozenset[Element]) -> tuple[Colour, str | Promise] | None:
    """Return what the permissions for the website lack, if anything."""
    if not any(scope.granted and scope.withdrawn_on is None for scope in scopes):
        return Colour.RED, _("Nothing was permitted.")
    partly = False
    for element in sorted(shown):
        languages = languages_permitted(scopes, element, Channel.WEBSITE)
        if not languages:
            return Colour.RED, _("The consent does not cover everything that the story shows on the website.")
        partly = partly or len(languages) < len(site_languages())
    return (Colour.AMBER, _("The consent does not cover every language.")) if partly else None


def _override_holds(person: Contributor, day: date, deciding: frozenset[int]) -> bool:
    return (
        person.procedure_override_until is not None
        and day <= person.procedure_override_until
        and person.procedure_override_by_id in deciding
    )
