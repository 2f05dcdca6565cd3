"""Every address of the demo, as a reader's browser gets it."""

from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

DIRECTION = {"en": "ltr", "fr": "ltr", "ar": "rtl"}
IN_ALL_LANGUAGES = {"/en/", "/en/who-we-are/", "/en/our-work/", "/en/our-work/voluntary-return/", "/en/stories/alek/"}
MOST_QUERIES = 20


class Document(HTMLParser):
    """The parts of a page that the tests ask about."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of each element of that name."""
        return [attrs for name, attrs in self.elements if name == tag]


def addresses() -> list[str]:
    return [urlsplit(page.full_url).path for page in Page.objects.live().filter(depth__gt=1)]


@pytest.fixture
def reader() -> Client:
    """A browser that asks this site by its own address."""
    return Client(headers={"host": "127.0.0.1"})


def test_every_page_answers_in_its_language_with_one_heading(demo: None, reader: Client) -> None:
    found = addresses()
    assert len(found) == 45
    for address in found:
        response = reader.get(address)
        assert response.status_code == 200, address
        document = Document(response.content.decode())
        language = address.split("/")[1]
        (html,) = document.all("html")
        assert (html["lang"], html["dir"]) == (language, DIRECTION[language]), address
        assert len(document.all("h1")) == 1, address
        assert response["Content-Language"] == language


def test_every_link_and_picture_of_every_page_exists(demo: None, reader: Client) -> None:
    targets: dict[str, str] = {}
    for address in addresses():
        document = Document(reader.get(address).content.decode())
        links = [attrs["href"] for attrs in document.all("a") if "href" in attrs]
        pictures = [attrs["src"] for attrs in document.all("img")]
        for source in document.all("source"):
            pictures += [part.split()[0] for part in source["srcset"].split(",")]
        for target in links + pictures:
            parts = urlsplit(target)
            if parts.scheme in ("", "http") and parts.netloc in ("", "127.0.0.1:8000") and parts.path:
                targets.setdefault(parts.path, address)
        assert all("href" in attrs for attrs in document.all("a")), f"{address} has a link that leads nowhere"
    for target, address in targets.items():
        response = reader.get(target)
        assert response.status_code == 200, f"{target}, linked from {address}"
        response.close()


def test_every_picture_says_what_it_shows_and_how_large_it_is(demo: None, reader: Client) -> None:
    for address in addresses():
        for picture in Document(reader.get(address).content.decode()).all("img"):
            assert {"alt", "width", "height"} <= set(picture), address


def test_stories_exist_in_all_languages_or_honestly_not(demo: None, reader: Client) -> None:
    for address in IN_ALL_LANGUAGES:
        languages = {each.language_code for each in reader.get(address).context["frame"].alternates}
        assert languages == {"en", "fr", "ar"}, address
    languages = {each.language_code for each in reader.get("/en/take-action/").context["frame"].alternates}
    assert languages == {"en"}


def test_hreflang_is_reciprocal_and_each_page_is_its_own_canonical(demo: None, reader: Client) -> None:
    sets = {}
    for address in addresses():
        links = Document(reader.get(address).content.decode()).all("link")
        own = f"http://127.0.0.1:8000{address}"
        assert [link["href"] for link in links if link["rel"] == "canonical"] == [own]
        sets[own] = {(link["hreflang"], link["href"]) for link in links if "hreflang" in link}
    for own, alternates in sets.items():
        for code, url in alternates:
            assert sets[url] == alternates, f"{own} and {url} ({code}) contradict each other"
    mapped = {}
    for language in ("en", "fr", "ar"):
        for entry in ElementTree.fromstring(reader.get(f"/sitemap-{language}.xml").content):
            location, _lastmod, *links = entry
            mapped[location.text] = {(link.attrib["hreflang"], link.attrib["href"]) for link in links}
    assert mapped == sets


def test_no_page_sets_a_cookie_or_varies_by_one(demo: None, reader: Client) -> None:
    for address in [*addresses(), "/", "/en/missing/", "/en/feeds/stories.atom", "/fr/feeds/stories.rss"]:
        response = reader.get(address)
        assert not response.cookies, address
        assert "cookie" not in response.get("Vary", "").lower(), address


def test_every_page_says_that_it_is_a_demonstration(demo: None, reader: Client) -> None:
    for address in [*addresses(), "/en/missing/"]:
        text = reader.get(address).content.decode()
        assert 'class="demonstration"' in text, address
        assert '<meta name="robots" content="noindex">' in text, address


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(demo: None, reader: Client) -> None:
    for address in addresses():
        response = reader.get(address)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        document = Document(response.content.decode())
        assert not document.all("script"), address
        assert not document.all("style"), address
        for tag, attrs in document.elements:
            assert "style" not in attrs, f"{address}: {tag}"
            assert not any(name.startswith("on") for name in attrs), f"{address}: {tag}"
        for attrs in document.all("img") + document.all("source"):
            assert attrs.get("src", "/").startswith("/"), address


def test_no_page_needs_many_queries(demo: None, reader: Client) -> None:
    for address in [*addresses(), "/en/missing/", "/en/feeds/stories.atom"]:
        reader.get(address)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            reader.get(address)
        assert len(captured) <= MOST_QUERIES, address


def test_nothing_is_written_while_a_page_is_read(demo: None, reader: Client) -> None:
    for address in addresses():
        with CaptureQueriesContext(connection) as captured:
            reader.get(address)
        written = [query["sql"] for query in captured if not query["sql"].startswith("SELECT")]
        assert written == [], address
