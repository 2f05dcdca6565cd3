"""On which pages pictures and recordings, and the people in them, appear, and which need a clearance for that."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from consent.picturing import Pictured
from consent.rules.facts import PictureFacts
from consent.vocabulary import PeopleShown
from media.models import MediaUse, Picture
from media.people.facts import facts_of
from media.people.models import PictureSubject
from media.recordings.models import Recording, RecordingSubject

# From the use of a file on a page to what it shows there: a recording shows its still besides.
PICTURES = ("picture", "recording__poster")


def uses_of_pictures(picture_ids: Iterable[int]) -> Q:
    """Return the condition, on a query of uses, for those by which any of the pictures is shown."""
    ids = list(picture_ids)
    return Q(picture__in=ids) | Q(recording__poster__in=ids)


def pages_with_people() -> Q:
    """Return the condition, on a query of pages, for those where a picture or recording shows somebody."""
    found = Q(recording__people_shown=PeopleShown.YES)
    found |= Q(Exists(RecordingSubject.objects.filter(recording=OuterRef("recording"))))
    for way in PICTURES:
        found |= Q(**{f"{way}__people_shown": PeopleShown.YES})
        found |= Q(Exists(PictureSubject.objects.filter(picture=OuterRef(way))))
    return Q(Exists(MediaUse.objects.filter(found, page=OuterRef("pk"))))


def pages_showing(picture_ids: Iterable[int] = (), recording_ids: Iterable[int] = ()) -> set[UUID]:
    """Return the translation keys of the pages that show any of them; of an alias, its original's as well."""
    uses = MediaUse.objects.filter(uses_of_pictures(picture_ids) | Q(recording__in=list(recording_ids)))
    keys = uses.values_list("page__translation_key", "page__alias_of__translation_key")
    return {key for both in keys for key in both if key}


def pages_picturing(contributor_ids: Iterable[UUID]) -> set[UUID]:
    """Return the translation keys of the pages with a picture or recording of any of the contributors."""
    wanted = list(contributor_ids)
    pictures = PictureSubject.objects.filter(contributor__in=wanted).values_list("picture_id", flat=True)
    recordings = RecordingSubject.objects.filter(contributor__in=wanted).values_list("recording_id", flat=True)
    return pages_showing(pictures, recordings)


def in_pictures_of(translation_key: UUID) -> tuple[tuple[PictureFacts, ...], tuple[Pictured, ...]]:
    """Return the facts of the pictures on the pages of a key as they are stored, and of the people shown or heard."""
    uses = MediaUse.objects.filter(page__translation_key=translation_key)
    pictures = {pk for both in uses.values_list(*PICTURES) for pk in both if pk}
    shown = Picture.objects.filter(pk__in=pictures).order_by("pk")
    played = Recording.objects.filter(pk__in=uses.values("recording")).order_by("pk")
    found = facts_of((("", each) for each in shown), (("", each) for each in played))
    return found.pictures, found.people
