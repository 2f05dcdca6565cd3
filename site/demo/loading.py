"""Builds the demonstration site in an empty database."""

from collections.abc import Callable, Iterable
from pathlib import Path

import yaml
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Collection, Locale, Page
from wagtail.models import Site as WagtailSite

from accounts.models import User
from consent.vocabulary import PeopleShown
from demo import consents, content_files, instances, logins, site_address
from demo.content_files import ContentError, ContentFile
from demo.errors import DemoError
from demo.instances import Site, translation_key
from demo.logins import make_logins
from demo.translating import translate
from home.models import DemonstrationSettings, HomePage
from media.files import CleanFile
from media.models import Picture
from pages.models import BasePage
from stories.models import AssistanceKind, StoryAssistance, StoryPage, StoryTheme, Theme
from stories.models.vocabulary import Term

COLLECTION = "Demonstration"
VOCABULARIES: tuple[tuple[type[Term], str], ...] = ((Theme, "themes"), (AssistanceKind, "assistance"))
Report = Callable[[str], None]


def site_is_empty() -> bool:
    """Say whether nobody has made a page yet (Wagtail's own welcome page does not count)."""
    return not HomePage.objects.exists()


def demo_is_there() -> bool:
    """Say whether the demo's home page exists, as loaded or as editors have changed it since."""
    return HomePage.objects.filter(translation_key=translation_key("page", "")).exists()


def describe() -> list[str]:
    """Return, in a few lines, what loading would make. Raises ContentError for files that cannot be used."""
    languages: dict[str, int] = {}
    names: set[str] = set()
    for files in content_files.pages():
        for file in files:
            file.require("type")
            languages[file.language_code] = languages.get(file.language_code, 0) + 1
            if picture := file.fields.get("listing_picture"):
                names.add(picture["name"])
    for name in names:
        content_files.picture_file(name)
    pictures = len(list(content_files.PICTURES.glob("*.webp")))
    return [f"{number} pages in {code}" for code, number in languages.items()] + [f"{pictures} pictures"]


def load(report: Report) -> None:
    """Build the whole demonstration site and the people who work on it, or nothing of it.

    Raises DemoError when the site has pages already, ContentError for a file that cannot be used.
    """
    if not site_is_empty():
        raise DemoError("The site has pages already; the demo is only loaded into an empty one.")
    saved_files: list[str] = []
    try:
        with transaction.atomic():
            make_logins()
            _load(report, saved_files)
    except BaseException:
        for name in saved_files:
            Picture._meta.get_field("file").storage.delete(name)
        # What was cached of pictures and pages that never came to be would be believed of the next ones.
        cache.clear()
        raise


def _load(report: Report, saved_files: list[str]) -> None:
    site = Site()
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    source_locale = locales[settings.LANGUAGE_CODE]
    _remove_welcome_page()
    report("Drawing the pictures in the sizes that pages use …")
    site.pictures = dict(_pictures(saved_files))
    report("Writing the pages …")
    terms = {model: _vocabulary(model, name, locales) for model, name in VOCABULARIES}
    all_files = list(content_files.pages())
    sources = _outline([files[0] for files in all_files], source_locale, site)
    for files in all_files:
        _fill(sources[files[0].key], files[0], source_locale, site, terms)
    report("Translating them …")
    for files in all_files:
        for file in files[1:]:
            _translate_page(sources[file.key], file, locales[file.language_code], site)
    report("Entering the invented consents …")
    for files in all_files:
        story = sources[files[0].key]
        if isinstance(story, StoryPage):
            _clear(story, files[0])
    _office(site, locales)
    _point_site_at(sources[""])


def _office(site: Site, locales: dict[str, Locale]) -> None:
    source, *translations = content_files.snippet("office")
    saved = instances.office(source, locales[source.language_code], site)
    saved.save()
    for file in translations:
        locale = locales[file.language_code]
        translate(saved, instances.office(file, locale, site), locale, file)


def _pictures(saved_files: list[str]) -> Iterable[tuple[str, int]]:
    collection = Collection.objects.filter(name=COLLECTION).first()
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=COLLECTION)
    credits = yaml.safe_load((content_files.PICTURES / "credits.yaml").read_text("utf-8"))
    for path in sorted(content_files.PICTURES.glob("*.webp")):
        yield path.stem, _picture(path, credits, collection, saved_files)


