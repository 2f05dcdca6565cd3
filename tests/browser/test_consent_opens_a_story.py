"""Consent from end to end: a story is read from the moment the consent is complete until it is withdrawn."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import feedparser
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from running_site import RunningSite

TITLE = "Lela mends bicycles again"
ADDRESS = "/en/stories/lela-mends-bicycles-again/"
PSEUDONYM = "Lela"
TRUE_NAME = "Nanuli Testashvili"
NAME_FOUND = "Here stands the name, or a part of the name, of a person who is not to be named. Take it out."
NOTICE = "Names have been changed"

LogIn = Callable[[str], Page]


@pytest.fixture
def log_in(browser: Browser, site: RunningSite) -> Iterator[LogIn]:
    """Log somebody in by the role under which their password was printed, in a window of their own."""
    contexts = []

    def in_a_new_window(role: str) -> Page:
        login = re.search(rf"Log in as {role}: +(\S+) +(\S+)", site.printed)
        assert login is not None, site.printed
        contexts.append(browser.new_context(viewport={"width": 1400, "height": 1000}))
        contexts[-1].set_default_timeout(15_000)
        page = contexts[-1].new_page()
        page.goto(f"{site.url}/cms/")
        page.fill("[name=login]", login[1])
        page.fill("[name=password]", login[2])
        page.click("button[type=submit]")
        expect(page.locator("h1")).to_contain_text("IOM Belgium and Luxembourg")
        return page

    yield in_a_new_window
    for context in contexts:
        context.close()


def write_story(nora: Page, site: RunningSite) -> str:
    """Save the draft of a story and return the address of its editor."""
    nora.goto(f"{site.url}/cms/pages/search/?q=Stories")
    nora.get_by_role("link", name="Stories", exact=True).click()
    nora.goto(nora.url.replace("/edit/", "/add_subpage/"))
    nora.wait_for_load_state("networkidle")
    nora.locator("#id_title").press_sequentially(TITLE)
    nora.keyboard.press("Tab")
    nora.locator("#id_standfirst").fill("She came home with a box of tools.")
    nora.locator("#id_summary").fill("A workshop in a side street, and how it began.")
    story = nora.locator("[data-contentpath=body]")
    story.get_by_role("button", name="Insert a block").first.click()
    nora.get_by_role("option", name="Text").click()
    expect(nora.get_by_role("listbox")).to_have_count(0)
    write(nora, "The shutter goes up at eight.")
    save(nora)
    nora.wait_for_url("**/edit/")
    nora.wait_for_load_state("networkidle")
    return nora.url


def write(nora: Page, text: str) -> None:
    """Add to the only block of the story."""
    block = nora.locator("[data-contentpath=body] [contenteditable=true]")
    block.click()
    expect(block).to_be_focused()
    nora.keyboard.press("Control+End")
    nora.keyboard.type(text)
    # The rich text editor hands over what was typed a moment later.
    expect(nora.locator("[name=body-0-value]")).to_have_value(re.compile(re.escape(text)))


def save(nora: Page) -> None:
    nora.locator("footer").get_by_role("button", name="Save draft").click()


def publish(nora: Page) -> None:
    nora.locator("footer .w-dropdown-button [data-w-dropdown-target=toggle]").first.click()
    nora.locator("button[name=action-publish]").click()


def checklist(nora: Page) -> Locator:
    return nora.locator("[data-checklist]")


def add_contributor(sami: Page, site: RunningSite) -> None:
    sami.goto(f"{site.url}/cms/protection/contributors/add/")
    sami.fill("[name=publication_name]", PSEUDONYM)
    sami.fill("[name=true_names]", TRUE_NAME)
    sami.select_option("[name=age_band]", label="25 to 59")
    sami.select_option("[name=risk_level]", label="no particular risk known")
    sami.uncheck("[name=open_procedure]")
    sami.get_by_role("button", name="Save").click()
    expect(sami.locator(".messages")).to_contain_text("The contributor was added")


def record_consent(sami: Page) -> str:
    """Record a consent to the text and the pseudonym, on the website and in feeds; return where it is."""
    sami.get_by_role("link", name="Record a consent").click()
    sami.select_option("[name=method]", label="signed")
    sami.fill("[name=given_on]", datetime.now(ZoneInfo("Europe/Brussels")).date().isoformat())
    sami.select_option("[name=form_language]", label="Georgian")
    sami.check("[name=told_of_right_to_withdraw]")
    sami.get_by_role("button", name="Save and go on to the permissions").click()
    for element in ("the story", "the publication name"):
        for channel in ("website", "feeds and interfaces for other sites"):
            sami.get_by_label(f"{element}, {channel}, all languages", exact=True).select_option(label="yes")
    sami.get_by_role("button", name="Save the permissions").click()
    expect(sami.locator(".messages")).to_contain_text("The permissions were saved")
    record = sami.url
    sami.get_by_role("link", name="Make valid…").click()
    sami.get_by_role("button", name="Make valid").click()
    expect(sami.locator(".messages")).to_contain_text("The consent is valid now")
    return record


def open_people(officer: Page, site: RunningSite) -> None:
    officer.goto(f"{site.url}/cms/protection/stories/")
    officer.get_by_role("main").get_by_role("link", name=TITLE).click()


def add_to_story(sami: Page, site: RunningSite) -> None:
    open_people(sami, site)
    sami.get_by_role("link", name="Add a person").click()
    person = sami.locator("[name=contributor] option", has_text=PSEUDONYM)
    sami.select_option("[name=contributor]", value=person.get_attribute("value"))
    sami.select_option("[name=role]", label="main person")
    sami.select_option("[name=identity_level]", label="pseudonym")
    sami.select_option("[name=place_precision]", label="country")
    sami.get_by_role("button", name="Save").click()
    expect(sami.locator(".messages")).to_contain_text("The person was saved")


def approve(ines: Page, site: RunningSite) -> None:
    open_people(ines, site)
    ines.get_by_role("link", name="Approve the text…").click()
    ines.get_by_role("button", name="Approve this text").click()
    expect(ines.locator(".messages")).to_contain_text("The approval was recorded")


def withdraw(sami: Page, record: str) -> None:
    sami.goto(record)
    sami.get_by_role("link", name="Take consent back…").click()
    sami.get_by_label("Everything").check()
    sami.get_by_role("button", name="Take it back now").click()
    expect(sami.locator(".messages")).to_contain_text("It is taken back")


def in_feed(site: RunningSite) -> list[str]:
    """Return the summary of the story in the feed, if it is there."""
    status, feed = site.get("/en/feeds/stories.atom")
    assert status == 200
    return [entry.summary for entry in feedparser.parse(feed).entries if entry.title == TITLE]


def assert_nobody_can_read_it(site: RunningSite, status_of_page: int = 404) -> None:
    assert site.get(ADDRESS)[0] == status_of_page
    for path in ("/en/", "/en/stories/"):
        status, text = site.get(path)
        assert status == 200
        assert TITLE not in text
    assert in_feed(site) == []


def test_consent_opens_a_story_and_its_withdrawal_closes_it(site: RunningSite, page: Page, log_in: LogIn) -> None:
    nora = log_in("administrator")
    editor = write_story(nora, site)
    expect(checklist(nora)).to_contain_text("Red: this page cannot be published yet")
    expect(checklist(nora)).to_contain_text(
        "Ask a protection officer to enter the person whose story this is, and their consent."
    )
    publish(nora)
    expect(nora.locator(".messages")).to_contain_text(f"“{TITLE}” cannot be published yet")
    expect(nora.locator(".messages li li")).to_contain_text(
        ["Ask a protection officer to enter the person whose story this is"]
    )
    assert_nobody_can_read_it(site)

    sami = log_in("protection officer")
    add_contributor(sami, site)
    record = record_consent(sami)
    add_to_story(sami, site)
    nora.goto(editor)
    expect(checklist(nora)).to_contain_text(
        "Ask a protection officer who neither wrote the story nor recorded the consent to read and approve it"
    )
    approve(log_in("second protection officer"), site)
    assert_nobody_can_read_it(site)

    nora.goto(editor)
    expect(checklist(nora)).to_contain_text("Green: this page may be published")
    publish(nora)
    expect(nora.locator(".messages")).to_contain_text("published")
    reader = page
    reader.goto(site.url + ADDRESS)
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.get_by_role("main")).to_contain_text(NOTICE)
    expect(reader.get_by_role("main")).to_contain_text("The shutter goes up at eight.")
    assert [NOTICE in summary for summary in in_feed(site)] == [True]
    reader.goto(f"{site.url}/en/stories/")
    card = reader.get_by_role("article").filter(has=reader.get_by_role("heading", name=TITLE))
    expect(card).to_contain_text("Name changed")

    nora.goto(editor)
    nora.wait_for_load_state("networkidle")
    write(nora, f" So says {TRUE_NAME}.")
    save(nora)
    expect(nora.locator(".messages")).to_contain_text("could not be saved")
    refused = nora.locator(".w-field--error")
    expect(refused).to_have_count(1)
    expect(refused).to_have_attribute("data-contentpath", "body")
    expect(refused.get_by_text("Here stands the name")).to_contain_text(NAME_FOUND)
    expect(nora.locator(".messages")).not_to_contain_text(re.compile("Nanuli|Testashvili"))
    nora.goto(editor)
    expect(nora.locator("[data-contentpath=body] [contenteditable=true]")).to_have_text("The shutter goes up at eight.")
    assert "Testashvili" not in site.get(ADDRESS)[1]

    reader.goto(site.url + ADDRESS)
    withdraw(sami, record)
    answer = reader.reload()
    assert answer is not None
    assert answer.status == 410
    expect(reader.get_by_role("heading", level=1)).to_have_text("This page is no longer published")
    assert_nobody_can_read_it(site, 410)
