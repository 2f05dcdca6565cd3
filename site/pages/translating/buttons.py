"""The buttons beneath a translation: Wagtail's own menu of actions, with what a translator presses first."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    ActionMenuItem,
    PageActionMenu,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    SaveDraftMenuItem,
    SubmitForModerationMenuItem,
    WorkflowMenuItem,
)
from wagtail.models import Page

SIDE_BY_SIDE = "side_by_side"
CONVERT = "localize-convert-to-alias"


class SaveTranslation(SaveDraftMenuItem):
    """Keeps the pieces as a draft; the button carries its name, since no page form goes with it."""

    template_name = "pages/translating/save_draft.html"


class PublishTranslation(PublishMenuItem):
    """Publishes, as wagtail-localize's view understands it."""

    template_name = "pages/translating/publish.html"


class StopTranslation(ActionMenuItem):
    """Ends translating side by side; the page is then edited by itself."""

    label = _("Stop translating side by side")
    name = "action-stop-translation"
    icon_name = "cross"


class DeletePage(ActionMenuItem):
    """Leads to Wagtail's question whether to delete."""

    label = _("Delete")
    name = "action-delete"
    icon_name = "bin"

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """Return the address of the question."""
        return reverse("wagtailadmin_pages:delete", args=[parent_context["page"].pk])


def menu_of(request: HttpRequest, page: Page) -> PageActionMenu:
    """Return the menu for somebody who has a translation before them."""
    lock = page.get_lock()
    locked = bool(lock and lock.for_user(request.user))
    context = {"view": "edit", "page": page, "lock": lock, "locked_for_user": locked, SIDE_BY_SIDE: True}
    return PageActionMenu(request, **context)


def arrange_buttons(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Put the menu of a translation in order (a construct_page_action_menu hook): the first is the large button.

    Whoever reads at a step of the review approves; whoever may publish, publishes; anybody else submits. What takes
    the translation apart comes last, and only for those who may publish it.
    """
    if not context.get(SIDE_BY_SIDE):
        return
    page: Page = context["page"]
    permissions = page.permissions_for_user(request.user)
    may_publish, locked = permissions.can_publish(), context["locked_for_user"]
    items = [_own(item) for item in menu_items if not isinstance(item, RestartWorkflowMenuItem)]
    if not may_publish:
        items = [item for item in items if item.name != CONVERT]
    if may_publish and not locked:
        items.append(StopTranslation())
    if permissions.can_delete() and not locked:
        items.append(DeletePage())
    menu_items[:] = sorted(items, key=_place)


def _own(item: ActionMenuItem) -> ActionMenuItem:
    if isinstance(item, PublishMenuItem):
        return PublishTranslation()
    return SaveTranslation() if isinstance(item, SaveDraftMenuItem) else item


def _place(item: ActionMenuItem) -> int:
    if isinstance(item, WorkflowMenuItem):
        return 0 if item.name == "approve" else 1
    kinds = (PublishTranslation, SubmitForModerationMenuItem, SaveTranslation)
    for number, kind in enumerate(kinds, start=2):
        if isinstance(item, kind):
            return number
    return {CONVERT: 21, StopTranslation.name: 20, DeletePage.name: 22}.get(str(item.name), 10)
