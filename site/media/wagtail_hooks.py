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
from wagtail.admin.viewsets.base import ViewSet

from media.adding import add_document, add_picture, upload_document_in_chooser
from media.models import DocumentFile
from media.people import urls as people_urls
from media.recordings.library import recording_chooser, recording_library
from media.recordings.people import urlpatterns as recording_people_urls
from media.recordings.views import cms_recording
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
def adding_addresses() -> list[URLPattern]:
    """Put the forms that say more after adding something in the place of Wagtail's."""
    return [
        path("images/add/", add_picture),
        path("documents/add/", add_document),
        path("documents/chooser/create/", upload_document_in_chooser),
    ]


@hooks.register("register_admin_urls")
def people_addresses() -> list[URLPattern]:
    """Put the screens about people in pictures beneath the CMS's address."""
    return people_urls.urlpatterns


@hooks.register("register_admin_viewset")
def recordings_in_library() -> list[ViewSet]:
    """Put the library of recordings, and the window for choosing one, into the CMS."""
    return [recording_library, recording_chooser]


# Before the library's own addresses, which begin alike.
@hooks.register("register_admin_urls", order=-1)
def recording_addresses() -> list[URLPattern]:
    """Give recordings an address behind the login, and put the screens about people in them beneath the library's."""
    return [path("recordings/file/<str:name>", cms_recording, name="cms_recording"), *recording_people_urls]


@hooks.register("register_protection_menu_item")
def people_in_recordings_in_menu() -> MenuItem:
    """Put the recordings with people into the menu of the protection officers."""
    return MenuItem(_("People in recordings"), reverse_lazy("recordings_with_people"), icon_name="media", order=26)


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
