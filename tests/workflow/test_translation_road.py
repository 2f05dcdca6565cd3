"""A translation goes the way of every other text: translator, officer where people are shown, editor."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import Locale, Page, TaskState, WorkflowState
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from workflow_cases import Team, act, approve, at_step, step_of, window

from accounts.models import User
from consent.models import StoryApproval
from home.models import HomePage
from pages.models import BasePage
from pages.workflow.models import EditorReview, ProtectionReview
from screens import messages_in, words
from stories.models import StoryPage
from story_factory import clear
from team import TRANSLATORS, browser_of, member

ARABIC_OPENING = "كيف بدأت القصة."


@pytest.fixture
def arabic(team: Team, story: StoryPage, locales: dict[str, Locale]) -> StoryPage:
    """The story, published in English and sent to be translated into Arabic.

    root
    ├── home (en)         /en/
    │   └── stories       /en/stories/
    │       └── a-way-home
    └── home (ar)         /ar/
        └── stories       /ar/stories/
            └── a-way-home  (a draft, nothing translated)
    """
    story.save_revision().publish()
    clear(story)
    for page in (HomePage.objects.get(), story.get_parent().specific):
        page.copy_for_translation(locales["ar"]).save_revision().publish()
    source, _made = TranslationSource.update_or_create_from_instance(story)
    Translation.objects.create(source=source, target_locale=locales["ar"]).save_target(publish=False)
    found: StoryPage = story.get_translation(locales["ar"])
    return found


@pytest.fixture
def translator(arabic: StoryPage) -> User:
    """Somebody who translates into Arabic."""
    return member("Tarek", TRANSLATORS.name)


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def translate(page: BasePage, user: User, text: str = "How it began.", translated: str = ARABIC_OPENING) -> int:
    """Save one piece, as the editor does; return the status of the answer."""
    translation = Translation.objects.get(target_locale=page.locale)
    segment = translation.source.stringsegment_set.get(string__data=text)
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    body = encode_multipart(BOUNDARY, {"value": translated})
    return browser_of(user).put(url, body, content_type=MULTIPART_CONTENT).status_code


def press(page: Page, user: User, button: str, **more: str) -> Any:
    """Press a button beneath the translation."""
    return browser_of(user).post(edit_url(page), {button: "1", **more}, follow=True)


def buttons_of(page: Page, user: User) -> str:
    """Return what the buttons beneath the translation say, from the large one on."""
    content = browser_of(user).get(edit_url(page)).content.decode()
    return " ".join(content[content.index("translation-footer") :].split())


def read(page: Page) -> Any:
    cache.clear()
    return Client().get(Page.objects.get(pk=page.pk).url)


def test_from_the_translator_to_the_readers(team: Team, arabic: StoryPage, translator: User) -> None:
    assert translate(arabic, translator) == 201
    answer = press(arabic, translator, "action-submit")
    assert "Next, a protection officer reads" in messages_in(answer)
    assert "pieces are not translated yet: they stand there in English." in messages_in(answer)
    assert at_step(arabic, ProtectionReview)
    assert ARABIC_OPENING in window_text(arabic, team.olga)
    assert approve(arabic, team.olga)["step"] == "success"
    assert at_step(arabic, EditorReview)
    assert read(arabic).status_code == 404
    assert json.loads(act(arabic, team.editor, "approve").content)["step"] == "success"
    assert ARABIC_OPENING in read(arabic).content.decode()


def window_text(page: StoryPage, officer: User) -> str:
    """Return the text that an officer reads under Protection."""
    url = reverse("protection:story_text", args=[page.translation_key, page.locale.language_code])
    return browser_of(officer).get(url).content.decode()


def test_under_protection_the_same_step_is_taken(team: Team, arabic: StoryPage, translator: User) -> None:
    translate(arabic, translator)
    press(arabic, translator, "action-submit")
    url = reverse("protection:approve_story", args=[arabic.translation_key, "ar"])
    browser = browser_of(team.olga)
    browser.post(url, {"fingerprint": browser.get(url).context["fingerprint"]})
    assert at_step(arabic, EditorReview)
    assert StoryApproval.objects.filter(language_code="ar", approved_by=team.olga).exists()
    press(arabic, team.editor, "action-workflow-action", **{"workflow-action-name": "approve"})
    assert ARABIC_OPENING in read(arabic).content.decode()


def test_what_the_editor_of_translations_offers(team: Team, arabic: StoryPage, translator: User) -> None:
    theirs = buttons_of(arabic, translator)
    order = [theirs.index(word) for word in ('name="action-submit"', 'name="action-save-draft"', "/delete/")]
    assert order == sorted(order)
    assert 'value="publish"' not in theirs
    assert "action-stop-translation" not in theirs
    assert "localize-convert-to-alias" not in theirs
    editors = buttons_of(arabic, team.editor)
    order = [editors.index(word) for word in ('value="publish"', 'name="action-submit"', "action-stop-translation")]
    assert order == sorted(order)


def test_at_the_officers_step_the_officer_approves_first(team: Team, arabic: StoryPage, translator: User) -> None:
    press(arabic, translator, "action-submit")
    theirs = buttons_of(arabic, team.olga)
    assert theirs.index('data-workflow-action-name="approve"') < theirs.index('name="action-save-draft"')
    extra = json.dumps({"comment": "", "fingerprint": "", "update": False})
    more = {"workflow-action-name": "reject", "workflow-action-extra-data": extra}
    press(arabic, team.olga, "action-workflow-action", **more)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    press(arabic, translator, "action-submit")
    assert at_step(arabic, ProtectionReview)


def test_a_draft_leaves_the_published_translation_alone(team: Team, arabic: StoryPage, translator: User) -> None:
    press(arabic, translator, "action-submit")
    approve(arabic, team.olga)
    act(arabic, team.editor, "approve")
    assert read(arabic).status_code == 200
    translate(arabic, translator)
    for button in ("action-save-draft", "action-submit"):
        press(arabic, translator, button)
        answer = read(arabic)
        assert answer.status_code == 200
        assert ARABIC_OPENING not in answer.content.decode()
    draft = StoryPage.objects.get(pk=arabic.pk).get_latest_revision_as_object()
    assert draft.standfirst == ARABIC_OPENING


def test_while_it_is_read_the_translator_waits(team: Team, arabic: StoryPage, translator: User) -> None:
    press(arabic, translator, "action-submit")
    assert translate(arabic, translator) == 403
    assert press(arabic, translator, "action-save-draft").redirect_chain[-1][0] == "/cms/"
    assert not StringTranslation.objects.exists()
    opened = browser_of(translator).get(edit_url(arabic))
    assert "translation--locked" in opened.content.decode()
    assert 'name="action-cancel-workflow"' in opened.content.decode()


def test_who_changes_words_at_a_step_becomes_their_author(team: Team, arabic: StoryPage, translator: User) -> None:
    press(arabic, translator, "action-submit")
    assert translate(arabic, team.olga) == 201
    assert "You have written this text." in window(arabic, team.olga, "approve")["html"]
    step = step_of(arabic)
    assert step is not None
    assert StoryPage.objects.get(pk=arabic.pk).get_latest_revision_as_object().standfirst == ARABIC_OPENING


def test_what_was_synchronised_during_the_review_is_what_is_published(
    team: Team, arabic: StoryPage, translator: User, story: StoryPage
) -> None:
    press(arabic, translator, "action-submit")
    story.standfirst = "Another beginning."
    story.save_revision(user=team.writer).publish()
    TranslationSource.objects.get().update_from_db()
    approve(arabic, team.olga)
    act(arabic, team.editor, "approve")
    assert "Another beginning." in read(arabic).content.decode()


@pytest.mark.parametrize("button", ["action-stop-translation", "action-cancel-workflow"])
def test_what_a_translator_cannot_do_to_a_translation(
    team: Team, arabic: StoryPage, translator: User, button: str
) -> None:
    if button == "action-cancel-workflow":
        press(arabic, team.editor, "action-submit")
    press(arabic, translator, button)
    assert Translation.objects.get().enabled
    assert not WorkflowState.objects.filter(status=WorkflowState.STATUS_CANCELLED).exists()


def test_at_its_own_addresses_neither(arabic: StoryPage, translator: User) -> None:
    browser, translation = browser_of(translator), Translation.objects.get()
    browser.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    browser.post(reverse("wagtail_localize:convert_to_alias", args=[arabic.pk]))
    browser.post(edit_url(arabic), {"localize-convert-to-alias": "1"}, follow=True)
    assert Translation.objects.get().enabled
    assert Page.objects.get(pk=arabic.pk).alias_of_id is None
    assert not Page.objects.get(pk=arabic.pk).live


def test_an_editor_stops_translating_side_by_side(team: Team, arabic: StoryPage, translator: User) -> None:
    translate(arabic, translator)
    answer = press(arabic, team.editor, "action-stop-translation")
    assert "no longer translated side by side" in messages_in(answer)
    assert ARABIC_OPENING in answer.content.decode()
    assert not Translation.objects.get().enabled


def test_a_draft_that_cannot_be_kept_says_why(arabic: StoryPage, translator: User) -> None:
    translate(arabic, translator, "A way home", "س" * 300)
    answer = messages_in(press(arabic, translator, "action-submit"))
    assert "The draft could not be kept." in answer
    assert "title" in answer
    assert not TaskState.objects.exists()


def test_the_state_of_a_translation_is_told(arabic: StoryPage, translator: User) -> None:
    assert "pieces are not translated yet: readers would see them in English." in words(
        browser_of(translator).get(edit_url(arabic))
    )
