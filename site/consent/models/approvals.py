"""Who said yes to a story as it stands: the person it is about, and a colleague who did not write it."""

from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from consent.fields import EncryptedTextField
from consent.models.subjects import StorySubject
from consent.texts import author_of_text


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
    text_author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author of the text"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who had stored the approved draft; empty if a program did."),
    )
    approved_at = models.DateTimeField(_("approved at"), auto_now_add=True, help_text=_("When it was approved."))

    class Meta:
        verbose_name = _("approval of a story")
        verbose_name_plural = _("approvals of stories")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"approval {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the approval with the author of the draft at this moment.

        Publishing makes a revision in the name of whoever presses the button, with the same text: asked later, the
        approver who publishes would be its author.
        """
        if self._state.adding and self.text_author_id is None:
            self.text_author_id = draft_author(self.translation_key, self.language_code)
        super().save(*args, **kwargs)


def draft_author(translation_key: UUID, language_code: str) -> int | None:
    """Return the number of the user who wrote the newest draft of a page as it stands, or None if a program did."""
    page = Page.objects.filter(
        translation_key=translation_key, locale__language_code=language_code, alias_of__isnull=True
    ).first()
    return author_of_text(page) if page is not None else None


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
