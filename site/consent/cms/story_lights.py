"""Reads whose light is asked for, in a fixed number of queries and with nothing decrypted."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from consent.clearing import is_suspended
from consent.cms.lights import ORDER, Colour, PersonLight, TrafficLight, judged, judged_by_themselves
from consent.gathering import current_limits, officer_ids, person_facts, subject_facts
from consent.models import ConsentRecord, Contributor, StorySubject
from consent.rules.facts import SubjectFacts


def traffic_light(translation_key: UUID, today: date | None = None) -> TrafficLight:
    """Return the light of a story, of which the translations have the same one."""
    light_of = Lights(today)
    people = sorted(
        (light_of.subject(subject) for subject in people_of(translation_key).order_by("pk")),
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


class Lights:
    """The lights of several people on one day: what holds for all of them is asked for once."""

    def __init__(self, today: date | None = None) -> None:
        self.today = today or timezone.localdate()
        self.deciding = officer_ids()
        self.limits = current_limits()

    def subject(self, subject: StorySubject) -> PersonLight:
        """Return the light of a person in a story, who comes from ``people_of``."""
        return judged(subject_facts(subject, self.deciding), self.today, self.limits)

    def contributor(self, person: Contributor) -> PersonLight:
        """Return the light of a contributor, who comes from ``with_records``, whatever the stories show."""
        known: dict[str, Any] = person_facts(person, self.deciding)
        return judged_by_themselves(SubjectFacts(subject_id=person.pk, **known), self.today, self.limits)


def people_of(translation_key: UUID) -> "QuerySet[StorySubject]":
    """Return the people of a story with their records."""
    return StorySubject.objects.filter(translation_key=translation_key).prefetch_related(
        Prefetch("contributor", with_records(Contributor.objects.all()))
    )


def with_records(people: Any) -> Any:
    """Return contributors with their records, and nothing decrypted."""
    return people.without_secrets().prefetch_related(Prefetch("records", ConsentRecord.objects.for_rules()))
