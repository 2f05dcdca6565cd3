"""Addresses that readers type, and those of the site before this one."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.models import DemonstrationSettings, HomePage, OfficeDetails
from story_factory import MakeStory


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("/en", "/en/"),
        ("/en/stories", "/en/stories/"),
        ("/stories", "/en/stories/"),
        ("/stories/story-1/?a=b", "/en/stories/story-1/?a=b"),
    ],
)
def test_a_missing_slash_or_language_is_added(client: Client, make_story: MakeStory, typed: str, end: str) -> None:
    make_story()
    response = client.get(typed, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == end


def test_the_cms_is_found_without_its_slash(client: Client, home: HomePage) -> None:
    assert client.get("/cms", follow=True).redirect_chain[0][0] == "/cms/"


def test_an_editors_redirect_comes_before_the_language(client: Client, home: HomePage) -> None:
    Redirect.add_redirect("/old-page", home)
    assert client.get("/old-page/")["Location"] == "/en/"


@pytest.mark.parametrize("path", ["/favicon.ico", "/static/missing.css", "/media/x", "/cms-x.php", "/en/x/"])
def test_what_is_no_page_is_not_found_and_led_nowhere(client: Client, home: HomePage, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/foo%3Fbar/", "/a%23b/", "/100%25/"])
def test_odd_characters_stay_encoded(client: Client, home: HomePage, path: str) -> None:
    assert client.get(path)["Location"] == f"/en{path}"


def test_head_is_answered_like_get(client: Client, make_story: MakeStory) -> None:
    make_story()
    for path in ("/en/", "/en/stories/story-1/", "/en/feeds/stories.rss", "/en/missing/", "/"):
        assert client.head(path).status_code == client.get(path).status_code


def test_a_page_that_wagtail_made_can_stand_in_the_menu(client: Client, home: HomePage) -> None:
    plain = home.add_child(instance=Page(title="Plain", slug="plain"))
    OfficeDetails.objects.create(
        locale=home.locale, menu=[("entry", {"page": plain, "introduction": "", "children": []})]
    )
    assert [entry.page.title for entry in client.get("/en/").context["frame"].menu] == ["Plain"]


def test_a_site_without_any_details_still_has_its_name(client: Client, home: HomePage) -> None:
    text = client.get("/en/").content.decode()
    assert "IOM Belgium and Luxembourg" in text
    assert "None" not in text


def test_reading_makes_no_row_for_the_demonstration(client: Client, home: HomePage) -> None:
    client.get("/en/")
    assert not DemonstrationSettings.objects.exists()
