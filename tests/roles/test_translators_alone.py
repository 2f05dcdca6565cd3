"""A translator opens the pages of their own language in the CMS, and no other."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from accounts.models import User
from home.models import HomePage
from rights_probes import World
from team import browser_of

# Each address of Wagtail at which something of a page can be seen or done, with what follows the page's number.
ADDRESSES = (
    "edit",
    "history",
    "copy",
    "move",
    "delete",
    "unpublish",
    "usage",
    "view_draft",
    "preview_on_edit",
    "workflow_history",
    "convert_alias",
    "set_privacy",
    "confirm_workflow_cancellation",
    "add_subpage",
)
# These only say what is true of every page, or answer with nothing of the page.
TELL_NOTHING = {"confirm_workflow_cancellation"}


@pytest.fixture
def translator(people: dict[str, User]) -> Client:
    """The browser of the Arabic translator."""
    return browser_of(people["translator"])


def reached(browser: Client, name: str, *args: object) -> bool:
    """Say whether an address shows something, by either method."""
    url = reverse(f"wagtailadmin_pages:{name}", args=args)
    return browser.get(url).status_code == 200


def test_no_address_opens_a_page_of_another_language(translator: Client, world: World) -> None:
    elsewhere = (world.home, world.draft, world.published, world.story)
    opened = [
        (name, page.slug)
        for name in ADDRESSES
        for page in elsewhere
        if name not in TELL_NOTHING and reached(translator, name, page.pk)
    ]
    assert opened == []


def test_nothing_happens_to_a_page_of_another_language(translator: Client, world: World) -> None:
    before = list(Page.objects.order_by("pk").values("pk", "live", "path", "title", "locked", "latest_revision_id"))
    for name in (*ADDRESSES, "lock", "unlock"):
        for page in (world.draft, world.published, world.story):
            translator.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), {"title": "Mine", "slug": "mine"})
    after = list(Page.objects.order_by("pk").values("pk", "live", "path", "title", "locked", "latest_revision_id"))
    assert before == after


def test_revisions_and_workflow_of_another_language_are_refused(translator: Client, world: World) -> None:
    revision = world.draft.get_latest_revision()
    state = world.draft.get_workflow().start(world.draft, world.someone)
    for name, args in (
        ("revisions_view", (world.draft.pk, revision.pk)),
        ("revisions_revert", (world.draft.pk, revision.pk)),
        ("revisions_compare", (world.draft.pk, "earliest", "latest")),
        ("revisions_unschedule", (world.draft.pk, revision.pk)),
        ("workflow_preview", (world.draft.pk, state.current_task_state.task_id)),
        ("workflow_action", (world.draft.pk, "approve", state.current_task_state.pk)),
        ("collect_workflow_action_data", (world.draft.pk, "approve", state.current_task_state.pk)),
        ("workflow_history_detail", (world.draft.pk, state.pk)),
    ):
        assert not reached(translator, name, *args), name


def test_the_translation_of_another_language_is_refused(translator: Client, world: World) -> None:
    french = world.home.copy_for_translation(Locale.objects.get(language_code="fr"))
    translation = Translation.objects.create(source=world.translation.source, target_locale=french.locale)
    translation.save_target(publish=False)
    page = translation.get_target_instance()
    assert not reached(translator, "edit", page.pk)
    segment = translation.source.stringsegment_set.first()
    for name, args in (
        ("edit_string_translation", (translation.pk, segment.pk)),
        ("preview_translation", (translation.pk,)),
        ("download_pofile", (translation.pk,)),
        ("upload_pofile", (translation.pk,)),
        ("stop_translation", (translation.pk,)),
        ("submit_page_translation", (world.published.pk,)),
        ("update_translations", (translation.source.pk,)),
    ):
        url = reverse(f"wagtail_localize:{name}", args=args)
        for answer in (translator.get(url), translator.post(url)):
            assert answer.status_code in (302, 403, 405), name
    translation.refresh_from_db()
    assert translation.enabled


def test_their_own_page_and_translation_open(translator: Client, world: World) -> None:
    for page in (world.arabic_draft, world.translation.get_target_instance()):
        for name in ("edit", "history", "view_draft"):
            assert reached(translator, name, page.pk), (name, page.slug)


def test_the_explorer_shows_their_own_tree_alone(translator: Client, world: World) -> None:
    arabic_home = HomePage.objects.get(locale__language_code="ar")
    content = translator.get(reverse("wagtailadmin_explore_root"), follow=True)
    assert content.redirect_chain[-1][0] == reverse("wagtailadmin_explore", args=[arabic_home.pk])
    assert translator.get(reverse("wagtailadmin_explore", args=[world.home.pk])).status_code == 302
