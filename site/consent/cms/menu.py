"""The entry "Protection" in the CMS's menu, which only protection officers see."""

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from consent.officers import is_officer


class ProtectionMenuItem(SubmenuMenuItem):
    """The entry with its screens. Asked once for each page of the CMS, and not for each screen."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to officers."""
        return is_officer(request.user)


def protection_menu() -> ProtectionMenuItem:
    """Return the entry; other rooms add screens of theirs by the hook ``register_protection_menu_item``."""
    screens = [
        MenuItem(_("Contributors"), reverse_lazy("protection:contributors"), icon_name="group", order=10),
        MenuItem(_("People in stories"), reverse_lazy("protection:stories"), icon_name="doc-full", order=20),
        MenuItem(_("What ends soon"), reverse_lazy("protection:ending"), icon_name="calendar-alt", order=30),
        MenuItem(_("Protection log"), reverse_lazy("protection:log"), icon_name="history", order=40),
        MenuItem(_("Settings of consent"), reverse_lazy("protection:settings"), icon_name="cogs", order=50),
    ]
    menu = Menu(register_hook_name="register_protection_menu_item", items=screens)
    return ProtectionMenuItem(_("Protection"), menu, name="protection", icon_name="lock", order=350)
