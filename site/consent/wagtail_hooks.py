"""Wagtail's hooks into the room of consent: the protection officers' screens, their entry in the menu, their style."""

from collections.abc import Iterator
from typing import Any

from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from consent.cms import urls
from consent.cms.health_words import HealthWordViewSet, health_words
from consent.cms.menu import ProtectionMenuItem, protection_menu
from consent.officers import is_officer

# In this order: the last one makes lists of blocks of what the others lay out as tables.
SHEETS = ("screen", "light", "form", "facts", "table", "matrix", "narrow")


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLResolver]:
    """Put the screens beneath the CMS's address."""
    return [path("protection/", include(urls))]


@hooks.register("register_admin_menu_item")
def register_menu() -> ProtectionMenuItem:
    """Put the entry into the menu, for officers."""
    return protection_menu()


@hooks.register("register_page_header_buttons")
def register_link_to_people(page: Page, user: Any, **_more: Any) -> Iterator[Button]:
    """Lead officers from the editor of a page to the people in it."""
    if page.depth > 1 and is_officer(user):
        original = page.alias_of or page
        yield Button(
            _("People in this story"),
            reverse("protection:story", args=[original.translation_key]),
            icon_name="group",
            priority=60,
        )


@hooks.register("register_admin_viewset")
def register_health_words() -> HealthWordViewSet:
    """Put the lists of health words among the settings, for whoever has the permission."""
    return health_words


@hooks.register("insert_global_admin_css")
def register_style() -> SafeString:
    """Load the style of the CMS's own screens and of the traffic light."""
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(f"css/cms/{sheet}.css"),) for sheet in SHEETS)
    )
