"""Each change of what a story rests on settles it, once it is stored."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from gate_cases import final_text_approved

from accounts.models import User
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
from consent.not_health import digests_in
from consent.publication import is_shareable
from consent.vocabulary import Channel, Element, Method
from pages.gate.reviewing import settle, text_hash_of
from stories.models import StoryPage
from story_factory import MakeStory, colleague, give_consent

Change = Callable[[StoryPage], None]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Callable[[Change, StoryPage], None]:
    """Make a change and let everything happen that waits for it to be stored."""

    def make(change: Change, story: StoryPage) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            change(story)

    return make


def here(story: StoryPage) -> dict[str, Any]:
    return {"translation_key": story.translation_key, "language_code": "en"}


def test_publishing(make_story: MakeStory, django_capture_on_commit_callbacks: Any) -> None:
    story = make_story(cleared=False)
    give_consent(story)
    with django_capture_on_commit_callbacks(execute=False):
        StoryApproval.objects.create(**here(story), text_hash=text_hash_of(story), approved_by=colleague("Anna"))
    assert not is_shareable(story)
    story.get_latest_revision().publish()
    assert is_shareable(story)


def test_a_person_taken_out_of_the_story(make_story: MakeStory, committed: Any) -> None:
    story = make_story()
    committed(lambda story: StorySubject.objects.get().delete(), story)
    assert not is_shareable(story)


def test_an_approval(make_story: MakeStory, committed: Any) -> None:
    story = make_story(cleared=False)
    give_consent(story)
    approval = {**here(story), "text_hash": text_hash_of(story), "approved_by": colleague("Anna")}
    committed(lambda story: StoryApproval.objects.create(**approval), story)
    assert is_shareable(story)
    committed(lambda story: StoryApproval.objects.get().delete(), story)
    assert not is_shareable(story)


def test_an_exception_for_absence(make_story: MakeStory, committed: Any, officer: User) -> None:
    story = make_story(cleared=False)
    give_consent(story)
    until = timezone.localdate() + timedelta(days=3)
    override = {"translation_key": story.translation_key, "reason": "Away", "decided_by": officer, "until": until}
    committed(lambda story: AbsenceOverride.objects.create(**override), story)
    assert is_shareable(story)


def test_an_answer_about_health(make_story: MakeStory, committed: Any) -> None:
    story = make_story(summary="In the hospital")
    assert not is_shareable(story)
    sentences = digests_in(**here(story), word="hospital*", texts=[("summary", "In the hospital")])
    committed(lambda story: NotHealthAnswer.objects.create(**here(story), word="hospital*", sentences=sentences), story)
    assert is_shareable(story)


def test_an_answer_about_a_common_word(make_story: MakeStory, committed: Any, officer: User) -> None:
    story = make_story(cleared=False, summary="A rose on the table")
    give_consent(story)
    person = Contributor.objects.get()
    person.true_names = ["Rose"]
    person.save()
    StoryApproval.objects.create(**here(story), text_hash=text_hash_of(story), approved_by=colleague("Anna"))
    settle(story)
    assert not is_shareable(story)
    answer = {**here(story), "contributor": person, "spelling": "rose", "answered_by": officer}
    committed(lambda story: CommonWordAnswer.objects.create(**answer), story)
    assert is_shareable(story)


def approved_before_a_change(story: StoryPage) -> None:
    FinalTextApproval.objects.create(subject=StorySubject.objects.get(), language_code="en", text_hash="0" * 64)
    settle(story)
    assert not is_shareable(story)


def test_a_mark_of_a_minor_edit(make_story: MakeStory, committed: Any) -> None:
    story = make_story()
    approved_before_a_change(story)
    committed(lambda story: MinorEdit.objects.create(**here(story), text_hash=text_hash_of(story)), story)
    assert is_shareable(story)


def test_an_approval_by_the_person(make_story: MakeStory, committed: Any) -> None:
    story = make_story()
    approved_before_a_change(story)
    committed(final_text_approved, story)
    assert is_shareable(story)


def test_what_is_known_of_a_person(make_story: MakeStory, committed: Any) -> None:
    story = make_story()
    person = Contributor.objects.get()

    def set_procedure(is_open: bool) -> Change:
        def change(_story: StoryPage) -> None:
            person.open_procedure = is_open
            person.save()

        return change

    committed(set_procedure(True), story)
    assert not is_shareable(story)
    committed(set_procedure(False), story)
    assert is_shareable(story)


def test_a_consent(make_story: MakeStory, committed: Any) -> None:
    story = make_story()
    ConsentRecord.objects.get().withdraw()
    assert not is_shareable(story)
    again = ConsentRecord.objects.create(
        contributor=Contributor.objects.get(),
        method=Method.SIGNED,
        form_language="en",
        given_on=timezone.localdate(),
        told_of_right_to_withdraw=True,
        recorded_by=colleague("Rita"),
    )
    ConsentScope.objects.create(record=again, element=Element.STORY_TEXT, channel=Channel.WEBSITE, granted=True)
    committed(lambda story: again.supersede(), story)
    assert is_shareable(story)


def test_a_permission(make_story: MakeStory, committed: Any) -> None:
    story = make_story()
    assert is_shareable(story, Channel.FEEDS)
    scope = ConsentScope.objects.get(element=Element.STORY_TEXT, channel=Channel.FEEDS)
    committed(lambda story: scope.withdraw(), story)
    assert is_shareable(story), "the website was not opened again"
    assert not is_shareable(story, Channel.FEEDS)
