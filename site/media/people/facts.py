"""Makes facts for the rules of consent of pictures, recordings and the people in them, in one query for each kind."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from consent.picturing import Pictured
from consent.rules.facts import PictureFacts, RecordingFacts
from consent.vocabulary import Basis, Face, PeopleShown
from media.models import Picture
from media.people.models import MediumWithPeople, PersonInMedium, PictureSubject
from media.recordings.models import Recording, RecordingSubject

Placed = Iterable[tuple[str, Any]]


@dataclass(frozen=True)
class MediaOfPage:
    """What the rules need to know of a page's pictures and recordings, and of the people whom they show."""

    pictures: tuple[PictureFacts, ...] = ()
    recordings: tuple[RecordingFacts, ...] = ()
    people: tuple[Pictured, ...] = ()


def facts_of(pictures: Iterable[tuple[str, Picture]], recordings: Iterable[tuple[str, Recording]] = ()) -> MediaOfPage:
    """Return the facts of pictures and recordings, each given with its position on the page."""
    shown, played = list(pictures), list(recordings)
    seen, heard = _people_in(PictureSubject, shown), _people_in(RecordingSubject, played)
    return MediaOfPage(
        tuple(PictureFacts(where, **_answer(each, seen[each.pk])) for where, each in shown),
        tuple(
            RecordingFacts(where, **_answer(each, heard[each.pk]), lacks_words=each.lacks_words)
            for where, each in played
        ),
        tuple(
            pictured(where, subject)
            for placed, people in ((shown, seen), (played, heard))
            for where, each in placed
            for subject in people[each.pk]
        ),
    )


def pictured(position: str, subject: PersonInMedium) -> Pictured:
    """Return a person in a picture or recording as the rules know them."""
    return Pictured(
        subject_id=subject.pk,
        position=position,
        contributor_id=subject.contributor_id,
        basis=Basis(subject.basis),
        has_evidence=bool(subject.basis_evidence.strip()),
        face=Face(subject.face),
        is_heard=subject.is_heard,
        is_beneficiary=subject.is_beneficiary,
        is_minor=subject.is_minor,
    )


def _people_in(model: type[PersonInMedium], placed: Placed) -> dict[int, list[PersonInMedium]]:
    people: dict[int, list[PersonInMedium]] = defaultdict(list)
    if wanted := [each.pk for _where, each in placed]:
        for subject in model._default_manager.filter(**{f"{model.medium_field}__in": wanted}).order_by("pk"):
            people[subject.medium_id].append(subject)
    return people


def _answer(medium: MediumWithPeople, people: list[PersonInMedium]) -> dict[str, Any]:
    answered = medium.people_shown in PeopleShown.values
    return {
        "shown": PeopleShown(medium.people_shown) if answered else None,
        "nobody_confirmed": medium.nobody_confirmed_at is not None,
        "people": len(people),
        "replaced": any(subject.seen_file != medium.what_is_shown for subject in people),
    }
