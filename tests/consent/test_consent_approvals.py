"""Who is a second pair of eyes: neither the author nor who recorded a consent, by whatever road they approved."""

from typing import Any

import pytest
from consent_factory import PDF, make_record, make_subject

from accounts.models import User
from consent.authorship import authors_of
from consent.models import ConsentRecord, ConsentSettings, Contributor, StoryApproval
from consent.models.forms import add_form
from consent.rules import check
from consent.rules.rule_7_approval import Involvement, authors_among, involvement
from pages.gate.reviewing import declaration_of, text_hash_of
from stories.models import StoryPage
from story_factory import MakeStory


@pytest.fixture
def story(make_story: MakeStory, contributor: Contributor) -> StoryPage:
    """A story whose person has a consent with its form."""
    page = make_story(cleared=False)
    add_form(make_record(contributor), PDF)
    make_subject(page.translation_key, contributor)
    return page


def draft_of(story: StoryPage) -> StoryPage:
    """Return the page as it stands in the editor."""
    draft: StoryPage = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    return draft


def approve(story: StoryPage, user: User) -> StoryApproval:
    """Approve the draft as it stands, by the model alone."""
    draft = draft_of(story)
    return StoryApproval.objects.create(
        translation_key=story.translation_key,
        language_code="en",
        text_hash=text_hash_of(draft),
        approved_by=user,
    )


def refusals(story: StoryPage) -> set[str]:
    """Return what the rules find of the draft."""
    return {each.code for each in check(declaration_of(draft_of(story)))} - {"final_text_not_shown"}


def write(story: StoryPage, words: str, user: User | None) -> None:
    """Store a draft with other words."""
    draft = draft_of(story)
    draft.title = words
    draft.save_revision(user=user)


@pytest.fixture
def colleague(db: None) -> User:
    """Somebody else."""
    return User.objects.create_user("carla@example.org", "a long password")


def test_an_author_does_not_approve(story: StoryPage, officer: User, editor: User) -> None:
    write(story, "Other words", officer)
    assert approve(story, officer).author_ids == [officer.pk]
    assert refusals(story) == {"approver_involved"}
    assert approve(story, editor).author_ids == [officer.pk]
    assert refusals(story) == set()


def test_a_comma_by_a_colleague_makes_the_text_nobody_else_s(story: StoryPage, officer: User, editor: User) -> None:
    write(story, "Words of the officer", officer)
    write(story, "Words of the officer,", editor)
    assert approve(story, officer).author_ids == sorted([officer.pk, editor.pk])
    assert refusals(story) == {"approver_involved"}


def test_what_a_colleague_restores_was_written_by_its_author(story: StoryPage, officer: User, editor: User) -> None:
    write(story, "Words of the officer", officer)
    words = story.revisions.order_by("-pk").first()
    write(story, "Words of the editor", editor)
    words.as_object().save_revision(user=editor)
    assert approve(story, officer).author_ids == [officer.pk]
    assert refusals(story) == {"approver_involved"}
    approve(story, editor)
    assert refusals(story) == set(), "who restores a text has not written it"


def test_whoever_wrote_before_the_last_text_that_was_read_may_approve(
    story: StoryPage, officer: User, editor: User, colleague: User
) -> None:
    write(story, "Words of the officer", officer)
    approve(story, colleague)
    write(story, "Words of the officer, and more", editor)
    assert approve(story, officer).author_ids == [editor.pk]
    assert refusals(story) == set()


def test_an_approval_by_the_author_is_no_reading(story: StoryPage, officer: User, editor: User) -> None:
    write(story, "Words of the officer", officer)
    approve(story, officer)
    write(story, "Words of the officer, and more", editor)
    approve(story, officer)
    assert refusals(story) == {"approver_involved"}


def test_an_approval_of_the_same_text_frees_nobody(story: StoryPage, officer: User, colleague: User) -> None:
    write(story, "Words of the officer", officer)
    approve(story, colleague)
    approve(story, officer)
    assert refusals(story) == set()
    StoryApproval.objects.filter(approved_by=colleague).delete()
    assert refusals(story) == {"approver_involved"}


