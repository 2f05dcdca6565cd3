"""Who can be recognised in a recording is protected by all rules; what ends the consent closes file and captions."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone
from picture_people import answered, consent_of, person, show
from recordings import hear, page_with, readers_hear, recording, status

from consent.models import ConsentScope, Contributor
from consent.vocabulary import Basis, Element, Face, PeopleShown
from home.models import HomePage
from media.models import Picture, Recording
from pages.gate.checklist import checklist_of
from pages.gate.refusing import refusals_of
from pages.models import BasePage
from story_factory import MakeStory, approve, colleague

OPEN, CLOSED = (200, 200), (404, 404)


@pytest.fixture
def somebody(db: None) -> Contributor:
    """An adult about whom nothing speaks against publishing."""
    return person()


@pytest.fixture
def later(django_capture_on_commit_callbacks: Any) -> Any:
    """What happens in here is committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def codes(page: BasePage) -> set[str]:
    """Return what is refused."""
    return {each.code for each in refusals_of(type(page).objects.get(pk=page.pk))}


def test_a_recording_that_no_page_plays_has_no_address(db: None) -> None:
    film = recording("film")
    assert status(film.address_of_file()) == 404
    assert status(film.address_of_captions()) == 404
    assert Client().get(film.address_of_file())["Cache-Control"] == "no-store"


def test_a_recording_answers_with_its_page(home: HomePage) -> None:
    film = recording("film")
    page = page_with(home, film)
    response = Client().get(film.address_of_file())
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert response["Content-Type"] == "video/mp4"
    assert len(content) == film.file_size
    assert not response.cookies
    assert status(film.address_of_file(), **{"if-none-match": response["ETag"]}) == 304
    captions = Client().get(film.address_of_captions())
    assert captions["Content-Type"] == "text/vtt; charset=utf-8"
    assert captions["Cache-Control"] == "public, no-cache"
    assert status(film.address_of_captions(), **{"if-none-match": captions["ETag"]}) == 304
    page.unpublish()
    assert status(film.address_of_file()) == status(film.address_of_captions()) == 404


def test_a_still_answers_with_the_page_that_plays_the_film(home: HomePage, picture: Picture) -> None:
    page = page_with(home, recording("film", poster=picture))
    address = picture.renditions.first().public_url
    assert status(address) == 200
    page.unpublish()
    assert status(address) == 404


def test_people_on_a_still_close_the_page(home: HomePage, picture: Picture, somebody: Contributor, later: Any) -> None:
    film = recording("film", poster=picture)
    page = page_with(home, film)
    assert readers_hear(page, film) == OPEN
    with later():
        answered(picture, PeopleShown.YES)
    assert readers_hear(page, film) == CLOSED
    with later():
        show(picture, somebody)
    assert "consent_missing" in codes(page)


def test_somebody_who_is_not_entered_yet_closes_the_page(home: HomePage, later: Any) -> None:
    voice = recording()
    page = page_with(home, voice)
    with later():
        voice.people_shown = PeopleShown.YES
        voice.save()
    assert readers_hear(page, voice) == CLOSED
    assert "recording_without_subject" in codes(page)


def test_a_voice_needs_its_consent(home: HomePage, somebody: Contributor, later: Any) -> None:
    voice = recording()
    page = page_with(home, voice)
    assert readers_hear(page, voice) == OPEN
    with later():
        hear(voice, somebody)
    assert readers_hear(page, voice) == CLOSED
    assert "consent_missing" in codes(page)
    with later():
        consent_of(somebody)
    approve(page)
    assert codes(page) == set()
    assert readers_hear(page, voice) == OPEN


def test_a_withdrawn_permission_for_the_voice_closes_page_and_file(
    home: HomePage, somebody: Contributor, later: Any
) -> None:
    consent_of(somebody)
    voice = recording()
    hear(voice, somebody)
    page = page_with(home, voice)
    assert readers_hear(page, voice) == OPEN
    response = Client().get(voice.address_of_file())
    response.close()
    assert response["Cache-Control"] == "public, no-cache"
    with later():
        ConsentScope.objects.get(record__contributor=somebody, element=Element.VOICE, channel="website").withdraw()
    assert readers_hear(page, voice) == CLOSED
    refusal = next(each for each in refusals_of(page) if each.code == "element_not_covered")
    assert (refusal.element, refusal.position) == (Element.VOICE, "recordings/1")


