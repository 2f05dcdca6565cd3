"""Which pages show pictures, play recordings and offer documents; what no readable page uses has no public address."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Field, ForeignKey, Model
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from consent.publication import shareable
from media.models import DocumentFile, MediaUse, Picture, Rendition
from media.people.appearing import uses_of_pictures
from media.people.models import MediumWithPeople
from media.recordings.models import Recording

# What a page uses: picture, document and recording, two of them being None.
Use = tuple[int | None, int | None, int | None]


def is_public(file: Picture | Recording | DocumentFile) -> bool:
    """Say whether anyone may see or hear a file now: a page that anyone may see uses it.

    Asks each time. Whatever closes the page closes its files with it, at the next request and with no job running. A
    picture or recording of which nobody said whether it shows people is not public, whatever page shows it, nor is a
    recording without its words.
    """
    if isinstance(file, MediumWithPeople) and not file.people_shown:
        return False
    if isinstance(file, Recording) and file.lacks_words:
        return False
    uses = MediaUse.objects.filter(uses_of_pictures([file.pk])) if isinstance(file, Picture) else file.page_uses.all()
    return shareable(Page.objects.filter(pk__in=uses.values("page"))).exists()


def public_rendition(name: str) -> Rendition | None:
    """Return the rendition of a file name if anyone may see it now."""
    rendition = stored_rendition(name)
    return rendition if rendition is not None and is_public(rendition.image) else None


def stored_rendition(name: str) -> Rendition | None:
    """Return the rendition of a file name, whether anyone may see it or not."""
    rendition: Rendition | None = Rendition.objects.filter(file=f"images/{name}").select_related("image").first()
    return rendition


def record_uses(
    sender: type[Model],
    instance: Model,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **_signal: Any,
) -> None:
    """Write what a page uses as it is stored (a post_save receiver for every page).

    Wagtail saves a few fields of a live page while the object at hand holds a draft: what readers see is the stored
    page, and a picture of the draft is not public yet.
    """
    if raw or not isinstance(instance, Page) or type(instance) is Page:
        return
    page = instance if update_fields is None else type(instance)._default_manager.get(pk=instance.pk)
    found = set(_files(page))
    with transaction.atomic():
        stored = MediaUse.objects.filter(page_id=page.pk)
        known = {(use.picture_id, use.document_id, use.recording_id): use.pk for use in stored}
        MediaUse.objects.filter(pk__in=[pk for key, pk in known.items() if key not in found]).delete()
        MediaUse.objects.bulk_create(
            MediaUse(page_id=page.pk, picture_id=picture, document_id=document, recording_id=recording)
            for picture, document, recording in sorted(found - known.keys(), key=str)
        )


def _files(instance: Model) -> Iterator[Use]:
    """Yield each use: of the fields, the blocks and the child rows."""
    for field in instance._meta.get_fields():
        if isinstance(field, ForeignKey):
            yield from _file(field.related_model, field.value_from_object(instance))
        elif isinstance(field, Field) and hasattr(field, "extract_references"):
            for model, key, *_where in field.extract_references(field.value_from_object(instance)):
                yield from _file(model, key)
    for relation in get_all_child_relations(type(instance)):
        for child in getattr(instance, relation.get_accessor_name()).all():
            yield from _files(child)


def _file(model: Any, key: Any) -> Iterator[Use]:
    if key and issubclass(model, Picture):
        yield int(key), None, None
    elif key and issubclass(model, DocumentFile):
        yield None, int(key), None
    elif key and issubclass(model, Recording):
        yield None, None, int(key)
