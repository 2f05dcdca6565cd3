"""Who can be recognised in a picture, and on what ground they may be shown."""

import uuid
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from consent.models import Contributor
from consent.vocabulary import Basis, Face


class PictureSubject(models.Model):
    """A person in a picture. Held by the picture: wherever it is used, they are shown."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    picture = models.ForeignKey("media.Picture", on_delete=models.CASCADE, related_name="subjects", editable=False)
    # Another file may show somebody else.
    seen_file = models.CharField(max_length=255, editable=False)
    contributor = models.ForeignKey(
        Contributor,
        verbose_name=_("contributor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pictured",
        help_text=_("Who it is. Empty for somebody of whom nothing is on record, such as a minister."),
    )
    face = models.CharField(
        _("face"),
        max_length=10,
        choices=Face.choices,
        default=Face.SHOWN,
        help_text=_("How the face appears in this picture. A face that is shown needs a permission of its own."),
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
        help_text=_("On what ground the person may be shown."),
    )
    basis_evidence = models.TextField(
        _("proof of the basis"),
        blank=True,
        help_text=_("Unless it is consent: the public role, the agreement, or the licence and where it is kept."),
    )

    class Meta:
        verbose_name = _("person in a picture")
        verbose_name_plural = _("people in pictures")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["picture", "contributor"],
                condition=models.Q(contributor__isnull=False),
                name="contributor_once_in_a_picture",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the person, as somebody who was seen in the present file of the picture."""
        self.seen_file = self.picture.file.name
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "seen_file"}
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Ask for the contributor or the proof that the basis needs."""
        super().clean()
        if self.basis == Basis.CONSENT and self.contributor_id is None:
            raise ValidationError({"contributor": _("Say whose consent it is.")})
        if self.basis != Basis.CONSENT and not self.basis_evidence.strip():
            raise ValidationError({"basis_evidence": _("This basis needs its proof.")})
