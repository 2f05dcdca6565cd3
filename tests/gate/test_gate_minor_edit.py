"""The mark that a change is a minor edit, so that the person in the story need not be asked again."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from gate_cases import LogIn, final_text_approved, read_checklist, words

from accounts.models import User
from consent.models import AbsenceOverride, FinalTextApproval, MinorEdit, ProtectionEvent, StoryApproval
from consent.publication import is_shareable
from pages.gate.reviewing import text_hash_of
from stories.models import StoryPage
from story_factory import MakeStory, colleague

NEEDED = "The text has changed since the person approved it."
ALONE = "You have written this text, and for now nobody else looks at this story"


@pytest.fixture
def story(make_story: MakeStory, writer: User) -> StoryPage:
    """A story whose person approved the text, that was changed and published since, approved by a colleague."""
    story = make_story(standfirst="It all begun in May.")
    final_text_approved(story)
    return change(story, "It all began in May.", writer)


def change(story: StoryPage, standfirst: str, by: User, approved: bool = True) -> StoryPage:
    draft: Any = story.get_latest_revision_as_object()
    draft.standfirst = standfirst
    draft.save_revision(user=by).publish()
    stored = StoryPage.objects.get(pk=story.pk)
    if approved:
        StoryApproval.objects.create(
            translation_key=stored.translation_key,
            language_code="en",
            text_hash=text_hash_of(stored),
            approved_by=colleague("Anna"),
        )
    return stored


def address(story: StoryPage) -> str:
    return f"/cms/checklist/{story.pk}/minor-edit/"


def mark(browser: Any, story: StoryPage) -> Any:
    return browser.post(address(story), {"fingerprint": text_hash_of(story)})


def test_the_checklist_leads_whoever_may_publish_to_the_question(
    log_in: LogIn, writer: User, publisher: User, story: StoryPage
) -> None:
    seen = read_checklist(log_in(publisher), story)
    assert NEEDED in seen
    assert "Mark as a minor edit …" in seen
    seen = read_checklist(log_in(writer), story)
    assert NEEDED in seen
    assert "A colleague who may publish this page can mark it." in seen
    assert "Mark as a minor edit …" not in seen


def test_the_question_shows_what_was_changed_and_changes_nothing(
    log_in: LogIn, publisher: User, story: StoryPage
) -> None:
    response = log_in(publisher).get(address(story))
    assert "It all <del>begun</del><ins>began</ins> in May." in response.content.decode()
    assert "Summary 1" not in words(response), "what did not change is in the way"
    assert not MinorEdit.objects.exists()


def test_without_the_approved_text_the_present_one_is_shown(log_in: LogIn, publisher: User, story: StoryPage) -> None:
    FinalTextApproval.objects.update(text_hash="0" * 64)
    seen = words(log_in(publisher).get(address(story)))
    assert "is no longer in the history of this page" in seen
    assert "It all began in May." in seen
    assert "Summary 1" in seen


def test_a_mark_opens_the_story_and_is_logged(
    log_in: LogIn, publisher: User, story: StoryPage, django_capture_on_commit_callbacks: Any
) -> None:
    assert not is_shareable(story)
    with django_capture_on_commit_callbacks(execute=True):
        response = mark(log_in(publisher), story)
    assert response.url == f"/cms/pages/{story.pk}/edit/"
    marked = MinorEdit.objects.get()
    assert (marked.translation_key, marked.language_code) == (story.translation_key, "en")
    assert (marked.text_hash, marked.marked_by) == (text_hash_of(story), publisher)
    event = ProtectionEvent.objects.get(verb="minor_edit_marked")
    assert (event.identifier, event.actor_id) == (str(story.translation_key), publisher.pk)
    assert is_shareable(story)
    assert NEEDED not in read_checklist(log_in(publisher), story)


def test_the_next_change_needs_a_new_mark(log_in: LogIn, publisher: User, writer: User, story: StoryPage) -> None:
    mark(log_in(publisher), story)
    story = change(story, "It all began in May, in prison.", writer)
    assert not is_shareable(story)
    assert NEEDED in read_checklist(log_in(publisher), story)


def test_a_mark_needs_a_colleagues_approval_all_the_same(
    log_in: LogIn, publisher: User, writer: User, story: StoryPage, django_capture_on_commit_callbacks: Any
) -> None:
    story = change(story, "It all began one day in May.", writer, approved=False)
    with django_capture_on_commit_callbacks(execute=True):
        mark(log_in(publisher), story)
    assert MinorEdit.objects.exists()
    assert not is_shareable(story)


def test_a_mark_is_taken_back(
    log_in: LogIn, publisher: User, story: StoryPage, django_capture_on_commit_callbacks: Any
) -> None:
    browser = log_in(publisher)
    with django_capture_on_commit_callbacks(execute=True):
        mark(browser, story)
    assert "Petra said on" in read_checklist(browser, story)
    back = f"{address(story)}{MinorEdit.objects.get().pk}/take-back/"
    assert browser.get(back).status_code == 200
    assert MinorEdit.objects.exists(), "asking changed something"
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(back)
    assert not MinorEdit.objects.exists()
    assert not is_shareable(story)
    assert ProtectionEvent.objects.get(verb="minor_edit_taken_back").actor_id == publisher.pk


def test_whoever_may_not_publish_may_not_mark(log_in: LogIn, writer: User, story: StoryPage) -> None:
    mark(log_in(writer), story)
    assert not MinorEdit.objects.exists()


def test_whoever_may_not_publish_may_not_take_a_mark_back(
    log_in: LogIn, writer: User, publisher: User, story: StoryPage
) -> None:
    mark(log_in(publisher), story)
    log_in(writer).post(f"{address(story)}{MinorEdit.objects.get().pk}/take-back/")
    assert MinorEdit.objects.exists()


def test_a_text_that_changed_while_it_was_compared_is_compared_again(
    log_in: LogIn, publisher: User, writer: User, story: StoryPage
) -> None:
    before = text_hash_of(story)
    change(story, "It all began in April.", writer)
    response = log_in(publisher).post(address(story), {"fingerprint": before})
    assert "The text was changed in the meantime." in words(response)
    assert not MinorEdit.objects.exists()


def test_where_nobody_else_looks_the_author_of_the_change_does_not_mark_it(
    log_in: LogIn, publisher: User, story: StoryPage
) -> None:
    story = change(story, "It all began in June.", publisher, approved=False)
    AbsenceOverride.objects.create(
        translation_key=story.translation_key,
        reason="Everybody is away.",
        decided_by=_officer(),
        until=timezone.localdate() + timedelta(days=3),
    )
    response = mark(log_in(publisher), story)
    assert ALONE in words(response)
    assert not MinorEdit.objects.exists()


def test_another_colleague_marks_it(log_in: LogIn, publisher: User, writer: User, story: StoryPage) -> None:
    story = change(story, "It all began in June.", writer, approved=False)
    AbsenceOverride.objects.create(
        translation_key=story.translation_key,
        reason="Everybody is away.",
        decided_by=_officer(),
        until=timezone.localdate() + timedelta(days=3),
    )
    mark(log_in(publisher), story)
    assert MinorEdit.objects.exists()


def test_nothing_is_marked_where_nothing_has_changed(log_in: LogIn, publisher: User, make_story: MakeStory) -> None:
    story = make_story()
    response = log_in(publisher).post(address(story), {"fingerprint": text_hash_of(story)}, follow=True)
    assert "There is no change since the approval" in words(response)
    assert not MinorEdit.objects.exists()


def test_a_mark_needs_the_token_against_forgery(log_in: LogIn, publisher: User, story: StoryPage) -> None:
    assert mark(log_in(publisher, enforce_csrf_checks=True), story).status_code == 403
    assert not MinorEdit.objects.exists()


def _officer() -> User:
    from django.contrib.auth.models import Group

    from consent.officers import OFFICERS

    user = colleague("Ophelia")
    user.groups.add(Group.objects.get(name=OFFICERS))
    return user
