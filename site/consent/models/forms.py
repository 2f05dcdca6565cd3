"""Scans of the forms on which consent was given."""

import hashlib
import uuid
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from consent.models.records import ConsentRecord, RecordIsFinal
from consent.private_files import EncryptedStorage, random_name
from consent.vocabulary import RecordStatus

LARGEST_FORM = 20 * 1024 * 1024  # bytes


class FormKind(models.TextChoices):
    """The kinds of file that a form may be."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"
    OGG = "audio/ogg", "Ogg"
    MP3 = "audio/mpeg", "MP3"


# What a file of the kind begins with: the browser's word for it is not taken.
BEGINNINGS = {
    FormKind.PDF: (b"%PDF-",),
    FormKind.JPEG: (b"\xff\xd8\xff",),
    FormKind.PNG: (b"\x89PNG\r\n\x1a\n",),
    FormKind.OGG: (b"OggS",),
    FormKind.MP3: (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
}


class ConsentForm(models.Model):
    """A page of a form, or the recording of a spoken consent, as it was received. Never changed, only added."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(
        ConsentRecord,
        verbose_name=_("consent record"),
        on_delete=models.CASCADE,
        related_name="forms",
        help_text=_("The consent that the form documents."),
    )
    file = models.FileField(
        _("form"),
        storage=EncryptedStorage(),
        upload_to=random_name,
        max_length=120,
        help_text=_("The scan of the form, or the recording. Kept encrypted."),
    )
    kind = models.CharField(
        _("kind of file"), max_length=40, choices=FormKind.choices, help_text=_("What kind of file it is.")
    )
    sha256 = models.CharField(
        _("fingerprint"),
        max_length=64,
        editable=False,
        help_text=_("The SHA-256 of the file as it was received: proves that it is still the same."),
    )
    added_at = models.DateTimeField(_("added at"), auto_now_add=True, help_text=_("When the form was added."))

    class Meta:
        verbose_name = _("consent form")
        verbose_name_plural = _("consent forms")
        ordering: ClassVar[list[str]] = ["added_at"]

    def __str__(self) -> str:
        return f"consent form {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the form. Raises RecordIsFinal for one that is there already, and for a record that takes none."""
        if not self._state.adding:
            raise RecordIsFinal
        with transaction.atomic():
            if not takes_form(ConsentRecord.objects.select_for_update().only("status").get(pk=self.record_id)):
                raise RecordIsFinal
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a form of a draft. Raises RecordIsFinal: a form that could go could be exchanged."""
        if self.record.status != RecordStatus.DRAFT:
            raise RecordIsFinal
        return super().delete(*args, **kwargs)

    @sensitive_variables()
    def content(self) -> bytes:
        """Return the file as it was received. Raises CannotDecrypt, or ValueError if it is no longer the same."""
        with self.file.open("rb") as opened:
            data: bytes = opened.read()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ValueError("The form is not the file that was added.")
        return data


def takes_form(record: ConsentRecord) -> bool:
    """Say whether a form may be added to a record.

    To a draft as many as there are pages. To a consent that holds the missing one, once: an officer in the field
    records what was signed and scans the paper later. It changes nothing that was agreed, and is never exchanged.
    """
    if record.status == RecordStatus.DRAFT:
        return True
    return record.status == RecordStatus.VALID and not record.forms.exists()


@sensitive_variables()
def add_form(record: ConsentRecord, data: bytes) -> ConsentForm:
    """Encrypt a scan or recording and add it to a record.

    Raises ValidationError for a file of a kind that is not allowed, or too large, RecordIsFinal for a record that
    takes no form.
    """
    kind = next((kind for kind, starts in BEGINNINGS.items() if data.startswith(starts)), None)
    if kind is None:
        raise ValidationError(_("A form is a PDF, JPEG or PNG file; a recording an Ogg or MP3 file."), code="kind")
    if len(data) > LARGEST_FORM:
        raise ValidationError(_("The file is larger than 20 megabytes."), code="too_large")
    if not takes_form(record):
        # Before the file is written: nothing would refer to it.
        raise RecordIsFinal
    form = ConsentForm(record=record, kind=kind, sha256=hashlib.sha256(data).hexdigest())
    form.file.save("form", ContentFile(data), save=False)
    form.save()
    return form
