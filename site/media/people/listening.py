"""Closes pages when what a picture shows of people changes, by whatever road, and writes down who was entered."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import Signal
from wagtail.log_actions import get_active_log_context

from consent.clearing import revoke_story
from consent.models.events import record_event
from consent.vocabulary import Verb
from media.people.appearing import pages_showing
from media.people.models import PictureSubject

# Sent with ``translation_keys``: the pages whose pictures show, or are said to show, somebody else than before. They
# are closed by then; whoever knows the rules listens, and opens again those that may be read all the same.
people_changed = Signal()


def connect() -> None:
    """Listen to the people in pictures. Pictures themselves close their pages when they are saved."""
    pre_save.connect(close_former_picture, sender=PictureSubject, dispatch_uid="media.close_former_picture")
    post_save.connect(person_saved, sender=PictureSubject, dispatch_uid="media.person_saved")
    post_delete.connect(person_deleted, sender=PictureSubject, dispatch_uid="media.person_deleted")


def close_pages_showing(picture_id: int) -> None:
    """Close the pages with a picture, in all their languages, until the rules were asked again."""
    keys = pages_showing([picture_id])
    for translation_key in keys:
        revoke_story(translation_key)
    people_changed.send(PictureSubject, translation_keys=keys)


def close_former_picture(instance: PictureSubject, raw: bool = False, **_signal: Any) -> None:
    """Close the pages with the picture that somebody is moved out of."""
    before = PictureSubject.objects.filter(pk=instance.pk).values_list("picture_id", flat=True).first()
    if not raw and before is not None and before != instance.picture_id:
        close_pages_showing(before)


def person_saved(instance: PictureSubject, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Close the pages with a picture in which somebody was entered, or is shown otherwise; note it."""
    if not raw:
        close_pages_showing(instance.picture_id)
        _note(Verb.PICTURED_ADDED if created else Verb.PICTURED_CHANGED, instance)


def person_deleted(instance: PictureSubject, **_signal: Any) -> None:
    """Close the pages with a picture out of which somebody was taken; note it."""
    close_pages_showing(instance.picture_id)
    _note(Verb.PICTURED_REMOVED, instance)


def _note(verb: Verb, subject: PictureSubject) -> None:
    record_event(verb, "picture", subject.picture_id, get_active_log_context().user, about=subject.contributor_id)
