"""Makes invented people with invented consents, for the tests of the records."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from consent.models import ConsentRecord, ConsentScope, Contributor, StorySubject
from consent.vocabulary import AgeBand, Channel, Element, Method, Risk

PDF = b"%PDF-1.7 an invented form"


def make_contributor(**fields: Any) -> Contributor:
    """Make an adult about whom nothing speaks against publishing."""
    values = {
        "true_names": ["Ezbrin Qwolda", "إزبرين"],
        "contact": "+32 2 555 01 99",
        "publication_name": "Mara",
        "age_band": AgeBand.ADULT,
        "risk_level": Risk.STANDARD,
        "open_procedure": False,
    }
    return Contributor.objects.create(**(values | fields))


def make_draft(contributor: Contributor, **fields: Any) -> ConsentRecord:
    """Make a consent that could become valid."""
    values: dict[str, Any] = {
        "contributor": contributor,
        "method": Method.SIGNED,
        "form_language": "en",
        "given_on": timezone.localdate() - timedelta(days=10),
        "told_of_right_to_withdraw": True,
        "witness": "Witness Wexler",
    }
    return ConsentRecord.objects.create(**(values | fields))


def make_record(contributor: Contributor, scopes: bool = True, **fields: Any) -> ConsentRecord:
    """Make a valid consent, by default to everything on the website."""
    record = make_draft(contributor, **fields)
    if scopes:
        for element in Element:
            ConsentScope.objects.create(record=record, element=element, channel=Channel.WEBSITE, granted=True)
    record.supersede()
    return record


def make_subject(translation_key: UUID, contributor: Contributor | None, **fields: Any) -> StorySubject:
    """Enter somebody as a person in a story."""
    return StorySubject.objects.create(translation_key=translation_key, contributor=contributor, **fields)


def day(offset: int) -> date:
    """Return the day so many days from today."""
    return timezone.localdate() + timedelta(days=offset)
