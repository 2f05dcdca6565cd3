"""What an editor meets in the CMS."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.blocks import Block, ListBlock
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from accounts.models import User
from home.models import HomePage, OfficeDetails
from pages.blocks.table import TableBlock
from pages.models import BasePage, PageFacts
from stories.models import StoryIndexPage, StoryPage, Theme
from story_factory import MakeStory


def test_every_field_of_every_page_has_a_help_text(db: None) -> None:
    models = [model for model in BasePage.__subclasses__() if not model._meta.abstract]
    assert {model.__name__ for model in models} >= {"HomePage", "StoryPage", "WorkAreaPage", "LegalPage"}
    for model in models:
        own = [field for field in model._meta.local_fields if field.editable and not field.primary_key]
        for field in own:
            if not field.name.endswith("_ptr"):
                assert field.help_text, f"{model.__name__}.{field.name}"


def test_every_block_that_is_filled_in_has_a_help_text() -> None:
    def walk(block: Block, name: str) -> Iterator[str]:
        field_help = getattr(getattr(block, "field", None), "help_text", "")
        if getattr(block.meta, "help_text", "") or field_help:
            return
        inner = [*getattr(block, "child_blocks", {}).items()]
        if isinstance(block, ListBlock):
            inner.append(("item", block.child_block))
        if not inner:
            yield name
        for child_name, child in inner:
            yield from walk(child, f"{name}.{child_name}")

    streams = [
        (f"{model.__name__}.{field.name}", field.stream_block)
        for model in (*BasePage.__subclasses__(), OfficeDetails)
        for field in model._meta.local_fields
        if isinstance(field, StreamField)
    ]
    assert [name for stream, block in streams for name in walk(block, stream)] == []


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        ("home/organizationpage", "home"),
        ("home/legalpage", "home"),
        ("work/workindexpage", "home"),
        ("stories/storyindexpage", "home"),
        ("stories/storypage", "story_index"),
    ],
)
def test_every_kind_of_page_has_an_editor_that_opens(
    cms: Client, request: pytest.FixtureRequest, kind: str, parent: str
) -> None:
    page = request.getfixturevalue(parent)
    assert cms.get(f"/cms/pages/add/{kind}/{page.pk}/").status_code == 200
    assert cms.get(f"/cms/pages/{page.pk}/edit/").status_code == 200


def test_a_language_has_one_menu_and_footer(home: HomePage) -> None:
    OfficeDetails.objects.create(locale=home.locale, organization_name="An office", names_and_borders="None")
    again = OfficeDetails(locale=home.locale, organization_name="Another", names_and_borders="None")
    with pytest.raises(ValidationError, match="already"):
        again.full_clean()


def test_two_words_of_a_language_do_not_share_a_short_name(home: HomePage) -> None:
    Theme.objects.create(locale=home.locale, name="Health", slug="health")
    with pytest.raises(ValidationError, match="short name"):
        Theme(locale=home.locale, name="Well-being", slug="health").full_clean()


def test_a_table_needs_its_caption() -> None:
    with pytest.raises(ValidationError, match="caption"):
        TableBlock().clean({"data": [["1"]], "table_caption": " ", "table_header_choice": "row"})


def test_an_address_belongs_to_one_person_however_it_is_written(client: Client, administrator: User) -> None:
    with pytest.raises(ValidationError, match="already"):
        User(email="Nora@Example.org", password="x").full_clean()
    assert client.login(username="NORA@example.org", password="a long password")


def test_the_side_table_follows_the_page(make_story: MakeStory, administrator: User) -> None:
    story = make_story(summary="Before", sensitive=False)
    assert PageFacts.objects.get(page=story).summary == "Before"
    story.summary, story.sensitive, story.content_owner = "After", True, administrator
    story.save_revision().publish()
    facts = PageFacts.objects.get(page=story)
    assert (facts.summary, facts.sensitive, facts.content_owner) == ("After", True, administrator)


def test_a_deleted_page_leaves_no_facts(make_story: MakeStory) -> None:
    story = make_story()
    story.delete()
    assert not PageFacts.objects.filter(page_id=story.pk).exists()


def test_there_is_a_locale_for_each_language_of_the_settings(db: None) -> None:
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"en", "fr", "ar"}


def test_a_story_belongs_under_the_index_of_stories() -> None:
    assert StoryPage.allowed_parent_page_models() == [StoryIndexPage]
    assert StoryPage.allowed_subpage_models() == []
    assert HomePage.allowed_parent_page_models() == [Page]


def test_people_log_in_with_their_address(client: Client, administrator: User) -> None:
    response = client.post("/account/login/", {"login": "Nora@example.org", "password": "a long password"})
    assert response.status_code == 302
    assert client.get("/cms/").status_code == 200


def test_a_person_needs_an_address(db: None) -> None:
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("", "a long password")


def test_the_words_of_a_table_can_be_translated_and_its_numbers_stay() -> None:
    block = TableBlock()
    table = {"table_caption": "Returns", "data": [["Year", "Persons"], ["2024", "3,267"], ["2012", None]]}
    segments = block.get_translatable_segments(table)
    assert [(segment.path, segment.string.data) for segment in segments] == [
        ("caption", "Returns"),
        ("cell-0-0", "Year"),
        ("cell-0-1", "Persons"),
    ]
    for segment, text in zip(segments, ["Retours", "Année", "Personnes"], strict=True):
        segment.string.data = text
    translated = block.restore_translated_segments(table, segments)
    assert translated["table_caption"] == "Retours"
    assert translated["data"] == [["Année", "Personnes"], ["2024", "3,267"], ["2012", None]]
    assert table["data"][0] == ["Year", "Persons"]
