"""The home page, the pages about the organization, the legal pages."""

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, PageChooserBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from consent.publication import shareable
from pages.blocks.bodies import ArticleBody
from pages.blocks.figures import FigureBlock
from pages.blocks.text import TextBlock
from pages.gate.panel import ChecklistPanel
from pages.models import BasePage
from pages.name_notice import with_name_notice


class WayInBlock(StructBlock):
    """A door from the home page to the place that answers one kind of reader."""

    label = CharBlock(label=_("Label"), max_length=60, help_text=_("What the reader thinks or wants, in a few words."))
    text = CharBlock(label=_("Text"), max_length=160, help_text=_("One sentence: what is behind this door."))
    page = PageChooserBlock(label=_("Page"), help_text=_("Leads to this page, in the reader's language."))

    class Meta:
        icon = "arrow-right"
        label = _("Way in")


class HomePage(BasePage):
    """What the organization does here, in one screen, and the ways in for the reader."""

    headline = models.CharField(
        _("headline"),
        max_length=110,
        help_text=_("The one large sentence at the top: what this office does, for whom."),
    )
    introduction = StreamField(
        [("text", TextBlock())],
        verbose_name=_("introduction"),
        blank=True,
        max_num=1,
        help_text=_("A few paragraphs beneath the headline, for those who want to know more."),
    )
    ways_in = StreamField(
        [("way_in", WayInBlock())],
        verbose_name=_("ways in"),
        blank=True,
        max_num=4,
        help_text=_("Up to four doors to the rest of the site, the most needed first."),
    )
    featured_stories = StreamField(
        [
            (
                "story",
                PageChooserBlock(
                    label=_("Story"),
                    page_type="stories.StoryPage",
                    help_text=_("Left out in a language in which it does not exist."),
                ),
            )
        ],
        verbose_name=_("featured stories"),
        blank=True,
        max_num=3,
        help_text=_("Up to three stories. The newest ones fill the places that are left."),
    )
    figures = StreamField(
        [("figure", FigureBlock())],
        verbose_name=_("key figures"),
        blank=True,
        max_num=4,
        help_text=_("Up to four numbers, each with its source and date."),
    )

    content_panels: ClassVar[list[Any]] = [
        ChecklistPanel(),
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("summary"),
        FieldPanel("introduction"),
        FieldPanel("ways_in"),
        FieldPanel("featured_stories"),
        FieldPanel("figures"),
    ]
    template = "home/home_page.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "home.OrganizationPage",
        "home.LegalPage",
        "work.WorkIndexPage",
        "stories.StoryIndexPage",
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page of an address in two queries, where Wagtail needs two for each level of the tree.

        Whatever is not the plain address of a page is left to Wagtail.
        """
        if path_components:
            url_path = f"{self.url_path}{'/'.join(path_components)}/"
            content_type = Page.objects.filter(url_path=url_path).values_list("content_type_id", flat=True).first()
            model = ContentType.objects.get_for_id(content_type).model_class() if content_type else None
            if model is not None and issubclass(model, BasePage):
                readable = with_name_notice(shareable(model.objects.filter(url_path=url_path)))
                page = readable.select_related("listing_picture", "locale").first()
                if page is not None:
                    return RouteResult(page)
        return super().route(request, path_components)

    @property
    def featured_story_ids(self) -> list[int]:
        """The ids of the chosen stories, without loading them."""
        return [block["value"] for block in self.featured_stories.get_prep_value()]


class OrganizationPage(BasePage):
    """Who We Are, About, IOM Global, and any page of their kind; it lists the pages beneath it."""

    body = StreamField(
        ArticleBody(),
        verbose_name=_("body"),
        help_text=_("Begin with what the reader came for. Short paragraphs, a heading every few of them."),
    )

    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, FieldPanel("body")]
    template = "home/organization_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.OrganizationPage"]
    subpage_types: ClassVar[list[str]] = ["home.OrganizationPage"]

    class Meta:
        verbose_name = _("organization page")
        verbose_name_plural = _("organization pages")


class LegalPage(BasePage):
    """Privacy, terms, and pages of their kind, with the day from which they hold."""

    in_force_from = models.DateField(_("in force from"), help_text=_("The day from which this text holds."))
    body = StreamField(
        ArticleBody(),
        verbose_name=_("body"),
        help_text=_("Plain words: a reader should not need a lawyer to understand it."),
    )

    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        FieldPanel("in_force_from"),
        FieldPanel("body"),
    ]
    template = "home/legal_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")
