"""The words by which stories are ordered: themes and kinds of assistance, each in every language."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin


class Term(TranslatableMixin, models.Model):
    """A word of a vocabulary in one language."""

    name = models.CharField(_("name"), max_length=80, help_text=_("As readers see it, in this language."))
    slug = models.SlugField(
        _("short name"), max_length=80, allow_unicode=True, help_text=_("For addresses: letters, digits and hyphens.")
    )

    panels: ClassVar[list[Any]] = [FieldPanel("name"), FieldPanel("slug")]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ("name",)
        unique_together = (("translation_key", "locale"), ("locale", "slug"))

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a short name that another word of the same language has."""
        super().clean()
        same = type(self).objects.filter(locale_id=self.locale_id, slug=self.slug).exclude(pk=self.pk)
        if self.locale_id and same.exists():
            raise ValidationError({"slug": _("Another word in this language has this short name.")})


class Theme(Term):
    """What a story is about."""

    class Meta(Term.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class AssistanceKind(Term):
    """How a person was helped."""

    class Meta(Term.Meta):
        verbose_name = _("kind of assistance")
        verbose_name_plural = _("kinds of assistance")
