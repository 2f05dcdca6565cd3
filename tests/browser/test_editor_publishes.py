"""The main job from end to end: an editor publishes a story in two languages; readers and subscribers get it."""

import re
from pathlib import Path

import feedparser
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from running_site import RunningSite

IN_FRENCH = {
    "Lela opens a bakery": "Lela ouvre une boulangerie",
    "lela-opens-a-bakery": "lela-ouvre-une-boulangerie",
    "She came home with a recipe.": "Elle est rentrée avec une recette.",
    "A bakery in Kutaisi, and how it began.": "Une boulangerie à Koutaïssi, et ses débuts.",
    "The oven is lit at four.": "On allume le four à quatre heures.",
    "An oven with its door open": "Un four, la porte ouverte",
}


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    """A picture that the library does not have yet."""
    path = tmp_path / "oven.png"
    Image.new("RGB", (1500, 1000), "#b9674a").save(path)
    return path


def log_in(page: Page, site: RunningSite) -> None:
    email, password = site.login()
    page.goto(f"{site.url}/cms/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("button[type=submit]")
    expect(page.locator("h1")).to_contain_text("IOM Belgium and Luxembourg")


def open_new_story(page: Page, site: RunningSite) -> None:
    page.goto(f"{site.url}/cms/pages/search/?q=Stories")
    page.get_by_role("link", name="Stories", exact=True).click()
    page.goto(page.url.replace("/edit/", "/add_subpage/"))
    page.wait_for_load_state("networkidle")


def write_story(page: Page) -> None:
    page.locator("#id_title").press_sequentially("Lela opens a bakery")
    page.keyboard.press("Tab")
    page.locator("#id_standfirst").fill("She came home with a recipe.")
    page.locator("#id_summary").fill("A bakery in Kutaisi, and how it began.")
    body = page.locator("[data-contentpath=body]")
    body.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Text").click()
    body.locator("[contenteditable=true]").first.click()
    page.keyboard.type("The oven is lit at four.")


def add_picture(page: Page, drawing: Path) -> None:
    page.get_by_role("tab", name="Promote").click()
    page.get_by_role("button", name="Choose an image").click()
    page.get_by_role("tab", name="Upload").click()
    page.set_input_files("[name=image-chooser-upload-file]", drawing)
    page.fill("[name=image-chooser-upload-title]", "An oven")
    page.get_by_label("Nobody is shown").check()
    page.fill("[name=image-chooser-upload-credit]", "Us")
    page.fill("[name=image-chooser-upload-source]", "Taken by us")
    page.locator(".modal-content").get_by_role("button", name="Upload").click()
    refusals = page.locator(".modal .error-message")
    # The file is cleaned and its sizes are made: on a small machine that takes a while.
    expect(page.locator(".modal:not(:has(.error-message))")).to_have_count(0, timeout=30_000)
    assert refusals.all_inner_texts() == []
    expect(page.locator(".modal")).to_have_count(0)
    page.locator("#id_listing_picture_alt").fill("An oven with its door open")


CONSENT = """
from wagtail.models import Page
from accounts.models import User
from demo import consents, logins
from demo.content_files import ContentFile
from media.models import Picture
from media.people.answering import confirm_nobody
second = User.objects.get(email=logins.SECOND_OFFICER.email)
for picture in Picture.objects.filter(title="An oven"):
    confirm_nobody(Picture, picture.pk, second, picture.file.name)
page = Page.objects.filter(title__in=[{title!r}, {source!r}], locale__language_code={language!r}).latest("pk").specific
if {language!r} == "en":
    people = {{"people": [{{"name": "Lela", "role": "main"}}]}}
    file = ContentFile("", "en", people, "", None)
    consents.enter_people(page, file, User.objects.get(email=logins.OFFICER.email))
draft = page.get_latest_revision_as_object()
if {language!r} != "en":
    from wagtail_localize.models import Translation
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    draft = translation.source.get_ephemeral_translated_instance(page.locale, fallback=True)
consents.approve(draft, second)
"""


def record_consent_and_approve(site: RunningSite, title: str, language: str) -> None:
    """Do what two protection officers do; test_consent_opens_a_story.py follows their way in the browser.

    One of them is the second person who confirms that nobody is shown in the picture.
    """
    site.run(CONSENT.format(title=title, source="Lela opens a bakery", language=language))


def save_draft(page: Page) -> None:
    # The editor of rich text hands over what was typed only after a while.
    expect(page.locator("[name=body-0-value]")).to_have_value(re.compile("oven"))
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url("**/edit/**")


def publish(page: Page) -> None:
    page.locator("footer .w-dropdown-button [data-w-dropdown-target=toggle]").first.click()
    page.locator("button[name=action-publish]").click()
    expect(page.locator(".messages .success")).to_contain_text("published")


def send_to_translation(page: Page, site: RunningSite) -> None:
    page.get_by_role("link", name="Lela opens a bakery", exact=True).first.click()
    page.wait_for_url("**/edit/")
    page.goto(page.url.replace("/cms/pages/", "/cms/localize/submit/page/").replace("/edit/", "/"))
    page.get_by_label("Français").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".messages")).to_contain_text("submitted for translation")


