"""Whether people in pictures and recordings may be shown; editors learn of how many, and of how many it is missing."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from consent.cms.lights import Colour, PersonLight, judged
from consent.cms.story_lights import with_records
from consent.gathering import current_limits, officer_ids, person_facts
from consent.models import Contributor
from consent.picturing import only_pictured
from media.people.facts import pictured
from media.people.models import MediumWithPeople, PersonInMedium


def people_of(medium: MediumWithPeople) -> "QuerySet[PersonInMedium]":
    """Return the people of a picture or recording with their records, and nothing decrypted."""
    people = with_records(Contributor.objects.all())
    found: QuerySet[PersonInMedium] = medium.subjects.prefetch_related(Prefetch("contributor", people))  # type: ignore[attr-defined]
    return found


def lights_of(medium: MediumWithPeople) -> list[tuple[PersonInMedium, PersonLight]]:
    """Return the people of a picture or recording, each with the light by what it shows of them."""
    deciding, limits, today = officer_ids(), current_limits(), timezone.localdate()
    found = []
    for subject in people_of(medium).order_by("pk"):
        known: dict[str, Any] = person_facts(subject.contributor, deciding) if subject.contributor else {}
        found.append((subject, judged(only_pictured(pictured("", subject), known), today, limits)))
    return found


def missing_of(medium: MediumWithPeople) -> tuple[int, int]:
    """Return how many people are entered, and how many of them may not be shown."""
    lights = [light for _subject, light in lights_of(medium)]
    return len(lights), sum(light.colour == Colour.RED for light in lights)
