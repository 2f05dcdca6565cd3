"""The checklist while somebody writes: it follows each save, also the ones that Wagtail makes by itself."""

import re

from playwright.sync_api import Page, expect
from test_editor_publishes import log_in

from running_site import RunningSite

# What is written sooner after the editor has opened, Wagtail takes for what stood there, and does not save by itself.
WAGTAIL_NOTES_THE_FORM_AFTER = 3000  # ms; two seconds after its script is ready


def test_it_follows_what_is_saved_by_itself(page: Page, site: RunningSite) -> None:
    log_in(page, site)
    page.goto(f"{site.url}/cms/pages/search/?q=Stories")
    page.get_by_role("link", name="Stories", exact=True).click()
    page.goto(page.url.replace("/edit/", "/add_subpage/"))
    checklist = page.locator("section#checklist")
    expect(checklist).to_contain_text("as soon as the draft is saved for the first time")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(WAGTAIL_NOTES_THE_FORM_AFTER)
    page.locator("#id_title").press_sequentially("Lela and the lifts")
    page.keyboard.press("Tab")
    # The page gets its address, and the checklist, with the first save that nobody asked for.
    expect(checklist).to_contain_text(
        "Ask a protection officer to enter the person whose story this is, and their consent."
    )
    expect(checklist.get_by_role("heading", name="For a protection officer")).to_be_visible()
    expect(checklist).not_to_contain_text("hospital")
    page.locator("#id_standfirst").fill("She mended the lifts of the hospital.")
    page.keyboard.press("Tab")
    question = checklist.get_by_role("link", name=re.compile("hospital.” is not about anybody's health"))
    expect(question).to_be_visible()
    question.click()
    expect(page.get_by_role("main").locator("mark")).to_have_text("hospital")
    page.get_by_role("button", name="None of this is about anybody's health").click()
    expect(page.locator(".messages")).to_contain_text("Noted")
    expect(checklist.get_by_role("link", name="Take it back …")).to_be_visible()
    expect(question).to_have_count(0)


def test_live_is_not_said_of_what_is_closed(page: Page, site: RunningSite) -> None:
    log_in(page, site)
    page.goto(f"{site.url}/cms/pages/search/?q=Alek")
    page.get_by_role("link", name="Alek, a taxi and a field of hazelnuts").first.click()
    live = page.locator(".page-status-tag:visible")
    expect(live).to_have_count(1)
    site.run("from consent.models import Clearance; Clearance.objects.all().delete()")
    page.reload()
    expect(page.locator("header .closed-mark")).to_be_visible()
    expect(live).to_have_count(0)
