"""An editor's answer that a word is not about anybody's health."""

from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from gate_cases import LogIn, read_checklist, words
from wagtail.rich_text import RichText

from accounts.models import User
from consent.models import HealthWord, NotHealthAnswer, ProtectionEvent
from consent.not_health import digest_of
from consent.publication import is_shareable
from stories.models import StoryPage
from story_factory import MakeStory, approve

QUESTION = "is not about anybody's health …"
TEXT = "<p>She mends lifts. The <b>hospitals</b> of the town are her clients! He sings.</p>"


@pytest.fixture
def story(make_story: MakeStory) -> StoryPage:
    """A story that has everything but an answer about a word in it."""
    return make_story(body=[("text", TEXT)])


def address(story: StoryPage, word: str = "hospital*") -> str:
    return f"/cms/checklist/{story.pk}/not-health/?word={word}"


def shown(browser: Client, story: StoryPage, word: str = "hospital*") -> list[str]:
    """Return what the form of the question sends along: a digest of each sentence that is shown."""
    page = BeautifulSoup(browser.get(address(story, word)).content, "html.parser")
    return [str(field["value"]) for field in page.select('input[name="sentence"]')]


def say_so(browser: Client, story: StoryPage, word: str = "hospital*") -> Any:
    """Read the question and answer it."""
    return browser.post(address(story, word), {"sentence": shown(browser, story, word)})


def add(story: StoryPage, sentence: str, user: User) -> None:
    """Publish the story with one more sentence, approved by a colleague."""
    draft: Any = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    draft.body.append(("text", RichText(f"<p>{sentence}</p>")))
    draft.save_revision(user=user).publish()
    approve(story)


def test_the_checklist_leads_to_the_question(log_in: LogIn, writer: User, story: StoryPage) -> None:
    response = log_in(writer).get(f"/cms/checklist/{story.pk}/")
    assert f"“hospitals” {QUESTION}" in words(response)
    assert f'href="/cms/checklist/{story.pk}/not-health/?word=hospital%2A"' in response.content.decode()


def test_a_word_that_stands_in_two_places_is_one_question(log_in: LogIn, writer: User, make_story: MakeStory) -> None:
    story = make_story(summary="In the hospital", body=[("text", TEXT)])
    seen = read_checklist(log_in(writer), story)
    assert "(hospital, hospitals)" in seen
    assert seen.count(QUESTION) == 1
    assert "Summary · story, block 1" in seen


def test_the_question_shows_the_sentence_and_changes_nothing(log_in: LogIn, writer: User, story: StoryPage) -> None:
    response = log_in(writer).get(address(story))
    assert "The <mark>hospitals</mark> of the town are her clients!" in response.content.decode().replace("  ", " ")
    assert "He sings" not in words(response)
    assert "Story, block 1" in words(response)
    assert not NotHealthAnswer.objects.exists()


def test_the_answer_opens_the_story_and_is_logged(
    log_in: LogIn, writer: User, story: StoryPage, django_capture_on_commit_callbacks: Any
) -> None:
    assert not is_shareable(story)
    with django_capture_on_commit_callbacks(execute=True):
        response = say_so(log_in(writer), story)
    assert response.url == f"/cms/pages/{story.pk}/edit/"
    answer = NotHealthAnswer.objects.get()
    assert (answer.translation_key, answer.language_code, answer.word) == (story.translation_key, "en", "hospital*")
    assert answer.answered_by == writer
    event = ProtectionEvent.objects.get(verb="answer_given")
    assert (event.identifier, event.actor_id) == (str(story.translation_key), writer.pk)
    assert is_shareable(story)