def test_a_consent_that_ended_closes_it_with_no_job_running(home: HomePage, somebody: Contributor) -> None:
    consent_of(somebody)
    voice = recording()
    hear(voice, somebody)
    page = page_with(home, voice)
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=1200)):
        assert readers_hear(page, voice) == CLOSED


def test_a_face_in_a_film_needs_its_own(home: HomePage, somebody: Contributor) -> None:
    consent_of(somebody, Element.VOICE)
    film = recording("film")
    hear(film, somebody, face=Face.SHOWN)
    page = page_with(home, film)
    assert readers_hear(page, film) == CLOSED
    assert {each.element for each in refusals_of(page)} - {None} == {Element.FACE}


def test_a_colleague_reads_aloud_by_agreement(home: HomePage) -> None:
    voice = recording()
    hear(voice, None, basis=Basis.STAFF_AGREEMENT, basis_evidence="Folder 3", is_beneficiary=False)
    page = page_with(home, voice)
    assert readers_hear(page, voice) == OPEN


def test_a_film_elsewhere_counts_alike(home: HomePage, somebody: Contributor, later: Any) -> None:
    film = recording("elsewhere")
    page = page_with(home, film)
    assert status(page.url) == 200
    with later():
        hear(film, somebody, face=Face.SHOWN)
    assert status(page.url) == 404
    film.address = "https://vimeo.com/12345678"
    film.save()
    assert "recording_replaced" in codes(page)


@pytest.mark.parametrize("fields", [{"people_shown": ""}, {"transcript": " "}, {"captions": ""}])
def test_without_answer_or_words_a_recording_is_published_nowhere(home: HomePage, fields: dict[str, str]) -> None:
    film = recording("film")
    page = page_with(home, film)
    Recording.objects.filter(pk=film.pk).update(**fields)
    assert codes(page) & {"recording_unanswered", "recording_without_words"}
    # Whatever road the page took: the file is closed, and the page does not offer it.
    assert status(film.address_of_file()) == 404
    assert b"<video" not in Client().get(page.url).content


def test_in_a_story_a_second_person_confirms(make_story: MakeStory, later: Any) -> None:
    voice = recording(people_shown=PeopleShown.NONE)
    story = make_story(body=[("recording", {"recording": voice})])
    assert readers_hear(story, voice) == CLOSED
    assert codes(story) == {"recording_unconfirmed"}
    voice.nobody_confirmed_by, voice.nobody_confirmed_at = colleague("Colin"), timezone.now()
    with later():
        voice.save()
    assert readers_hear(story, voice) == OPEN


def test_names_and_health_are_looked_for_in_all_that_is_said(make_story: MakeStory) -> None:
    film = recording("film")
    story = make_story(body=[("recording", {"recording": film})])
    contributor = Contributor.objects.get()
    contributor.true_names = ["Ezbrin Qwolda"]
    contributor.save()
    assert codes(story) == set()
    for field in ("title", "transcript", "captions", "credit"):
        before = getattr(film, field)
        setattr(film, field, before + " Ezbrin Qwolda")
        film.save()
        found = [each for each in refusals_of(story) if each.code == "true_name_found"]
        assert [each.position for each in found] == ["recordings/1"], field
        setattr(film, field, before)
        film.save()
    assert codes(story) == set()


def test_other_words_need_another_approval(make_story: MakeStory) -> None:
    voice = recording()
    story = make_story(body=[("recording", {"recording": voice})])
    assert readers_hear(story, voice) == OPEN
    voice.transcript = "Mara closed it in autumn."
    voice.save()
    assert readers_hear(story, voice) == CLOSED
    assert "approval_missing" in codes(story)


def test_the_checklist_leads_to_the_recording(home: HomePage, administrator: Any) -> None:
    voice = recording(people_shown="", title="A voice")
    page = page_with(home, voice)
    item = checklist_of(page, user=administrator).items[0]
    assert item.url == f"/cms/recordings/edit/{voice.pk}/"
    assert item.positions == ("Recording 1: A voice",)


def test_a_recording_of_a_draft_is_not_public_yet(home: HomePage) -> None:
    page = page_with(home)
    voice = recording()
    page.body = [("recording", {"recording": voice})]
    page.save_revision()
    assert status(voice.address_of_file()) == 404
