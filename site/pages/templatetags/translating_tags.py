"""What stands around wagtail-localize's editor."""

from typing import Any

from django import template
from django.urls import reverse
from wagtail.models import Page

from pages.translating.buttons import menu_of
from pages.translating.drafts import missing_pieces
from pages.translating.unpublishing import live_translations

register = template.Library()


@register.inclusion_tag("pages/translating/footer.html", takes_context=True)
def translation_footer(context: dict[str, Any]) -> dict[str, Any]:
    """Show the buttons beneath a translation, and how much of it is still to do."""
    request, page, translation = context["request"], context["instance"], context["translation"]
    lock = page.get_lock()
    return {
        "request": request,
        "page": page,
        "menu": menu_of(request, page).render_html(),
        "locked": bool(lock and lock.for_user(request.user)),
        "missing": missing_pieces(translation),
        "preview_url": reverse("wagtail_localize:preview_translation", args=[translation.pk]),
        "source": translation.source.locale.get_display_name(),
    }


@register.simple_tag(name="live_translations")
def published_translations(page: Page) -> list[Page]:
    """Return the translations that stay published when a page is unpublished."""
    return list(live_translations(page))


@register.filter
def is_locked_for(page: Page, user: Any) -> bool:
    """Say whether somebody can change nothing of a page at the moment."""
    lock = page.get_lock()
    return bool(lock and lock.for_user(user))
