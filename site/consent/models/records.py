"""Consent as it was given. A record that holds is never edited: what changes is a new record that supersedes it."""

import uuid
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consent.calendar import add_months
from consent.fields import EncryptedTextField, is_filled
from consent.models.contributors import Contributor
from consent.models.events import record_event
from consent.models.settings import ConsentSettings
from consent.vocabulary import MINOR_BANDS, Method, RecordStatus, Verb

TRANSITIONS: dict[str, set[str]] = {
    RecordStatus.DRAFT: {RecordStatus.DRAFT, RecordStatus.VALID},
    RecordStatus.VALID: {RecordStatus.VALID, RecordStatus.SUPERSEDED, RecordStatus.WITHDRAWN},
    RecordStatus.SUPERSEDED: {RecordStatus.SUPERSEDED, RecordStatus.WITHDRAWN},
    RecordStatus.WITHDRAWN: {RecordStatus.WITHDRAWN},
}
MAY_STILL_CHANGE = {"status", "withdrawn_on"}


RECORD_SECRETS = ("explained_by", "interpreter", "witness", "guardian", "guardian_evidence")


class RecordIsFinal(Exception):
    """Somebody tried to change a consent that is no draft any more."""

    def __init__(self) -> None:
        super().__init__("A consent that is no draft is not changed: supersede it by a new one, or withdraw it.")


class ConsentRecordQuerySet(models.QuerySet["ConsentRecord"]):
    """Records, with a way to read what was agreed without decrypting who was there."""

    def without_secrets(self) -> "ConsentRecordQuerySet":
        """Leave the encrypted columns in the database, and fetch the permissions."""
        return self.defer(*RECORD_SECRETS).prefetch_related("scopes")

    def for_rules(self) -> "ConsentRecordQuerySet":
        """Add what the rules ask for: ``guardian_complete`` (name, relation and evidence) and ``has_form``."""
        guardian = models.Q(is_filled("guardian"), is_filled("guardian_evidence"), ~models.Q(guardian_relation=""))
        forms = apps.get_model("consent", "ConsentForm").objects.filter(record=models.OuterRef("pk"))
        return self.without_secrets().annotate(
            guardian_complete=models.ExpressionWrapper(guardian, output_field=models.BooleanField()),
            has_form=models.Exists(forms),
        )


