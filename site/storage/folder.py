"""A folder of this machine for files that the server's user alone may read."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible(path="storage.folder.PrivateFolder")
class PrivateFolder(FileSystemStorage):
    """Keeps files in ``DATA_DIR/private``, to which no address leads."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        """The private folder; read at each use, so that no test and no other deployment's folder sticks."""
        return str(Path(settings.DATA_DIR) / "private")

    @property
    def location(self) -> str:
        """The private folder as an absolute path."""
        return os.path.abspath(self.base_location)  # noqa: PTH100  # Django compares it as text

    def url(self, name: str | None) -> str:
        """Refuse: a private file has no address. Raises ValueError."""
        raise ValueError("A private file has no address.")

    def _save(self, name: str, content: File) -> str:
        Path(self.location).mkdir(mode=0o700, parents=True, exist_ok=True)
        return super()._save(name, content)  # type: ignore[misc]

    def replace(self, name: str, content: bytes) -> None:
        """Give a file another content in one step: whoever interrupts this finds either the old or the new one."""
        path = Path(self.path(name))
        fresh = path.with_name(f"{path.name}.{uuid.uuid4().hex}.new")
        fresh.touch(mode=0o600)
        fresh.write_bytes(content)
        fresh.replace(path)

    def names(self) -> Iterator[str]:
        """Yield the names of all files, those that no record knows any more among them."""
        folder = Path(self.location)
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".new":
                yield str(path.relative_to(folder))
