"""Wagtail's hooks into the room: the officers' screens and panels, their entries in the menu, their style."""

from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from consent.models import ConsentRecord, Contributor
from consent.vocabulary import RecordStatus
from withdrawal import screens_addresses
from withdrawal.cms import urls
from withdrawal.panels import panels_of_contributor, panels_of_record, panels_of_story

hooks.register("register_contributor_panels", panels_of_contributor)
hooks.register("register_record_panels", panels_of_record)
hooks.register("register_story_panels", panels_of_story)


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLResolver]:
    """Put the screens of withdrawals, and of what people themselves do, beneath the CMS's address."""
    return [path("withdrawals/", include(urls)), path("protection/own/", include(screens_addresses))]


@hooks.register("register_protection_menu_item")
def withdrawals_in_menu() -> MenuItem:
    """Put the list of withdrawals into the officers' menu."""
    return MenuItem(_("Withdrawals"), reverse_lazy("withdrawal:list"), icon_name="undo", order=35)


@hooks.register("register_protection_menu_item")
def requests_in_menu() -> MenuItem:
    """Put the requests into the officers' menu."""
    return MenuItem(_("Requests"), reverse_lazy("contributing:requests"), icon_name="mail", order=36)


@hooks.register("register_contributor_buttons")
def register_button(contributor: Contributor) -> list[Button]:
    """Lead from somebody with a consent to the form that takes it back."""
    if not ConsentRecord.objects.filter(contributor=contributor, status=RecordStatus.VALID).exists():
        return []
    url = reverse("withdrawal:add", args=[contributor.pk])
    return [Button(_("Take consent back…"), url, icon_name="undo", classname="button button-secondary no")]


@hooks.register("insert_global_admin_css")
def own_style() -> SafeString:
    """Load the style of the form on a telephone and of codes and links."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms/own.css"))
