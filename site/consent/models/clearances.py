"""What a reader may see: one row for each page and channel, written when all rules were met."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from consent.vocabulary import Channel


class Clearance(models.Model):
    """That one revision of a page may be read through one channel until a moment in time.

    A plain foreign key, so that no copy of the page takes it along. The revision is a number and no foreign key:
    when revisions are purged or the page gets another one, the row must neither disappear nor fit.
    """

    wagtail_reference_index_ignore = True

    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="clearances",
        help_text=_("The page that may be read."),
    )
    revision_id = models.PositiveBigIntegerField(
        _("revision"), help_text=_("The number of the only revision that may be read.")
    )
    channel = models.CharField(
        _("channel"), max_length=10, choices=Channel.choices, help_text=_("Where it may be read.")
    )
    language_code = models.CharField(_("language"), max_length=20, help_text=_("The language that was cleared."))
    until = models.DateTimeField(_("until"), help_text=_("The first moment at which it may no longer be read."))
    suspended = models.BooleanField(
        _("suspended"), default=False, help_text=_("Closed by hand, whatever the rules say, until that is lifted.")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True, help_text=_("When the rules were first met."))

    class Meta:
        verbose_name = _("clearance")
        verbose_name_plural = _("clearances")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["page", "channel"], name="one_clearance_for_page_and_channel"),
        ]

    def __str__(self) -> str:
        return f"clearance of page {self.page_id} for {self.channel}"
