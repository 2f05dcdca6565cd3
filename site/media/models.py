"""Pictures and documents of the site. What a picture shows is said at each use of it, not here."""

import secrets
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class Picture(AbstractImage):
    """A picture in the library, with its credit."""

    credit = models.CharField(
        _("credit"),
        max_length=160,
        blank=True,
        help_text=_("Who drew or took the picture, for example a name or an agency. Shown beneath it."),
    )

    def get_upload_to(self, filename: str) -> str:
        """Return a random name in the place of the uploaded one.

        File names tell things, such as whose portrait it is. And since the names of renditions follow from this one,
        no picture ever gets an address that another had before: caches may keep them.
        """
        return f"original_images/{secrets.token_hex(12)}{Path(filename).suffix.lower()}"

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class Rendition(AbstractRendition):
    """A picture in one of the sizes that pages use."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class DocumentFile(AbstractDocument):
    """A file for download, such as a leaflet."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
