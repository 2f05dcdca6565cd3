"""Takes uploaded forms into memory and nowhere else.

Django writes large uploads into a temporary folder, unencrypted. Here they stay in memory, up to the size that a
form may have; of a larger one the rest is read and thrown away, so that the view can say what is wrong.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from consent.models.forms import LARGEST_FORM


class InMemoryOnly(FileUploadHandler):
    """Keeps a file in memory whatever its size, and not a byte more than a form may have."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin anew for each file."""
        super().new_file(*args, **kwargs)
        self._kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the next part, unless there is too much already."""
        if self._kept.tell() <= LARGEST_FORM:
            self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the file; its size is the true one, also if not all of it was kept."""
        self._kept.seek(0)
        return InMemoryUploadedFile(
            file=self._kept,
            field_name=self.field_name,
            name="form",
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