def _picture(path: Path, credits: dict[str, str], collection: Collection, saved_files: list[str]) -> int:
    title = path.stem.replace("-", " ").capitalize()
    # The drawings are clean as they are (a test reads them); deleting the demo knows them again by their bytes.
    drawing = CleanFile(path.read_bytes(), path.name)
    picture = Picture.objects.create(
        title=title,
        credit=credits["all"],
        source=credits["source"],
        # No drawing shows anybody.
        people_shown=PeopleShown.NONE,
        people_answered_by=User.objects.get(email=logins.WRITER.email),
        nobody_confirmed_by=User.objects.get(email=logins.EDITOR.email),
        nobody_confirmed_at=timezone.now(),
        collection=collection,
        file=drawing,
    )
    saved_files.append(picture.file.name)
    saved_files += picture.renditions.values_list("file", flat=True)
    return picture.pk


def _vocabulary(model: type[Term], name: str, locales: dict[str, Locale]) -> dict[str, Term]:
    """Make a vocabulary in all languages; return its words in the source language by their key."""
    terms = {}
    for key, words in content_files.vocabulary(name).items():
        for code, word in words.items():
            term = model.objects.create(
                name=word,
                slug=slugify(word, allow_unicode=True),
                locale=locales[code],
                translation_key=translation_key(name, key),
            )
            if code == settings.LANGUAGE_CODE:
                terms[key] = term
    return terms


def _outline(files: list[ContentFile], locale: Locale, site: Site) -> dict[str, BasePage]:
    """Make every page as a draft whose links lead nowhere yet, since texts link to pages that come later."""
    made: dict[str, BasePage] = {}
    root = Page.get_first_root_node()
    outline = Site(pictures=site.pictures, stand_in=root.pk)
    for file in files:
        page = instances.page(file, locale, outline)
        page.live = False
        parent = made[file.key.rpartition("/")[0]] if file.key else root
        parent.refresh_from_db()
        parent.add_child(instance=page)
        made[file.key] = page
        site.pages[file.key] = page.pk
    return made


def _fill(
    page: BasePage, file: ContentFile, locale: Locale, site: Site, terms: dict[type[Term], dict[str, Term]]
) -> None:
    """Give a page its text and publish it, as an editor would."""
    wanted = instances.page(file, locale, site)
    for name in instances.STREAM_FIELDS:
        if hasattr(page, name):
            setattr(page, name, getattr(wanted, name))
    if isinstance(page, StoryPage):
        page.story_themes = [StoryTheme(theme=term, locale=locale) for term in _terms(file, "themes", terms[Theme])]
        page.story_assistance = [
            StoryAssistance(kind=term, locale=locale) for term in _terms(file, "assistance", terms[AssistanceKind])
        ]
    page.save()
    page.save_revision().publish()


def _terms(file: ContentFile, name: str, known: dict[str, Term]) -> list[Term]:
    keys = file.fields.get(name, [])
    if unknown := [key for key in keys if key not in known]:
        raise ContentError(f"{file.path}: '{unknown[0]}' is not in the vocabulary of {name}.")
    return [known[key] for key in keys]


def _translate_page(source: BasePage, file: ContentFile, locale: Locale, site: Site) -> None:
    source.refresh_from_db()
    translate(source, instances.page(file, locale, site), locale, file)
    page = source.get_translation(locale)
    page.first_published_at = source.first_published_at
    page.save()
    page.get_latest_revision().publish()


def _remove_welcome_page() -> None:
    """Remove the page that Wagtail's own migrations make, and with it the site that begins there."""
    for page in Page.objects.filter(depth=2, content_type=ContentType.objects.get_for_model(Page)):
        page.delete()


def _clear(story: StoryPage, file: ContentFile) -> None:
    """Give a story the people, the consents and the approvals without which nobody could read it."""
    officer = User.objects.get(email=logins.OFFICER.email)
    approver = User.objects.get(email=logins.SECOND_OFFICER.email)
    consents.enter_people(story, file, officer)
    for page in story.get_translations(inclusive=True):
        consents.approve(page, approver)


def _point_site_at(home: BasePage) -> None:
    """Make the demo's home page the root of the site and mark the site as a demonstration."""
    hostname, port = site_address.wanted_address()
    wagtail_site = WagtailSite.objects.create(
        hostname=hostname,
        port=port,
        site_name=settings.WAGTAIL_SITE_NAME,
        root_page=home,
        is_default_site=True,
    )
    site_address.remember_address()
    DemonstrationSettings.objects.update_or_create(site=wagtail_site, defaults={"is_demonstration": True})
