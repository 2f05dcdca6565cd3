"""Wagtail's hooks into the pages: the gate in front of everything that publishes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import Page

from pages.gate.checklist import checklist_view
from pages.gate.refusing import refuse_in_bulk, refuse_in_editor, refuse_publishing


@hooks.register("before_publish_page")
def before_publish_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to publish or schedule from the page editor."""
    return refuse_publishing(request, page)


# Before wagtail-localize's own hook, which shows its view in the place of the editor.
@hooks.register("before_edit_page", order=-1)
def before_edit_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to publish a translation or to approve the last step of a workflow."""
    return refuse_in_editor(request, page)


@hooks.register("before_bulk_action")
def before_bulk_action(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Refuse to publish several pages."""
    return refuse_in_bulk(request, action_type, objects)


@hooks.register("register_admin_urls")
def register_checklist() -> list[URLPattern]:
    """Give the checklist its address in the CMS."""
    return [path("checklist/<int:page_id>/", checklist_view, name="page_checklist")]


@hooks.register("insert_editor_js")
def insert_checklist_script() -> str:
    """Renew the checklist while somebody writes."""
    return format_html('<script src="{}" defer></script>', static("js/checklist.js"))