class ConsentRecord(models.Model):
    """That a person agreed, to whom they agreed, and for how long; to what, the scopes say.

    IOM Data Protection Manual (principle of consent): explicit, informed, by someone who can give it, with a proxy for
    those who cannot. GDPR article 7: it can be shown that consent was given, and withdrawing is as easy as giving.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contributor = models.ForeignKey(
        Contributor,
        verbose_name=_("contributor"),
        on_delete=models.PROTECT,
        related_name="records",
        help_text=_("Who agreed."),
    )
    method = models.CharField(
        _("given by"), max_length=20, choices=Method.choices, help_text=_("How the person agreed.")
    )
    form_version = models.CharField(
        _("version of the form"), max_length=40, blank=True, help_text=_("As it stands on the form, such as 2026-1.")
    )
    form_language = models.CharField(
        _("language of the form"), max_length=20, help_text=_("The language in which it was explained, such as ar.")
    )
    explained_by = EncryptedTextField(_("explained by"), blank=True, help_text=_("Who explained the form."))
    interpreter = EncryptedTextField(_("interpreter"), blank=True, help_text=_("Who interpreted, if anybody did."))
    witness = EncryptedTextField(_("witness"), blank=True, help_text=_("Who was there; a thumbprint needs a witness."))
    given_on = models.DateField(_("given on"), help_text=_("The day on which the person agreed."))
    valid_from = models.DateField(
        _("holds from"), blank=True, help_text=_("Empty: from the day on which it was given.")
    )
    valid_until = models.DateField(
        _("holds until"), blank=True, help_text=_("The last day. Empty: as long as the settings say.")
    )
    assent_given = models.BooleanField(
        _("the child agreed too"), default=False, help_text=_("Under 18: the child itself wants to tell the story.")
    )
    guardian = EncryptedTextField(_("guardian"), blank=True, help_text=_("Under 18: who agreed for the child."))
    guardian_relation = models.CharField(
        _("relation of the guardian"), max_length=80, blank=True, help_text=_("Such as mother, or court-appointed.")
    )
    guardian_evidence = EncryptedTextField(
        _("evidence of guardianship"), blank=True, help_text=_("What shows that this person may decide for the child.")
    )
    told_of_right_to_withdraw = models.BooleanField(
        _("told of the right to withdraw"),
        default=False,
        help_text=_("Without this no consent holds: the person knows that they can withdraw at any time."),
    )
    copy_given = models.BooleanField(
        _("copy given"), default=False, help_text=_("The person has a copy of what they agreed to.")
    )
    fictional = models.BooleanField(
        _("invented"), default=False, help_text=_("Part of the demonstration: nobody real gave this consent.")
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=RecordStatus.choices,
        default=RecordStatus.DRAFT,
        help_text=_("A draft can be edited and permits nothing; anything else can no longer be edited."),
    )
    supersedes = models.OneToOneField(
        "self",
        verbose_name=_("supersedes"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="superseded_by",
        help_text=_("The earlier consent of the same person that this one replaces."),
    )
    withdrawn_on = models.DateField(
        _("withdrawn on"), null=True, blank=True, help_text=_("The day on which the person withdrew it.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who entered the record; must not approve the story."),
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True, help_text=_("When it was entered."))

    objects: ClassVar[ConsentRecordQuerySet] = ConsentRecordQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("consent record")
        verbose_name_plural = _("consent records")
        ordering: ClassVar[list[str]] = ["-given_on", "-recorded_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")), name="consent_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(status=RecordStatus.DRAFT) | models.Q(told_of_right_to_withdraw=True),
                name="consent_with_right_to_withdraw",
            ),
        ]

    def __str__(self) -> str:
        return f"consent record {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a draft, or the next status of a record that is none.

        Raises RecordIsFinal for any other change, ValidationError for a record that cannot hold.
        """
        with transaction.atomic():
            stored = None
            if not self._state.adding:
                stored = type(self)._base_manager.select_for_update().get(pk=self.pk)
            if stored is None or stored.status == RecordStatus.DRAFT:
                self.clean()
            if stored is not None:
                self._refuse_changes(stored)
            elif self.status not in (RecordStatus.DRAFT, RecordStatus.VALID):
                raise RecordIsFinal
            super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse what cannot hold, with a word to each field."""
        super().clean()
        self._fill_in_dates()
        wrong: dict[str, Any] = {}
        if self.given_on and self.valid_until:
            longest = ConsentSettings.current().max_months
            if self.valid_until > add_months(self.given_on, longest):
                wrong["valid_until"] = _("Consent holds for at most %(months)s months.") % {"months": longest}
            elif self.valid_until < self.valid_from:
                wrong["valid_until"] = _("The last day lies before the first.")
        if self.given_on and self.given_on > timezone.localdate():
            wrong["given_on"] = _("This day is still to come.")
        if self.status != RecordStatus.DRAFT:
            wrong |= self._missing()
        if wrong:
            raise ValidationError(wrong)

    def supersede(self, actor: User | None = None) -> None:
        """Make this draft valid, in the place of the one that it supersedes, if any.

        Raises ValidationError if something is missing, RecordIsFinal if it is no draft.
        """
        if self.status != RecordStatus.DRAFT:
            raise RecordIsFinal
        with transaction.atomic():
            self.status = RecordStatus.VALID
            self.save()
            record_event(Verb.RECORD_VALID, "consentrecord", self.pk, actor)
            if self.supersedes and self.supersedes.status == RecordStatus.VALID:
                self.supersedes.status = RecordStatus.SUPERSEDED
                self.supersedes.save()
                record_event(Verb.RECORD_SUPERSEDED, "consentrecord", self.supersedes.pk, actor)

    def withdraw(self, actor: User | None = None) -> None:
        """Note that the person takes the consent back, from now on. Every page that rests on it closes at once."""
        with transaction.atomic():
            self.status = RecordStatus.WITHDRAWN
            self.withdrawn_on = timezone.localdate()
            self.save()
            record_event(Verb.RECORD_WITHDRAWN, "consentrecord", self.pk, actor)

    def reinstate(self, actor: User | None = None) -> None:
        """Note that the consent was taken back by a mistake of ours, and holds as before. Raises RecordIsFinal."""
        withdrawn = ConsentRecord.objects.filter(pk=self.pk, status=RecordStatus.WITHDRAWN)
        with transaction.atomic():
            if not withdrawn.update(status=RecordStatus.VALID, withdrawn_on=None):
                raise RecordIsFinal
            record_event(Verb.RECORD_REINSTATED, "consentrecord", self.pk, actor)

    def _fill_in_dates(self) -> None:
        if not self.given_on:
            return
        self.valid_from = self.valid_from or self.given_on
        if not self.valid_until:
            self.valid_until = add_months(self.given_on, ConsentSettings.current().default_months)

    def _missing(self) -> dict[str, Any]:
        """Return what a record lacks that is to hold."""
        wrong: dict[str, Any] = {}
        if not self.told_of_right_to_withdraw:
            wrong["told_of_right_to_withdraw"] = _("Without this no consent holds.")
        if self.method == Method.THUMBPRINT and not self.witness:
            wrong["witness"] = _("A thumbprint needs a witness.")
        if self._of_a_minor() and not (self.guardian and self.guardian_relation and self.guardian_evidence):
            wrong["guardian"] = _("Under 18 a guardian agrees: name, relation and evidence are needed.")
        if self._of_a_minor() and not self.assent_given:
            wrong["assent_given"] = _("Under 18 the child itself must agree too.")
        if self.supersedes and self.supersedes.contributor_id != self.contributor_id:
            wrong["supersedes"] = _("This is the consent of somebody else.")
        return wrong

    def _of_a_minor(self) -> bool:
        birthday = self.contributor.turns_18_on
        return birthday > self.given_on if birthday else self.contributor.age_band in MINOR_BANDS

    def _refuse_changes(self, stored: "ConsentRecord") -> None:
        if self.status not in TRANSITIONS[stored.status]:
            raise RecordIsFinal
        if stored.status == RecordStatus.DRAFT:
            return
        names = [field.attname for field in self._meta.concrete_fields if field.name not in MAY_STILL_CHANGE]
        changed = any(getattr(self, name) != getattr(stored, name) for name in names)
        if changed or (stored.withdrawn_on and stored.withdrawn_on != self.withdrawn_on):
            raise RecordIsFinal
