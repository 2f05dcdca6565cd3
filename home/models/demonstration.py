"""The switch that says: this is a demonstration, not the office's real site."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="warning", order=100)
class DemonstrationSettings(BaseSiteSetting):
    """While it is on, every page says that its people are invented, and search engines are asked to stay away."""

    is_demonstration = models.BooleanField(
        _("this site is a demonstration"),
        default=False,
        help_text=_(
            "Shows a strip on every page and keeps search engines away. Switch it off only when the invented "
            "people are gone and the office has checked every page."
        ),
    )

    panels: ClassVar[list[Any]] = [FieldPanel("is_demonstration")]

    class Meta:
        verbose_name = _("demonstration")
