"""The page editor, which tells translators and officers why a page does not open for them, and where to go instead."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from accounts.roles.translators import languages_of
from consent.officers import is_officer
from consent.registry import needs_clearance


class EditPage(EditView):
    """Wagtail's page editor; config.urls names it first."""

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase:
        """Open it, or say which languages are theirs and where to go. Raises PermissionDenied."""
        try:
            response: HttpResponseBase = super().dispatch(request, page_id, **kwargs)
        except PermissionDenied:
            page = Page.objects.select_related("locale").get(pk=page_id)
            locales = languages_of(request.user)
            if request.method == "GET" and locales and page.locale not in locales:
                return self._lead_on(request, page, locales)
            if request.method == "GET" and is_officer(request.user):
                return self._lead_to_protection(request, page)
            raise
        return response

    def _lead_to_protection(self, request: HttpRequest, page: Page) -> HttpResponseBase:
        text = _(
            "A protection officer opens a text in the editor while it waits for an approval. At other times "
            "“%(title)s” is read under Protection."
        )
        if not Page.objects.filter(needs_clearance(), pk=page.pk).exists():
            text = _("“%(title)s” shows nobody, so it needs no protection officer. Writers and editors change it.")
            messages.warning(request, text % {"title": page.get_admin_display_title()})
            return redirect("wagtailadmin_home")
        messages.warning(request, text % {"title": page.get_admin_display_title()})
        return redirect("protection:story", page.translation_key)

    def _lead_on(self, request: HttpRequest, page: Page, locales: list[Any]) -> HttpResponseBase:
        names = ", ".join(locale.get_display_name() for locale in locales)
        values = {"title": page.get_admin_display_title(), "language": page.locale.get_display_name(), "yours": names}
        opening = _(
            "“%(title)s” is a page in %(language)s, and you translate into %(yours)s. While you translate, its text "
            "stands beside yours."
        )
        theirs = page.get_translations().filter(locale__in=locales, alias_of__isnull=True).select_related("locale")
        buttons = [
            messages.button(reverse("wagtailadmin_pages:edit", args=[each.pk]), each.locale.get_display_name())
            for each in theirs
        ]
        closing = (
            _("Open the page in your language:")
            if buttons
            else _("It was not sent to be translated yet. Ask whoever writes or edits it to do so.")
        )
        messages.warning(request, f"{opening % values} {closing}", buttons=buttons)
        return redirect("wagtailadmin_home")


edit_page = require_admin_access(EditPage.as_view())
