"""Who is in which story, and what the story shows of them."""

import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from consent.models.contributors import Contributor
from consent.vocabulary import Basis, Face, IdentityLevel, PlacePrecision, Role


class StorySubject(models.Model):
    """A person in a story. Held by the story's translation key: translations and aliases have the same people.

    A plain copy gets a new key, and so starts without anybody.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    translation_key = models.UUIDField(
        _("story"), db_index=True, help_text=_("The key that the story shares with its translations.")
    )
    contributor = models.ForeignKey(
        Contributor,
        verbose_name=_("contributor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="subjects",
        help_text=_("Who it is. Empty for somebody of whom nothing is on record, such as a passer-by."),
    )
    role = models.CharField(
        _("role"), max_length=10, choices=Role.choices, default=Role.MAIN, help_text=_("The part in this story.")
    )
    is_beneficiary = models.BooleanField(
        _("was helped by a programme"), default=True, help_text=_("People who were helped appear by consent only.")
    )
    is_minor = models.BooleanField(
        _("under 18"), default=False, help_text=_("Tick for a child or teenager. They appear by consent only.")
    )
    basis = models.CharField(
        _("basis"),
        max_length=20,
        choices=Basis.choices,
        default=Basis.CONSENT,
        help_text=_("On what ground the person may appear."),
    )
    basis_evidence = models.TextField(
        _("proof of the basis"),
        blank=True,
        help_text=_("Unless it is consent: the public role, the agreement, or the licence and where it is kept."),
    )
    identity_level = models.CharField(
        _("name"),
        max_length=10,
        choices=IdentityLevel.choices,
        default=IdentityLevel.PSEUDONYM,
        help_text=_("By what name the person appears."),
    )
    place_precision = models.CharField(
        _("place"),
        max_length=10,
        choices=PlacePrecision.choices,
        default=PlacePrecision.COUNTRY,
        help_text=_("How exactly the story says where the person lives or works."),
    )
    face = models.CharField(
        _("face"),
        max_length=10,
        choices=Face.choices,
        default=Face.NONE,
        help_text=_("How the face appears in pictures and films."),
    )
    shows_voice = models.BooleanField(_("voice"), default=False, help_text=_("The person's own voice can be heard."))
    names_employer = models.BooleanField(
        _("employer or business"), default=False, help_text=_("The story names the workplace or the business.")
    )
    names_family = models.BooleanField(
        _("family"), default=False, help_text=_("The story tells about members of the family.")
    )
    names_school = models.BooleanField(
        _("school"), default=False, help_text=_("The story names the school, or shows what identifies it.")
    )
    tells_health = models.BooleanField(
        _("health"),
        default=False,
        help_text=_("The story tells about health, faith, politics or other data that the law protects specially."),
    )

    class Meta:
        verbose_name = _("person in a story")
        verbose_name_plural = _("people in stories")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["translation_key", "contributor"],
                condition=models.Q(contributor__isnull=False),
                name="contributor_once_in_a_story",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    def clean(self) -> None:
        """Ask for the contributor or the proof that the basis needs."""
        super().clean()
        if self.basis == Basis.CONSENT and self.contributor_id is None:
            raise ValidationError({"contributor": _("Say whose consent it is.")})
        if self.basis != Basis.CONSENT and not self.basis_evidence.strip():
            raise ValidationError({"basis_evidence": _("This basis needs its proof.")})
