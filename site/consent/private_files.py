"""Scans of consent forms: encrypted files in a private folder that no address leads to.

They lie in ``DATA_DIR/private``, outside of the folder for uploads, under random names, readable by the server's
user alone. This storage writes no unencrypted copy; a view that takes uploads must keep them in memory too
(Django's default writes large ones into a temporary folder).
"""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible
from django.views.decorators.debug import sensitive_variables

from accounts.encryption import decrypt, encrypt, rotated


@deconstructible(path="consent.private_files.EncryptedStorage")
class EncryptedStorage(FileSystemStorage):
    """Keeps files encrypted. Opening one decrypts it in memory."""

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

    @sensitive_variables()
    def _save(self, name: str, content: File) -> str:
        self._make_private_folder()
        content.seek(0)
        return super()._save(name, ContentFile(encrypt(content.read())))  # type: ignore[misc]

    @sensitive_variables()
    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("A private file is written once, and then only read.")
        return ContentFile(decrypt(Path(self.path(name)).read_bytes()), name=name)

    def rotate(self, name: str) -> bool:
        """Encrypt a file with the first key and say whether it was not so yet. Raises CannotDecrypt.

        The old file is replaced in one step: whoever interrupts this finds either the old or the new one.
        """
        path = Path(self.path(name))
        renewed = rotated(path.read_bytes())
        if renewed is None:
            return False
        fresh = path.with_name(f"{path.name}.{uuid.uuid4().hex}.new")
        fresh.touch(mode=0o600)
        fresh.write_bytes(renewed)
        fresh.replace(path)
        return True

    def names(self) -> Iterator[str]:
        """Yield the names of all files in the private folder, those that no record knows any more among them."""
        folder = Path(self.location)
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".new":
                yield str(path.relative_to(folder))

    def _make_private_folder(self) -> None:
        Path(self.location).mkdir(mode=0o700, parents=True, exist_ok=True)


def random_name(_instance: Any, _filename: str) -> str:
    """Return a name that says nothing: the uploaded one may hold the person's own."""
    return f"consent-forms/{uuid.uuid4().hex}"
