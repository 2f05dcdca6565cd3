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
from consent.picturing import joined, only_in_pictures
from consent.registry import in_pictures, is_always_about_people
from consent.rules.facts import Declaration, PictureFacts, SubjectFacts
from consent.rules.rule_9_pictures import pictures as rule_of_pictures


def traffic_light(translation_key: UUID, today: date | None = None) -> TrafficLight:
    """Return the light of a story, of which the translations have the same one."""
    return Lights(today).story(translation_key)


def _of_story(translation_key: UUID, people: list[PersonLight], in_text: bool, pictures_missing: bool) -> TrafficLight:
    if not people or (not in_text and is_always_about_people(translation_key)):
        return TrafficLight(Colour.RED, _("Nobody is entered yet as the person in this story."), tuple(people))
    if is_suspended(translation_key):
        return TrafficLight(Colour.RED, _("The story is suspended."), tuple(people))
    if pictures_missing:
        reason = _("Of a picture it is not said, or not entered, who is shown in it.")
        return TrafficLight(Colour.RED, reason, tuple(people))
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

    def story(self, translation_key: UUID) -> TrafficLight:
        """Return the light of a story, by the same facts as the rules: of its text, and of its pictures."""
        people, pictures = self._people_in(translation_key)
        lights = sorted((self._judged(each) for each in people), key=lambda light: light.publication_name.casefold())
        looked_at = Declaration("", self.today, is_story=False, pictures=tuple(pictures))
        return _of_story(
            translation_key, lights, any(each.in_text for each in people), bool(rule_of_pictures(looked_at))
        )

    def people(self, translation_key: UUID) -> dict[UUID, PersonLight]:
        """Return the light of each person in a story, by their number there."""
        return {each.subject_id: self._judged(each) for each in self._people_in(translation_key)[0]}

    def _people_in(self, translation_key: UUID) -> tuple[list[SubjectFacts], list[PictureFacts]]:
        told = [subject_facts(each, self.deciding) for each in people_of(translation_key).order_by("pk")]
        pictures, shown = in_pictures(translation_key)
        missing = only_in_pictures(told, shown)
        known = with_records(Contributor.objects.filter(pk__in=missing)) if missing else []
        records = {person.pk: person_facts(person, self.deciding) for person in known}
        return list(joined(told, shown, records)), pictures

    def _judged(self, subject: SubjectFacts) -> PersonLight:
        return judged(subject, self.today, self.limits)

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
