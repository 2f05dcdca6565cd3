"""The codes with which people take back what they agreed to, by themselves and without saying who they are."""

import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consent.fields import EncryptedTextField


class WithdrawalCode(models.Model):
    """A code that somebody holds on paper. Only its keyed fingerprint is kept; nobody can read it again.

    The contributor is a number and no foreign key: the code answers in the same kind words after everything is erased.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contributor_id = models.UUIDField(_("contributor"), help_text=_("Whose code it is."))
    fingerprint = models.CharField(
        _("fingerprint"),
        max_length=64,
        unique=True,
        help_text=_("The code, so that only the code itself can match it."),
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now, help_text=_("When it was made."))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The protection officer who gave it to the person."),
    )
    ended_at = models.DateTimeField(
        _("ended at"), null=True, blank=True, help_text=_("Since when it opens nothing: a newer one took its place.")
    )

    class Meta:
        verbose_name = _("withdrawal code")
        verbose_name_plural = _("withdrawal codes")
        ordering: ClassVar[list[str]] = ["-made_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["contributor_id"],
                condition=models.Q(ended_at__isnull=True),
                name="one_withdrawal_code_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"withdrawal code {self.pk}"


class CodeKey(models.Model):
    """The key of the fingerprints; one row. It lies encrypted, and so it outlives an exchange of the server's secrets.

    A code on paper must work for years: were its fingerprint keyed with SECRET_KEY, the next change of that would
    silently take every code's power away.
    """

    wagtail_reference_index_ignore = True

    key = EncryptedTextField(_("key"), help_text=_("Made by the server. Kept encrypted."))

    class Meta:
        verbose_name = _("key of the withdrawal codes")
        verbose_name_plural = _("keys of the withdrawal codes")

    def __str__(self) -> str:
        return f"key {self.pk}"

    @classmethod
    def current(cls) -> bytes:
        """Return the key; the first time it is made."""
        row, _made = cls.objects.get_or_create(pk=1, defaults={"key": secrets.token_hex(32)})
        return bytes.fromhex(row.key)
