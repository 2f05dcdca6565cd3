"""A film that lies elsewhere, in a real browser: nothing is asked of its host before the reader asks for the film."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import Page, Route

from media.recordings.elsewhere import film_at

SITE = "http://site.test/"
SCRIPT = Path(__file__).parents[2] / "static" / "js" / "film-elsewhere.js"


def policy() -> str:
    """Return the policy of public pages as its header says it."""
    directives: dict[str, Any] = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Open a page with a film at Vimeo, and note what is asked of other hosts."""
    found: list[str] = []
    recording = SimpleNamespace(title="A film", poster=None, elsewhere=film_at("https://vimeo.com/76979871"))
    component = render_to_string("components/recording_elsewhere.html", {"recording": recording, "opens_here": True})

    def answer(route: Route) -> None:
        address = route.request.url
        if not address.startswith(SITE):
            found.append(address)
            route.fulfill(content_type="text/html", body="<p>The player</p>")
        elif address.endswith(".js"):
            route.fulfill(content_type="text/javascript", body=SCRIPT.read_text())
        else:
            page_of_ours = f"<!doctype html><title>A page</title>{component}"
            route.fulfill(content_type="text/html", body=page_of_ours, headers={"Content-Security-Policy": policy()})

    page.route("**/*", answer)
    page.goto(SITE)
    return found


def test_the_player_opens_in_the_page_when_it_is_asked_for(page: Page, asked: list[str]) -> None:
    assert asked == []
    page.click(".recording__open")
    assert page.frame_locator("iframe").locator("p").inner_text() == "The player"
    assert asked == ["https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"]
    assert page.url == SITE
    assert page.locator("iframe").get_attribute("title") == "A film"


def test_in_a_tab_of_its_own_the_link_leads_to_the_page_there(page: Page, asked: list[str]) -> None:
    assert page.locator(".recording__open").get_attribute("href") == "https://vimeo.com/76979871"
    page.click(".recording__open", modifiers=["Control"])
    assert page.locator("iframe").count() == 0
