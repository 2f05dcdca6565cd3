"""The invented consents on which the demo's stories rest. Each says of itself that it is invented.

Their dates are relative to the day of loading, so that the demo can be tried at any time.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from consent.declaring import subjects_of
from consent.models import ConsentRecord, ConsentScope, Contributor, NotHealthAnswer, StoryApproval, StorySubject
from consent.not_health import digests_in
from consent.vocabulary import AgeBand, Channel, Method, Risk, Role
from demo.content_files import ContentError, ContentFile
from pages.gate.reviewing import declaration_of
from stories.models import StoryPage

GIVEN_DAYS_AGO = 60
CHANNELS = (Channel.WEBSITE, Channel.FEEDS)


def enter_people(story: StoryPage, file: ContentFile, officer: User) -> None:
    """Enter the people of a story with their consents, as the front matter lists them. Raises ContentError."""
    for person in file.require("people"):
        try:
            _enter(story, dict(person), officer)
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError(f"{file.path}: 'people' cannot be read: {error}") from error
    here = {"translation_key": story.translation_key, "language_code": story.locale.language_code}
    for word in file.fields.get("not_health", []):
        sentences = digests_in(**here, word=word, texts=declaration_of(story).readable)
        NotHealthAnswer.objects.create(**here, word=word, sentences=sentences, answered_by=officer)


def _enter(story: StoryPage, person: dict[str, Any], officer: User) -> None:
    contributor = Contributor.objects.create(
        publication_name=person.pop("name", ""),
        age_band=AgeBand(person.pop("age", AgeBand.ADULT)),
        risk_level=Risk(person.pop("risk", Risk.STANDARD)),
        open_procedure=False,
    )
    subject = StorySubject(
        translation_key=story.translation_key, contributor=contributor, role=Role(person.pop("role")), **person
    )
    subject.full_clean()
    record = ConsentRecord.objects.create(
        contributor=contributor,
        method=Method.SIGNED,
        form_version="demo",
        form_language="en",
        given_on=timezone.localdate() - timedelta(days=GIVEN_DAYS_AGO),
        told_of_right_to_withdraw=True,
        copy_given=True,
        fictional=True,
        recorded_by=officer,
    )
    subject.save()
    ConsentScope.objects.bulk_create(
        ConsentScope(record=record, element=element, channel=channel, granted=True)
        for element in elements_shown(subject)
        for channel in CHANNELS
    )
    record.supersede(officer)


def elements_shown(subject: StorySubject) -> list[str]:
    """Return what a story shows of a person; the invented consent covers just that."""
    (facts,) = [each for each in subjects_of(subject.translation_key, "en") if each.subject_id == subject.pk]
    return sorted(facts.elements)


def approve(story: StoryPage, approver: User) -> None:
    """Let a colleague approve the text of a story in its language."""
    StoryApproval.objects.create(
        translation_key=story.translation_key,
        language_code=story.locale.language_code,
        text_hash=declaration_of(story).text_hash,
        approved_by=approver,
    )


def forget_people(translation_keys: Iterable[UUID]) -> None:
    """Delete the invented people of the stories, with their invented consents."""
    keys = list(translation_keys)
    subjects = StorySubject.objects.filter(translation_key__in=keys)
    contributors = list(subjects.filter(contributor__records__fictional=True).values_list("contributor", flat=True))
    for model in (StoryApproval, NotHealthAnswer):
        model.objects.filter(translation_key__in=keys).delete()
    subjects.filter(contributor__in=contributors).delete()
    for record in ConsentRecord.objects.filter(contributor__in=contributors, fictional=True):
        record.delete()
    Contributor.objects.filter(pk__in=contributors, records__isnull=True).delete()
