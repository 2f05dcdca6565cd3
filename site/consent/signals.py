"""What follows from a change of a record, whoever made it and from wherever: what rests on it is closed.

``consent.noting`` writes down that it was changed.
"""

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_delete, pre_save

from accounts.models import User
from accounts.second_factor import second_factors_removed
from consent import authorship, noting, officers, tightening
from consent.clearing import revoke_story, stories_of
from consent.models import (
    ConsentForm,
    ConsentRecord,
    ConsentScope,
    ConsentSettings,
    Contributor,
    StoryApproval,
    StorySubject,
)
from consent.vocabulary import RecordStatus

# What makes a person less free to be shown; a change of any of it closes the pages until the rules were asked again.
WEIGHED = (
    "publication_name",
    "age_band",
    "turns_18_on",
    "identity_always_hidden",
    "risk_level",
    "open_procedure",
    "procedure_override_by_id",
    "procedure_override_until",
)


def connect(app: Any) -> None:
    """Listen to what is done to the records, the team and its groups."""
    post_migrate.connect(officers.ensure_group, sender=app, dispatch_uid="consent.officers")
    m2m_changed.connect(officers.note_membership, sender=User.groups.through)
    pre_delete.connect(officers.note_leaving_user, sender=User)
    pre_save.connect(officers.note_switched, sender=User)
    pre_delete.connect(officers.note_group_deleted, sender=Group)
    pre_save.connect(officers.note_group_renamed, sender=Group)
    noting.connect()
    second_factors_removed.connect(officers.note_second_factors_removed, dispatch_uid="consent.officers")
    post_save.connect(close_for_record, sender=ConsentRecord)
    post_save.connect(close_for_scope, sender=ConsentScope)
    pre_save.connect(close_for_contributor, sender=Contributor)
    pre_save.connect(close_former_story, sender=StorySubject)
    post_save.connect(close_for_subject, sender=StorySubject)
    post_delete.connect(close_for_subject, sender=StorySubject)
    post_delete.connect(delete_file, sender=ConsentForm)
    pre_save.connect(tightening.remember_settings, sender=ConsentSettings)
    post_save.connect(tightening.close_what_is_stricter, sender=ConsentSettings)
    pre_save.connect(authorship.record_authors, sender=StoryApproval)
    post_save.connect(authorship.record_read_text, sender=StoryApproval)


def close_for_record(instance: ConsentRecord, **_signal: Any) -> None:
    """Close what rested on an earlier word of the person: a new consent may cover less, a withdrawn one nothing."""
    if instance.status != RecordStatus.DRAFT:
        _close_stories_of(instance.contributor_id)


def close_for_scope(instance: ConsentScope, **_signal: Any) -> None:
    """Close what rested on a permission that was withdrawn."""
    if instance.withdrawn_on is not None:
        _close_stories_of(instance.record.contributor_id)


def close_for_contributor(instance: Contributor, raw: bool = False, **_signal: Any) -> None:
    """Close the stories of somebody of whom the rules now know something else."""
    if raw or instance._state.adding:
        return
    before = Contributor.objects.filter(pk=instance.pk).values(*WEIGHED).first()
    if before is not None and before != {name: getattr(instance, name) for name in WEIGHED}:
        _close_stories_of(instance.pk)


def close_for_subject(instance: StorySubject, **_signal: Any) -> None:
    """Close the story that somebody was entered in, or taken out of, or that shows something else of them."""
    revoke_story(instance.translation_key)


def close_former_story(instance: StorySubject, **_signal: Any) -> None:
    """Close the story that somebody is moved out of."""
    before = StorySubject.objects.filter(pk=instance.pk).values_list("translation_key", flat=True).first()
    if before is not None and before != instance.translation_key:
        revoke_story(before)


def delete_file(instance: ConsentForm, **_signal: Any) -> None:
    """Delete the encrypted file with its row."""
    name, storage = instance.file.name, instance.file.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def _close_stories_of(contributor_id: Any) -> None:
    for translation_key in stories_of([contributor_id]):
        revoke_story(translation_key)
