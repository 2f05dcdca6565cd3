"""Who said yes to a story as it stands: the person it is about, and a colleague who did not write it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consent.fields import EncryptedTextField
from consent.models.subjects import StorySubject


class FinalTextApproval(models.Model):
    """That a person in a story has seen and approved its final text in one language. The last one counts."""

    wagtail_reference_index_ignore = True

    subject = models.ForeignKey(
        StorySubject,
        verbose_name=_("person in a story"),
        on_delete=models.CASCADE,
        related_name="approvals",
        help_text=_("Who approved."),
    )
    language_code = models.CharField(_("language"), max_length=20, help_text=_("The language of the approved text."))
    text_hash = models.CharField(
        _("fingerprint of the text"), max_length=64, help_text=_("Shows whether the text has changed since.")
    )
    approved_at = models.DateTimeField(_("approved at"), auto_now_add=True, help_text=_("When it was approved."))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The protection officer to whom the person said so."),
    )

    class Meta:
        verbose_name = _("approval of the final text")
        verbose_name_plural = _("approvals of the final text")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"approval {self.pk}"


class StoryApproval(models.Model):
    """That a colleague approved a story's text in one language for publishing. Rule 7 says whose approval counts."""

    wagtail_reference_index_ignore = True

    translation_key = models.UUIDField(
        _("story"), db_index=True, help_text=_("The key that the story shares with its translations.")
    )
    language_code = models.CharField(_("language"), max_length=20, help_text=_("The language of the approved text."))
    text_hash = models.CharField(
        _("fingerprint of the text"), max_length=64, help_text=_("Shows whether the text has changed since.")
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Neither the author nor the one who recorded the consent."),
    )
    author_ids = models.JSONField(
        _("authors of the text"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("The numbers of those who had made the page or written its text when it was approved."),
    )
    approved_at = models.DateTimeField(_("approved at"), auto_now_add=True, help_text=_("When it was approved."))

    class Meta:
        verbose_name = _("approval of a story")
        verbose_name_plural = _("approvals of stories")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"approval {self.pk}"


class AbsenceOverride(models.Model):
    """That a story may be published without a second pair of eyes for a while, because nobody is there."""

    wagtail_reference_index_ignore = True

    translation_key = models.UUIDField(
        _("story"), db_index=True, help_text=_("The key that the story shares with its translations.")
    )
    reason = EncryptedTextField(_("reason"), help_text=_("Who is away and why it cannot wait. Kept encrypted."))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("The protection officer who decided."),
    )
    until = models.DateField(
        _("holds until"), help_text=_("The last day. The story is closed afterwards unless it was approved by then.")
    )
    decided_at = models.DateTimeField(_("decided at"), auto_now_add=True, help_text=_("When it was decided."))

    class Meta:
        verbose_name = _("override for absence")
        verbose_name_plural = _("overrides for absence")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"override {self.pk}"
