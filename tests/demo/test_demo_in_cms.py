"""What loading the demo leaves in the CMS: pages as an editor and a translator would have made them."""

import pytest
from wagtail_localize.models import Translation, TranslationSource

from demo import loading
from demo.errors import DemoError
from stories.models import StoryPage


def test_translations_are_those_of_a_translator(demo: None) -> None:
    french = StoryPage.objects.get(locale__language_code="fr")
    assert french.live
    assert french.alias_of is None
    source = TranslationSource.objects.get(object_id=french.translation_key)
    translation = Translation.objects.get(source=source, target_locale=french.locale)
    total, done = translation.get_progress()
    assert total == done > 20


def test_a_translated_story_has_translated_themes(demo: None) -> None:
    arabic = StoryPage.objects.get(locale__language_code="ar")
    assert {theme.locale.language_code for theme in arabic.themes} == {"ar"}
    assert {kind.locale.language_code for kind in arabic.assistance} == {"ar"}


def test_the_demo_is_not_loaded_over_anything(demo: None) -> None:
    with pytest.raises(DemoError, match="empty"):
        loading.load(lambda line: None)
