"""Settles pages when they are published and when something about the people in them changes."""

from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published

from consent.clearing import stories_of
from consent.models import (
    AbsenceOverride,
    CommonWordAnswer,
    ConsentRecord,
    ConsentScope,
    Contributor,
    FinalTextApproval,
    MinorEdit,
    NotHealthAnswer,
    StoryApproval,
    StorySubject,
)
from media.models import MediaUse, Picture
from media.people.appearing import uses_of_pictures
from media.people.listening import people_changed
from media.recordings.models import Recording
from pages.gate import far_reaching
from pages.gate.reviewing import settle, settle_story
from pages.models import BasePage


def connect() -> None:
    """Listen to publishing and to the records of consent."""
    page_published.connect(_published, dispatch_uid="pages.gate.published")
    post_save.connect(_stored, dispatch_uid="pages.gate.stored")
    for model in (StorySubject, StoryApproval, AbsenceOverride, NotHealthAnswer, CommonWordAnswer, MinorEdit):
        _listen(model, lambda instance: {instance.translation_key})
    _listen(FinalTextApproval, lambda instance: {instance.subject.translation_key})
    _listen(Contributor, lambda instance: stories_of([instance.pk]))
    _listen(ConsentRecord, lambda instance: stories_of([instance.contributor_id]))
    _listen(ConsentScope, lambda instance: stories_of([instance.record.contributor_id]))
    post_save.connect(_picture_stored, sender=Picture, dispatch_uid="pages.gate.picture")
    post_save.connect(_recording_stored, sender=Recording, dispatch_uid="pages.gate.recording")
    m2m_changed.connect(_tags_changed, dispatch_uid="pages.gate.tags")
    people_changed.connect(_pictures_changed, dispatch_uid="pages.gate.pictures")
    far_reaching.connect()


def _published(instance: Page, **_signal: Any) -> None:
    settle(instance)


def _stored(instance: Model, raw: bool = False, update_fields: Any = None, **_signal: Any) -> None:
    """Settle a live page that was stored as a whole: a script may have changed its text and not its revision.

    At once, in the transaction of the change itself: the old clearance would still fit the revision.
    """
    if isinstance(instance, BasePage) and instance.live and not raw and update_fields is None:
        settle(instance)


def _picture_stored(instance: Picture, raw: bool = False, **_signal: Any) -> None:
    """Settle the pages that show a picture at once: its title, credit and file name are part of their text."""
    if not raw:
        _settle_users(MediaUse.objects.filter(uses_of_pictures([instance.pk])))


def _recording_stored(instance: Recording, raw: bool = False, **_signal: Any) -> None:
    """Settle the pages that play a recording at once: its title, transcript and captions are part of their text."""
    if not raw:
        _settle_users(instance.page_uses.all())


def _settle_users(uses: QuerySet[MediaUse]) -> None:
    for page in Page.objects.filter(pk__in=uses.values("page"), live=True):
        settle(page)


def _tags_changed(instance: Any, action: str, **_signal: Any) -> None:
    if isinstance(instance, Picture) and action.startswith("post_"):
        _picture_stored(instance)


def _listen(model: type[Model], stories: Any) -> None:
    receiver = partial(_changed, stories)
    for signal in (post_save, post_delete):
        signal.connect(receiver, sender=model, weak=False, dispatch_uid=f"pages.gate.{model.__name__}")


def _changed(stories: Any, instance: Model, raw: bool = False, **_signal: Any) -> None:
    """Settle once the change is stored: until then the records may say half of it."""
    if not raw:
        _settle_later(stories(instance))


def _pictures_changed(translation_keys: set[UUID], **_signal: Any) -> None:
    _settle_later(translation_keys)


def _settle_later(translation_keys: set[UUID]) -> None:
    for key in translation_keys:
        transaction.on_commit(partial(settle_story, key))
