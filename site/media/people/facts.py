"""Makes facts for the rules of consent of pictures and of the people in them, in one query for all of a page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from consent.picturing import Pictured
from consent.rules.facts import PictureFacts
from consent.vocabulary import Basis, Face, PeopleShown
from media.models import Picture
from media.people.models import PictureSubject


@dataclass(frozen=True)
class PicturesOfPage:
    """What the rules need to know of a page's pictures, and of the people whom they show."""

    pictures: tuple[PictureFacts, ...] = ()
    people: tuple[Pictured, ...] = ()


def facts_of(pictures: Iterable[tuple[str, Picture]]) -> PicturesOfPage:
    """Return the facts of pictures, each given with its position on the page."""
    shown = list(pictures)
    people: dict[int, list[PictureSubject]] = defaultdict(list)
    if shown:
        for subject in PictureSubject.objects.filter(picture__in=[each.pk for _where, each in shown]).order_by("pk"):
            people[subject.picture_id].append(subject)
    return PicturesOfPage(
        tuple(_picture(where, each, people[each.pk]) for where, each in shown),
        tuple(pictured(where, subject) for where, each in shown for subject in people[each.pk]),
    )


def pictured(position: str, subject: PictureSubject) -> Pictured:
    """Return a person in a picture as the rules know them."""
    return Pictured(
        subject_id=subject.pk,
        position=position,
        contributor_id=subject.contributor_id,
        basis=Basis(subject.basis),
        has_evidence=bool(subject.basis_evidence.strip()),
        face=Face(subject.face),
        is_beneficiary=subject.is_beneficiary,
        is_minor=subject.is_minor,
    )


def _picture(position: str, picture: Picture, people: list[PictureSubject]) -> PictureFacts:
    answered = picture.people_shown in PeopleShown.values
    return PictureFacts(
        position=position,
        shown=PeopleShown(picture.people_shown) if answered else None,
        nobody_confirmed=picture.nobody_confirmed_at is not None,
        people=len(people),
        replaced=any(subject.seen_file != picture.file.name for subject in people),
    )