def test_publishing_what_one_approved_is_not_writing_it(story: StoryPage, officer: User) -> None:
    approval = approve(story, officer)
    story.save_revision(user=officer).publish()
    approval.save()
    assert approval.author_ids == []
    assert refusals(story) == set()


def test_the_owner_does_not_approve(story: StoryPage, officer: User, editor: User) -> None:
    StoryPage.objects.filter(pk=story.pk).update(owner=officer)
    story.refresh_from_db()
    story.save_revision(user=editor)
    approve(story, officer)
    assert refusals(story) == {"approver_involved"}


def test_a_purge_of_revisions_forgets_no_author(story: StoryPage, officer: User, editor: User) -> None:
    write(story, "Words of the officer", officer)
    write(story, "Words of the officer,", editor)
    story.revisions.exclude(pk=StoryPage.objects.get(pk=story.pk).latest_revision_id).delete()
    approve(story, officer)
    assert refusals(story) == {"approver_involved"}


def test_a_copy_has_the_authors_of_what_was_copied(story: StoryPage, officer: User, editor: User) -> None:
    write(story, "Words of the officer", officer)
    copy = story.copy(update_attrs={"slug": "a-copy", "title": "Words"}, user=editor)
    assert authors_of(copy.translation_key, "en", text_hash_of(draft_of(copy))) == {
        officer.pk,
        editor.pk,
    }


def test_an_author_who_recorded_the_consent(story: StoryPage, officer: User, editor: User) -> None:
    ConsentRecord.objects.update(recorded_by=officer)
    write(story, "Words of the officer", officer)
    write(story, "Words of the officer,", editor)
    approve(story, User.objects.create_user("anna@example.org", "a long password"))
    assert refusals(story) == {"author_is_recorder"}
    ConsentSettings.objects.create(small_team=True)
    assert refusals(story) == set()


def test_the_authors_are_known_in_as_many_queries_for_any_history(
    story: StoryPage, officer: User, django_assert_num_queries: Any
) -> None:
    for number in range(30):
        write(story, f"Words {number}", officer)
    with django_assert_num_queries(2):
        assert authors_of(story.translation_key, "en", "another") == {officer.pk}


@pytest.mark.parametrize(
    ("authors", "recorders", "expected"),
    [
        ({1}, set(), Involvement.AUTHOR),
        ({1, 2, None}, {1}, Involvement.AUTHOR),
        ({2, 3}, {1}, Involvement.RECORDER),
        ({2, 3, None}, {4}, None),
        (set(), set(), None),
    ],
)
def test_involvement(authors: set[int], recorders: set[int], expected: Involvement | None) -> None:
    assert involvement(1, authors, recorders) == expected


@pytest.mark.parametrize(
    ("history", "read", "expected"),
    [
        ([], set(), set()),
        ([("a", None)], set(), set()),
        ([("now", 1)], set(), {1}),
        ([("a", 1), ("now", 2)], set(), {1, 2}),
        ([("a", 1), ("now", 2)], {"a"}, {2}),
        ([("a", 1), ("now", 2)], {"now"}, {1, 2}),
        ([("a", 1), ("b", 2), ("c", 3), ("now", 4)], {"a", "b"}, {3, 4}),
        # A text that was restored, by whomever, and however often others were read in between.
        ([("now", 1), ("b", 2), ("now", 2)], set(), {1}),
        ([("now", 1), ("b", 2), ("now", 3)], {"b"}, {1}),
        ([("a", 1), ("b", 2), ("a", 3), ("now", 4)], {"b"}, {3, 4}),
        # What came after the text is no concern of it.
        ([("a", 1), ("now", 2), ("b", 3)], set(), {1, 2}),
        # Pieces have no fingerprint; a text that was never stored as a whole has the authors of all of them.
        ([("a", 1), ("", 2), ("", 3)], {"a"}, {2, 3}),
        ([("a", 1), ("", 2), ("b", None), ("", 3)], {"b"}, {3}),
        ([("", 1), ("", 2)], {""}, {1, 2}),
    ],
)
def test_authors_among(history: list[tuple[str, int | None]], read: set[str], expected: set[int]) -> None:
    assert authors_among(history, "now", read) == expected
