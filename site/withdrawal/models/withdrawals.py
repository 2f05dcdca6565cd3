"""Withdrawals, and what becomes of each story that somebody is in."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consent.vocabulary import Element


class State(models.TextChoices):
    """Where a withdrawal stands."""

    HIDDEN = "hidden", _("hidden from everybody; can still be undone")
    UNDONE = "undone", _("undone")
    ERASING = "erasing", _("being erased")
    DONE = "done", _("finished: erased for good")


class Fate(models.TextChoices):
    """What becomes of a story once it can no longer be undone."""

    ERASE = "erase", _("erased")
    REWRITE = "rewrite", _("rewritten")


class Withdrawal(models.Model):
    """That somebody took their consent back: all of it, or some of what may be shown.

    GDPR article 7: withdrawing is as easy as giving; so nobody is asked for a reason, and none is kept. The
    contributor is a number and no foreign key: this row outlives the record that it speaks of.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contributor_id = models.UUIDField(_("contributor"), db_index=True, help_text=_("Who took it back."))
    # Empty: everything.
    elements = models.JSONField(_("what"), default=list, help_text=_("What may no longer be shown."))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.HIDDEN, help_text=_("Where it stands.")
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now, help_text=_("When everything was hidden."))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The protection officer; empty if the person did it with their code."),
    )
    final_at = models.DateTimeField(_("final from"), help_text=_("From then on it is erased and cannot be undone."))
    # What it took back itself, and would give back if it were undone.
    records = models.JSONField(default=list, editable=False)
    scopes = models.JSONField(default=list, editable=False)
    faces = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering: ClassVar[list[str]] = ["-made_at"]

    def __str__(self) -> str:
        return f"withdrawal {self.pk}"

    @property
    def whole(self) -> bool:
        """Whether everything was taken back."""
        return not self.elements

    @property
    def element_names(self) -> list[str]:
        """What may no longer be shown, in words."""
        return [str(Element(each).label) for each in self.elements]

    def can_be_undone(self, now: datetime | None = None) -> bool:
        """Say whether it is hidden only, and the time for undoing has not run out."""
        return self.state == State.HIDDEN and (now or timezone.now()) < self.final_at


class WithdrawnStory(models.Model):
    """A story that a withdrawal closed, by the key that its pages in all languages share."""

    wagtail_reference_index_ignore = True

    withdrawal = models.ForeignKey(
        Withdrawal,
        verbose_name=_("withdrawal"),
        on_delete=models.CASCADE,
        related_name="stories",
        help_text=_("What closed it."),
    )
    translation_key = models.UUIDField(_("story"), db_index=True, help_text=_("The key of its pages."))
    fate = models.CharField(_("what becomes of it"), max_length=10, choices=Fate.choices)
    was_suspended = models.BooleanField(
        _("was suspended"), help_text=_("Whether it was suspended before: undoing leaves it so.")
    )

    class Meta:
        verbose_name = _("withdrawn story")
        verbose_name_plural = _("withdrawn stories")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["withdrawal", "translation_key"], name="story_once_in_a_withdrawal"),
        ]

    def __str__(self) -> str:
        return f"withdrawn story {self.translation_key}"
