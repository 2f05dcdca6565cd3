"""That a change of a story's text changed nothing that is told."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MinorEdit(models.Model):
    """Somebody's word that a text tells what its person approved, though it is not the same letter by letter.

    It is bound to the fingerprint of exactly one text, so that the next change needs another word. No reason is
    asked for: what changed can be read in the page's history, and "a typing error" is all that anybody would write.
    """

    wagtail_reference_index_ignore = True

    translation_key = models.UUIDField(
        _("story"), db_index=True, help_text=_("The key that the story shares with its translations.")
    )
    language_code = models.CharField(_("language"), max_length=20, help_text=_("The language of the text."))
    text_hash = models.CharField(
        _("fingerprint of the text"), max_length=64, help_text=_("The only text that this was said of.")
    )
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("marked by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who compared the texts."),
    )
    marked_at = models.DateTimeField(_("marked at"), auto_now_add=True, help_text=_("When it was marked."))

    class Meta:
        verbose_name = _("minor edit")
        verbose_name_plural = _("minor edits")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["translation_key", "language_code", "text_hash"], name="minor_edit_marked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"minor edit {self.pk}"
