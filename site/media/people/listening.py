"""Closes pages when what a picture or recording shows of people changes, and writes down who was entered."""

from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import Signal
from wagtail.log_actions import get_active_log_context

from consent.clearing import revoke_story
from consent.models.events import record_event
from consent.vocabulary import Verb
from media.people.answering import answer_changed
from media.people.appearing import pages_showing
from media.people.models import MediumWithPeople, PersonInMedium, PictureSubject
from media.recordings.models import RecordingSubject

# Sent with ``translation_keys``: the pages whose pictures or recordings show, or are said to show, somebody else than
# before. They are closed by then; whoever knows the rules listens, and opens again those that may be read all the same.
people_changed = Signal()


def connect() -> None:
    """Listen to pictures and recordings, and to the people in them."""
    answer_changed.connect(close_pages_with, dispatch_uid="media.close_pages_with")
    for model in (PictureSubject, RecordingSubject):
        name = model.__name__
        pre_save.connect(close_former_medium, sender=model, dispatch_uid=f"media.close_former_medium.{name}")
        post_save.connect(person_saved, sender=model, dispatch_uid=f"media.person_saved.{name}")
        post_delete.connect(person_deleted, sender=model, dispatch_uid=f"media.person_deleted.{name}")


def close_pages_with(medium: MediumWithPeople, **_signal: Any) -> None:
    """Close the pages with a picture or recording, in all their languages, until the rules were asked again."""
    _close(medium._meta.model_name, medium.pk)


def _close(kind: str | None, pk: int) -> None:
    keys: set[UUID] = pages_showing(recording_ids=[pk]) if kind == "recording" else pages_showing([pk])
    for translation_key in keys:
        revoke_story(translation_key)
    people_changed.send(MediumWithPeople, translation_keys=keys)


def close_former_medium(instance: PersonInMedium, raw: bool = False, **_signal: Any) -> None:
    """Close the pages with the picture or recording that somebody is moved out of."""
    rows = type(instance)._default_manager.filter(pk=instance.pk)
    before = rows.values_list(f"{instance.medium_field}_id", flat=True).first()
    if not raw and before is not None and before != instance.medium_id:
        _close(instance.medium_field, before)


def person_saved(instance: PersonInMedium, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Close the pages with what somebody was entered in, or is shown in otherwise; note it."""
    if not raw:
        _close(instance.medium_field, instance.medium_id)
        _note(Verb.PICTURED_ADDED if created else Verb.PICTURED_CHANGED, instance)


def person_deleted(instance: PersonInMedium, **_signal: Any) -> None:
    """Close the pages with what somebody was taken out of; note it."""
    _close(instance.medium_field, instance.medium_id)
    _note(Verb.PICTURED_REMOVED, instance)


def _note(verb: Verb, subject: PersonInMedium) -> None:
    user = get_active_log_context().user
    record_event(verb, subject.medium_field, subject.medium_id, user, about=subject.contributor_id)
