"""The API behind the CMS publishes nothing that the rules refuse, and says so in JSON."""

from typing import Any

import pytest
from django.test import Client
from gate_cases import LogIn

from accounts.models import User
from consent.models import ConsentRecord
from stories.models import StoryPage
from story_factory import MakeStory, approve, give_consent


@pytest.fixture
def draft(make_story: MakeStory) -> StoryPage:
    """The draft of a story about which nobody was asked."""
    story = make_story(cleared=False)
    story.unpublish()
    return story


def act(browser: Client, page: Any, action: str, **data: Any) -> Any:
    address = f"/cms/api/main/pages/{page.pk}/action/{action}/"
    return browser.post(address, data, content_type="application/json", headers={"Accept": "application/json"})


def test_publishing_is_refused(cms: Client, draft: StoryPage) -> None:
    response = act(cms, draft, "publish")
    assert response.status_code == 400
    assert response.json()["missing"] == [
        "Ask a protection officer to enter the person whose story this is, and their consent."
    ]
    assert not StoryPage.objects.get(pk=draft.pk).live


def test_publishing_what_may_be_published(cms: Client, draft: StoryPage) -> None:
    give_consent(draft)
    approve(draft)
    assert act(cms, draft, "publish").status_code == 200
    assert cms.get(StoryPage.objects.get(pk=draft.pk).url).status_code == 200


def test_who_may_not_publish_learns_nothing(log_in: LogIn, writer: User, draft: StoryPage) -> None:
    response = act(log_in(writer), draft, "publish")
    assert response.status_code == 403
    assert "missing" not in response.json()


def test_a_copy_is_a_draft(cms: Client, make_story: MakeStory) -> None:
    story = make_story()
    index = story.get_parent()
    for page, more in ((story, {}), (index, {"recursive": True})):
        response = act(cms, page, "copy", slug=f"copy-{page.pk}", **more)
        assert response.status_code == 400, page
        assert "Copy them as drafts" in response.json()["keep_live"][0]
    assert StoryPage.objects.count() == 1
    assert act(cms, story, "copy", slug="copy", keep_live=False).status_code == 201
    assert not StoryPage.objects.get(slug="copy").live
    assert act(cms, index, "copy", slug="empty").status_code == 201, "a page without people is refused"


def test_other_acts_open_nothing(cms: Client, make_story: MakeStory) -> None:
    story = make_story()
    ConsentRecord.objects.get().withdraw()
    assert act(cms, story, "create_alias", update_slug="alias").status_code == 201
    alias = StoryPage.objects.get(slug="alias")
    assert cms.get(alias.url).status_code == 404
    assert act(cms, alias, "convert_alias").status_code == 200
    assert cms.get(alias.url).status_code == 404
    assert act(cms, story, "revert_to_page_revision", revision_id=story.latest_revision_id).status_code == 200
    assert cms.get(story.url).status_code == 404
