"""Whether the people in a picture may be shown; editors get to know of how many, and of how many it is missing."""

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from consent.cms.lights import Colour, PersonLight, judged
from consent.cms.story_lights import with_records
from consent.gathering import current_limits, officer_ids, person_facts
from consent.models import Contributor
from consent.picturing import only_pictured
from media.people.facts import pictured
from media.people.models import PictureSubject

if TYPE_CHECKING:
    from media.models import Picture


def people_of(picture: "Picture") -> "QuerySet[PictureSubject]":
    """Return the people of a picture with their records, and nothing decrypted."""
    people = with_records(Contributor.objects.all())
    return PictureSubject.objects.filter(picture=picture).prefetch_related(Prefetch("contributor", people))


def lights_of(picture: "Picture") -> list[tuple[PictureSubject, PersonLight]]:
    """Return the people of a picture, each with the light by what this picture shows of them."""
    deciding, limits, today = officer_ids(), current_limits(), timezone.localdate()
    found = []
    for subject in people_of(picture).order_by("pk"):
        known: dict[str, Any] = person_facts(subject.contributor, deciding) if subject.contributor else {}
        found.append((subject, judged(only_pictured(pictured("", subject), known), today, limits)))
    return found


def missing_of(picture: "Picture") -> tuple[int, int]:
    """Return how many people are entered in a picture, and how many of them may not be shown."""
    lights = [light for _subject, light in lights_of(picture)]
    return len(lights), sum(light.colour == Colour.RED for light in lights)
