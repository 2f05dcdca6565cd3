"""Our Work: the areas in which the office works."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from consent.publication import shareable
from media.ladder import load_renditions
from pages.blocks.bodies import ArticleBody
from pages.models import BasePage


class WorkIndexPage(BasePage):
    """Our Work: an introduction and the areas, those that run through all others apart."""

    body = StreamField(
        ArticleBody(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("An introduction above the list of areas."),
    )

    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, FieldPanel("body")]
    template = "work/work_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["work.WorkAreaPage"]

    class Meta:
        verbose_name = _("Our Work")
        verbose_name_plural = _("Our Work")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the published areas, in the order of the tree."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        areas = list(shareable(WorkAreaPage.objects.child_of(self)).select_related("listing_picture"))
        load_renditions(area.listing_picture for area in areas)
        context["areas"] = [area for area in areas if not area.cross_cutting]
        context["cross_cutting_areas"] = [area for area in areas if area.cross_cutting]
        return context


class WorkAreaPage(BasePage):
    """One area of work; a cross-cutting one runs through all others."""

    cross_cutting = models.BooleanField(
        _("cross-cutting"),
        default=False,
        help_text=_("Tick if this topic runs through all areas of work. It is then listed apart."),
    )
    body = StreamField(
        ArticleBody(),
        verbose_name=_("body"),
        help_text=_("For whom this work is, what it does, and where a reader can turn."),
    )

    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        FieldPanel("cross_cutting"),
        FieldPanel("body"),
    ]
    template = "work/work_area_page.html"
    parent_page_types: ClassVar[list[str]] = ["work.WorkIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("work area")
        verbose_name_plural = _("work areas")
