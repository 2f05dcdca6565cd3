"""Unpublishing a page together with its translations, which stay published by themselves.

They keep showing what was told, and keep its pictures open, so the question says so and takes them along unless
somebody unticks it.
"""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.query import PageQuerySet

FIELD = "unpublish-translations"


def live_translations(page: Page) -> PageQuerySet:
    """Return the translations of a page that are published, aliases of it left out: they go with their original."""
    return page.get_translations().live().filter(alias_of__isnull=True).select_related("locale").order_by("locale")


def unpublish_translations(request: HttpRequest, page: Page) -> None:
    """Unpublish the translations too, if that was asked for (an after_unpublish_page hook)."""
    if FIELD not in request.POST:
        return
    for each in live_translations(page).specific():
        values = {"title": each.get_admin_display_title(), "language": each.locale.get_display_name()}
        if not each.permissions_for_user(request.user).can_unpublish():
            text = _("“%(title)s” (%(language)s) is still published: you may not unpublish it. Ask an editor.")
            messages.warning(request, text % values)
            continue
        UnpublishPageAction(each, user=request.user).execute()
        messages.success(request, _("“%(title)s” (%(language)s) is unpublished, too.") % values)
