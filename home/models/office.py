"""What the office says around every page, one set for each language: wordmark, menu, footer."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import ListBlock, PageChooserBlock, StructBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin


class MenuEntryBlock(StructBlock):
    """A section in the menu, with its introduction and the pages beneath it."""

    page = PageChooserBlock(label=_("Section"), help_text=_("A page that does not exist in a language is left out."))
    introduction = TextBlock(
        label=_("Introduction"),
        required=False,
        max_length=250,
        rows=2,
        help_text=_("Shown when the section is opened in the menu. Empty: the summary of the page."),
    )
    children = ListBlock(
        PageChooserBlock(label=_("Page")),
        label=_("Pages beneath it"),
        min_num=0,
        default=[],
        help_text=_("Shown when the section is opened in the menu."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Menu entry")


class OfficeDetails(TranslatableMixin, models.Model):
    """The wordmark, the menu, the address, the number to call and the disclaimer on names, in one language.

    They are one thing to edit and one to translate, and each page asks for all of them at once.
    """

    organization_name = models.CharField(
        _("organization"), max_length=120, help_text=_("The full name, as it stands at the top of every page.")
    )
    office_name = models.CharField(
        _("office"), max_length=80, help_text=_("Which office this is, as it stands beside the organization's name.")
    )
    tagline = models.CharField(
        _("what the office does"), max_length=160, blank=True, help_text=_("One short sentence for the footer.")
    )
    address = models.TextField(_("address"), blank=True, help_text=_("As on an envelope, one line for each part."))
    information_line_label = models.CharField(
        _("information line"), max_length=80, blank=True, help_text=_("Whose telephone number it is.")
    )
    information_line_number = models.CharField(
        _("telephone number"), max_length=30, blank=True, help_text=_("As it is dialled, for example: 0800 327 45")
    )
    information_line_note = models.CharField(
        _("note on the number"), max_length=160, blank=True, help_text=_("For example: free of charge in Belgium")
    )
    menu = StreamField(
        [("entry", MenuEntryBlock())],
        verbose_name=_("main menu"),
        blank=True,
        help_text=_("The sections of the site, in the order of the menu."),
    )
    footer_links = StreamField(
        [("page", PageChooserBlock(label=_("Page"), help_text=_("Its title becomes the link.")))],
        verbose_name=_("footer links"),
        blank=True,
        help_text=_("Pages that readers look for at the foot, such as privacy and terms."),
    )
    names_and_borders = models.TextField(
        _("names and borders"),
        help_text=_("Says that the names and borders on the site imply no opinion. Stands in the footer."),
    )
    copyright_line = models.CharField(
        _("copyright line"), max_length=160, blank=True, help_text=_("The last line of every page.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("organization_name"),
        FieldPanel("office_name"),
        FieldPanel("menu"),
        FieldPanel("tagline"),
        FieldPanel("address"),
        MultiFieldPanel(
            [
                FieldPanel("information_line_label"),
                FieldPanel("information_line_number"),
                FieldPanel("information_line_note"),
            ],
            heading=_("Number to call"),
        ),
        FieldPanel("footer_links"),
        FieldPanel("names_and_borders"),
        FieldPanel("copyright_line"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu and footer")
        verbose_name_plural = _("menu and footer")
        constraints = (models.UniqueConstraint(fields=["locale"], name="home_one_office_for_each_language"),)

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.organization_name, self.office_name)))

    def clean(self) -> None:
        """Refuse a second set in the same language."""
        super().clean()
        same = OfficeDetails.objects.filter(locale_id=self.locale_id).exclude(pk=self.pk)
        if self.locale_id and same.exists():
            raise ValidationError(_("This language has its menu and footer already: edit them instead."))

    def page_ids(self) -> Iterator[int]:
        """Yield the ids of all pages that are chosen, without loading the pages."""
        for entry in self.menu.get_prep_value():
            yield entry["value"]["page"]
            yield from (child["value"] for child in entry["value"]["children"])
        yield from (link["value"] for link in self.footer_links.get_prep_value())
