"""The form through which pictures enter the library."""

from io import BytesIO
from typing import Any

import willow
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from media.cleaning import UnreadablePicture, without_metadata
from media.ladder import ladder
from media.models import Picture


class PictureFileField(WagtailImageField):
    """Wagtail's field, which answers a damaged file with a message and stores pictures without their metadata."""

    def to_python(self, data: Any) -> Any:
        """Return the cleaned file. Raises ValidationError for what is no picture, or a damaged one."""
        damaged = ValidationError(
            _("This picture cannot be read: the file is damaged or incomplete. Save it again and upload the new file."),
            code="invalid_image",
        )
        try:
            file = super().to_python(data)
        except OSError as error:
            raise damaged from error
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        try:
            content = without_metadata(file.read())
        except UnreadablePicture as error:
            raise damaged from error
        clean = SimpleUploadedFile(str(file.name), content, file.content_type or "")
        clean.image = willow.Image.open(BytesIO(content))  # type: ignore[attr-defined]
        return clean


class PictureForm(BaseImageForm):
    """Cleans the file, and makes its sizes again after Wagtail has dropped those of a replaced one."""

    file = PictureFileField(label=_("File"))

    def save(self, commit: bool = True) -> Picture:
        """Store the picture and make its sizes."""
        picture: Picture = super().save(commit=commit)
        if commit:
            ladder(picture)
        return picture
