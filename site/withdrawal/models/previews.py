"""The links with which people see a text before they say yes to it, and what they answered."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consent.fields import EncryptedTextField
from consent.models import StorySubject


class PreviewLink(models.Model):
    """That a person may see one text of a story in one language until a moment.

    The address holds a random token, of which only the fingerprint is kept: it is shown once. The link is bound to
    the fingerprint of the text, so that it shows exactly that text or none.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(
        StorySubject,
        verbose_name=_("person in a story"),
        on_delete=models.CASCADE,
        related_name="preview_links",
        help_text=_("Whom it is for."),
    )
    language_code = models.CharField(_("language"), max_length=20, help_text=_("The language of the text."))
    text_hash = models.CharField(
        _("fingerprint of the text"), max_length=64, help_text=_("The only text that it shows.")
    )
    fingerprint = models.CharField(
        _("fingerprint"), max_length=64, unique=True, help_text=_("The token, so that only the token can match it.")
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
    expires_at = models.DateTimeField(_("ends at"), help_text=_("From then on it shows nothing."))
    revoked_at = models.DateTimeField(
        _("revoked at"), null=True, blank=True, help_text=_("Since when it shows nothing, because an officer said so.")
    )

    class Meta:
        verbose_name = _("link to see a text first")
        verbose_name_plural = _("links to see a text first")
        ordering: ClassVar[list[str]] = ["-made_at"]

    def __str__(self) -> str:
        return f"preview link {self.pk}"

    def is_open(self, now: datetime | None = None) -> bool:
        """Say whether it was not revoked and has not ended."""
        return self.revoked_at is None and (now or timezone.now()) < self.expires_at


class ChangeWish(models.Model):
    """What somebody wants to be changed in a text before it is published."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link = models.ForeignKey(
        PreviewLink,
        verbose_name=_("link"),
        on_delete=models.CASCADE,
        related_name="wishes",
        help_text=_("The link on which it was written."),
    )
    text = EncryptedTextField(_("what to change"), help_text=_("In the person's own words. Kept encrypted."))
    made_at = models.DateTimeField(_("made at"), default=timezone.now, help_text=_("When it was sent."))

    class Meta:
        verbose_name = _("wish for a change")
        verbose_name_plural = _("wishes for changes")
        ordering: ClassVar[list[str]] = ["-made_at"]

    def __str__(self) -> str:
        return f"wish {self.pk}"
