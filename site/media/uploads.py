"""Wagtail's waiting room for documents whose form is not complete yet: they go through the door before they wait."""

from typing import Any

from wagtail.models import UploadedFile

from media.files import cleaned_document
from media.models import DocumentFile, document_name


def clean_waiting_file(sender: type[UploadedFile], instance: UploadedFile, raw: bool = False, **kwargs: Any) -> None:
    """Clean the file before it is stored, under a random name (a signal receiver). Raises Refused."""
    file = instance.file
    if raw or not file or file._committed:
        return
    if instance.for_content_type and instance.for_content_type.model_class() is DocumentFile:
        clean = cleaned_document(file.file, file.name)
        clean.name = document_name(DocumentFile(), str(clean.name)).rpartition("/")[2]
        instance.file = clean
