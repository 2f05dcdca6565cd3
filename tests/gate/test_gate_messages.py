"""On each road where a person acts in the CMS they read what is missing, and nothing ends in an error."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from gate_cases import form_data, messages_in, words
from wagtail.models import Page

from consent.models import ConsentRecord, StorySubject
from home.models import HomePage, OrganizationPage
from stories.models import StoryIndexPage, StoryPage
from story_factory import MakeStory

REFUSED = "cannot be published yet"
MISSING = "Ask a protection officer to enter the person whose story this is, and their consent."
PERSON_FIRST = f"“A story nobody may read” {REFUSED}: {MISSING}"


@pytest.fixture
def draft(make_story: MakeStory) -> StoryPage:
    """The draft of a story about which nobody was asked."""
    story = make_story(cleared=False, title="A story nobody may read")
    story.unpublish()
    return StoryPage.objects.get(pk=story.pk)


def assert_not_published(page: Page) -> None:
    stored = Page.objects.get(pk=page.pk)
    assert not stored.live
    assert not stored.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_publishing_in_the_editor(cms: Client, draft: StoryPage) -> None:
    data = form_data(draft, standfirst="What was just written.") | {"action-publish": "1"}
    response = cms.post(f"/cms/pages/{draft.pk}/edit/", data, follow=True)
    assert PERSON_FIRST in messages_in(response)
    assert response.redirect_chain[-1][0] == f"/cms/pages/{draft.pk}/edit/"
    assert_not_published(draft)
    latest: Any = StoryPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert latest.standfirst == "What was just written.", "what was written is lost"


def test_publishing_what_may_be_published(cms: Client, make_story: MakeStory) -> None:
    story = make_story(body=[("text", "<p>What happened.</p>")])
    data = form_data(story) | {"action-publish": "1"}
    response = cms.post(f"/cms/pages/{story.pk}/edit/", data, follow=True)
    assert REFUSED not in messages_in(response)
    assert "has been published" in messages_in(response)


def test_scheduling_in_the_editor(cms: Client, draft: StoryPage) -> None:
    tomorrow = timezone.localtime() + timedelta(days=1)
    data = form_data(draft) | {"action-publish": "1", "go_live_at": f"{tomorrow:%Y-%m-%d %H:%M}"}
    response = cms.post(f"/cms/pages/{draft.pk}/edit/", data, follow=True)
    assert PERSON_FIRST in messages_in(response)
    assert_not_published(draft)


def test_cancelling_a_schedule(cms: Client, draft: StoryPage) -> None:
    draft.go_live_at = timezone.now() + timedelta(days=1)
    revision = draft.save_revision(approved_go_live_at=draft.go_live_at)
    response = cms.post(f"/cms/pages/{draft.pk}/revisions/{revision.pk}/unschedule/", follow=True)
    assert "unscheduled" in messages_in(response)
    assert_not_published(draft)


def test_creating_and_publishing_in_one_step(cms: Client, story_index: StoryIndexPage) -> None:
    new = StoryPage(title="A story nobody may read", slug="new", summary="New", standfirst="New")
    data = form_data(new) | {"action-publish": "1"}
    response = cms.post(f"/cms/pages/add/stories/storypage/{story_index.pk}/", data, follow=True)
    assert PERSON_FIRST in messages_in(response)
    created = StoryPage.objects.get(slug="new")
    assert response.redirect_chain[-1][0] == f"/cms/pages/{created.pk}/edit/"
    assert_not_published(created)


def test_creating_a_page_with_a_quotation(cms: Client, home: HomePage) -> None:
    page = OrganizationPage(
        title="About us",
        slug="about",
        summary="About",
        live=False,
        body=[("quotation", {"quotation": "We came back."})],
    )
    home.add_child(instance=page)
    page.save_revision()
    response = cms.post(f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}&next=/cms/", follow=True)
    assert "“About us” cannot be published yet: body, block 1: Somebody is quoted" in messages_in(response)
    assert_not_published(page)


def test_going_back_to_a_version_and_publishing_it(cms: Client, make_story: MakeStory) -> None:
    story = make_story()
    first = story.latest_revision
    draft: Any = story.get_latest_revision_as_object()
    draft.title = "Later"
    draft.save_revision()
    ConsentRecord.objects.get().withdraw()
    data = form_data(story) | {"action-publish": "1", "revision": first.pk}
    response = cms.post(f"/cms/pages/{story.pk}/revisions/{first.pk}/revert/", data, follow=True)
    assert REFUSED in messages_in(response)
    assert "The consent of this person does not hold today" in messages_in(response)
    assert StoryPage.objects.get(pk=story.pk).live_revision_id == first.pk


@pytest.mark.parametrize("origin", ["list", "search", "nowhere"])
def test_publishing_several_pages(cms: Client, draft: StoryPage, make_story: MakeStory, origin: str) -> None:
    fine = make_story(title="Fine")
    fine.unpublish()
    parent = draft.get_parent().pk
    back = {"list": f"/cms/pages/{parent}/", "search": "/cms/pages/search/?q=nobody", "nowhere": ""}[origin]
    address = f"/cms/bulk/wagtailcore/page/publish/?id={draft.pk}&id={fine.pk}"
    if back:
        address += "&next=" + back.replace("?", "%3F").replace("=", "%3D")
    response = cms.post(address, follow=True)
    assert PERSON_FIRST in messages_in(response)
    assert "None of the chosen pages was published." in messages_in(response)
    assert response.status_code == 200
    assert not back or response.redirect_chain[0][0] == back
    for page in (draft, fine):
        assert_not_published(page)


def test_publishing_a_page_with_all_beneath_it(cms: Client, draft: StoryPage) -> None:
    parent = draft.get_parent()
    address = f"/cms/bulk/wagtailcore/page/publish/?id={parent.pk}&next=/cms/pages/{parent.pk}/"
    response = cms.post(address, {"include_descendants": "on"}, follow=True)
    assert PERSON_FIRST in messages_in(response)
    assert_not_published(draft)
    response = cms.post(address, follow=True)
    assert REFUSED not in messages_in(response)


def test_other_acts_on_several_pages_go_on(cms: Client, draft: StoryPage) -> None:
    response = cms.post(f"/cms/bulk/wagtailcore/page/delete/?id={draft.pk}&next=/cms/", follow=True)
    assert REFUSED not in messages_in(response)
    assert not StoryPage.objects.filter(pk=draft.pk).exists()


def copy_form(page: Page, **more: str) -> dict[str, Any]:
    parent = page.get_parent().pk
    return {"new_title": "Copy", "new_slug": "copy", "new_parent_page": parent, **more}


def test_copying_and_publishing_the_copy(cms: Client, make_story: MakeStory) -> None:
    story = make_story()
    response = cms.post(f"/cms/pages/{story.pk}/copy/", copy_form(story, publish_copies="on"), follow=True)
    assert f"“Copy” is closed to readers: {MISSING}" in messages_in(response)
    copy = StoryPage.objects.get(slug="copy")
    assert cms.get(copy.url).status_code == 404
    assert not StorySubject.objects.filter(translation_key=copy.translation_key).exists()


def test_copying_as_a_draft(cms: Client, make_story: MakeStory) -> None:
    story = make_story()
    response = cms.post(f"/cms/pages/{story.pk}/copy/", copy_form(story), follow=True)
    assert "closed to readers" not in messages_in(response)
    assert_not_published(StoryPage.objects.get(slug="copy"))


def test_copying_a_branch_names_the_first_and_counts_the_rest(cms: Client, make_story: MakeStory) -> None:
    stories = [make_story() for _number in range(7)]
    index = stories[0].get_parent()
    data = copy_form(index, publish_copies="on", copy_subpages="on")
    response = cms.post(f"/cms/pages/{index.pk}/copy/", data, follow=True)
    assert messages_in(response).count("is closed to readers") == 5
    assert "2 more pages are closed to readers." in messages_in(response)


def test_an_alias_of_a_closed_story(cms: Client, make_story: MakeStory) -> None:
    story = make_story(cleared=False)
    response = cms.post(f"/cms/pages/{story.pk}/copy/", copy_form(story, alias="on"), follow=True)
    assert "is closed to readers" in messages_in(response)
    assert cms.get(StoryPage.objects.get(slug="copy").url).status_code == 404


def test_an_alias_of_an_open_story_and_its_own_way(cms: Client, make_story: MakeStory) -> None:
    story = make_story()
    response = cms.post(f"/cms/pages/{story.pk}/copy/", copy_form(story, alias="on"), follow=True)
    alias = StoryPage.objects.get(slug="copy")
    assert "is closed to readers" not in messages_in(response)
    assert cms.get(alias.url).status_code == 200
    response = cms.post(f"/cms/pages/{alias.pk}/convert_alias/", follow=True)
    assert response.status_code == 200
    assert "is closed to readers" in messages_in(response)
    assert cms.get(alias.url).status_code == 404


def test_moving(cms: Client, make_story: MakeStory, draft: StoryPage) -> None:
    story = make_story()
    other = StoryIndexPage(title="More", slug="more", summary="More")
    story.get_parent().get_parent().add_child(instance=other)
    other.save_revision().publish()
    for page in (story, draft):
        response = cms.post(f"/cms/pages/{page.pk}/move/{other.pk}/confirm/", follow=True)
        assert "moved" in messages_in(response)
    assert cms.get(StoryPage.objects.get(pk=story.pk).url).status_code == 200, "a move closed the story"
    assert_not_published(draft)


def test_looking_at_versions(cms: Client, draft: StoryPage) -> None:
    revision = draft.latest_revision
    for address in (
        f"/cms/pages/{draft.pk}/revisions/{revision.pk}/view/",
        f"/cms/pages/{draft.pk}/revisions/compare/earliest...latest/",
        f"/cms/pages/{draft.pk}/history/",
    ):
        assert cms.get(address).status_code == 200, address
        assert cms.post(address).status_code in (200, 405), address
    assert_not_published(draft)


def test_saving_a_true_name_by_itself(cms: Client, make_story: MakeStory) -> None:
    story = make_story()
    person = StorySubject.objects.get().contributor
    assert person is not None
    person.true_names = ["Ezbrin Qwolda"]
    person.save()
    data = form_data(story, summary="Qwolda came home.")
    response = cms.post(f"/cms/pages/{story.pk}/edit/", data, headers={"Accept": "application/json"})
    assert response.json()["error_code"] == "validation_error"
    response = cms.post(f"/cms/pages/{story.pk}/edit/", data)
    assert "summary: Here stands the name, or a part of the name, of a person who is not to be named." in words(
        response
    )
    latest: Any = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert "Qwolda" not in latest.summary
