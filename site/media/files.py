"""Model fields that let no file into storage that has not gone through the door, whichever way it comes.

Forms, the multiple upload, scripts, bulk inserts and `picture.file.save()` all end in the method `save` of a field's
file. A file that a form has cleaned already is a CleanFile and is stored as it is.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from media.door.documents import clean_document
from media.door.pictures import clean_picture
from media.door.regions import Region


class CleanFile(ContentFile):
    """A file that has gone through the door, or that is known to be clean because it was made so.

    Its name ends as its content demands. ``cautions`` are what an editor should know of a document, ``hidden`` the
    regions that were hidden in a picture.
    """

    def __init__(
        self, content: bytes, name: str, cautions: tuple[str, ...] = (), hidden: Sequence[Region] = ()
    ) -> None:
        super().__init__(content, name)
        self.cautions = cautions
        self.hidden = hidden


def cleaned_picture(file: File) -> CleanFile:
    """Return the file cleaned. Raises Refused."""
    if isinstance(file, CleanFile):
        return file
    picture = clean_picture(_content(file))
    return CleanFile(picture.content, f"picture{picture.ending}")


def cleaned_document(file: File, name: str) -> CleanFile:
    """Return the file cleaned; its name says of what kind it is. Raises Refused."""
    if isinstance(file, CleanFile):
        return file
    document = clean_document(_content(file), name)
    return CleanFile(document.content, f"document{document.ending}", document.cautions)


def _content(file: File) -> bytes:
    file.seek(0)
    content = file.read()
    return content if isinstance(content, bytes) else content.encode()


def random_name(filename: str) -> str:
    """Return a name that nobody can guess, with the ending of another name: uploaded names tell things."""
    return f"{secrets.token_hex(12)}{PurePath(filename).suffix.lower()}"


class _CleanPictureFile(WagtailImageFieldFile):
    def save(self, name: str, content: File, save: bool = True) -> None:
        clean = cleaned_picture(content)
        _note(self.instance, clean)
        self.instance.hidden_from = ""
        self.instance.hidden_regions = [list(astuple(region)) for region in clean.hidden]
        super().save(str(clean.name), clean, save)

    def get_image_dimensions(self) -> tuple[int | None, int | None]:
        # A file that has not been through the door is not opened here. Its size is known once it is stored.
        if not self._committed and not isinstance(self.file, CleanFile):
            return None, None
        size: tuple[int, int] = super().get_image_dimensions()
        return size


class _CleanDocumentFile(FieldFile):
    def save(self, name: str, content: File, save: bool = True) -> None:
        clean = cleaned_document(content, name)
        _note(self.instance, clean)
        self.instance.cautions = list(clean.cautions)  # type: ignore[attr-defined]
        super().save(str(clean.name), clean, save)


def _note(instance: Any, clean: CleanFile) -> None:
    """Keep the size and hash of what is stored: by the hash Wagtail recognises a file that is there already."""
    content = _content(clean)
    clean.seek(0)
    instance.file_size = len(content)
    instance.file_hash = hashlib.sha1(content, usedforsecurity=False).hexdigest()


class CleanImageField(WagtailImageField):
    """A picture's file. What follows from it is declared after it: its sides, file_size, file_hash, what is hidden."""

    attr_class = _CleanPictureFile


class CleanDocumentField(models.FileField):
    """A document's file. A model declares its file_size, file_hash and cautions after it: they follow from it."""

    attr_class = _CleanDocumentFile
