"""Who is a second pair of eyes: neither the author nor who recorded a consent, by whatever road they approved."""

import pytest
from consent_factory import PDF, make_record, make_subject
from wagtail.models import Page

from accounts.models import User
from consent.declaring import declare
from consent.models import Contributor, StoryApproval
from consent.models.approvals import draft_author
from consent.models.forms import add_form
from consent.rules import check
from consent.rules.rule_7_approval import Involvement, involvement
from stories.models import StoryPage
from story_factory import MakeStory

TEXTS = (("title", "A workshop"),)


@pytest.fixture
def story(make_story: MakeStory, contributor: Contributor) -> StoryPage:
    """A story whose person has a consent with its form."""
    page = make_story(cleared=False)
    add_form(make_record(contributor), PDF)
    make_subject(page.translation_key, contributor)
    return page


def approve(story: StoryPage, user: User) -> StoryApproval:
    """Approve the text as it stands, by the model alone."""
    return StoryApproval.objects.create(
        translation_key=story.translation_key,
        language_code="en",
        text_hash=declare(story.translation_key, "en", TEXTS).text_hash,
        approved_by=user,
    )


def refusals(story: StoryPage) -> set[str]:
    """Return what the rules find."""
    owner = Page.objects.get(pk=story.pk).owner_id
    declaration = declare(story.translation_key, "en", TEXTS, pseudonym_notice=True, author_id=owner)
    return {refusal.code for refusal in check(declaration)} - {"final_text_not_shown"}


def test_whoever_stored_the_draft_last_does_not_approve_it(story: StoryPage, officer: User, editor: User) -> None:
    story.title = "Other words"
    story.save_revision(user=officer)
    assert approve(story, officer).text_author == officer
    assert refusals(story) == {"approver_involved"}
    assert approve(story, editor).text_author == officer
    assert refusals(story) == set()


def test_publishing_what_one_approved_is_not_writing_it(story: StoryPage, officer: User) -> None:
    approval = approve(story, officer)
    story.save_revision(user=officer).publish()
    approval.save()
    assert approval.text_author is None
    assert refusals(story) == set()


def test_the_owner_does_not_approve(story: StoryPage, officer: User, editor: User) -> None:
    StoryPage.objects.filter(pk=story.pk).update(owner=officer)
    story.refresh_from_db()
    story.save_revision(user=editor)
    approve(story, officer)
    assert refusals(story) == {"approver_involved"}


def test_the_author_is_of_the_page_in_its_language(story: StoryPage, officer: User, editor: User) -> None:
    assert draft_author(story.translation_key, "en") is None
    story.title = "Other words"
    story.save_revision(user=officer)
    assert draft_author(story.translation_key, "en") == officer.pk
    story.save_revision(user=editor)
    assert draft_author(story.translation_key, "en") == officer.pk, "storing is not writing"
    assert draft_author(story.translation_key, "fr") is None


@pytest.mark.parametrize(
    ("owner", "author", "recorders", "expected"),
    [
        (1, None, set(), Involvement.AUTHOR),
        (None, 1, set(), Involvement.AUTHOR),
        (2, 3, {1}, Involvement.RECORDER),
        (2, 3, {4}, None),
        (None, None, set(), None),
    ],
)
def test_involvement(owner: int | None, author: int | None, recorders: set[int], expected: Involvement | None) -> None:
    assert involvement(1, owner, author, recorders) == expected
