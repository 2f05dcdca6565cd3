"""Encrypts everything anew with the first key, so that an old key can be taken out of the environment.

Row by row and file by file: whoever interrupts it loses nothing and starts it again. What another process saves in
the meantime is left alone; it is encrypted with the first key already.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import TextField, Value
from django.db.models.functions import Cast

from accounts.encryption import rotated
from accounts.login.secrets import rotate_secrets
from consent.fields import EncryptedTextField
from consent.models.events import record_event
from consent.private_files import EncryptedStorage
from consent.vocabulary import Verb


def rotate_all() -> tuple[int, int]:
    """Return how many values and how many files were encrypted anew. Raises CannotDecrypt at the first unreadable."""
    values = sum(_rotate_column(field) for field in encrypted_fields()) + rotate_secrets()
    storage = EncryptedStorage()
    files = sum(storage.rotate(name) for name in storage.names())
    if values or files:
        record_event(Verb.KEYS_ROTATED, "keys", 1)
    return values, files


def encrypted_fields() -> Iterator[EncryptedTextField]:
    """Yield every encrypted field of every model."""
    for model in apps.get_models():
        yield from (field for field in model._meta.local_fields if isinstance(field, EncryptedTextField))


def _rotate_column(field: EncryptedTextField) -> int:
    # As plain text the column is read and written as it is stored, without being decrypted.
    rows = field.model._base_manager.annotate(stored=Cast(field.name, TextField()))
    changed = 0
    for pk, stored in rows.exclude(**{f"{field.name}__isnull": True}).values_list("pk", "stored").iterator():
        renewed = rotated(stored.encode()) if stored else None
        if renewed is not None:
            unchanged = rows.filter(pk=pk, stored=stored)
            changed += unchanged.update(**{field.name: Value(renewed.decode(), output_field=TextField())})
    return changed
