"""What is about no single story: a health word or a setting that changes closes what it concerns."""

from typing import Any

import pytest

from consent.models import Clearance, ConsentScope, ConsentSettings, Contributor, HealthWord, StorySubject
from consent.publication import is_shareable
from consent.vocabulary import Element, Face, Risk
from pages.gate import far_reaching
from stories.models import StoryPage
from story_factory import MakeStory, approve


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    """Run what waits for the end of a transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def story(make_story: MakeStory) -> StoryPage:
    """A story that anyone may read."""
    return make_story(body=[("text", "<p>Then came the zumbago.</p>")])


def test_an_added_word_closes_a_story_that_has_it(story: StoryPage, make_story: MakeStory, commit: Any) -> None:
    other = make_story()
    with commit():
        HealthWord.objects.create(language_code="fr", word="zumbago")
    assert is_shareable(story)
    with commit():
        word = HealthWord.objects.create(language_code="en", word="Zumbag*")
    assert not is_shareable(story)
    assert is_shareable(other)
    with commit():
        word.delete()
    assert is_shareable(story)


def test_a_changed_word_closes_what_has_the_new_one_and_opens_what_had_the_old(story: StoryPage, commit: Any) -> None:
    with commit():
        word = HealthWord.objects.create(language_code="en", word="plimber*")
    assert is_shareable(story)
    for changed, is_open in (("zumbago", False), ("zumbagoes", True)):
        word.word = changed
        with commit():
            word.save()
        assert is_shareable(story) is is_open


def test_a_story_whose_people_agreed_that_health_is_told_stays_open(story: StoryPage, commit: Any) -> None:
    with commit():
        StorySubject.objects.update(tells_health=True)
        HealthWord.objects.create(language_code="en", word="zumbago")
    assert is_shareable(story)
    ConsentScope.objects.filter(element=Element.HEALTH).delete()
    far_reaching.settle_pages_with_word("en", "zumbago")
    assert not is_shareable(story)


def test_only_pages_with_the_word_are_settled(
    story: StoryPage, make_story: MakeStory, commit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_story()
    settled: list[int] = []
    monkeypatch.setattr(far_reaching, "settle", lambda page: settled.append(page.pk))
    with commit():
        HealthWord.objects.create(language_code="en", word="zumbago")
    assert settled == [story.pk]


def test_a_stricter_setting_closes_what_shows_too_much(story: StoryPage, commit: Any) -> None:
    with commit():
        Contributor.objects.update(risk_level=Risk.AT_RISK)
        StorySubject.objects.update(face=Face.SHOWN)
        approve(story)
    assert is_shareable(story)
    with commit():
        ConsentSettings.objects.create(at_risk_maximum=0)
    assert not is_shareable(story)
    assert not Clearance.objects.exists()
