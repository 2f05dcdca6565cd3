"""Each act is in the log once, with who did it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from consent_factory import PDF, day, make_contributor, make_draft, make_subject
from wagtail.log_actions import LogContext

from accounts.models import User
from consent.models import (
    AbsenceOverride,
    CommonWordAnswer,
    ConsentRecord,
    ConsentSettings,
    Contributor,
    FinalTextApproval,
    HealthWord,
    NotHealthAnswer,
    ProtectionEvent,
    StoryApproval,
)
from consent.models.forms import add_form
from consent.vocabulary import Verb

KEY = uuid4()


def logged(act: Callable[[], Any]) -> list[tuple[str, str, str, int | None]]:
    """Return verb, kind, what it is about and who did it, of each event that an act makes."""
    before = ProtectionEvent.objects.count()
    act()
    return list(ProtectionEvent.objects.order_by("pk").values_list("verb", "kind", "about", "actor_id"))[before:]


def test_contributors(officer: User) -> None:
    with LogContext(user=officer):
        assert logged(make_contributor) == [(Verb.CONTRIBUTOR_ADDED, "contributor", "", officer.pk)]
        person = Contributor.objects.get()
        person.contact = "elsewhere"
        assert logged(person.save) == [(Verb.CONTRIBUTOR_CHANGED, "contributor", "", officer.pk)]
        person.procedure_override_until = day(3)
        assert logged(person.save) == [(Verb.OVERRIDE_SET, "contributor", "", officer.pk)]
        person.procedure_override_until = None
        assert logged(person.save) == [(Verb.OVERRIDE_SET, "contributor", "", officer.pk)]


def test_an_exception_is_by_whoever_decided_where_nobody_acts(contributor: Contributor, officer: User) -> None:
    contributor.procedure_override_by = officer
    assert logged(contributor.save) == [(Verb.OVERRIDE_SET, "contributor", "", officer.pk)]


def test_records_and_their_forms(contributor: Contributor, officer: User) -> None:
    who = str(contributor.pk)
    drafted = logged(lambda: make_draft(contributor, recorded_by=officer))
    assert drafted == [(Verb.RECORD_DRAFTED, "consentrecord", who, officer.pk)]
    draft = ConsentRecord.objects.get()
    with LogContext(user=officer):
        added = logged(lambda: add_form(draft, PDF))
        assert added == [(Verb.FORM_ADDED, "consentrecord", str(draft.forms.get().pk), officer.pk)]
        assert logged(draft.save) == []
        assert logged(draft.delete) == [(Verb.RECORD_DISCARDED, "consentrecord", who, officer.pk)]


def test_people_in_stories(contributor: Contributor, officer: User) -> None:
    who = str(contributor.pk)
    with LogContext(user=officer):
        assert logged(lambda: make_subject(KEY, contributor)) == [(Verb.SUBJECT_ADDED, "story", who, officer.pk)]
        subject = contributor.subjects.get()
        assert logged(subject.save) == [(Verb.SUBJECT_CHANGED, "story", who, officer.pk)]
        assert logged(subject.delete) == [(Verb.SUBJECT_REMOVED, "story", who, officer.pk)]
    assert logged(lambda: make_subject(KEY, None)) == [(Verb.SUBJECT_ADDED, "story", "", None)]


def test_what_somebody_said_or_decided_is_theirs(contributor: Contributor, officer: User) -> None:
    who, number = str(contributor.pk), officer.pk
    subject = make_subject(KEY, contributor)
    fields = {"translation_key": KEY, "language_code": "en"}
    acts: list[tuple[Any, dict[str, Any], Verb, str]] = [
        (StoryApproval, {**fields, "text_hash": "a", "approved_by": officer}, Verb.STORY_APPROVED, ""),
        (
            FinalTextApproval,
            {"subject": subject, "language_code": "en", "text_hash": "a", "recorded_by": officer},
            Verb.FINAL_TEXT_APPROVED,
            who,
        ),
        (
            AbsenceOverride,
            {"translation_key": KEY, "reason": "away", "decided_by": officer, "until": day(3)},
            Verb.OVERRIDE_SET,
            "",
        ),
        (NotHealthAnswer, {**fields, "word": "ill", "answered_by": officer}, Verb.ANSWER_GIVEN, ""),
        (
            CommonWordAnswer,
            {**fields, "contributor": contributor, "spelling": "hope", "answered_by": officer},
            Verb.ANSWER_GIVEN,
            who,
        ),
    ]
    for model, values, verb, about in acts:
        found = logged(lambda model=model, values=values: model.objects.create(**values))  # type: ignore[misc]
        assert found == [(verb, "story", about, number)], model
    with LogContext(user=officer):
        answer = CommonWordAnswer.objects.get()
        assert logged(answer.delete) == [(Verb.ANSWER_TAKEN_BACK, "story", who, number)]


def test_whoever_acts_in_the_cms_did_it_whatever_the_row_says(officer: User, editor: User) -> None:
    with LogContext(user=editor):
        found = logged(
            lambda: StoryApproval.objects.create(
                translation_key=KEY, language_code="en", text_hash="a", approved_by=officer
            )
        )
    assert found == [(Verb.STORY_APPROVED, "story", "", editor.pk)]


def test_what_the_team_sets(officer: User) -> None:
    with LogContext(user=officer):
        settings = ConsentSettings(small_team=True)
        assert logged(settings.save) == [(Verb.SETTINGS_CHANGED, "consentsettings", "", officer.pk)]
        word = HealthWord(language_code="en", word="zzz")
        event = (Verb.HEALTH_WORD_CHANGED, "healthword", "", officer.pk)
        assert [logged(word.save), logged(word.save), logged(word.delete)] == [[event]] * 3


@pytest.mark.parametrize("method", ["withdraw", "delete"])
def test_what_follows_from_an_act_is_by_whoever_acts(record: ConsentRecord, officer: User, method: str) -> None:
    subject = make_subject(KEY, record.contributor)
    with LogContext(user=officer):
        getattr(record if method == "withdraw" else subject, method)()
    assert set(ProtectionEvent.objects.order_by("-pk").values_list("actor_id", flat=True)[:1]) == {officer.pk}
