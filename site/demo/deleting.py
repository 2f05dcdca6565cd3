"""Takes the demonstration site away again, and nothing that editors made."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import models, transaction
from django.db.models import ProtectedError
from wagtail.models import Collection, Page
from wagtail.models import Site as WagtailSite
from wagtail.utils.file import hash_filelike

from demo import content_files
from demo.consents import forget_people
from demo.errors import DemoError
from demo.instances import translation_key
from demo.loading import COLLECTION, VOCABULARIES, Report
from demo.logins import delete_logins
from demo.translation_memory import forget_translations
from home.models import OfficeDetails
from media.models import DocumentFile, Picture
from stories.models.vocabulary import Term


def delete(report: Report) -> None:
    """Take away what loading made: pages in all languages, words, pictures, menu and footer, people.

    Raises DemoError when editors have put pages of their own beneath the demo's.
    """
    pages = _demo_pages()
    _refuse_to_delete_pages_of_editors(pages)
    with transaction.atomic():
        report(f"Deleting {pages.count()} pages …")
        words = _words()
        forget_translations([*_page_keys(), _office_key(), *(word.translation_key for word in words)])
        forget_people(_page_keys())
        WagtailSite.objects.filter(root_page__in=pages).delete()
        while page := pages.order_by("depth").first():
            page.delete()
        OfficeDetails.objects.filter(translation_key=_office_key()).delete()
        for line in [*_delete_words(words), *_delete_pictures(), *_delete_people()]:
            report(line)


def describe() -> list[str]:
    """Return, in a few lines, what deleting would take away. Raises DemoError as delete() does."""
    pages = _demo_pages()
    _refuse_to_delete_pages_of_editors(pages)
    in_languages = pages.values_list("locale__language_code").annotate(number=models.Count("pk")).order_by("locale")
    return [*(f"{number} pages in {code}" for code, number in in_languages), f"{len(list(_drawings()))} pictures"]


def _page_keys() -> list[UUID]:
    return [translation_key("page", files[0].key) for files in content_files.pages()]


def _office_key() -> UUID:
    return translation_key("office", "")


def _demo_pages() -> "models.QuerySet[Page]":
    return Page.objects.filter(translation_key__in=_page_keys())


def _refuse_to_delete_pages_of_editors(demo_pages: "models.QuerySet[Page]") -> None:
    """Raise DemoError for a page beneath the demo's that loading did not make, be it a translation of one it made."""
    all_files = (file for files in content_files.pages() for file in files)
    made = {(translation_key("page", file.key), file.language_code) for file in all_files}
    paths = tuple(demo_pages.values_list("path", flat=True))
    for page in Page.objects.select_related("locale").order_by("path"):
        if page.path.startswith(paths) and (page.translation_key, page.locale.language_code) not in made:
            raise DemoError(f"'{page.title}' was not part of the demo and lies beneath it; move or delete it first.")


def _words() -> list[Term]:
    """Return the words of the demo's vocabularies in all languages."""
    return [
        word
        for model, name in VOCABULARIES
        for word in model.objects.filter(
            translation_key__in=[translation_key(name, key) for key in content_files.vocabulary(name)]
        )
    ]


def _delete_words(words: Iterable[Term]) -> Iterator[str]:
    for word in words:
        try:
            word.delete()
        except ProtectedError:
            yield f"Kept the word '{word}': a story that was not part of the demo uses it."


def _drawings() -> Iterator[Picture]:
    """Yield the pictures that loading made: those of its collection whose file is still one of the drawings."""
    hashes = set()
    for path in content_files.PICTURES.glob("*.webp"):
        with path.open("rb") as file:
            hashes.add(hash_filelike(file))
    for picture in Picture.objects.filter(collection__name=COLLECTION):
        if picture.get_file_hash() in hashes:
            yield picture


def _delete_pictures() -> Iterator[str]:
    for picture in _drawings():
        picture.delete()
    for collection in Collection.objects.filter(name=COLLECTION):
        if collection.is_leaf() and not _has_files(collection):
            collection.delete()
        else:
            yield f"Kept the collection '{COLLECTION}': it holds files that were not part of the demo."


def _has_files(collection: Collection) -> bool:
    return any(model.objects.filter(collection=collection).exists() for model in (Picture, DocumentFile))


def _delete_people() -> Iterator[str]:
    for email in delete_logins():
        yield f"Kept {email}: the password is not the one that was made for the demo."
