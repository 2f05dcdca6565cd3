"""The frame of the site, for the base template."""

from typing import Any

from django import template
from django.utils.translation import get_language
from wagtail.models import Page

from home.frame import Frame, build_frame

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context: dict[str, Any]) -> Frame:
    """Return what stands around this page (or error page) in the reader's language.

    A view that is no page of the tree names its ``addresses`` by language, so that the switcher leads to them.
    """
    page = context.get("page")
    return build_frame(
        context["request"],
        page if isinstance(page, Page) else None,
        get_language() or "",
        context.get("addresses") or {},
    )
