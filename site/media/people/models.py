"""What pictures and recordings have in common about people: the answer that each needs, and who can be recognised."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from consent.models import Contributor
from consent.vocabulary import Basis, Face, PeopleShown
from media.people.answering import answer_changed, forget_confirmation, stored_answer


class MediumWithPeople(models.Model):
    """What can show people: a picture or a recording. Each kind declares ``people_shown``, in its own words."""

    # What is looked at and listened to: the fields that name it. Another file may show somebody else.
    shown_by: ClassVar[tuple[str, ...]] = ("file",)
    # What is known of a file, and of no other one.
    follows_file: ClassVar[tuple[str, ...]] = ()

    people_shown: Any
    people_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    # The time is what counts: an account that is deleted takes back nothing.
    nobody_confirmed_at = models.DateTimeField(null=True, editable=False)
    nobody_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, shows_less: bool = False, **kwargs: Any) -> None:
        """Store it; where its file or what was said of it changed, close the pages that show it.

        ``shows_less`` is for a file that is the former one with something hidden: what was said still holds.
        """
        before = None if shows_less else stored_answer(self)
        kwargs["update_fields"] = forget_confirmation(self, before, kwargs.get("update_fields"))
        with transaction.atomic():
            if before is not None and self._has_other_file(before):
                self.forget_sizes()
            super().save(*args, **kwargs)
            if before is not None and before != stored_answer(self):
                answer_changed.send(type(self), medium=self)

    def forget_sizes(self) -> None:
        """Drop what was made of the former file, where anything was."""

    def _has_other_file(self, before: dict[str, Any]) -> bool:
        names = any(str(before[name] or "") != str(getattr(self, name) or "") for name in self.shown_by)
        return names or not getattr(self, "file")._committed  # noqa: B009

    @property
    def what_is_shown(self) -> str:
        """The stored name of the file, or the address, that people were looked for in."""
        return "".join(str(getattr(self, name) or "") for name in self.shown_by)

    @property
    def shows_somebody(self) -> bool:
        """Whether somebody could be recognised, as far as anyone has said; unless it was said, somebody could."""
        return self.people_shown not in (PeopleShown.NONE, PeopleShown.UNIDENTIFIABLE)


class PersonInMedium(models.Model):
    """A person in a picture or recording. Held by it: wherever it is used, they are shown."""

    wagtail_reference_index_ignore = True
    # The name of the field that leads to the picture or recording.
    medium_field: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Another file may show somebody else.
    seen_file = models.CharField(max_length=255, editable=False)
    contributor = models.ForeignKey(
        Contributor,
        verbose_name=_("contributor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who it is. Empty for somebody of whom nothing is on record, such as a minister."),
    )
    face: Any
    is_heard: Any = False
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
        abstract = True

    def __str__(self) -> str:
        return f"person {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the person, as somebody who was found in what is shown at present."""
        self.seen_file = self.medium.what_is_shown
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "seen_file"}
        super().save(*args, **kwargs)

    @property
    def medium(self) -> Any:
        """The picture or recording."""
        return getattr(self, self.medium_field)

    @property
    def medium_id(self) -> int:
        """The number of the picture or recording."""
        return int(getattr(self, f"{self.medium_field}_id"))

    def clean(self) -> None:
        """Ask for the contributor or the proof that the basis needs."""
        super().clean()
        if self.basis == Basis.CONSENT and self.contributor_id is None:
            raise ValidationError({"contributor": _("Say whose consent it is.")})
        if self.basis != Basis.CONSENT and not self.basis_evidence.strip():
            raise ValidationError({"basis_evidence": _("This basis needs its proof.")})


class PictureSubject(PersonInMedium):
    """A person in a picture."""

    medium_field = "picture"

    picture = models.ForeignKey("media.Picture", on_delete=models.CASCADE, related_name="subjects", editable=False)
    face = models.CharField(
        _("face"),
        max_length=10,
        choices=Face.choices,
        default=Face.SHOWN,
        help_text=_("How the face appears in this picture. A face that is shown needs a permission of its own."),
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
