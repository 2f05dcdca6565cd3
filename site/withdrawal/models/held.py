"""Pictures that were taken out, for as long as that can be undone."""

import uuid
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from consent.fields import EncryptedTextField
from consent.private_files import EncryptedStorage
from withdrawal.models.withdrawals import Withdrawal


def held_name(_instance: Any, _filename: str) -> str:
    """Return a name that says nothing."""
    return f"held-pictures/{uuid.uuid4().hex}"


class HeldPicture(models.Model):
    """A picture as it was before a drawing took its place: encrypted, in the private folder, and without an address."""

    wagtail_reference_index_ignore = True

    withdrawal = models.ForeignKey(
        Withdrawal, verbose_name=_("withdrawal"), on_delete=models.CASCADE, related_name="held_pictures"
    )
    picture_id = models.BigIntegerField(_("picture"), help_text=_("The number of the picture in the library."))
    file = models.FileField(_("file"), storage=EncryptedStorage(), upload_to=held_name, max_length=120)
    # The answers about people, as JSON.
    before = EncryptedTextField(_("answers"), blank=True)

    class Meta:
        verbose_name = _("picture that was taken out")
        verbose_name_plural = _("pictures that were taken out")

    def __str__(self) -> str:
        return f"held picture {self.pk}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the file with the row."""
        name, storage = self.file.name, self.file.storage
        if name:
            transaction.on_commit(lambda: storage.delete(name))
        return super().delete(*args, **kwargs)
