"""How a page's text came about: who changed it, one row for each change."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class WrittenText(models.Model):
    """That the text of a page became another one. Says who changed it and, as a fingerprint, to what.

    A history of its own beside Wagtail's revisions: those are big, are purged, and know nothing of what is translated
    side by side. Rule 7 knows the authors of a text by it.
    """

    wagtail_reference_index_ignore = True

    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("The page in its language."),
    )
    text_hash = models.CharField(
        _("fingerprint of the text"),
        max_length=64,
        blank=True,
        help_text=_("Of the whole text after the change; empty if only a piece of a translation was changed."),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who changed it; empty if a program did, or if it was only noted what stands there."),
    )
    written_at = models.DateTimeField(_("written at"), auto_now_add=True, help_text=_("When it was stored."))

    class Meta:
        verbose_name = _("change of a text")
        verbose_name_plural = _("changes of texts")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"change {self.pk}"
