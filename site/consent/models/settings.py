"""What the office may set about consent, within what the rules allow.

No setting of Wagtail's own: those are changed by whoever has a permission, and an administrator has every one. What
loosens a rule is for protection officers to decide, on a screen of theirs.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

LONGEST_CONSENT = 60  # months
LONGEST_UNDO = 30  # days; GDPR article 12 (3): within one month


class ConsentSettings(models.Model):
    """How long consent holds, how much of people at risk may be shown, and how small the team is."""

    wagtail_reference_index_ignore = True

    default_months = models.PositiveSmallIntegerField(
        _("consent holds for (months)"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_CONSENT)],
        help_text=_(
            "How long a new consent holds unless its form says otherwise. Consents on record keep their last day; "
            "each page is checked anew after this time at the latest."
        ),
    )
    max_months = models.PositiveSmallIntegerField(
        _("consent holds at most for (months)"),
        default=LONGEST_CONSENT,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_CONSENT)],
        help_text=_(
            "The longest time a form may agree on; never more than 60 months. Consents on record keep their last day."
        ),
    )
    at_risk_maximum = models.PositiveSmallIntegerField(
        _("shown of people at risk"),
        default=2,
        validators=[MaxValueValidator(2)],
        help_text=_("How many of face, name and exact place may be shown together; at most two."),
    )
    high_risk_maximum = models.PositiveSmallIntegerField(
        _("shown of people at high risk"),
        default=0,
        validators=[MaxValueValidator(1)],
        help_text=_("How many of face, name and exact place may be shown; none, or at most one."),
    )
    small_team = models.BooleanField(
        _("small team"),
        default=False,
        help_text=_(
            "Tick if the author of a story may record the consent as well. Someone else must still approve it."
        ),
    )

    undo_days = models.PositiveSmallIntegerField(
        _("a withdrawal can be undone for (days)"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_UNDO)],
        help_text=_("Everything is hidden at once all the same. After these days it is erased for good."),
    )
    keep_forms_months = models.PositiveSmallIntegerField(
        _("forms are kept after a withdrawal for (months)"),
        default=0,
        validators=[MaxValueValidator(LONGEST_CONSENT)],
        help_text=_(
            "Nought: the form and the record are erased with the story. Longer only if the office has to be able to "
            "show what was agreed."
        ),
    )

    class Meta:
        verbose_name = _("settings of consent")
        verbose_name_plural = _("settings of consent")

    def __str__(self) -> str:
        return "consent settings"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store what is set, together with all that follows from it or not at all."""
        with transaction.atomic():
            super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a default longer than the maximum."""
        super().clean()
        if self.default_months > self.max_months:
            raise ValidationError({"default_months": _("This is longer than the longest time.")})

    @classmethod
    def current(cls) -> "ConsentSettings":
        """Return what is set. Writes no row: pages are read with nothing written."""
        return cls.objects.first() or cls()