def translate_all(page: Page) -> None:
    """Enter the French text of every segment on both tabs."""
    translated = 0
    for tab in ("Content", "Promote"):
        page.get_by_role("tab", name=tab).click()
        segments = page.locator("li.incomplete:visible")
        while segments.filter(has=page.get_by_role("button", name="Translate")).count():
            translate(segments.first)
            translated += 1
    assert translated == len(IN_FRENCH)


def translate(segment: Locator) -> None:
    source = segment.locator("p").first.inner_text()
    before = segment.page.locator("li.incomplete:visible").count()
    segment.get_by_role("button", name="Translate").click()
    segment.locator("textarea").fill(IN_FRENCH[source])
    segment.get_by_role("button", name="Save").click()
    expect(segment.page.locator("li.incomplete:visible")).to_have_count(before - 1)


def titles_in_feed(site: RunningSite, path: str) -> list[str]:
    return [entry.title for entry in feedparser.parse(site.get(path)[1]).entries]


def test_a_story_goes_live_in_two_languages(page: Page, site: RunningSite, drawing: Path) -> None:
    log_in(page, site)
    open_new_story(page, site)
    write_story(page)
    add_picture(page, drawing)
    save_draft(page)
    record_consent_and_approve(site, "Lela opens a bakery", "en")
    publish(page)
    send_to_translation(page, site)
    for path in ("/fr/", "/fr/recits/", "/fr/feeds/stories.rss"):
        assert "Lela" not in site.get(path)[1], "it is public in French before anyone translated it"
    translate_all(page)
    record_consent_and_approve(site, "Lela ouvre une boulangerie", "fr")
    page.locator(".translation-footer button[value=publish]").click()
    expect(page.locator(".messages")).to_contain_text("ublished")

    for address, title, alt in (
        ("/en/stories/lela-opens-a-bakery/", "Lela opens a bakery", "An oven with its door open"),
        ("/fr/recits/lela-ouvre-une-boulangerie/", "Lela ouvre une boulangerie", "Un four, la porte ouverte"),
    ):
        page.goto(site.url + address)
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.get_by_alt_text(alt)).to_be_visible()
        assert page.get_by_alt_text(alt).evaluate("image => image.naturalWidth") > 0
    for address, title in (
        ("/en/", "Lela opens a bakery"),
        ("/en/stories/", "Lela opens a bakery"),
        ("/fr/", "Lela ouvre une boulangerie"),
        ("/fr/recits/", "Lela ouvre une boulangerie"),
    ):
        page.goto(site.url + address)
        expect(page.get_by_role("heading", name=title)).to_be_visible()
    assert "Lela opens a bakery" in titles_in_feed(site, "/en/feeds/stories.atom")
    assert "Lela ouvre une boulangerie" in titles_in_feed(site, "/fr/feeds/stories.rss")
