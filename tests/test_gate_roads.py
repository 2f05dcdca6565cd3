"""For each road to publishing: a story without valid consent is nowhere public.

What somebody who takes such a road in the CMS gets to read is asked in gate/test_gate_messages.py.
"""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import serializers
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from consent.models import ConsentRecord, StorySubject
from home.models import HomePage, OrganizationPage
from stories.models import StoryIndexPage, StoryPage
from story_factory import MakeStory, approve, clear, give_consent

SECRET = "A story nobody may read"


@pytest.fixture
def refused(make_story: MakeStory) -> StoryPage:
    """A story about which nobody was asked, published behind the gate's back."""
    return make_story(cleared=False, title=SECRET)


def assert_nowhere_public(client: Client, *pages: Page) -> None:
    """Ask every surface for the pages."""
    cache.clear()
    for page in pages:
        page = Page.objects.get(pk=page.pk)
        assert page.live, "the road was not taken at all"
        assert client.get(page.url).status_code == 404, page.url
    for address in ("/en/", "/en/stories/", "/en/feeds/stories.rss", "/en/feeds/stories.atom", "/fr/feeds/stories.rss"):
        assert SECRET not in client.get(address).content.decode(), address
    for address in ("/sitemap-en.xml", "/sitemap-fr.xml", "/sitemap-ar.xml"):
        written = client.get(address).content.decode()
        assert not [page.url for page in pages if page.url in written], address


def test_a_revision_published_by_a_script(client: Client, refused: StoryPage) -> None:
    assert_nowhere_public(client, refused)


def test_a_story_set_live_by_an_update(client: Client, make_story: MakeStory) -> None:
    story = make_story(title="Fine")
    assert client.get("/en/stories/story-1/").status_code == 200
    StoryPage.objects.filter(pk=story.pk).update(title=SECRET, live_revision=None)
    assert_nowhere_public(client, story)


def test_a_live_story_stored_with_another_text(client: Client, make_story: MakeStory) -> None:
    story = StoryPage.objects.get(pk=make_story(title="Fine").pk)
    assert client.get("/en/stories/story-1/").status_code == 200
    story.title = SECRET
    story.save()
    assert_nowhere_public(client, story)


def test_a_text_changed_by_a_script_needs_its_approval_anew(client: Client, make_story: MakeStory) -> None:
    story = make_story(title="Fine")
    story.title = SECRET
    story.save_revision().publish()
    assert_nowhere_public(client, story)
    approve(story)
    assert client.get("/en/stories/story-1/").status_code == 200


def test_a_translation(
    client: Client, story_index: StoryIndexPage, refused: StoryPage, locales: dict[str, Locale]
) -> None:
    home = HomePage.objects.get()
    for page in (home, story_index):
        page.copy_for_translation(locales["fr"]).save_revision().publish()
    source, _made = TranslationSource.update_or_create_from_instance(refused)
    translation = Translation.objects.create(source=source, target_locale=locales["fr"])
    translation.save_target(publish=False)
    french = refused.get_translation(locales["fr"])
    french.get_latest_revision().publish()
    assert_nowhere_public(client, french)


def test_a_translation_of_a_cleared_story_is_cleared_by_itself(
    client: Client, story_index: StoryIndexPage, make_story: MakeStory, locales: dict[str, Locale]
) -> None:
    home = HomePage.objects.get()
    for page in (home, story_index):
        page.copy_for_translation(locales["fr"]).save_revision().publish()
    story = make_story()
    french = story.copy_for_translation(locales["fr"])
    french.title = SECRET
    french.save_revision().publish()
    assert_nowhere_public(client, french)
    approve(french)
    assert client.get(StoryPage.objects.get(pk=french.pk).url).status_code == 200


def test_an_alias_follows_its_original(client: Client, make_story: MakeStory) -> None:
    story = make_story(title=SECRET)
    alias = StoryPage.objects.get(pk=story.pk).create_alias(update_slug="alias")
    assert client.get(alias.url).status_code == 200
    ConsentRecord.objects.get().withdraw()
    assert_nowhere_public(client, story, alias)


def test_copies_start_without_anybody(client: Client, make_story: MakeStory) -> None:
    story = make_story(title="Fine")
    copy = story.copy(update_attrs={"title": SECRET, "slug": "copy"}, keep_live=True)
    assert_nowhere_public(client, copy)
    assert not StorySubject.objects.filter(translation_key=copy.translation_key).exists()


def test_a_recursive_copy(client: Client, story_index: StoryIndexPage, refused: StoryPage) -> None:
    CopyPageAction(
        story_index, recursive=True, keep_live=True, update_attrs={"slug": "again", "title": "Again"}
    ).execute(skip_permission_checks=True)
    copies = StoryPage.objects.filter(title=SECRET).exclude(pk=refused.pk)
    assert_nowhere_public(client, *copies)
    assert copies.count() == 1


def test_a_move(client: Client, story_index: StoryIndexPage, refused: StoryPage) -> None:
    other = StoryIndexPage(title="More stories", slug="more", summary="More")
    story_index.get_parent().add_child(instance=other)
    other.save_revision().publish()
    refused.move(other, pos="last-child")
    assert_nowhere_public(client, refused)


def test_loaddata(client: Client, refused: StoryPage, tmp_path: Any) -> None:
    path = tmp_path / "story.json"
    chain = [Page.objects.get(pk=refused.pk), StoryPage.objects.get(pk=refused.pk)]
    path.write_text(serializers.serialize("json", chain))
    call_command("loaddata", str(path), stdout=StringIO())
    assert_nowhere_public(client, refused)


def test_a_schedule(client: Client, make_story: MakeStory) -> None:
    story = make_story(title="Fine", cleared=False)
    story.title = SECRET
    story.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = story.save_revision(approved_go_live_at=story.go_live_at)
    assert revision.approved_go_live_at
    other = make_story(title="Another")
    call_command("publish_scheduled", stdout=StringIO())
    assert_nowhere_public(client, story)
    assert client.get(other.url).status_code == 200


def test_a_consent_that_ends_closes_everything_with_no_job(
    client: Client, make_story: MakeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = make_story(title=SECRET)
    assert SECRET in client.get("/en/stories/").content.decode()
    assert story.url in client.get("/sitemap-en.xml").content.decode()
    end = ConsentRecord.objects.get().valid_until
    monkeypatch.setattr(timezone, "now", lambda: real_now() + (end - real_now().date()) + timedelta(days=2))
    assert_nowhere_public(client, story)


real_now = timezone.now


def test_withdrawal_closes_at_once(client: Client, make_story: MakeStory) -> None:
    story = make_story(title=SECRET)
    ConsentRecord.objects.get().withdraw()
    assert_nowhere_public(client, story)


def test_a_quotation_on_any_page_needs_its_person(client: Client, home: HomePage) -> None:
    page = OrganizationPage(
        title=SECRET,
        slug="about",
        summary="About",
        body=[("quotation", {"quotation": "We came back.", "attribution": "Somebody"})],
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    assert client.get("/en/about/").status_code == 404
    give_consent(page)
    clear(page)
    assert client.get("/en/about/").status_code == 200
