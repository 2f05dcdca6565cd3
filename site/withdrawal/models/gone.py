"""The addresses that answer 410."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from withdrawal.models.withdrawals import WithdrawnStory


class GoneAddress(models.Model):
    """An address at which a withdrawn story stood. Only its fingerprint is kept: an address may hold a name."""

    wagtail_reference_index_ignore = True

    story = models.ForeignKey(
        WithdrawnStory,
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        related_name="addresses",
        help_text=_("The story that stood there."),
    )
    language_code = models.CharField(_("language"), max_length=20, help_text=_("The language of the page."))
    fingerprint = models.CharField(
        _("fingerprint"), max_length=64, db_index=True, help_text=_("The address, so that only a request can match it.")
    )
    is_page = models.BooleanField(
        _("page"), default=True, help_text=_("Whether the page itself stood there, and not a redirect that led to it.")
    )

    class Meta:
        verbose_name = _("withdrawn address")
        verbose_name_plural = _("withdrawn addresses")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["story", "fingerprint"], name="gone_address_once_for_a_story"),
        ]

    def __str__(self) -> str:
        return f"withdrawn address {self.pk}"
