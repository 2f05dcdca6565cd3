"""What an approval covers: everything that readers see, whether it was written or chosen."""

from datetime import date
from typing import Any

import pytest
from wagtail.models import Locale
from wagtail.rich_text import RichText

from consent.models import HealthWord
from consent.publication import is_shareable
from media.models import Picture
from pages.gate.reviewing import review, text_hash_of
from pages.gate.texts import position_label
from stories.models import AssistanceKind, StoryAssistance, StoryPage, StoryTheme, Theme
from story_factory import MakeStory, approve

RETURN = {"name": "Return", "slug": "return"}


@pytest.fixture
def story(make_story: MakeStory) -> StoryPage:
    """A story that anyone may read."""
    return make_story(country_of_return="AM", gathered_on=date(2026, 3, 1))


def publish(draft: Any) -> None:
    draft.save_revision().publish()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("country_of_return", "GE"),
        ("country_of_return", ""),
        ("host_country", "BE"),
        ("country_of_origin", "GE"),
        ("gathered_on", date(2026, 3, 2)),
        ("gathered_on", None),
        ("period", "early 2015"),
        ("byline", "Anna"),
    ],
)
def test_a_changed_fact_needs_an_approval_anew(story: StoryPage, name: str, value: Any) -> None:
    draft: Any = story.get_latest_revision_as_object()
    setattr(draft, name, value)
    publish(draft)
    assert not is_shareable(story)
    approve(story)
    assert is_shareable(story)


@pytest.mark.parametrize(
    ("model", "row", "relation", "field"),
    [(Theme, StoryTheme, "story_themes", "theme"), (AssistanceKind, StoryAssistance, "story_assistance", "kind")],
)
def test_a_chosen_word_needs_an_approval_anew(
    story: StoryPage, locales: dict[str, Locale], model: Any, row: Any, relation: str, field: str
) -> None:
    word = model.objects.create(locale=locales["en"], **RETURN)
    draft = story.get_latest_revision_as_object()
    getattr(draft, relation).add(row(locale=locales["en"], **{field: word}))
    publish(draft)
    assert not is_shareable(story)
    approve(story)
    assert is_shareable(story)
    stored = StoryPage.objects.get(pk=story.pk)
    assert text_hash_of(stored) == text_hash_of(stored.get_latest_revision_as_object())


@pytest.mark.parametrize("name", ["content_owner_id", "review_by", "sensitive", "cache_policy", "owner_id"])
def test_the_upkeep_of_a_page_needs_none(story: StoryPage, administrator: Any, name: str) -> None:
    values = {"review_by": date(2027, 1, 1), "sensitive": True, "cache_policy": "none"}
    before = text_hash_of(story)
    setattr(story, name, values.get(name, administrator.pk))
    assert text_hash_of(story) == before


def test_a_picture_that_is_made_decorative_in_the_story_counts(make_story: MakeStory, picture: Picture) -> None:
    story = make_story(body=[("picture", {"picture": picture, "caption": ""})])
    before = text_hash_of(story)
    shown = story.body[0].value["picture"]
    shown.decorative = not shown.decorative
    assert text_hash_of(story) != before


def test_the_name_of_a_country_is_not_part_of_it(story: StoryPage, settings: Any) -> None:
    before = text_hash_of(story)
    settings.COUNTRIES_OVERRIDE = {"AM": "Armenia, Republic of"}
    assert text_hash_of(StoryPage.objects.get(pk=story.pk)) == before


def test_the_words_that_the_office_gives_to_choose_are_looked_through(
    story: StoryPage, locales: dict[str, Locale]
) -> None:
    HealthWord.objects.get_or_create(language_code="en", word="hospital*")
    kind = AssistanceKind.objects.create(name="Hospital treatment", slug="hospital", locale=locales["en"])
    draft = story.get_latest_revision_as_object()
    draft.story_assistance.add(StoryAssistance(locale=locales["en"], kind=kind))
    found = {refusal.code: refusal.position for refusal in review(draft).errors}
    assert found == {"health_word": "story_assistance/1", "approval_missing": ""}
    assert str(position_label(draft, "story_assistance/1")) == "kind of assistance"


def test_a_word_that_gets_another_name_closes_what_may_not_be_read_any_more(
    story: StoryPage, locales: dict[str, Locale], django_capture_on_commit_callbacks: Any
) -> None:
    theme = Theme.objects.create(locale=locales["en"], **RETURN)
    draft = story.get_latest_revision_as_object()
    draft.story_themes.add(StoryTheme(locale=locales["en"], theme=theme))
    publish(draft)
    approve(story)
    theme.name = "Coming back"
    theme.save()
    assert is_shareable(story), "a better word needs no approval"
    theme.name = "Out of hospital"
    theme.save()
    assert not is_shareable(story)


def test_where_a_link_leads_counts(story: StoryPage) -> None:
    hashes = set()
    for number in (1, 2):
        story.body = [("text", RichText(f'<p><a linktype="page" id="{number}">Read on</a></p>'))]
        hashes.add(text_hash_of(story))
    assert len(hashes) == 2
