"""The frame of the site in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import OfficeDetails


@register_snippet
class OfficeDetailsViewSet(SnippetViewSet):
    """What stands around every page, a row for each language."""

    model = OfficeDetails
    icon = "bars"
    menu_label = _("Menu and footer")
    menu_order = 310
    add_to_admin_menu = True
    list_display = ("organization_name", "office_name")
