"""The checklist in the page editor: what the rules of consent still miss, renewed whenever the draft is saved."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from wagtail.admin.panels import Panel
from wagtail.models import Page

from consent.officers import is_officer
from consent.rules.facts import Kind, Refusal
from pages.gate.reviewing import concerns_people, review
from pages.gate.texts import position_label
from pages.models import BasePage


@dataclass(frozen=True)
class Item:
    """One line of the checklist."""

    message: str
    position: str
    stops: bool


@dataclass(frozen=True)
class Checklist:
    """What is still to do before a page may be published; empty when nothing is."""

    items: list[Item]
    until: datetime | None

    @property
    def last_day(self) -> datetime | None:
        """The last moment at which the page may be read; ``until`` is the first at which it may not."""
        return self.until and self.until - timedelta(seconds=1)

    @property
    def may_be_published(self) -> bool:
        """Say whether nothing stops the page."""
        return self.until is not None


@sensitive_variables()
def checklist_of(page: BasePage) -> Checklist:
    """Return the checklist of a page as it is at hand, what stops it first."""
    found = review(page)
    # Several people may lack the same thing: one line says it.
    items = dict.fromkeys(_item(page, each) for each in [*found.errors, *found.warnings])
    return Checklist(list(items), found.until)


def _item(page: BasePage, refusal: Refusal) -> Item:
    position = str(position_label(page, refusal.position)) if refusal.position else ""
    return Item(str(refusal.message), position, stops=refusal.kind == Kind.ERROR)


@sensitive_variables()
def checklist_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer with the checklist of a page's latest draft. Raises PermissionDenied for those who cannot edit it."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    context: dict[str, Any] = {}
    if isinstance(draft, BasePage) and concerns_people(draft):
        context = {
            "checklist": checklist_of(draft),
            "story_url": _story_url(page) if is_officer(request.user) else "",
        }
    response = render(request, "pages/checklist.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _story_url(page: Page) -> str:
    return reverse("protection:story", args=[page.translation_key])


class ChecklistPanel(Panel):
    """Shows the checklist at the top of the editor."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "pages/checklist_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add where the checklist of this page is had; a page that was never saved has none yet."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            if self.instance.pk:
                context["checklist_url"] = reverse("page_checklist", args=[self.instance.pk])
            return context
