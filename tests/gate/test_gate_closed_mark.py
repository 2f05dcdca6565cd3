"""Editors see that a live page is closed to readers, wherever Wagtail would call it live."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from consent.clearing import suspend
from consent.models import ConsentRecord
from consent.publication import closed_to_readers
from stories.models import StoryPage
from story_factory import MakeStory


@pytest.fixture
def closed(make_story: MakeStory) -> StoryPage:
    """A story that was read until its consent was withdrawn."""
    story = make_story()
    ConsentRecord.objects.get().withdraw()
    return story


def marks(response: Any) -> list[Tag]:
    return list(BeautifulSoup(response.content, "html.parser").select(".closed-mark"))


def test_in_the_editor_in_the_place_of_live(cms: Client, closed: StoryPage) -> None:
    (mark,) = marks(cms.get(f"/cms/pages/{closed.pk}/edit/"))
    assert "Closed to readers" in mark.get_text()
    assert mark["href"] == f"/cms/pages/{closed.pk}/edit/#checklist"
    assert mark.find_next_siblings(class_="page-status-tag"), "the style cannot hide what stands elsewhere"


def test_at_the_top_of_its_own_list(cms: Client, closed: StoryPage) -> None:
    (mark,) = marks(cms.get(f"/cms/pages/{closed.pk}/"))
    assert "Closed to readers" in mark.get_text()
    assert mark.find_next_siblings(class_="page-status-tag")


def test_in_the_list_of_pages(cms: Client, closed: StoryPage, make_story: MakeStory) -> None:
    make_story(title="Another")
    response = cms.get(f"/cms/pages/{closed.get_parent().pk}/")
    (mark,) = marks(response)
    row = mark.find_parent("tr")
    assert row is not None
    assert "Story 1" in row.get_text()
    assert not row.select(".w-status")


def test_in_search_results(cms: Client, closed: StoryPage) -> None:
    assert [mark.get_text(strip=True) for mark in marks(cms.get("/cms/pages/search/?q=Story"))] == ["Closed to readers"]


def test_with_a_draft(cms: Client, closed: StoryPage) -> None:
    closed.save_revision()
    (mark,) = marks(cms.get(f"/cms/pages/{closed.get_parent().pk}/"))
    assert mark.get_text(strip=True) == "Closed to readers + draft"


def test_in_the_api_behind_the_menu(cms: Client, closed: StoryPage) -> None:
    answer = cms.get(f"/cms/api/main/pages/{closed.pk}/").json()
    assert answer["meta"]["status"]["status"] == "closed to readers"


def test_a_suspended_story_is_closed(cms: Client, make_story: MakeStory) -> None:
    story = make_story()
    assert not marks(cms.get(f"/cms/pages/{story.pk}/edit/"))
    suspend(story.translation_key)
    assert marks(cms.get(f"/cms/pages/{story.pk}/edit/"))


def test_what_is_open_or_no_page_for_readers_has_no_mark(cms: Client, make_story: MakeStory) -> None:
    story, private, draft = make_story(), make_story(), make_story(cleared=False)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    draft.unpublish()
    assert not marks(cms.get(f"/cms/pages/{story.get_parent().pk}/"))
    for page in (story, private, draft):
        assert not marks(cms.get(f"/cms/pages/{page.pk}/edit/")), page
        assert "closed" not in str(StoryPage.objects.get(pk=page.pk).status_string)
    assert not Page.objects.filter(closed_to_readers()).exists()


def test_a_list_of_pages_asks_once(cms: Client, make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    address = f"/cms/pages/{story.get_parent().pk}/"
    cms.get(address)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert marks(cms.get(address))
        return sum("consent_clearance" in query["sql"] for query in queries)

    once = asked()
    for _number in range(3):
        make_story(cleared=False)
    assert asked() == once
