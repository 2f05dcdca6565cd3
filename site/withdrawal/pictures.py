"""The pictures of somebody who took back their face, or everything: a drawing takes their place at once."""

import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core import serializers
from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.dateparse import parse_datetime
from django.views.decorators.debug import sensitive_variables

from consent.models import StorySubject
from consent.vocabulary import Face
from media.models import Picture
from media.neutral import TakenOut, put_back, take_out
from media.people.models import PictureSubject
from withdrawal.models import Withdrawal
from withdrawal.models.held import HeldPicture


@sensitive_variables()
def take_pictures_out(withdrawal: Withdrawal, recognisable_only: bool) -> int:
    """Put drawings in the place of all pictures of the person, and return how many; holds them for undoing.

    With ``recognisable_only`` those in which the face is turned away or blurred stay: only the face was taken back.
    """
    entered = PictureSubject.objects.filter(contributor_id=withdrawal.contributor_id)
    if recognisable_only:
        entered = entered.filter(face=Face.SHOWN)
    numbers = sorted(set(entered.values_list("picture_id", flat=True)))
    for number in numbers:
        _hold(withdrawal, number, take_out(number))
    return len(numbers)


@sensitive_variables()
def put_pictures_back(withdrawal: Withdrawal) -> None:
    """Put back what was taken out; a picture that was deleted meanwhile stays so."""
    for held in withdrawal.held_pictures.all():
        if Picture.objects.filter(pk=held.picture_id).exists():
            with held.file.open("rb") as file:
                put_back(held.picture_id, _taken_out(file.read(), json.loads(held.before)))
        held.delete()


def no_face_in(stories: Iterable[UUID], withdrawal: Withdrawal) -> dict[str, str]:
    """Say of the stories that the person's face is not in them any more; return what was said before.

    By the identifier of each subject.
    """
    before = {}
    for subject in StorySubject.objects.filter(
        contributor_id=withdrawal.contributor_id, translation_key__in=list(stories), face=Face.SHOWN
    ):
        before[str(subject.pk)] = subject.face
        subject.face = Face.NONE
        subject.save()
    return before


def faces_again(before: dict[str, str]) -> None:
    """Undo ``no_face_in``."""
    for subject in StorySubject.objects.filter(pk__in=list(before)):
        subject.face = before[str(subject.pk)]
        subject.save()


def _hold(withdrawal: Withdrawal, picture_id: int, before: TakenOut) -> None:
    kept = {
        "approved_name": before.approved_name,
        "values": before.values,
        "people": serializers.serialize("json", before.people),
    }
    held = HeldPicture(withdrawal=withdrawal, picture_id=picture_id, before=json.dumps(kept, cls=DjangoJSONEncoder))
    held.file.save("picture", ContentFile(before.content), save=False)
    held.save()


def _taken_out(content: bytes, kept: dict[str, object]) -> TakenOut:
    values = {name: _value(name, value) for name, value in dict(kept["values"]).items()}  # type: ignore[call-overload]
    read = [each.object for each in serializers.deserialize("json", str(kept["people"]))]
    people = [person for person in read if isinstance(person, PictureSubject)]
    return TakenOut(content, str(kept["approved_name"]), values, people)


def _value(name: str, value: object) -> object | datetime | None:
    return parse_datetime(str(value)) if value and name.endswith("_at") else value