def test_an_answer_is_shown_and_taken_back(
    log_in: LogIn, writer: User, publisher: User, story: StoryPage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        say_so(log_in(writer), story)
    answer = NotHealthAnswer.objects.get()
    browser = log_in(publisher)
    seen = read_checklist(browser, story)
    assert "Please look" in seen
    assert "Walid said on" in seen
    assert "“hospitals” is not about anybody's health in 1 sentence. Take it back …" in seen
    back = f"/cms/checklist/{story.pk}/not-health/{answer.pk}/take-back/"
    assert "“hospitals”" in words(browser.get(back))
    assert NotHealthAnswer.objects.exists(), "asking changed something"
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(back)
    assert not NotHealthAnswer.objects.exists()
    assert not is_shareable(story)
    event = ProtectionEvent.objects.get(verb="answer_taken_back")
    assert (event.identifier, event.actor_id) == (str(story.translation_key), publisher.pk)


def test_answering_twice_keeps_the_first_answer(log_in: LogIn, writer: User, publisher: User, story: StoryPage) -> None:
    say_so(log_in(writer), story)
    assert say_so(log_in(publisher), story).status_code == 302
    assert NotHealthAnswer.objects.get().answered_by == writer


def test_a_sentence_that_is_added_later_asks_again(
    log_in: LogIn, writer: User, publisher: User, story: StoryPage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        say_so(log_in(writer), story)
    add(story, "He sings too.", writer)
    assert is_shareable(story)
    add(story, "Then she lay in hospital.", writer)
    assert not is_shareable(story)
    seen = words(log_in(publisher).get(address(story)))
    assert "Then she lay in hospital ." in seen
    assert "are her clients" not in seen, "what was answered is not asked again"
    with django_capture_on_commit_callbacks(execute=True):
        say_so(log_in(publisher), story)
    assert is_shareable(story)
    assert [answer.answered_by for answer in NotHealthAnswer.objects.order_by("pk")] == [writer, publisher]


def test_a_sentence_that_was_changed_asks_again(log_in: LogIn, writer: User, make_story: MakeStory) -> None:
    story = make_story(summary="He works in a hospital.")
    say_so(log_in(writer), story)
    draft: Any = story.get_latest_revision_as_object()
    draft.summary = "He was in a hospital."
    draft.save_revision()
    assert QUESTION in read_checklist(log_in(writer), story)
    draft.summary = "He  works in a hospital."
    draft.save_revision()
    assert QUESTION not in read_checklist(log_in(writer), story), "a space is no other sentence"


@pytest.mark.parametrize("sentences", [[], ["of another text"]])
def test_only_sentences_that_were_shown_are_answered(
    log_in: LogIn, writer: User, story: StoryPage, sentences: list[str]
) -> None:
    response = log_in(writer).post(address(story), {"sentence": sentences})
    assert "Please read all sentences again." in words(response)
    assert not NotHealthAnswer.objects.exists()


def test_a_sentence_that_came_while_somebody_read_is_shown_first(
    log_in: LogIn, writer: User, publisher: User, story: StoryPage
) -> None:
    browser = log_in(writer)
    sentences = shown(browser, story)
    add(story, "Then she lay in hospital.", publisher)
    response = browser.post(address(story), {"sentence": sentences})
    assert "Then she lay in hospital ." in words(response)
    assert not NotHealthAnswer.objects.exists()


def test_an_answer_keeps_nothing_that_can_be_read(log_in: LogIn, writer: User, story: StoryPage) -> None:
    say_so(log_in(writer), story)
    [digest] = NotHealthAnswer.objects.get().sentences
    assert digest == digest_of(story.translation_key, "en", "hospital*", "The hospitals of the town are her clients!")
    assert digest != digest_of(uuid4(), "en", "hospital*", "The hospitals of the town are her clients!")


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_edit_the_page_may_not_answer(log_in: LogIn, officer: User, story: StoryPage, method: str) -> None:
    officer.groups.remove(*officer.groups.filter(name="Editors"))
    response = getattr(log_in(officer), method)(address(story), follow=True)
    assert "hospitals" not in words(response)
    assert not NotHealthAnswer.objects.exists()


def test_a_stranger_may_not_take_an_answer_back(log_in: LogIn, officer: User, writer: User, story: StoryPage) -> None:
    say_so(log_in(writer), story)
    officer.groups.remove(*officer.groups.filter(name="Editors"))
    log_in(officer).post(f"/cms/checklist/{story.pk}/not-health/{NotHealthAnswer.objects.get().pk}/take-back/")
    assert NotHealthAnswer.objects.exists()


def test_an_answer_needs_the_token_against_forgery(log_in: LogIn, writer: User, story: StoryPage) -> None:
    assert log_in(writer, enforce_csrf_checks=True).post(address(story)).status_code == 403
    assert not NotHealthAnswer.objects.exists()


@pytest.mark.parametrize("word", ["lift", "", "hospital"])
def test_only_words_of_the_list_are_asked_about(log_in: LogIn, writer: User, story: StoryPage, word: str) -> None:
    assert log_in(writer).post(address(story, word)).status_code == 404


def test_a_word_that_was_taken_out_needs_no_answer(log_in: LogIn, writer: User, story: StoryPage) -> None:
    HealthWord.objects.create(language_code="en", word="malaria")
    response = log_in(writer).post(address(story, "malaria"), follow=True)
    assert "“malaria” does not stand in the saved text any more" in words(response)
    assert not NotHealthAnswer.objects.exists()


def test_an_answer_of_another_story_cannot_be_taken_back_here(
    log_in: LogIn, writer: User, story: StoryPage, make_story: MakeStory
) -> None:
    other = make_story()
    browser: Client = log_in(writer)
    say_so(browser, story)
    back = f"/cms/checklist/{other.pk}/not-health/{NotHealthAnswer.objects.get().pk}/take-back/"
    assert browser.post(back).status_code == 404
    assert NotHealthAnswer.objects.exists()
