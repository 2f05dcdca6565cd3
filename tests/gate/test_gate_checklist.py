"""The checklist: on every page, complete from the start, and saying who does what."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.test import Client
from django.utils import timezone
from gate_cases import LogIn, read_checklist, words

from accounts.models import User
from consent.clearing import suspend
from consent.models import Clearance, ConsentRecord, Contributor
from home.models import HomePage, OrganizationPage
from pages.gate.panel import ChecklistPanel
from pages.models import BasePage
from stories.models import StoryPage
from story_factory import MakeStory, give_consent

QUOTATION = ("quotation", {"quotation": "We came back.", "attribution": "Somebody"})


def panels_of(model: type[BasePage]) -> list[Any]:
    found, waiting = [], [model.get_edit_handler()]
    while waiting:
        panel = waiting.pop()
        found.append(panel)
        waiting += getattr(panel, "children", [])
    return found


def test_every_kind_of_page_has_it_once() -> None:
    kinds = [model for model in apps.get_models() if issubclass(model, BasePage)]
    assert len(kinds) > 5
    for kind in kinds:
        assert [type(panel) for panel in panels_of(kind)].count(ChecklistPanel) == 1, kind


def test_it_stands_in_the_editor_when_that_opens(cms: Client, make_story: MakeStory, home: HomePage) -> None:
    story = make_story(cleared=False)
    editor = BeautifulSoup(cms.get(f"/cms/pages/{story.pk}/edit/").content, "html.parser")
    section = editor.select_one("section#checklist")
    assert section is not None
    assert section["data-checklist"] == f"/cms/checklist/{story.pk}/"
    assert "enter the person whose story this is" in section.get_text()
    assert "Nobody is shown or quoted on this page" in words(cms.get(f"/cms/pages/{home.pk}/edit/"))


def test_a_new_page_says_when_it_comes(cms: Client, make_story: MakeStory) -> None:
    parent = make_story().get_parent()
    seen = words(cms.get(f"/cms/pages/add/stories/storypage/{parent.pk}/"))
    assert "is checked here as soon as the draft is saved for the first time" in seen


def test_the_first_list_says_everything_that_is_missing_and_who_does_it(
    log_in: LogIn, writer: User, make_story: MakeStory
) -> None:
    story = make_story(cleared=False, body=[("text", "<p>In the hospital.</p>"), QUOTATION])
    seen = read_checklist(log_in(writer), story)
    mine, officers = seen.index("For you, in this editor"), seen.index("For a protection officer")
    look = seen.index("Please look")
    assert mine < seen.index("may tell of somebody's health (hospital)") < officers
    for line in (
        "Ask a protection officer to enter the person whose story this is, and their consent.",
        "Somebody is quoted or shown here.",
        "nor recorded the consent to read and approve it as it stands.",
        "They are told by mail as soon as it is submitted for review.",
    ):
        assert officers < seen.index(line) < look, line
    assert look < seen.index("The person has not approved the final text in this language.")


def test_what_was_foreseen_is_not_said_twice(log_in: LogIn, writer: User, make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    give_consent(story)
    seen = read_checklist(log_in(writer), story)
    assert seen.count("nor recorded the consent to read and approve") == 1
    assert "Enter the person" not in seen


def test_a_page_on_which_somebody_is_quoted_has_one(log_in: LogIn, writer: User, home: HomePage) -> None:
    page = OrganizationPage(title="About", slug="about", summary="About", body=[QUOTATION])
    home.add_child(instance=page)
    page.save_revision()
    browser = log_in(writer)
    assert "Somebody is quoted or shown here." in words(browser.get(f"/cms/pages/{page.pk}/edit/"))
    assert "Somebody is quoted or shown here." in read_checklist(browser, page)


def test_it_is_about_the_draft_as_saved_and_says_so(log_in: LogIn, writer: User, make_story: MakeStory) -> None:
    story = make_story()
    draft: Any = story.get_latest_revision_as_object()
    draft.summary = "In the hospital"
    draft.save_revision()
    seen = read_checklist(log_in(writer), story)
    saved = timezone.localtime(StoryPage.objects.get(pk=story.pk).latest_revision_created_at)
    assert f"Checked as last saved at {saved:%H:%M}. What you change is not in it until it is saved." in seen
    assert "(hospital)" in seen
    assert "Readers still see the page as it was." in seen


def test_the_day_is_said_unless_it_is_today(log_in: LogIn, writer: User, make_story: MakeStory) -> None:
    story = make_story()
    then = datetime(2026, 1, 5, 14, 32, tzinfo=ZoneInfo("Europe/Brussels"))
    StoryPage.objects.filter(pk=story.pk).update(latest_revision_created_at=then)
    story.latest_revision.created_at = then
    story.latest_revision.save()
    assert "Checked as last saved on 5 January 2026 at 14:32." in read_checklist(log_in(writer), story)


def test_green_says_until_when(log_in: LogIn, writer: User, make_story: MakeStory) -> None:
    story = make_story()
    end = ConsentRecord.objects.get().valid_until
    browser = log_in(writer)
    assert "Green: readers can read this page until" in read_checklist(browser, story)
    assert f"{end.day} {end:%B} {end.year}" in read_checklist(browser, story)
    story.unpublish()
    assert "Green: this page may be published." in read_checklist(browser, story)


def test_a_suspended_story_is_red(log_in: LogIn, writer: User, make_story: MakeStory) -> None:
    story = make_story()
    suspend(story.translation_key)
    seen = read_checklist(log_in(writer), story)
    assert "Green" not in seen
    assert "A protection officer has suspended this story." in seen


def test_it_shows_the_people_and_nothing_that_is_only_for_officers(
    log_in: LogIn, writer: User, officer: User, make_story: MakeStory
) -> None:
    story = make_story()
    Contributor.objects.update(true_names=["Ezbrin Qwolda"], contact="+32 2 555 01 99")
    seen = read_checklist(log_in(writer), story)
    assert "Mara" in seen
    assert "May be shown The consent holds." in seen
    assert "the story" in seen
    assert "Qwolda" not in seen
    assert "555" not in seen
    link = f"/cms/protection/stories/{story.translation_key}/"
    assert link not in log_in(writer).get(f"/cms/checklist/{story.pk}/").content.decode()
    assert link in log_in(officer).get(f"/cms/checklist/{story.pk}/").content.decode()


def test_it_is_only_for_those_who_may_edit_the_page(log_in: LogIn, officer: User, make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    officer.groups.remove(*officer.groups.filter(name="Editors"))
    browser = log_in(officer)
    for address in (f"/cms/checklist/{story.pk}/", f"/cms/checklist/{story.pk}/screen/"):
        assert "Enter the person" not in words(browser.get(address, follow=True)), address


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_it_opens_in_the_languages_of_the_team(
    log_in: LogIn, writer: User, make_story: MakeStory, language: str
) -> None:
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(writer)
    profile.preferred_language = language
    profile.save()
    story = make_story(cleared=False, summary="hospital")
    browser = log_in(writer)
    assert browser.get(f"/cms/pages/{story.pk}/edit/").status_code == 200
    assert browser.get(f"/cms/checklist/{story.pk}/not-health/?word=hospital*").status_code == 200


def test_a_suspended_story_says_who_closed_it_and_whom_to_ask(
    log_in: LogIn, writer: User, officer: User, make_story: MakeStory
) -> None:
    story = make_story()
    suspend(story.translation_key, officer)
    seen = read_checklist(log_in(writer), story)
    assert "Red: the story is suspended. Olga closed it to readers in every language on" in seen
    assert "Ask Olga what is to be found out." in seen
    assert "cannot be published yet. Nobody can read it" not in seen


def test_a_published_page_that_is_closed_says_both(log_in: LogIn, writer: User, make_story: MakeStory) -> None:
    seen = read_checklist(log_in(writer), make_story(cleared=False))
    assert "Red: this page is published, but closed: nobody can read it until this is settled." in seen


def test_green_and_closed_is_published_anew(log_in: LogIn, writer: User, make_story: MakeStory) -> None:
    story = make_story()
    Clearance.objects.all().delete()
    assert "Nobody can read it until it is published anew." in read_checklist(log_in(writer), story)


def test_an_officer_reads_what_to_do_and_not_whom_to_ask(log_in: LogIn, officer: User, make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    seen = read_checklist(log_in(officer), story)
    assert "For you, as a protection officer Enter the person whose story this is, and their consent." in seen
    assert "Ask a protection officer" not in seen
    assert "Approve the text…" in seen


def test_the_button_is_called_what_it_is_called(log_in: LogIn, writer: User, make_story: MakeStory) -> None:
    story = make_story()
    story.unpublish()
    browser = log_in(writer)
    assert "press “Submit for review” at the foot of the editor" in read_checklist(browser, story)
    assert 'value="Submit for review"' in browser.get(f"/cms/pages/{story.pk}/edit/").content.decode()
    story.get_workflow().start(story, writer)
    assert "press “Submit for review”" not in read_checklist(browser, story)


def test_a_locked_page_says_who_locked_it_and_what_to_do(
    log_in: LogIn, writer: User, publisher: User, make_story: MakeStory
) -> None:
    story = make_story(cleared=False, body=[("text", "<p>In the hospital.</p>")])
    StoryPage.objects.update(locked=True, locked_by=publisher, locked_at=timezone.now())
    seen = read_checklist(log_in(writer), story)
    assert "“Story 1” is locked: Petra locked it on" in seen
    assert "Ask Petra to unlock it" in seen
    assert "in this editor" not in seen
    assert "For you, in this editor" in read_checklist(log_in(publisher), story)
