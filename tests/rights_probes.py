"""For each line of docs/rights.md what somebody does in the CMS to try it, and whether it had an effect."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringTranslation, Translation

from accounts.models import User
from consent.models import ConsentRecord, Contributor, HealthWord, StoryApproval
from consent.texts import text_fingerprint
from home.models import HomePage, OrganizationPage
from media.models import DocumentFile, Picture, Recording
from stories.models import StoryPage, Theme

LONG_PASSWORD = "one that nobody guesses 42"


@dataclass(frozen=True)
class World:
    """What there is to try rights on."""

    home: HomePage
    draft: OrganizationPage
    published: OrganizationPage
    arabic_draft: OrganizationPage
    translation: Translation
    story: StoryPage
    theme: Theme
    picture: Picture
    document: DocumentFile
    recording: Recording
    record: ConsentRecord
    draft_record: ConsentRecord
    contributor: Contributor
    someone: User
    officer: User


Probe = Callable[[Client, User, World], bool]
PROBES: dict[str, Probe] = {}


def tries(line: str) -> Callable[[Probe], Probe]:
    """Say which line of the table a probe tries."""

    def register(probe: Probe) -> Probe:
        PROBES[line] = probe
        return probe

    return register


def opens(line: str, name: str, *args: Callable[[World], Any]) -> None:
    """Try a line by opening one screen, which others are led away from."""
    PROBES[line] = lambda browser, user, world: answers(browser, name, *(arg(world) for arg in args))


def answers(browser: Client, name: str, *args: Any) -> bool:
    """Say whether a screen shows itself."""
    return browser.get(reverse(name, args=args)).status_code == 200


def page_form(page: OrganizationPage) -> dict[str, Any]:
    """Return what the page editor sends."""
    data: dict[str, Any] = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": "Changed",
            "body": streamfield([("text", rich_text("<p>x</p>"))]),
            "cache_policy": page.cache_policy,
            "comments": inline_formset([]),
        }
    )
    return data


def saves(browser: Client, page: OrganizationPage, action: str = "") -> OrganizationPage:
    """Send the page editor with one of its buttons, and return the page as it is then."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    browser.post(url, page_form(page) | ({action: "1"} if action else {}))
    return OrganizationPage.objects.get(pk=page.pk)


def changes(browser: Client, page: OrganizationPage) -> bool:
    """Say whether somebody can open a page and save it."""
    opened = answers(browser, "wagtailadmin_pages:edit", page.pk)
    saved = saves(browser, page).get_latest_revision_as_object().summary == "Changed"
    assert opened == saved
    return bool(saved)


opens("log in to the CMS", "wagtailadmin_home")
opens("create a page", "wagtailadmin_pages:add", lambda w: "home", lambda w: "organizationpage", lambda w: w.home.pk)
opens("move a published page", "wagtailadmin_pages:move", lambda w: w.published.pk)
opens("delete a draft in Arabic", "wagtailadmin_pages:delete", lambda w: w.arabic_draft.pk)
opens("delete a published page", "wagtailadmin_pages:delete", lambda w: w.published.pk)
opens("send a page to be translated", "wagtail_localize:submit_page_translation", lambda w: w.published.pk)
opens(
    "add a home page for a new language",
    "wagtailadmin_pages:add",
    lambda w: "home",
    lambda w: "homepage",
    lambda w: Page.get_first_root_node().pk,
)
opens("add a picture", "wagtailimages:add")
opens("say who is shown in a picture", "picture_person_add", lambda w: w.picture.pk)
opens("change or delete somebody else's picture", "wagtailimages:delete", lambda w: w.picture.pk)
opens("add a recording", "recordings:add")
opens("say who is heard in a recording", "recording_person_add", lambda w: w.recording.pk)
opens("change or delete somebody else's recording", "recordings:delete", lambda w: w.recording.pk)
opens("add a document", "wagtaildocs:add")
opens("change or delete somebody else's document", "wagtaildocs:delete", lambda w: w.document.pk)
opens("change menu and footer", "wagtailsnippets_home_officedetails:add")
opens("change the vocabularies", "wagtailsnippets_stories_theme:add")
opens("change redirects", "wagtailredirects:add")
opens("change the settings of consent", "protection:settings")
opens("see the work that does itself, and try it again", "jobs")
opens("change what a role may do", "wagtailusers_groups:add")
opens("see the history of the site's pages", "wagtailadmin_reports:site_history")
opens("read a consent record", "protection:record", lambda w: w.record.pk)
opens("record a consent", "protection:record_add", lambda w: w.contributor.pk)
opens("read the log of protection", "protection:log")


@tries("open and change a page in Arabic")
def _(browser: Client, user: User, world: World) -> bool:
    return changes(browser, world.arabic_draft)


@tries("open and change a page in another language")
def _(browser: Client, user: User, world: World) -> bool:
    return changes(browser, world.draft)


@tries("send a page into a language that has no home page")
def _(browser: Client, user: User, world: World) -> bool:
    french = Locale.objects.get(language_code="fr")
    url = reverse("wagtail_localize:submit_page_translation", args=[world.published.pk])
    browser.post(url, {"locales": [french.pk]})
    return Page.objects.filter(locale=french).exists()


