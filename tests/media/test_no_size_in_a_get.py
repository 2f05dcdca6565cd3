"""Nobody's reading makes a size of a picture, and what is not public yet goes by a way that no cache keeps."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from media.ladder import ladder
from media.models import Picture, Rendition
from stories.models import StoryPage
from story_factory import MakeStory


@pytest.fixture
def story(picture: Picture, make_story: MakeStory) -> StoryPage:
    """A story with a picture at its top and in its text."""
    return make_story(
        listing_picture=picture,
        listing_picture_decorative=True,
        body=[("picture", {"picture": picture, "caption": "A drawing"})],
    )


@pytest.fixture
def nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where anything is drawn from here on, whoever asks for it."""
    monkeypatch.setattr(Picture, "generate_rendition_file", lambda *_args, **_kwargs: pytest.fail("A size was made."))


def made_up(rendition: Rendition) -> list[str]:
    """Return addresses of sizes that do not exist, as somebody would make them up who wants to see the server work."""
    name = rendition.public_url
    stem = name.rpartition("-")[0]
    return [f"{stem}-00000000.webp", f"{stem}.webp", name.replace(".jpg", ".avif"), "/media/images/width-5000.jpg"]


def test_no_address_for_readers_draws(client: Client, story: StoryPage, picture: Picture, request: Any) -> None:
    found = ladder(picture)
    request.getfixturevalue("nothing_is_drawn")
    Rendition.objects.filter(width__in=(320, 640)).delete()
    cache.clear()
    count = Rendition.objects.count()
    for address in ("/en/", "/en/stories/", story.url, found.jpeg.public_url, found.webp[0].public_url):
        client.get(address).close()
    for address in made_up(found.jpeg):
        assert client.get(address).status_code == 404
    assert Rendition.objects.count() == count


def test_a_preview_goes_by_the_address_behind_the_login(cms: Client, story: StoryPage, picture: Picture) -> None:
    story.unpublish()
    page = cms.get(f"/cms/pages/{story.pk}/view_draft/").content.decode()
    # What a browser fetches; the address for services is of use to nobody before the page is public.
    assert "/media/images/" not in page.partition("<main")[2]
    for rendition in (*ladder(picture).webp, ladder(picture).jpeg):
        response = cms.get(rendition.url)
        response.close()
        assert response.status_code == 200
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
        assert Client().get(rendition.url).status_code == 302
        assert Client().get(rendition.public_url).status_code == 404


def test_the_address_behind_the_login_draws_nothing_either(
    cms: Client, story: StoryPage, picture: Picture, request: Any
) -> None:
    found = ladder(picture)
    request.getfixturevalue("nothing_is_drawn")
    for address in made_up(found.jpeg):
        answer = cms.get(address.replace("/media/images/", "/cms/pictures/"))
        assert answer.status_code == 404
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
