"""The traffic light: all that people who are no protection officers get to see of consent.

It says whether people may be shown, under which name, what of them in which channel, and until when; nothing of
true names, contact, forms or procedures. The rules decide, and this says it shortly. It is a guide: what closes a page
is the clearance.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consent.cms.permissions import ChannelAllowed, allowed_by_channel, site_languages
from consent.rules import check_person, last_days
from consent.rules.facts import ConsentFacts, Kind, Limits, Refusal, SubjectFacts
from consent.vocabulary import Basis, IdentityLevel, RecordStatus, Role

SOON = timedelta(days=30)


class Colour(TextChoices):
    """The colours, each with what it means."""

    GREEN = "green", _("may be shown")
    AMBER = "amber", _("may be shown, but look closer")
    RED = "red", _("must not be shown")


ORDER = (Colour.GREEN, Colour.AMBER, Colour.RED)

# What a refusal of the rules is called here; any other says what it says to editors.
SHORTLY = {
    "consent_missing": _("No consent is on record."),
    "element_not_covered": _("The consent does not cover everything that the story shows on the website."),
    "beneficiary_needs_consent": _("This person appears by consent only."),
    "minor_needs_consent": _("This person appears by consent only."),
    "health_needs_consent": _("This person appears by consent only."),
    "basis_without_evidence": _("The proof of the basis is missing."),
    # Not that there is a procedure: editors read this, too.
    "open_procedure": _(
        "For now nothing about this person may be published. Protection officers know why, and can decide on an "
        "exception."
    ),
}


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


def judged(subject: SubjectFacts, today: date, limits: Limits) -> PersonLight:
    """Return the light of a person in a story: red where the rules refuse them on the website in every language."""
    refused = [_refusals(subject, code, today, limits) for code, _name in site_languages()]
    until = min(last_days(subject, today), default=None)
    overridden = subject.contributor_id is not None and subject.open_procedure
    reason: str | Promise
    if all(refused):
        colour, reason, until = Colour.RED, _shortly(refused[0][0], subject.consent, today), None
    elif any(refused):
        colour, reason = Colour.AMBER, _("The consent does not cover every language.")
    elif overridden:
        colour, reason = Colour.AMBER, _("A protection officer has allowed it for a limited time.")
    elif until is not None and until <= today + SOON:
        colour, reason = Colour.AMBER, _("The consent ends soon.")
    elif subject.basis == Basis.CONSENT:
        colour, reason = Colour.GREEN, _("The consent holds.")
    else:
        colour, reason = Colour.GREEN, subject.basis.label
    return PersonLight(
        colour,
        reason,
        subject.publication_name,
        subject.role.label,
        until,
        allowed_by_channel(subject.consent) if subject.consent is not None else (),
    )


def judged_by_themselves(subject: SubjectFacts, today: date, limits: Limits) -> PersonLight:
    """Return the light of somebody whatever the stories show of them: red, too, where nothing was permitted."""
    light = judged(
        replace(subject, role=Role.BYSTANDER, identity_level=IdentityLevel.NONE),
        today,
        limits,
    )
    if light.colour != Colour.RED and not any(each.allowed for each in light.channels):
        return replace(light, colour=Colour.RED, reason=_("Nothing was permitted."), until=None)
    return light


def _refusals(subject: SubjectFacts, language: str, today: date, limits: Limits) -> list[Refusal]:
    return [each for each in check_person(subject, language, today, limits) if each.kind == Kind.ERROR]


def _shortly(refusal: Refusal, consent: ConsentFacts | None, today: date) -> str | Promise:
    if refusal.code == "consent_not_valid" and consent is not None:
        return _why_not_now(consent, today)
    short: str | Promise = SHORTLY.get(refusal.code, refusal.message)
    return short


def _why_not_now(consent: ConsentFacts, today: date) -> Promise:
    if consent.status == RecordStatus.WITHDRAWN:
        return _("The consent was withdrawn.")
    if consent.status != RecordStatus.VALID:
        return _("The consent is not valid yet.")
    return _("The consent has ended.") if consent.valid_until < today else _("The consent does not hold yet.")
