"""Wagtail's hooks into the pages: the gate in front of everything that publishes, and what editors see of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page
from wagtail.query import PageQuerySet

from pages import start_page
from pages.gate.api import put_gate_into_api
from pages.gate.closed import mark_closed
from pages.gate.refused_schedule import REFUSED
from pages.gate.refusing import refuse_in_bulk, refuse_in_editor, refuse_publishing, warn_of_closed
from pages.gate.screens.checklist import ChecklistScreen, checklist_view
from pages.gate.screens.minor_edit import MarkMinorEdit, TakeBackMinorEdit
from pages.gate.screens.not_health import SayNotHealth, TakeBackNotHealth
from pages.translating.acting import act_on_translation
from pages.translating.addresses import guarded_addresses
from pages.translating.buttons import arrange_buttons
from pages.translating.unpublishing import unpublish_translations
from pages.translating.waiting import add_panel
from pages.workflow import acting, sending_back, telling

SHEETS = ("gate", "checklist", "closed", "questions", "comparison", "review", "translation", "start")


@hooks.register("before_publish_page")
def before_publish_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to publish or schedule from the page editor."""
    return refuse_publishing(request, page)


# Before wagtail-localize's own hook, which shows its view in the place of the editor.
@hooks.register("before_edit_page", order=-1)
def before_edit_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to publish a translation or to approve the last step of a workflow."""
    return act_on_translation(request, page) or refuse_in_editor(request, page)


@hooks.register("before_bulk_action")
def before_bulk_action(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Refuse to publish several pages."""
    return refuse_in_bulk(request, action_type, objects, action)


@hooks.register("after_copy_page")
def after_copy_page(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Say which copies went online closed."""
    warn_of_closed(request, new_page)


@hooks.register("after_convert_alias_page")
def after_convert_alias_page(request: HttpRequest, page: Page) -> None:
    """Say that what followed its original no longer does."""
    warn_of_closed(request, page)


@hooks.register("construct_admin_api")
def construct_admin_api(router: WagtailAPIRouter) -> None:
    """Refuse what the API behind the CMS would publish."""
    put_gate_into_api(router)


@hooks.register("construct_explorer_page_queryset")
def construct_explorer_page_queryset(parent_page: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Tell the list of pages which of them are closed to readers."""
    return mark_closed(parent_page, pages, request)


# Before wagtail-localize's own addresses, one of which this takes.
@hooks.register("register_admin_urls", order=-1)
def register_addresses() -> list[URLPattern]:
    """Give the checklist and its questions their addresses in the CMS."""
    here = "checklist/<int:page_id>/"
    return [
        path(here, checklist_view, name="page_checklist"),
        path(f"{here}screen/", ChecklistScreen.as_view(), name="page_checklist_screen"),
        path(f"{here}not-health/", SayNotHealth.as_view(), name="not_health"),
        path(f"{here}not-health/<int:answer_id>/take-back/", TakeBackNotHealth.as_view(), name="not_health_take_back"),
        path(f"{here}minor-edit/", MarkMinorEdit.as_view(), name="minor_edit"),
        path(f"{here}minor-edit/<int:mark_id>/take-back/", TakeBackMinorEdit.as_view(), name="minor_edit_take_back"),
        *guarded_addresses(),
    ]


@hooks.register("insert_editor_js")
def insert_checklist_script() -> SafeString:
    """Renew the checklist while somebody writes."""
    return format_html('<script src="{}" defer></script>', static("js/checklist.js"))


@hooks.register("insert_global_admin_css")
def insert_checklist_style() -> SafeString:
    """Load the style of the checklist, and of the mark on what is closed to readers."""
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(f"css/cms/{sheet}.css"),) for sheet in SHEETS)
    )


hooks.register("construct_page_action_menu", acting.name_buttons)
hooks.register("construct_page_action_menu", arrange_buttons)
hooks.register("construct_homepage_panels", add_panel)
hooks.register("construct_homepage_panels", start_page.add_panel)
hooks.register("after_unpublish_page", unpublish_translations)
hooks.register("before_edit_page", telling.remember_step)
hooks.register("after_edit_page", telling.tell_outcome)
hooks.register("register_log_actions", sending_back.register_log_action)


@hooks.register("register_log_actions")
def register_refused_schedule(actions: Any) -> None:
    """Name, in the history of a page, that its time came and it was not published."""
    actions.register_action(
        REFUSED, _("Not published as scheduled"), _("Not published as scheduled: something is missing")
    )
