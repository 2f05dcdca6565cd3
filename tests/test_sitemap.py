"""The sitemap lists what anyone may read now, in each language, and says the same as the pages' heads."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import HomePage, OrganizationPage
from pages.sitemaps import LanguageSitemap
from story_factory import MakeStory

SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def entries(client: Client, address: str) -> dict[str, ElementTree.Element]:
    """Return the entries of a map by their address."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(response.content)
    return {str(each.findtext("s:loc", "", SPACES)): each for each in root}


def links(entry: ElementTree.Element) -> dict[str, str]:
    """Return the other languages that an entry names."""
    return {link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall("x:link", SPACES)}


def add_page(parent: Page, slug: str) -> OrganizationPage:
    """Publish a page of the organisation."""
    page = OrganizationPage(title=slug, slug=slug, summary="A page")
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def french_home(home: HomePage, locales: dict[str, Locale]) -> HomePage:
    """The home page in French too.

    root
    ├── home (en)     /en/
    └── accueil (fr)  /fr/
    """
    page = home.copy_for_translation(locales["fr"])
    page.slug = "accueil"
    page.save_revision().publish()
    return page


def test_the_index_names_a_map_for_each_language(client: Client, home: HomePage) -> None:
    addresses = list(entries(client, "/sitemap.xml"))
    assert addresses == [f"http://testserver/sitemap-{code}.xml" for code in ("en", "fr", "ar")]
    assert client.get("/sitemap-tlh.xml").status_code == 404
    assert client.get("/sitemap-en.xml?p=7").status_code == 404


def test_robots_are_told_where_it_is(client: Client, home: HomePage) -> None:
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_each_entry_names_all_its_languages(client: Client, french_home: HomePage) -> None:
    english, french = "http://testserver/en/", "http://testserver/fr/"
    expected = {"en": english, "fr": french, "x-default": english}
    assert {address: links(entry) for address, entry in entries(client, "/sitemap-en.xml").items()} == {
        english: expected
    }
    assert {address: links(entry) for address, entry in entries(client, "/sitemap-fr.xml").items()} == {
        french: expected
    }
    assert entries(client, "/sitemap-ar.xml") == {}


def test_only_what_anyone_may_read_is_listed(client: Client, home: HomePage, make_story: MakeStory) -> None:
    shown = make_story()
    hidden = make_story(cleared=False)
    draft = add_page(home, "draft")
    draft.unpublish()
    private = add_page(home, "private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    listed = entries(client, "/sitemap-en.xml")
    assert shown.full_url in listed
    for page in (hidden, draft, private):
        assert page.full_url not in listed
    assert links(listed[shown.full_url]) == {}


def test_it_is_never_not_modified(client: Client, home: HomePage, make_story: MakeStory) -> None:
    """A page that is gone leaves the dates of the others as they are."""
    make_story()
    for address in ("/sitemap.xml", "/sitemap-en.xml"):
        response = client.get(address)
        assert "Last-Modified" not in response
        assert "ETag" not in response
        assert response["Cache-Control"] == "public, max-age=60"


def test_a_long_map_has_parts(client: Client, home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LanguageSitemap, "limit", 2)
    for number in range(3):
        add_page(home, f"page-{number}")
    parts = [each for each in entries(client, "/sitemap.xml") if "-en" in each]
    assert parts == ["http://testserver/sitemap-en.xml", "http://testserver/sitemap-en.xml?p=2"]
    listed = [address for part in parts for address in entries(client, part)]
    assert len(listed) == len(set(listed)) == 4


def test_more_pages_take_no_more_queries(client: Client, home: HomePage, django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        add_page(home, f"page-{number}")
    client.get(reverse("sitemap", args=["en"]))
    with django_assert_max_num_queries(4):
        assert len(entries(client, reverse("sitemap", args=["en"]))) == 7
