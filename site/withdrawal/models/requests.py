"""What people ask of the office who have no code, or want something else than to take everything back."""

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consent.fields import EncryptedTextField


class Wish(models.TextChoices):
    """What somebody asks for. GDPR articles 7 (3), 15, 16 and 17."""

    TAKE_BACK = "take_back", _("Take my story or my picture down")
    CORRECT = "correct", _("Correct something")
    SEE = "see", _("See what you keep about me")


class WithdrawalRequest(models.Model):
    """A request, as it was written. Who wrote it is found out by an officer, not by the page."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wish = models.CharField(_("asks for"), max_length=10, choices=Wish.choices, help_text=_("What is asked for."))
    name = EncryptedTextField(
        _("name"), blank=True, help_text=_("How the person is called in the story, or truly. Kept encrypted.")
    )
    story = EncryptedTextField(
        _("which story"), blank=True, help_text=_("Its title, its address or what it tells. Kept encrypted.")
    )
    message = EncryptedTextField(_("message"), blank=True, help_text=_("In the person's own words. Kept encrypted."))
    contact = EncryptedTextField(_("contact"), help_text=_("How to reach the person. Kept encrypted."))
    safe_times = EncryptedTextField(
        _("how to reach safely"), blank=True, help_text=_("When, in which language, what not to say. Kept encrypted.")
    )
    language_code = models.CharField(_("language"), max_length=20, help_text=_("In which language it was written."))
    received_at = models.DateTimeField(_("received at"), default=timezone.now, help_text=_("When it was sent."))
    answer_by = models.DateField(_("answer by"), help_text=_("When the office wants to have answered."))
    due_on = models.DateField(_("due on"), help_text=_("The last day that the law allows."))
    contributor_id = models.UUIDField(
        _("contributor"), null=True, blank=True, help_text=_("Who it is, once an officer has found that out.")
    )
    answered_at = models.DateTimeField(
        _("answered at"), null=True, blank=True, help_text=_("When an officer had answered.")
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The protection officer who answered."),
    )
    answer = EncryptedTextField(
        _("what was done"), blank=True, help_text=_("How the person was found and what was done. Kept encrypted.")
    )

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering: ClassVar[list[str]] = ["received_at"]

    def __str__(self) -> str:
        return f"request {self.pk}"

    def is_late(self, today: date | None = None) -> bool:
        """Say whether nobody has answered in the time that the office sets itself."""
        return self.answered_at is None and (today or timezone.localdate()) > self.answer_by

    def is_overdue(self, today: date | None = None) -> bool:
        """Say whether nobody has answered in the time that the law gives."""
        return self.answered_at is None and (today or timezone.localdate()) > self.due_on
