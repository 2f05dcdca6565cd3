"""A person's story, and the index of all of them."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Locale, Orderable, Page, TranslatableMixin

from consent.publication import shareable
from consent.vocabulary import Channel
from media.ladder import load_renditions
from pages.blocks.bodies import StoryBody
from pages.gate.panel import ChecklistPanel
from pages.models import BasePage
from pages.name_notice import with_name_notice
from stories.models.vocabulary import AssistanceKind, Theme

STORIES_PER_PAGE = 12


class StoryIndexPage(BasePage):
    """All stories in one language, the newest first."""

    template = "stories/story_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["stories.StoryPage"]

    class Meta:
        verbose_name = _("story index")
        verbose_name_plural = _("story indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of stories; a page number that makes no sense leads to the nearest one that does."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        stories = for_listing(shareable(StoryPage.objects.child_of(self)))
        page = Paginator(stories, STORIES_PER_PAGE).get_page(request.GET.get("page"))
        load_renditions(story.listing_picture for story in page)
        context["stories"] = page
        return context


class StoryPage(BasePage):
    """The story of a person, told with their consent."""

    standfirst = models.TextField(
        _("standfirst"),
        max_length=400,
        help_text=_("Two or three sentences that open the story. At most 400 characters."),
    )
    body = StreamField(
        StoryBody(),
        verbose_name=_("story"),
        help_text=_("Let the person speak: text, their own words as quotations, pictures, and the facts in an aside."),
    )
    country_of_origin = CountryField(_("country of origin"), blank=True, help_text=_("Where the person comes from."))
    host_country = CountryField(_("host country"), blank=True, help_text=_("Where the person lived away from home."))
    country_of_return = CountryField(_("country of return"), blank=True, help_text=_("Where the person went back to."))
    period = models.CharField(
        _("period"),
        max_length=80,
        blank=True,
        help_text=_("In words, no more exact than is safe for the person, for example: early 2015"),
    )
    byline = models.CharField(
        _("byline"), max_length=160, blank=True, help_text=_("Who wrote the story down, as it may be published.")
    )
    gathered_on = models.DateField(
        _("gathered on"), null=True, blank=True, help_text=_("The day on which the person told the story.")
    )

    content_panels: ClassVar[list[Any]] = [
        ChecklistPanel(),
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("country_of_origin"),
                FieldPanel("host_country"),
                FieldPanel("country_of_return"),
                FieldPanel("period"),
            ],
            heading=_("Where and when"),
        ),
        InlinePanel("story_assistance", heading=_("Assistance"), label=_("kind of assistance")),
        InlinePanel("story_themes", heading=_("Themes"), label=_("theme")),
        MultiFieldPanel([FieldPanel("byline"), FieldPanel("gathered_on")], heading=_("How it was told")),
    ]
    always_about_people = True
    template = "stories/story_page.html"
    parent_page_types: ClassVar[list[str]] = ["stories.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    @cached_property
    def next_stories(self) -> list["StoryPage"]:
        """Two other stories to read after this one, the newest first."""
        newest = latest_stories(self.locale.language_code, 3)
        return [each for each in newest if each.pk != self.pk][:2]

    def pictures_shown(self) -> list[Any]:
        """Add the pictures of the next stories to those of this one."""
        return [*super().pictures_shown(), *(story.listing_picture for story in self.next_stories)]

    @cached_property
    def name_changed(self) -> bool:
        """Whether somebody in the story goes by a pseudonym; lists and the page itself learn it with their query."""
        return with_name_notice(Page.objects.filter(pk=self.pk)).filter(name_changed=True).exists()

    @property
    def themes(self) -> list[Theme]:
        """The themes of the story, in the order that the editor gave them."""
        return [link.theme for link in self.story_themes.select_related("theme")]

    @property
    def assistance(self) -> list[AssistanceKind]:
        """The kinds of assistance, in the order that the editor gave them."""
        return [link.kind for link in self.story_assistance.select_related("kind")]


class StoryTheme(TranslatableMixin, Orderable):
    """A theme of a story. A row of its own, so that a translated story gets the translated theme."""

    story = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="story_themes")
    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.PROTECT, related_name="+")

    class Meta(Orderable.Meta, TranslatableMixin.Meta):
        pass


class StoryAssistance(TranslatableMixin, Orderable):
    """A kind of assistance in a story."""

    story = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="story_assistance")
    kind = models.ForeignKey(
        AssistanceKind, verbose_name=_("kind of assistance"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Orderable.Meta, TranslatableMixin.Meta):
        pass


def for_listing(stories: "QuerySet[StoryPage]") -> "QuerySet[StoryPage]":
    """Return the stories newest first, with what a list shows of them (the renditions are fetched with the page's)."""
    return (
        with_name_notice(stories).order_by("-first_published_at", "-pk").select_related("listing_picture").defer("body")
    )


def latest_stories(language_code: str, number: int, channel: str = Channel.WEBSITE) -> "QuerySet[StoryPage]":
    """Return the newest stories that a channel may show in a language, ready for a list."""
    locale = Locale.objects.filter(language_code=language_code)
    return for_listing(shareable(StoryPage.objects.filter(locale__in=locale), channel))[:number]
