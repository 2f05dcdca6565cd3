"""Exchanges the key that consent records are encrypted with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.encryption import CannotDecrypt
from consent.rotation import rotate_all


class Command(BaseCommand):
    """Put a new key first in CONSENT_ENCRYPTION_KEYS, restart, run this, and take the old key out."""

    help = "Encrypts all consent records and forms anew with the first of CONSENT_ENCRYPTION_KEYS."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say how much was encrypted anew. Can be interrupted and repeated."""
        try:
            values, files = rotate_all()
        except CannotDecrypt as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Encrypted anew: {values} values and {files} files. Everything now uses the first key.")
