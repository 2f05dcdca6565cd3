"""What a page makes of a recording: a player that loads nothing by itself, the words, and no third party."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from recordings import hear, page_with, recording

from consent.vocabulary import Basis
from home.models import HomePage
from media.models import Picture, Recording
from pages.models import BasePage

LOADING = ("src", "srcset", "poster", "data", "href")


def figure_of(page: BasePage, client: Client | None = None, address: str = "") -> Tag:
    """Return the recording on a page as it is served."""
    response = (client or Client()).get(address or page.url)
    assert response.status_code == 200
    found = BeautifulSoup(response.content, "html.parser").select_one("figure.recording")
    assert found is not None
    return found


def test_a_sound_can_be_heard_read_and_kept(home: HomePage) -> None:
    voice = recording(language="ka", title="A voice")
    found = figure_of(page_with(home, voice))
    [audio] = found.select("audio")
    assert audio["preload"] == "none"
    assert audio.has_attr("controls")
    assert audio["aria-label"] == "A voice"
    assert [source["src"] for source in audio.select("source")] == [voice.address_of_file()]
    words = found.select_one("details .prose")
    assert words is not None
    assert (words["lang"], words["dir"], words.get_text().strip()) == ("ka", "ltr", voice.transcript)
    [link] = [each for each in found.select("a") if each.has_attr("download")]
    assert (link["href"], link["download"]) == (voice.address_of_file(), "a-voice.m4a")
    text = " ".join(found.get_text(" ").split())
    assert "Listen" in text
    assert re.search(r"\d s · |\d s", text)
    assert "KB" in text
    assert "in Georgian" in text
    assert "Before you listen" in text


def test_a_film_has_its_captions_and_its_shape(home: HomePage, picture: Picture) -> None:
    movie = recording("film", poster=picture, language="ar")
    found = figure_of(page_with(home, movie))
    [video] = found.select("video")
    assert (video["preload"], video["width"], video["height"]) == ("none", "64", "48")
    assert video.has_attr("playsinline")
    assert str(video["poster"]) in {rendition.public_url for rendition in picture.renditions.all()}
    [track] = video.select("track")
    assert (track["kind"], track["srclang"], track["src"]) == ("captions", "ar", movie.address_of_captions())
    assert found.select_one("details .prose[dir=rtl][lang=ar]") is not None


def test_words_are_text_and_no_markup(home: HomePage) -> None:
    voice = recording(transcript="<script>alert(1)</script>\n\nTwo", title="<b>Bold</b>")
    found = figure_of(page_with(home, voice))
    assert not found.select("script, b")
    assert len(found.select("details .prose p")) == 2


def test_a_film_elsewhere_loads_nothing_until_it_is_asked_for(home: HomePage, picture: Picture) -> None:
    film = recording("elsewhere", poster=picture)
    page = page_with(home, film)
    response = Client().get(page.url)
    soup = BeautifulSoup(response.content, "html.parser")
    assert not soup.select("iframe, embed, object, link[rel=preconnect], link[rel=dns-prefetch], link[rel=preload]")
    for tag in soup.select(".recording *"):
        for name in LOADING:
            if tag.name != "a" and tag.has_attr(name):
                assert str(tag[name]).startswith("/"), (tag.name, name)
    found = figure_of(page)
    [link] = found.select("a.recording__open")
    assert (link["href"], link["rel"]) == (film.address, ["noreferrer"])
    assert "Vimeo learns" in found.get_text()
    assert found.select_one(".recording__stage img") is not None
    stage = found.select_one(".recording__stage")
    assert stage is not None
    assert str(stage["data-player"]).startswith("https://player.vimeo.com/video/76979871?dnt=1")
    assert "frame-src https://www.youtube-nocookie.com https://player.vimeo.com" in response["Content-Security-Policy"]


def test_on_a_page_that_leaves_no_trail_the_player_does_not_open(home: HomePage, picture: Picture) -> None:
    found = figure_of(page_with(home, recording("elsewhere", poster=picture), sensitive=True))
    assert not found.select("[data-player], script")
    assert found.select("a.recording__open")


def test_a_deleted_recording_leaves_the_page_readable(home: HomePage) -> None:
    voice = recording()
    page = page_with(home, voice)
    Recording.objects.filter(pk=voice.pk).delete()
    response = Client().get(page.url)
    assert response.status_code == 200
    assert b"<figure" not in response.content


def test_a_preview_plays_what_readers_may_not_hear_yet(cms: Client, home: HomePage) -> None:
    voice = recording()
    page = page_with(home)
    page.body = [("recording", {"recording": voice, "caption": ""})]
    page.save_revision()
    found = figure_of(page, cms, f"/cms/pages/{page.pk}/view_draft/")
    source = found.select_one("audio source")
    assert source is not None
    assert source["src"] == voice.address_of_file(in_cms=True)
    response = cms.get(str(source["src"]))
    response.close()
    assert response.status_code == 200


@pytest.mark.parametrize("number", [1, 5])
def test_more_recordings_cost_no_more_queries(home: HomePage, number: int, django_assert_max_num_queries: Any) -> None:
    made = [recording("elsewhere", title=f"Film {each}") for each in range(number)]
    hear(made[0], None, basis=Basis.LICENSED, basis_evidence="Contract 7", is_beneficiary=False)
    page = page_with(home, *made)
    Client().get(page.url)
    with django_assert_max_num_queries(20):
        assert Client().get(page.url).status_code == 200