@tries("send an entry of the vocabularies to be translated")
def _(browser: Client, user: User, world: World) -> bool:
    url = reverse("wagtail_localize:submit_snippet_translation", args=["stories", "theme", world.theme.pk])
    browser.post(url, {"locales": [Locale.objects.get(language_code="ar").pk]})
    return Theme.objects.filter(locale__language_code="ar").exists()


@tries("make a page follow its original in another language")
def _(browser: Client, user: User, world: World) -> bool:
    page = world.translation.get_target_instance()
    browser.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))
    return Page.objects.filter(pk=page.pk, alias_of__isnull=False).exists()


@tries("translate a text into Arabic")
def _(browser: Client, user: User, world: World) -> bool:
    segment = world.translation.source.stringsegment_set.first()
    url = reverse("wagtail_localize:edit_string_translation", args=[world.translation.pk, segment.pk])
    browser.put(url, encode_multipart(BOUNDARY, {"value": "نص"}), content_type=MULTIPART_CONTENT)
    return StringTranslation.objects.filter(data="نص").exists()


@tries("submit a page for review")
def _(browser: Client, user: User, world: World) -> bool:
    return bool(saves(browser, world.arabic_draft, "action-submit").workflow_in_progress)


@tries("publish a page")
def _(browser: Client, user: User, world: World) -> bool:
    return bool(saves(browser, world.draft, "action-publish").live)


@tries("publish at the last step of the review")
def _(browser: Client, user: User, world: World) -> bool:
    state = world.draft.get_workflow().start(world.draft, world.someone)
    step = state.current_task_state
    browser.post(reverse("wagtailadmin_pages:workflow_action", args=[world.draft.pk, "approve", step.pk]))
    return OrganizationPage.objects.get(pk=world.draft.pk).live


@tries("unpublish a page")
def _(browser: Client, user: User, world: World) -> bool:
    browser.post(reverse("wagtailadmin_pages:unpublish", args=[world.published.pk]))
    return not OrganizationPage.objects.get(pk=world.published.pk).live


@tries("lock a page")
def _(browser: Client, user: User, world: World) -> bool:
    browser.post(reverse("wagtailadmin_pages:lock", args=[world.published.pk]))
    return OrganizationPage.objects.get(pk=world.published.pk).locked


@tries("change the list of health words")
def _(browser: Client, user: User, world: World) -> bool:
    browser.post(reverse("health_words:add"), {"language_code": "en", "word": "gout"})
    return HealthWord.objects.filter(word="gout").exists()


@tries("switch the demonstration off")
def _(browser: Client, user: User, world: World) -> bool:
    site = world.home.get_site()
    return answers(browser, "wagtailsettings:edit", "home", "demonstrationsettings", site.pk)


@tries("change sites and languages")
def _(browser: Client, user: User, world: World) -> bool:
    both = [answers(browser, name) for name in ("wagtailsites:add", "wagtaillocales:index")]
    assert len(set(both)) == 1
    return all(both)


def person_form(person: User, **changed: Any) -> dict[str, Any]:
    """Return what the form for a person sends."""
    values = {"email": person.email, "first_name": person.first_name, "last_name": person.last_name}
    groups = {"groups": list(person.groups.values_list("pk", flat=True))}
    return values | {"is_active": "on"} | groups | changed


@tries("add people and give them roles")
def _(browser: Client, user: User, world: World) -> bool:
    passwords = {"password1": LONG_PASSWORD, "password2": LONG_PASSWORD}
    new = User(email="new@example.org", first_name="New", last_name="Test")
    role = world.officer.groups.get()
    values = {"email": new.email, "first_name": new.first_name, "last_name": new.last_name, "groups": [role.pk]}
    browser.post(reverse("wagtailusers_users:add"), values | passwords)
    return User.objects.filter(email=new.email, groups=role).exists()


@tries("make somebody a superuser")
def _(browser: Client, user: User, world: World) -> bool:
    url = reverse("wagtailusers_users:edit", args=[world.someone.pk])
    browser.post(url, person_form(world.someone, is_superuser="on"))
    return User.objects.get(pk=world.someone.pk).is_superuser


@tries("set the password of a protection officer")
def _(browser: Client, user: User, world: World) -> bool:
    url = reverse("wagtailusers_users:edit", args=[world.officer.pk])
    browser.post(url, person_form(world.officer, password1=LONG_PASSWORD, password2=LONG_PASSWORD))
    return User.objects.get(pk=world.officer.pk).check_password(LONG_PASSWORD)


def approves(browser: Client, story: StoryPage) -> bool:
    """Approve the text of a story on the officers' screen."""
    url = reverse("protection:approve_story", args=[story.translation_key, "en"])
    browser.post(url, {"fingerprint": text_fingerprint(story.get_latest_revision_as_object())})
    return StoryApproval.objects.exists()


@tries("approve a story")
def _(browser: Client, user: User, world: World) -> bool:
    return approves(browser, world.story)


@tries("approve one's own story")
def _(browser: Client, user: User, world: World) -> bool:
    StoryPage.objects.update(owner=user)
    return approves(browser, world.story)
