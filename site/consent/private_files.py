"""Scans of consent forms: encrypted files in a private place that no address leads to.

They lie under random names in the storage "private": a folder that the server's user alone can read, or a private
bucket. No unencrypted copy is written here; a view that takes uploads must keep them in memory too (Django's default
writes large ones into a temporary folder).
"""

import uuid
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.utils.deconstruct import deconstructible
from django.views.decorators.debug import sensitive_variables

from accounts.encryption import decrypt, encrypt, rotated


@deconstructible(path="consent.private_files.EncryptedStorage")
class EncryptedStorage(Storage):
    """Keeps files encrypted. Opening one decrypts it in memory."""

    @property
    def place(self) -> Any:
        """Where the encrypted files lie; asked at each use, so that no other deployment's place sticks."""
        return storages["private"]

    def url(self, name: str | None) -> str:
        """Refuse: a private file has no address. Raises ValueError."""
        raise ValueError("A private file has no address.")

    def path(self, name: str) -> str:
        """Return where the encrypted file lies on this machine. Raises NotImplementedError for one in a bucket."""
        return str(self.place.path(name))

    def exists(self, name: str) -> bool:
        """Say whether there is such a file."""
        return bool(self.place.exists(name))

    def size(self, name: str) -> int:
        """Return the size of the encrypted file in bytes."""
        return int(self.place.size(name))

    def delete(self, name: str) -> None:
        """Delete a file."""
        self.place.delete(name)

    @sensitive_variables()
    def _save(self, name: str, content: File) -> str:
        content.seek(0)
        return str(self.place.save(name, ContentFile(encrypt(content.read()))))

    @sensitive_variables()
    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("A private file is written once, and then only read.")
        with self.place.open(name) as file:
            return ContentFile(decrypt(file.read()), name=name)

    def rotate(self, name: str) -> bool:
        """Encrypt a file with the first key and say whether it was not so yet. Raises CannotDecrypt.

        Whoever interrupts this finds either the old or the new file.
        """
        with self.place.open(name) as file:
            renewed = rotated(file.read())
        if renewed is None:
            return False
        self.place.replace(name, renewed)
        return True

    def names(self) -> Iterator[str]:
        """Yield the names of all private files, those that no record knows any more among them."""
        yield from self.place.names()


def random_name(_instance: Any, _filename: str) -> str:
    """Return a name that says nothing: the uploaded one may hold the person's own."""
    return f"consent-forms/{uuid.uuid4().hex}"
