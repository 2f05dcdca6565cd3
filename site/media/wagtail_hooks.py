"""What the room adds to the CMS and to the serving of documents."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from media.models import DocumentFile
from media.people import urls as people_urls
from media.regions.views import HideInPicture, add_one_picture
from media.uses import is_public
from media.views import cms_rendition


@hooks.register("register_admin_urls")
def rendition_address() -> list[URLPattern]:
    """Give renditions an address behind the login, for lists, choosers and previews."""
    return [path("pictures/<str:name>", cms_rendition, name="cms_rendition")]


# This room stands before wagtail.images in INSTALLED_APPS, so its addresses win over Wagtail's own.
@hooks.register("register_admin_urls")
def hiding_addresses() -> list[URLPattern]:
    """Put the pages for one picture beneath the CMS's address of the pictures."""
    return [
        path("images/multiple/<path:step>", add_one_picture, name="add_one_picture"),
        path("images/<int:image_id>/hide/", HideInPicture.as_view(), name="hide_in_picture"),
    ]


@hooks.register("register_admin_urls")
def people_addresses() -> list[URLPattern]:
    """Put the screens about people in pictures beneath the CMS's address."""
    return people_urls.urlpatterns


@hooks.register("register_protection_menu_item")
def people_in_menu() -> MenuItem:
    """Put the pictures with people into the menu of the protection officers."""
    return MenuItem(_("People in pictures"), reverse_lazy("pictures_with_people"), icon_name="image", order=25)


@hooks.register("insert_global_admin_css")
def people_style() -> SafeString:
    """Load the style of the screens about people in pictures."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms/picture-people.css"))


@hooks.register("before_serve_document")
def close_unused_documents(document: Any, request: HttpRequest) -> HttpResponse | None:
    """Answer 404 for a document that no readable page offers, except to people who may enter the CMS."""
    if not isinstance(document, DocumentFile) or is_public(document):
        return None
    if request.user.has_perm("wagtailadmin.access_admin"):
        return None
    return HttpResponseNotFound(headers={"Cache-Control": "no-store"})
