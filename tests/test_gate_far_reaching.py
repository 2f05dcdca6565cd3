"""What is about no single story: a health word or a setting that changes closes what it concerns."""

from typing import Any

import pytest
from django.utils import timezone

from consent.calendar import add_months, end_of
from consent.models import (
    Clearance,
    ConsentRecord,
    ConsentScope,
    ConsentSettings,
    Contributor,
    HealthWord,
    StorySubject,
)
from consent.publication import is_shareable
from consent.vocabulary import Element, Face, Risk
from operations.queue import work_one
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


@pytest.fixture
def work_off() -> Any:
    """Do what is in the queue, as the job runner does."""

    def work() -> int:
        number = 0
        while work_one("a worker"):
            number += 1
        return number

    return work


@pytest.mark.parametrize(("risk", "setting"), [(Risk.AT_RISK, "at_risk_maximum"), (Risk.HIGH, "high_risk_maximum")])
def test_a_stricter_setting_closes_with_no_job_running(
    story: StoryPage, make_story: MakeStory, commit: Any, risk: Risk, setting: str
) -> None:
    other = make_story()
    with commit():
        settings = ConsentSettings.objects.create(at_risk_maximum=1, high_risk_maximum=1)
        Contributor.objects.filter(subjects__translation_key=story.translation_key).update(risk_level=risk)
        StorySubject.objects.update(face=Face.SHOWN)
        approve(story)
        approve(other)
    setattr(settings, setting, 0)
    settings.save()
    assert not is_shareable(story)
    assert is_shareable(other)


def test_what_a_stricter_setting_still_allows_opens_again(story: StoryPage, commit: Any, work_off: Any) -> None:
    Contributor.objects.update(risk_level=Risk.AT_RISK)
    ConsentSettings.objects.create(at_risk_maximum=1)
    assert not is_shareable(story), "whether it may stay open was not asked yet"
    assert work_off() == 1
    assert is_shareable(story)


def test_a_looser_setting_opens_when_the_job_comes_to_it(story: StoryPage, commit: Any, work_off: Any) -> None:
    with commit():
        settings = ConsentSettings.objects.create(at_risk_maximum=0)
        Contributor.objects.update(risk_level=Risk.AT_RISK)
        StorySubject.objects.update(face=Face.SHOWN)
        approve(story)
    work_off()
    assert not is_shareable(story)
    settings.at_risk_maximum = 1
    settings.save()
    assert not is_shareable(story)
    work_off()
    assert is_shareable(story)


def test_a_team_that_is_small_no_more_closes_what_the_recorder_wrote(
    story: StoryPage, make_story: MakeStory, work_off: Any
) -> None:
    other = make_story()
    settings = ConsentSettings.objects.create(small_team=True)
    work_off()
    draft: Any = story.get_latest_revision_as_object()
    draft.standfirst = "The recorder's words."
    draft.save_revision(user=ConsentRecord.objects.first().recorded_by).publish()
    approve(story)
    assert is_shareable(story)
    settings.small_team = False
    settings.save()
    assert not is_shareable(story)
    assert is_shareable(other)
    work_off()
    assert not is_shareable(story)


def test_a_shorter_time_shortens_what_is_open(story: StoryPage) -> None:
    ConsentSettings.objects.create(default_months=6)
    assert set(Clearance.objects.values_list("until", flat=True)) == {end_of(add_months(timezone.localdate(), 6))}
    assert is_shareable(story)


def test_a_setting_that_is_not_stored_closes_nothing(
    story: StoryPage, monkeypatch: pytest.MonkeyPatch, commit: Any
) -> None:
    Contributor.objects.update(risk_level=Risk.AT_RISK)
    monkeypatch.setattr(type(far_reaching.settle_pages_with_people), "enqueue", _fail)
    with pytest.raises(RuntimeError):
        ConsentSettings.objects.create(at_risk_maximum=0)
    assert is_shareable(story)
    assert not ConsentSettings.objects.exists()


def _fail(*_args: Any) -> int:
    raise RuntimeError


def test_many_pages_are_settled_in_portions(
    make_story: MakeStory, monkeypatch: pytest.MonkeyPatch, work_off: Any
) -> None:
    stories = [make_story() for _number in range(3)]
    Clearance.objects.all().delete()
    monkeypatch.setattr(far_reaching, "PORTION", 2)
    far_reaching.settle_pages_with_people.enqueue()
    assert work_off() == 2
    assert all(is_shareable(story) for story in stories)


def test_a_page_that_cannot_be_asked_about_is_closed_and_stops_no_other(
    make_story: MakeStory, monkeypatch: pytest.MonkeyPatch, work_off: Any, caplog: pytest.LogCaptureFixture
) -> None:
    broken, other = make_story(), make_story()
    Clearance.objects.filter(page=other).delete()
    real = far_reaching.settle

    def settle(page: Any) -> None:
        if page.pk == broken.pk:
            raise ValueError("Mara")
        real(page)

    monkeypatch.setattr(far_reaching, "settle", settle)
    far_reaching.settle_pages_with_people.enqueue()
    work_off()
    assert not is_shareable(broken)
    assert is_shareable(other)
    assert "ValueError" in caplog.text
    assert "Mara" not in caplog.text
