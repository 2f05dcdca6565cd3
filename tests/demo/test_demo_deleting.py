"""The demo leaves whole when it is told to, and nothing that editors made leaves with it."""

from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.models import Collection, Locale, Page, Site
from wagtail_localize.models import (
    String,
    StringTranslation,
    Template,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)

from accounts.models import User
from demo import loading, logins
from home.models import HomePage, OfficeDetails
from media.models import Picture
from stories.models import AssistanceKind, StoryIndexPage, StoryPage, StoryTheme, Theme

BY_LOADING = (
    OfficeDetails,
    Theme,
    AssistanceKind,
    Picture,
    Site,
    User,
    String,
    StringTranslation,
    Template,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)


@pytest.fixture
def delete(demo: None) -> Callable[..., str]:
    """Deletes the demo and returns what was printed."""

    def run(*arguments: str) -> str:
        printed = StringIO()
        call_command("load_demo", "--delete", *arguments, stdout=printed)
        return printed.getvalue()

    return run


@pytest.fixture
def own_home(demo: None) -> HomePage:
    """A home page that editors made beside the demo's, with a text that stands in the demo too.

    root
    ├── home (en), accueil (fr), al-raisiya (ar)   the demo's
    └── own (en)
    """
    summary = HomePage.objects.get(locale__language_code="en").summary
    page = HomePage(title="Own", slug="own", headline="Own", summary=summary, locale=Locale.get_default())
    Page.get_first_root_node().add_child(instance=page)
    return page


def test_nothing_is_left_and_loading_brings_it_back(delete: Callable[..., str], demo_media: Any) -> None:
    printed = delete()
    assert "Deleting 45 pages" in printed
    assert "Kept" not in printed
    assert not Page.objects.filter(depth__gt=1).exists()
    for model in BY_LOADING:
        assert not model.objects.exists(), model
    assert not Collection.objects.filter(name=loading.COLLECTION).exists()
    loading.load(lambda line: None)
    assert Page.objects.live().filter(depth__gt=1).count() == 45
    assert Picture.objects.count() == 14


def test_a_dry_run_counts_what_is_there(delete: Callable[..., str]) -> None:
    StoryPage.objects.filter(locale__language_code="ar").first().delete()
    printed = delete("--dry-run")
    assert "Would delete:" in printed
    assert "21 pages in en" in printed
    assert "11 pages in ar" in printed
    assert "14 pictures" in printed
    assert Page.objects.filter(depth__gt=1).count() == 44


@pytest.mark.parametrize("arguments", [(), ("--dry-run",)])
def test_a_translation_that_an_editor_made_stops_it(delete: Callable[..., str], arguments: tuple[str, ...]) -> None:
    story = StoryPage.objects.get(slug="parisa-ict-studies")
    own = story.copy_for_translation(Locale.objects.get(language_code="fr"))
    own.title = "Les études de Parisa"
    own.save()
    with pytest.raises(CommandError, match="'Les études de Parisa' was not part of the demo"):
        delete(*arguments)
    assert Page.objects.filter(depth__gt=1).count() == 46


def test_translations_of_other_pages_stay(delete: Callable[..., str], own_home: HomePage) -> None:
    source, _created = TranslationSource.update_or_create_from_instance(own_home)
    shared = String.objects.get(data=own_home.summary)
    context = TranslationContext.objects.get(object=source.object, path="summary")
    mine = StringTranslation.objects.create(
        translation_of=shared, locale=Locale.objects.get(language_code="fr"), context=context, data="La nôtre"
    )
    assert shared.translations.count() > 1
    delete()
    assert list(shared.translations.all()) == [mine]
    assert source.stringsegment_set.filter(string=shared).exists()
    assert not String.objects.filter(segments=None).exists()
    assert Page.objects.filter(depth__gt=1).get().specific == own_home


def test_a_word_that_another_story_uses_stays(delete: Callable[..., str], own_home: HomePage) -> None:
    index = own_home.add_child(instance=StoryIndexPage(title="Stories", slug="stories", summary="All"))
    story = StoryPage(title="Ours", slug="ours", summary="Ours", standfirst="Ours", body=[("text", "<p>x</p>")])
    theme = Theme.objects.filter(locale__language_code="en").first()
    story.story_themes = [StoryTheme(theme=theme, locale=own_home.locale)]
    index.add_child(instance=story)
    assert f"Kept the word '{theme}'" in delete()
    assert list(Theme.objects.all()) == [theme]


def test_a_picture_that_editors_put_beside_the_drawings_stays(delete: Callable[..., str]) -> None:
    content = BytesIO()
    Image.new("RGB", (400, 300), "#1b4a8a").save(content, "WEBP")
    collection = Collection.objects.get(name=loading.COLLECTION)
    own = Picture.objects.create(title="Own", file=ContentFile(content.getvalue(), "own.webp"), collection=collection)
    drawing = Picture.objects.exclude(pk=own.pk).filter(collection=collection).first()
    assert drawing is not None
    elsewhere = Picture.objects.create(title="Elsewhere", file=drawing.file)
    assert f"Kept the collection '{loading.COLLECTION}'" in delete()
    assert set(Picture.objects.all()) == {own, elsewhere}


def test_people_who_changed_their_password_stay(delete: Callable[..., str]) -> None:
    administrator = User.objects.get(email=logins.ADMINISTRATOR.email)
    administrator.set_password("something of her own")
    administrator.save()
    assert f"Kept {administrator.email}" in delete()
    assert User.objects.get() == administrator
