"""An invented person with an invented consent, who must be nowhere to be read but for protection officers."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from consent.models import ConsentForm, ConsentRecord, ConsentScope, Contributor, StorySubject
from consent.models.forms import add_form
from consent.vocabulary import AgeBand, Channel, Element, Method, Risk

TRUE_NAME = "Ezbrin Qwolda"
ARABIC_NAME = "إزبرين"
CONTACT = "+32 2 555 01 99"
WITNESS = "Witness Wexler"
PDF = b"%PDF-1.7 an invented form of zanzibarnacle"
SECRETS = (TRUE_NAME, "Ezbrin", "Qwolda", ARABIC_NAME, CONTACT, WITNESS, "zanzibarnacle")


def at(name: str, *args: Any) -> str:
    """Return the address of one of the officers' screens."""
    return reverse(f"protection:{name}", args=args)


def make_person(**fields: Any) -> Contributor:
    """Make an adult about whom nothing speaks against publishing."""
    values: dict[str, Any] = {
        "true_names": [TRUE_NAME, ARABIC_NAME],
        "contact": CONTACT,
        "publication_name": "Mara",
        "age_band": AgeBand.ADULT,
        "risk_level": Risk.STANDARD,
        "open_procedure": False,
    }
    return Contributor.objects.create(**(values | fields))


def make_consent(person: Contributor, **fields: Any) -> ConsentRecord:
    """Make a draft that could become valid."""
    values: dict[str, Any] = {
        "contributor": person,
        "method": Method.SIGNED,
        "form_language": "en",
        "given_on": timezone.localdate() - timedelta(days=10),
        "told_of_right_to_withdraw": True,
        "witness": WITNESS,
    }
    return ConsentRecord.objects.create(**(values | fields))


def permit(record: ConsentRecord, *elements: Element, channel: Channel = Channel.WEBSITE, language: str = "") -> None:
    """Let elements be shown."""
    for element in elements or tuple(Element):
        ConsentScope.objects.create(record=record, element=element, channel=channel, language=language, granted=True)


def make_valid_consent(person: Contributor, *elements: Element, **fields: Any) -> ConsentRecord:
    """Make a consent that holds, with its form, by default to everything on the website."""
    record = make_consent(person, **fields)
    permit(record, *elements)
    add_form(record, PDF)
    record.supersede()
    return record


def form_of(record: ConsentRecord) -> ConsentForm:
    """Return the form of a record."""
    return record.forms.get()


def enter(translation_key: UUID, person: Contributor | None, **fields: Any) -> StorySubject:
    """Enter somebody in a story."""
    return StorySubject.objects.create(translation_key=translation_key, contributor=person, **fields)


def readable(content: bytes) -> list[str]:
    """Return which secrets stand in an answer."""
    text = content.decode(errors="replace")
    return [secret for secret in SECRETS if secret in text]
