"""Pictures and documents of the site, and where they are used. Alternative texts belong to each use, not here."""

import secrets
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet, get_upload_to
from wagtail.images.models import Image as WagtailImage
from wagtail.models import Page

from consent.vocabulary import PeopleShown
from media.files import CleanDocumentField, CleanImageField, random_name
from media.people.models import MediumWithPeople

_LONGEST_DOWNLOAD_NAME = 80  # characters


class Picture(MediumWithPeople, AbstractImage):  # type: ignore[django-manager-missing]
    """A picture in the library, with its credit, and with the answer whether people are shown in it."""

    follows_file = ("hidden_from", "hidden_regions")

    # These five are Wagtail's, but for the file's way through the door. The others stand after it because Django
    # stores fields in their order, and they are known when the file has been cleaned.
    file = CleanImageField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    width = models.IntegerField(_("width"), editable=False)
    height = models.IntegerField(_("height"), editable=False)
    file_size = models.PositiveIntegerField(null=True, editable=False)
    file_hash = models.CharField(max_length=40, blank=True, db_index=True, editable=False)
    # The name of the file in which something was hidden later, so that this one came of it. Any other file empties it.
    hidden_from = models.CharField(max_length=100, blank=True, default="", editable=False)
    # What is hidden in it: left, top, width and height of each region in fractions of the picture.
    hidden_regions = models.JSONField(default=list, editable=False)
    credit = models.CharField(
        _("credit"),
        max_length=160,
        blank=True,
        help_text=_("Who drew or took the picture, for example a name or an agency. Shown beneath it."),
    )

    source = models.CharField(
        _("source and licence"),
        max_length=250,
        blank=True,
        help_text=_(
            "Where the picture comes from and what allows us to use it, for example “taken by us”, “commissioned, "
            "contract of May 2026” or “CC BY 4.0” with its address. Only colleagues see it."
        ),
    )
    people_shown = models.CharField(
        _("Are people shown in this picture?"),
        max_length=20,
        choices=PeopleShown.choices,
        blank=True,
        default="",
        db_index=True,
        help_text=_(
            "Look at the whole picture, the background and mirrors too. A face is not the only thing that gives "
            "somebody away: so do a tattoo, a name tag or a well-known place of work. Seen from behind, far away or "
            "hidden for good, nobody can be recognised. When in doubt, choose the last answer."
        ),
    )

    def get_upload_to(self, filename: str) -> str:
        """Return a random name in the place of the uploaded one.

        File names tell things, such as whose portrait it is. And since the names of renditions follow from this one,
        no picture ever gets an address that another had before: caches may keep them.
        """
        return f"original_images/{random_name(filename)}"

    objects: ClassVar[models.Manager["Picture"]] = ImageQuerySet.as_manager()

    # What has to be answered stands beside the file.
    admin_form_fields = tuple(
        dict.fromkeys(("title", "file", "people_shown", "credit", "source", *WagtailImage.admin_form_fields))
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(nobody_confirmed_by=models.F("people_answered_by")),
                name="nobody_confirmed_by_another",
                violation_error_message=_("Whoever answered cannot confirm the answer."),
            ),
        ]

    @property
    def approved_name(self) -> str:
        """What stands for this file in the approval of a page: a picture with less on it needs no other approval."""
        return self.hidden_from or str(self.file.name)

    def forget_sizes(self) -> None:
        """Drop all sizes of the file; they would be taken for those of the next one."""
        Rendition.objects.filter(image=self.pk).delete()
        getattr(self, "_prefetched_objects_cache", {}).pop("renditions", None)


class Rendition(AbstractRendition):
    """A picture in one of the sizes that pages use.

    It has two addresses: the public one answers while a page that anyone may see uses the picture; the one in the
    CMS, which is ``url`` since Wagtail's own screens ask for that, only for people who are logged in.
    """

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["file"], name="media_rendition_file")]

    def get_upload_to(self, filename: str) -> str:
        """Return a name that begins with that of the picture's file, and that no other size ever gets.

        Wagtail puts the filter behind the picture's name and cuts that to what is left of 60 characters: to four, and
        sooner or later two pictures would share an address. A size that is made once more gets another name too, since
        its bytes need not be the same.
        """
        return f"images/{Path(self.image.file.name).stem}-{secrets.token_hex(4)}{Path(filename).suffix.lower()}"

    @property
    def file_name(self) -> str:
        """The stored name without its folder; nobody can guess it."""
        return Path(self.file.name).name

    @property
    def url(self) -> str:
        """The address in the CMS."""
        return reverse("cms_rendition", args=[self.file_name])

    @property
    def public_url(self) -> str:
        """The address for readers."""
        return reverse("rendition", args=[self.file_name])

    @property
    def public_full_url(self) -> str:
        """The address for readers with the host, for services that fetch the picture from elsewhere."""
        return f"{settings.WAGTAILADMIN_BASE_URL}{self.public_url}"


def document_name(instance: "DocumentFile", filename: str) -> str:
    """Return under which name a document is stored: a random one, for the reason that pictures have one."""
    return f"documents/{random_name(filename)}"


class DocumentFile(AbstractDocument):
    """A file for download, such as a leaflet."""

    # As with Picture, what follows from the file stands after it.
    file = CleanDocumentField(_("file"), upload_to=document_name)
    file_size = models.PositiveBigIntegerField(null=True, editable=False)
    file_hash = models.CharField(max_length=40, blank=True, editable=False)
    cautions = models.JSONField(default=list, editable=False)

    admin_form_fields = WagtailDocument.admin_form_fields

    @property
    def filename(self) -> str:
        """The name under which readers see and keep the file: made from the title, never from the uploaded name."""
        name = slugify(self.title, allow_unicode=True)[:_LONGEST_DOWNLOAD_NAME].strip("-")
        return f"{name or 'document'}{Path(str(self.file.name)).suffix}"

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class MediaUse(models.Model):
    """A page that shows a picture, plays a recording or offers a document, as readers get it: drafts do not count."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="media_uses")
    picture = models.ForeignKey(Picture, null=True, on_delete=models.CASCADE, related_name="page_uses")
    document = models.ForeignKey(DocumentFile, null=True, on_delete=models.CASCADE, related_name="page_uses")
    recording = models.ForeignKey("media.Recording", null=True, on_delete=models.CASCADE, related_name="page_uses")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(picture__isnull=False, document__isnull=True, recording__isnull=True)
                | models.Q(picture__isnull=True, document__isnull=False, recording__isnull=True)
                | models.Q(picture__isnull=True, document__isnull=True, recording__isnull=False),
                name="media_use_of_one_file",
            ),
            models.UniqueConstraint(fields=["page", "picture"], name="media_picture_used_once"),
            models.UniqueConstraint(fields=["page", "document"], name="media_document_used_once"),
            models.UniqueConstraint(fields=["page", "recording"], name="media_recording_used_once"),
        ]

    def __str__(self) -> str:
        return f"use on page {self.page_id}"


# Django looks for the models of a room in this module.
from media.people.models import PictureSubject  # noqa: E402, F401
from media.recordings.models import Recording, RecordingSubject  # noqa: E402, F401
