"""The people who tell or appear in stories."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from consent.fields import EncryptedJSONField, EncryptedTextField, is_filled
from consent.vocabulary import MINOR_BANDS, AgeBand, ContactMethod, Risk


def reference_of(identifier: uuid.UUID) -> str:
    """Return the beginning of a random identifier, as people read it out to each other: 3F9A-21C0."""
    beginning = identifier.hex[:8].upper()
    return f"{beginning[:4]}-{beginning[4:]}"


class ContributorQuerySet(models.QuerySet["Contributor"]):
    """Contributors, with a way to list them without decrypting anything."""

    def for_rules(self) -> "ContributorQuerySet":
        """Add ``override_has_reason``, which the rules ask for; the reason itself is nobody's business there."""
        return self.annotate(override_has_reason=is_filled("procedure_override_reason")).defer(
            "contact", "procedure_override_reason"
        )

    def without_secrets(self) -> "ContributorQuerySet":
        """Leave all encrypted columns in the database."""
        return self.for_rules().defer("true_names", "contact", "procedure_override_reason")


class Contributor(models.Model):
    """Somebody who tells a story or appears in one. What would identify the person is encrypted, and optional.

    Data minimisation (GDPR article 5; IOM Data Protection Manual, principle of relevance and adequacy): an age band
    instead of a date of birth, and of UNICEF's categories that a child falls into, only that it is one of them.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    true_names = EncryptedJSONField(
        _("true name"),
        default=list,
        blank=True,
        help_text=_(
            "Every known spelling, one a line and in each script that it is written in. Kept encrypted, and looked "
            "for in everything that is published. May stay empty."
        ),
    )
    contact = EncryptedTextField(
        _("contact"), blank=True, help_text=_("How to reach the person. Kept encrypted. May stay empty.")
    )
    publication_name = models.CharField(
        _("publication name"),
        max_length=120,
        blank=True,
        help_text=_("The name under which the person appears: a pseudonym, a first name or the true name."),
    )
    age_band = models.CharField(
        _("age"), max_length=10, choices=AgeBand.choices, help_text=_("No more exactly than is needed.")
    )
    turns_18_on = models.DateField(
        _("turns 18 on"),
        null=True,
        blank=True,
        help_text=_("For anyone under 18. What a guardian agreed to ends on this day at the latest."),
    )
    identity_always_hidden = models.BooleanField(
        _("the identity must always be hidden"),
        default=False,
        help_text=_(
            "Tick for a child whose name and face UNICEF's guidelines always hide (abuse or exploitation, HIV, "
            "accused of a crime, armed forces). Which of them it is, is not written down."
        ),
    )
    risk_level = models.CharField(
        _("risk"),
        max_length=10,
        choices=Risk.choices,
        default=Risk.HIGH,
        help_text=_("What could happen to the person if they were recognised. When in doubt, the higher one."),
    )
    open_procedure = models.BooleanField(
        _("in an open asylum or legal procedure"),
        default=True,
        help_text=_("While a procedure is open nothing is published. Untick when it is closed, or if there is none."),
    )
    procedure_override_reason = EncryptedTextField(
        _("reason for publishing all the same"),
        blank=True,
        help_text=_("Why a protection officer lets it be published in spite of the procedure. Kept encrypted."),
    )
    procedure_override_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The protection officer who decided."),
    )
    procedure_override_until = models.DateField(
        _("decision holds until"), null=True, blank=True, help_text=_("The last day on which the decision holds.")
    )
    contact_method = models.CharField(
        _("safe way of contact"),
        max_length=20,
        choices=ContactMethod.choices,
        default=ContactMethod.NONE,
        help_text=_("The way that puts nobody in danger."),
    )
    contact_language = models.CharField(
        _("language of contact"), max_length=20, blank=True, help_text=_("The code of the language, such as ar.")
    )
    interpreter_needed = models.BooleanField(
        _("needs an interpreter"), default=False, help_text=_("Tick if talking to the person takes an interpreter.")
    )
    created_at = models.DateTimeField(
        _("created at"), auto_now_add=True, help_text=_("When the contributor was entered.")
    )

    objects: ClassVar[ContributorQuerySet] = ContributorQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self) -> str:
        # Wagtail keeps what objects were called in its log for ever, so this says nothing about the person.
        return f"contributor {self.pk}"

    @property
    def reference(self) -> str:
        """The beginning of the random identifier: tells people apart without saying anything of them."""
        return reference_of(self.pk)

    @property
    def called(self) -> str:
        """What the person is called where officers read it: the publication name, or the reference."""
        return self.publication_name or _("Person %(reference)s") % {"reference": self.reference}

    def clean(self) -> None:
        """Require what the rules cannot do without."""
        super().clean()
        if self.age_band in MINOR_BANDS and self.turns_18_on is None:
            raise ValidationError({"turns_18_on": _("Say on which day the person turns 18.")})
        override = (self.procedure_override_reason, self.procedure_override_by_id, self.procedure_override_until)
        if any(override) and not all(override):
            raise ValidationError(
                {"procedure_override_reason": _("An override needs a reason, an officer and its last day.")}
            )
