"""Every reader in their language, and no silent stand-in for a page that does not exist in it."""

import pytest
from django.test import Client
from wagtail.models import Locale

from home.models import HomePage, OfficeDetails
from language.alternates import alternates
from language.localization import in_language
from stories.models import StoryIndexPage, StoryPage
from story_factory import MakeStory, approve


@pytest.fixture
def french_home(home: HomePage, locales: dict[str, Locale]) -> HomePage:
    """The home page in French too.

    root
    ├── home (en)     /en/
    └── accueil (fr)  /fr/
    """
    page = home.copy_for_translation(locales["fr"])
    page.title, page.slug, page.headline = "Accueil", "accueil", "Un titre"
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def french_index(story_index: StoryIndexPage, french_home: HomePage, locales: dict[str, Locale]) -> StoryIndexPage:
    """The story index in French, without a story.

    root
    ├── home (en)              /en/
    │   └── stories (en)       /en/stories/
    └── accueil (fr)           /fr/
        └── recits (fr)        /fr/recits/
    """
    page = story_index.copy_for_translation(locales["fr"])
    page.title, page.slug = "Récits", "recits"
    page.save_revision().publish()
    return page


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("fr-BE, en;q=0.5", "fr"),
        ("nl, ar;q=0.4, fr;q=0.3", "ar"),
        ("en;q=0.1, fr;q=0.9", "fr"),
        ("fr;q=0, en;q=0.1", "en"),
        ("ka", "en"),
        ("*", "en"),
        ("x" * 5000, "en"),
    ],
)
def test_an_address_without_language_follows_accept_language(
    client: Client, db: None, header: str, language: str
) -> None:
    for path in ("/", "/stories/?page=2"):
        response = client.get(path, headers={"Accept-Language": header})
        assert response.status_code == 302
        assert response["Location"] == f"/{language}{path}"
        assert response["Vary"] == "Accept-Language"


def test_the_address_decides_before_the_browser_does(client: Client, french_home: HomePage) -> None:
    response = client.get("/fr/", headers={"Accept-Language": "en"})
    assert '<html lang="fr"' in response.content.decode()
    assert response["Content-Language"] == "fr"
    assert "Vary" not in response.headers


def test_alternates_are_the_published_translations_in_the_order_of_the_settings(
    home: HomePage, french_home: HomePage
) -> None:
    for page in (home, french_home):
        assert [(each.language_code, each.url) for each in alternates(page)] == [
            ("en", "http://testserver/en/"),
            ("fr", "http://testserver/fr/"),
        ]
    french_home.unpublish()
    assert [each.language_code for each in alternates(home)] == ["en"]


def test_the_head_and_the_switcher_say_the_same(client: Client, home: HomePage, french_home: HomePage) -> None:
    text = client.get("/en/").content.decode()
    for code in ("en", "fr"):
        assert f'hreflang="{code}" href="http://testserver/{code}/"' in " ".join(text.split())
    assert '<link rel="canonical" href="http://testserver/en/">' in " ".join(text.split())
    assert 'hreflang="ar"' not in text


def test_the_switcher_says_when_it_leads_to_the_home_page(
    client: Client, make_story: MakeStory, french_index: StoryIndexPage
) -> None:
    make_story()
    entries = {entry.language_code: entry for entry in client.get("/en/stories/story-1/").context["frame"].switcher}
    assert entries["fr"].url == "http://testserver/fr/"
    assert not entries["fr"].is_translation
    text = client.get("/en/stories/story-1/").content.decode()
    assert "page d’accueil" in text


def test_a_page_that_does_not_exist_in_a_language_is_not_found_there(
    client: Client, make_story: MakeStory, french_index: StoryIndexPage
) -> None:
    make_story()
    assert client.get("/fr/recits/story-1/").status_code == 404
    assert "Story 1" not in client.get("/fr/recits/").content.decode()


def test_a_not_found_page_is_in_the_language_of_its_address(client: Client, french_home: HomePage) -> None:
    response = client.get("/fr/rien/")
    assert response.status_code == 404
    assert '<html lang="fr"' in response.content.decode()
    response = client.get("/ar/rien/")
    assert 'dir="rtl"' in response.content.decode()


def test_chosen_pages_lead_to_the_readers_language(
    make_story: MakeStory, french_index: StoryIndexPage, locales: dict[str, Locale]
) -> None:
    first, second = make_story(), make_story()
    french = first.copy_for_translation(locales["fr"])
    french.save_revision().publish()
    approve(french)
    stories = StoryPage.objects.all()
    assert in_language(stories, [second.pk, first.pk], "fr") == [french]
    assert in_language(stories, [second.pk, first.pk], "en") == [second, first]
    assert in_language(stories, [], "en") == []


def test_the_menu_leaves_out_what_does_not_exist_in_the_language(
    client: Client, home: HomePage, story_index: StoryIndexPage, french_home: HomePage
) -> None:
    OfficeDetails.objects.create(
        locale=home.locale,
        menu=[("entry", {"page": story_index, "introduction": "", "children": []})],
    )
    assert [entry.page.title for entry in client.get("/en/").context["frame"].menu] == ["Stories"]
    assert client.get("/fr/").context["frame"].menu == []


def test_a_menu_entry_shows_its_own_introduction_or_the_summary_of_the_page(
    client: Client, home: HomePage, story_index: StoryIndexPage
) -> None:
    office = OfficeDetails.objects.create(
        locale=home.locale,
        menu=[("entry", {"page": story_index, "introduction": "", "children": [story_index]})],
    )
    assert client.get("/en/").context["frame"].menu[0].introduction == "All stories"
    office.menu = [("entry", {"page": story_index, "introduction": "In their own words", "children": []})]
    office.save()
    assert client.get("/en/").context["frame"].menu[0].introduction == "In their own words"


def test_links_in_text_lead_to_the_readers_language_or_say_which(
    client: Client, home: HomePage, make_story: MakeStory, french_index: StoryIndexPage, locales: dict[str, Locale]
) -> None:
    english_only, translated, draft = make_story(), make_story(), make_story()
    draft.unpublish()
    french = translated.copy_for_translation(locales["fr"])
    french.save_revision().publish()
    approve(french)
    links = "".join(
        f'<a linktype="page" id="{page}">{name}</a>'
        for page, name in ((english_only.pk, "one"), (translated.pk, "two"), (draft.pk, "three"), (99999, "four"))
    )
    story = make_story(body=[("text", f"<p>{links}</p>")])
    french_story = story.copy_for_translation(locales["fr"])
    french_story.save_revision().publish()
    approve(french_story)
    text = client.get(french_story.url).content.decode()
    assert '<a href="/en/stories/story-1/" hreflang="en">one</a>' in text
    assert f'<a href="{french.url}">two</a>' in text
    assert "<a>three</a>" in text
    assert "<a>four</a>" in text


def test_a_page_sent_to_be_translated_is_not_public_before_it_is(
    cms: Client, make_story: MakeStory, french_index: StoryIndexPage, locales: dict[str, Locale]
) -> None:
    story = make_story()
    cms.post(f"/cms/localize/submit/page/{story.pk}/", {"locales": [locales["fr"].pk]})
    assert not story.get_translation(locales["fr"]).live
