"""What every page of the site has: a summary, a picture for lists, an owner, a review date, its care."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from consent.publication import closed_to_readers, is_shareable
from delivery.cache_policy import CachePolicy, apply_cache_policy
from media.ladder import load_renditions
from pages.gate.forms import GatedPageForm
from pages.gate.panel import ChecklistPanel


class BasePage(Page):
    """The abstract parent of every kind of page. It has no table: what is filtered across kinds is in PageFacts."""

    summary = models.TextField(
        _("summary"),
        max_length=250,
        help_text=_(
            "One or two sentences in plain words: what will a reader find here? "
            "Shown in lists, in the menu and in feeds. At most 250 characters."
        ),
    )
    listing_picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Opens the page and stands beside its title in lists. Wide pictures (3:2) fit best."),
    )
    listing_picture_alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for readers who do not see it."),
    )
    listing_picture_decorative = models.BooleanField(
        _("the picture is decorative"),
        default=False,
        help_text=_("Tick only if the picture tells nothing; readers who do not see it then miss nothing."),
    )
    social_title = models.CharField(
        _("title when shared"),
        max_length=120,
        blank=True,
        help_text=_("Shown when the page is shared. Empty: the page's own title."),
    )
    social_description = models.CharField(
        _("description when shared"),
        max_length=250,
        blank=True,
        help_text=_("Shown beneath the title when the page is shared. Empty: the summary."),
    )
    content_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("responsible person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who keeps this page right and is asked when something on it is wrong."),
    )
    review_by = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("The day by which someone should read the page again and check that it still holds."),
    )
    sensitive = models.BooleanField(
        _("sensitive"),
        default=False,
        help_text=_(
            "Tick if it could harm a reader to be seen here. Sites that the reader goes to next are then not "
            "told where the reader came from."
        ),
    )
    cache_policy = models.CharField(
        _("how long it may be kept"),
        max_length=10,
        choices=CachePolicy.choices,
        default=CachePolicy.STANDARD,
        help_text=_("How long browsers may show a copy of the page without asking for a newer one."),
    )

    content_panels: ClassVar[list[Any]] = [ChecklistPanel(), *Page.content_panels, FieldPanel("summary")]
    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("listing_picture"),
                FieldPanel("listing_picture_alt"),
                FieldPanel("listing_picture_decorative"),
            ],
            heading=_("Picture"),
        ),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("Address and search engines"),
        ),
        MultiFieldPanel([FieldPanel("social_title"), FieldPanel("social_description")], heading=_("Sharing")),
    ]
    settings_panels: ClassVar[list[Any]] = [
        *Page.settings_panels,
        MultiFieldPanel([FieldPanel("content_owner"), FieldPanel("review_by")], heading=_("Upkeep")),
        MultiFieldPanel([FieldPanel("sensitive"), FieldPanel("cache_policy")], heading=_("Care for the reader")),
    ]

    base_form_class = GatedPageForm

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Require alternative text for the picture, unless it is marked as decorative."""
        super().clean()
        if self.listing_picture_id and not self.listing_picture_alt and not self.listing_picture_decorative:
            raise ValidationError({"listing_picture_alt": _("Say what the picture shows, or mark it as decorative.")})

    # Whether every page of the kind is about a person, so that none is read without a clearance.
    always_about_people: ClassVar[bool] = False

    def people_at(self) -> tuple[str, ...]:
        """Return the positions of the blocks in which people speak: the quotations."""
        body = getattr(self, "body", None)
        raw = body.raw_data if body else []
        return tuple(f"body/{number}" for number, block in enumerate(raw, start=1) if block["type"] == "quotation")

    def pictures(self) -> list[Any]:
        """Return the pictures that the page itself consists of, the stills of its recordings among them."""
        stills = [recording.poster for recording in self.recordings()]
        return [self.listing_picture, *self._in_body("picture"), *stills]

    def recordings(self) -> list[Any]:
        """Return the recordings that the page plays, in the order of its body."""
        return [recording for recording in self._in_body("recording") if recording is not None]

    def _in_body(self, kind: str) -> list[Any]:
        blocks = getattr(self, "body", None) or []
        return [block.value[kind] for block in blocks if block.block_type == kind]

    def pictures_shown(self) -> list[Any]:
        """Return all pictures that a reader sees on the page, so that their renditions are fetched at once."""
        return self.pictures()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Fetch what the template needs in few queries."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        load_renditions(self.pictures_shown())
        return context

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page of an address. Raises Http404 also for a page that is live but not cleared for readers."""
        result: RouteResult = super().route(request, path_components)
        if not path_components and not is_shareable(self):
            raise Http404
        return result

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with the page, under its own cache policy and, if it is sensitive, without leaving a trail."""
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        apply_cache_policy(response, self.cache_policy)
        if self.sensitive:
            response["Referrer-Policy"] = "no-referrer"
        return response

    @property
    def closed_to_readers(self) -> bool:
        """Whether the page is live and nobody may read it all the same, because nothing clears it.

        Lists of pages ask once for all of them (``pages.gate.closed``).
        """
        if "closed_now" in self.__dict__:
            return bool(self.__dict__["closed_now"])
        return bool(self.live) and Page.objects.filter(closed_to_readers(), pk=self.pk).exists()

    @property
    def status_string(self) -> Any:
        """What the CMS calls the state of the page: Wagtail's word, but never "live" for what nobody can read."""
        if not self.closed_to_readers:
            return super().status_string
        return _("closed to readers + draft") if self.has_unpublished_changes else _("closed to readers")

    @property
    def listing_alt(self) -> str:
        """The alternative text of the picture where it opens the page: empty for a decorative one."""
        return "" if self.listing_picture_decorative else self.listing_picture_alt


class PageFacts(models.Model):
    """What listings and reports filter on across all kinds of pages: one row beside each page.

    A copy, kept by a signal whenever a page is saved; the page itself remains the source.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="facts")
    summary = models.TextField(blank=True)
    quotes_people = models.BooleanField(default=False, db_index=True)
    sensitive = models.BooleanField(default=False, db_index=True)
    content_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    review_by = models.DateField(null=True, blank=True, db_index=True)

    class Meta:
        verbose_name_plural = "page facts"

    def __str__(self) -> str:
        return f"facts of page {self.page_id}"


# Django looks for the models of a room in this module; the steps of the workflow ask the gate about pages.
from pages.workflow.models import EditorReview, ProtectionReview  # noqa: E402, F401
