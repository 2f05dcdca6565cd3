"""Headers, cookies and files: what protects readers, seen from outside."""

from typing import Any

import pytest
from django.test import Client

from home.models import HomePage
from media.ladder import WIDTHS, ladder
from media.models import Picture
from story_factory import MakeStory


def directives(response: Any) -> dict[str, str]:
    parts = (directive.partition(" ") for directive in response["Content-Security-Policy"].split("; "))
    return {name: value for name, _space, value in parts}


def test_public_pages_run_under_a_strict_policy(client: Client, home: HomePage) -> None:
    for path in ("/en/", "/en/missing/", "/en/feeds/stories.rss"):
        policy = directives(client.get(path))
        assert policy.pop("default-src") == "'none'"
        assert policy.pop("base-uri") == "'none'"
        assert policy.pop("frame-ancestors") == "'none'"
        assert policy.pop("frame-src") == "https://www.youtube-nocookie.com https://player.vimeo.com"
        assert set(policy.values()) == {"'self'"}


def test_the_cms_has_a_policy_of_its_own_that_loads_nothing_from_elsewhere(cms: Client, home: HomePage) -> None:
    policy = directives(cms.get("/cms/"))
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'self'"
    assert not any("http" in value or "*" in value for value in policy.values())


def test_a_preview_may_be_framed_by_the_editor_alone(cms: Client, home: HomePage) -> None:
    response = cms.get(f"/cms/pages/{home.pk}/view_draft/")
    assert response.status_code == 200
    assert directives(response)["default-src"] == "'none'"
    assert directives(response)["frame-ancestors"] == "'self'"
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_someone_logged_in_gets_no_cookie_from_public_pages_either(cms: Client, home: HomePage) -> None:
    response = cms.get("/en/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_sensitive_page_tells_no_other_site_where_the_reader_came_from(client: Client, make_story: MakeStory) -> None:
    make_story(sensitive=True)
    make_story()
    assert client.get("/en/stories/story-1/")["Referrer-Policy"] == "no-referrer"
    assert client.get("/en/stories/story-2/")["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize(
    ("policy", "header"),
    [("standard", "public, max-age=60"), ("fresh", "no-cache"), ("never", "no-store"), ("unknown", "no-store")],
)
def test_the_editors_cache_policy_becomes_the_header(client: Client, home: HomePage, policy: str, header: str) -> None:
    HomePage.objects.update(cache_policy=policy)
    assert client.get("/en/")["Cache-Control"] == header


def test_renditions_are_served_and_originals_are_not(client: Client, picture: Picture, make_story: MakeStory) -> None:
    make_story(listing_picture=picture, listing_picture_decorative=True)
    response = client.get(ladder(picture).jpeg.public_url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    response.close()
    assert client.get(f"/media/{picture.file.name}").status_code in (302, 404)
    assert client.get(f"/en/media/{picture.file.name}").status_code == 404


@pytest.mark.parametrize(
    "name", ["missing.webp", "../original_images/drawing.webp", "%2e%2e/original_images/drawing.webp", "a%00b", ""]
)
def test_no_file_outside_the_renditions_can_be_had(client: Client, picture: Picture, name: str) -> None:
    assert client.get(f"/media/images/{name}").status_code in (302, 404)


def test_a_picture_has_its_sizes_before_anyone_asks(picture: Picture) -> None:
    assert sorted(picture.renditions.filter(filter_spec__contains="webp").values_list("width", flat=True)) == list(
        WIDTHS
    )
