"""On which pages pictures, and the people in them, appear, and which pages need a clearance because of that."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from consent.vocabulary import PeopleShown
from media.models import MediaUse
from media.people.models import PictureSubject


def pages_with_people() -> Q:
    """Return the condition, on a query of pages, for those with a picture in which somebody could be recognised."""
    shown = Q(picture__people_shown=PeopleShown.YES)
    entered = Q(Exists(PictureSubject.objects.filter(picture=OuterRef("picture"))))
    return Q(Exists(MediaUse.objects.filter(shown | entered, page=OuterRef("pk"))))


def pages_showing(picture_ids: Iterable[int]) -> set[UUID]:
    """Return the translation keys of the pages that show any of the pictures; of an alias, its original's as well."""
    uses = MediaUse.objects.filter(picture__in=list(picture_ids))
    keys = uses.values_list("page__translation_key", "page__alias_of__translation_key")
    return {key for both in keys for key in both if key}


def pages_picturing(contributor_ids: Iterable[UUID]) -> set[UUID]:
    """Return the translation keys of the pages with a picture of any of the contributors."""
    pictures = PictureSubject.objects.filter(contributor__in=list(contributor_ids))
    return pages_showing(pictures.values_list("picture_id", flat=True))
