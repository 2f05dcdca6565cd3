"""What exactly somebody agreed to: one row a permission."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consent.models.events import record_event
from consent.models.records import ConsentRecord, RecordIsFinal
from consent.vocabulary import Channel, Element, RecordStatus, Verb


class ConsentScope(models.Model):
    """Whether one element may be shown through one channel, in one language or in all.

    What no row grants is not granted. Where rows contradict each other, the refusal counts. GDPR article 7 and
    recital 32: consent is given separately for separate purposes, and each part of it can be withdrawn on its own.
    """

    wagtail_reference_index_ignore = True

    record = models.ForeignKey(
        ConsentRecord,
        verbose_name=_("consent record"),
        on_delete=models.CASCADE,
        related_name="scopes",
        help_text=_("The consent that this permission belongs to."),
    )
    element = models.CharField(
        _("what"), max_length=20, choices=Element.choices, help_text=_("What may or may not be shown.")
    )
    channel = models.CharField(
        _("where"), max_length=10, choices=Channel.choices, help_text=_("Where it may or may not be shown.")
    )
    language = models.CharField(
        _("language"), max_length=20, blank=True, help_text=_("The code of the language. Empty: all languages.")
    )
    granted = models.BooleanField(
        _("granted"), help_text=_("Whether the person allows it. A no is kept as well as a yes.")
    )
    withdrawn_on = models.DateField(
        _("withdrawn on"), null=True, blank=True, help_text=_("The day on which the person took this one back.")
    )

    class Meta:
        verbose_name = _("permission")
        verbose_name_plural = _("permissions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["record", "element", "channel", "language"], name="consent_scope_said_once"
            ),
        ]

    def __str__(self) -> str:
        return f"permission {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a permission of a draft; of any other record, only that it is withdrawn. Raises RecordIsFinal."""
        with transaction.atomic():
            record = ConsentRecord.objects.select_for_update().only("status").get(pk=self.record_id)
            if record.status != RecordStatus.DRAFT:
                self._refuse_changes()
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a permission of a draft. Raises RecordIsFinal: where a no goes, a yes may come to light."""
        if self.record.status != RecordStatus.DRAFT:
            raise RecordIsFinal
        return super().delete(*args, **kwargs)

    def withdraw(self, actor: User | None = None) -> None:
        """Note that the person takes this permission back. Every page that rests on it closes at once."""
        with transaction.atomic():
            self.withdrawn_on = timezone.localdate()
            self.save()
            record_event(Verb.SCOPE_WITHDRAWN, "consentscope", self.pk, actor)

    def reinstate(self, actor: User | None = None) -> None:
        """Note that the permission was taken back by a mistake of ours, and holds as before. Raises RecordIsFinal."""
        with transaction.atomic():
            if not ConsentScope.objects.filter(pk=self.pk, withdrawn_on__isnull=False).update(withdrawn_on=None):
                raise RecordIsFinal
            record_event(Verb.SCOPE_REINSTATED, "consentscope", self.pk, actor)

    def _refuse_changes(self) -> None:
        if self._state.adding:
            raise RecordIsFinal
        stored = type(self).objects.get(pk=self.pk)
        names = ("record_id", "element", "channel", "language", "granted")
        changed = any(getattr(self, name) != getattr(stored, name) for name in names)
        if changed or (stored.withdrawn_on and stored.withdrawn_on != self.withdrawn_on):
            raise RecordIsFinal
