"""Writes into the log of protection what is done to the records, by whatever road: one event for each act.

Whoever acts in the CMS did it; outside of it, in a script for example, whoever the row names (answered by, decided
by, approved by). What no row tells (a record opened, made valid or withdrawn, a name searched) is written where it is
done.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.log_actions import get_active_log_context

from accounts.models import User
from consent.models import (
    AbsenceOverride,
    CommonWordAnswer,
    ConsentForm,
    ConsentRecord,
    ConsentSettings,
    Contributor,
    FinalTextApproval,
    HealthWord,
    MinorEdit,
    NotHealthAnswer,
    StoryApproval,
    StorySubject,
)
from consent.models.events import record_event
from consent.vocabulary import RecordStatus, Verb

OVERRIDE = ("procedure_override_by_id", "procedure_override_until")


def connect() -> None:
    """Listen to the records."""
    post_save.connect(contributor_added, sender=Contributor)
    pre_save.connect(contributor_changed, sender=Contributor)
    post_save.connect(record_added, sender=ConsentRecord)
    post_delete.connect(record_deleted, sender=ConsentRecord)
    post_save.connect(form_added, sender=ConsentForm)
    post_save.connect(subject_saved, sender=StorySubject)
    post_delete.connect(subject_deleted, sender=StorySubject)
    post_save.connect(story_approved, sender=StoryApproval)
    post_save.connect(final_text_approved, sender=FinalTextApproval)
    post_save.connect(absence_decided, sender=AbsenceOverride)
    for answer in (NotHealthAnswer, CommonWordAnswer):
        post_save.connect(answered, sender=answer)
        post_delete.connect(answer_taken_back, sender=answer)
    post_save.connect(minor_edit_marked, sender=MinorEdit)
    post_delete.connect(minor_edit_taken_back, sender=MinorEdit)
    for signal in (post_save, post_delete):
        signal.connect(health_word_changed, sender=HealthWord)
    post_save.connect(settings_changed, sender=ConsentSettings)


def contributor_added(instance: Contributor, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Note a new contributor."""
    if created and not raw:
        record_event(Verb.CONTRIBUTOR_ADDED, "contributor", instance.pk)


def contributor_changed(instance: Contributor, raw: bool = False, **_signal: Any) -> None:
    """Note a change of a contributor, or that an officer decided on an exception or ended one."""
    if raw or instance._state.adding:
        return
    before = Contributor.objects.filter(pk=instance.pk).values(*OVERRIDE).first()
    decided = before is not None and before != {name: getattr(instance, name) for name in OVERRIDE}
    if decided:
        _note(Verb.OVERRIDE_SET, "contributor", instance.pk, instance.procedure_override_by)
    else:
        record_event(Verb.CONTRIBUTOR_CHANGED, "contributor", instance.pk)


def record_added(instance: ConsentRecord, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Note a new consent: a draft, or one that holds from the start."""
    if created and not raw:
        verb = Verb.RECORD_DRAFTED if instance.status == RecordStatus.DRAFT else Verb.RECORD_VALID
        _note(verb, "consentrecord", instance.pk, instance.recorded_by, instance.contributor_id)


def record_deleted(instance: ConsentRecord, **_signal: Any) -> None:
    """Note a consent that was thrown away."""
    record_event(Verb.RECORD_DISCARDED, "consentrecord", instance.pk, about=instance.contributor_id)


def form_added(instance: ConsentForm, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Note a form, with the consent that it documents."""
    if created and not raw:
        record_event(Verb.FORM_ADDED, "consentrecord", instance.record_id, about=instance.pk)


def subject_saved(instance: StorySubject, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Note that somebody was entered in a story, or that it shows something else of them."""
    if not raw:
        verb = Verb.SUBJECT_ADDED if created else Verb.SUBJECT_CHANGED
        _about_story(verb, instance, about=instance.contributor_id)


def subject_deleted(instance: StorySubject, **_signal: Any) -> None:
    """Note that somebody was taken out of a story."""
    _about_story(Verb.SUBJECT_REMOVED, instance, about=instance.contributor_id)


def story_approved(instance: StoryApproval, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Note a colleague's approval."""
    if created and not raw:
        _about_story(Verb.STORY_APPROVED, instance, instance.approved_by)


def final_text_approved(instance: FinalTextApproval, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Note the approval of the person in the story, with the officer who recorded it."""
    if created and not raw:
        subject = instance.subject
        _about_story(Verb.FINAL_TEXT_APPROVED, subject, instance.recorded_by, about=subject.contributor_id)


def absence_decided(instance: AbsenceOverride, raw: bool = False, **_signal: Any) -> None:
    """Note that a story may do without a second pair of eyes for a while."""
    if not raw:
        _about_story(Verb.OVERRIDE_SET, instance, instance.decided_by)


def answered(instance: NotHealthAnswer | CommonWordAnswer, raw: bool = False, **_signal: Any) -> None:
    """Note an answer about a word, without the word."""
    if not raw:
        _about_story(Verb.ANSWER_GIVEN, instance, instance.answered_by, about=_person_of(instance))


def answer_taken_back(instance: NotHealthAnswer | CommonWordAnswer, **_signal: Any) -> None:
    """Note that an answer counts no more."""
    _about_story(Verb.ANSWER_TAKEN_BACK, instance, about=_person_of(instance))


def minor_edit_marked(instance: MinorEdit, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Note that a change of an approved text was called minor."""
    if created and not raw:
        _about_story(Verb.MINOR_EDIT_MARKED, instance, instance.marked_by)


def minor_edit_taken_back(instance: MinorEdit, **_signal: Any) -> None:
    """Note that such a mark counts no more."""
    _about_story(Verb.MINOR_EDIT_TAKEN_BACK, instance)


def health_word_changed(instance: HealthWord, raw: bool = False, **_signal: Any) -> None:
    """Note a change of the list that rule 4 asks by."""
    if not raw:
        record_event(Verb.HEALTH_WORD_CHANGED, "healthword", instance.pk)


def settings_changed(instance: ConsentSettings, raw: bool = False, **_signal: Any) -> None:
    """Note a change of what the office has set."""
    if not raw:
        record_event(Verb.SETTINGS_CHANGED, "consentsettings", instance.pk)


def _about_story(verb: Verb, row: Any, named: User | None = None, about: Any = None) -> None:
    _note(verb, "story", row.translation_key, named, about)


def _note(verb: Verb, kind: str, identifier: Any, named: User | None, about: Any = None) -> None:
    record_event(verb, kind, identifier, get_active_log_context().user or named, about=about)


def _person_of(answer: NotHealthAnswer | CommonWordAnswer) -> Any:
    return answer.contributor_id if isinstance(answer, CommonWordAnswer) else None
