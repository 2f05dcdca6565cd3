"""wagtail-localize's own addresses for what changes a translation, guarded as the page itself is.

It asks whether somebody may edit the page, and neither whether the page is locked while it is reviewed nor, where a
page is made to follow its original in another language, whether they may publish it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import convert, edit_translation

from pages.translating.drafts import store_draft
from pages.translating.sending import SendPage, SendVocabulary, SynchronizeTranslations

View = Callable[..., HttpResponseBase]


def unless_locked(view: View) -> View:
    """Refuse a change of a translation that is locked; during a review, keep what was changed as the draft it reads.

    Whoever may change words at a step of the review becomes their author, as in every other editor.
    """

    @wraps(view)
    def guarded(request: HttpRequest, translation_id: int, **kwargs: Any) -> HttpResponseBase:
        page = get_object_or_404(Translation, pk=translation_id).get_target_instance()
        lock = page.get_lock() if isinstance(page, Page) else None
        if lock and lock.for_user(request.user):
            if request.method == "POST":
                raise PermissionDenied
            # The script of the editor would follow a redirect and take the dashboard for the answer.
            return JsonResponse({"detail": _("The translation is locked while somebody reads it.")}, status=403)
        response = view(request, translation_id, **kwargs)
        if response.status_code < 400 and isinstance(page, Page) and page.workflow_in_progress:
            _keep(page, request.user)
        return response

    return guarded


def for_publishers(view: View) -> View:
    """Refuse who may not publish the page: an alias is live as soon as its original is."""

    @wraps(view)
    def guarded(request: HttpRequest, page_id: int) -> HttpResponseBase:
        page = get_object_or_404(Page, pk=page_id)
        lock = page.get_lock()
        if not page.permissions_for_user(request.user).can_publish() or (lock and lock.for_user(request.user)):
            raise PermissionDenied
        return view(request, page_id)

    return guarded


def stop_for_publishers(view: View) -> View:
    """Refuse to end translating side by side to who may not publish the page."""

    @wraps(view)
    def guarded(request: HttpRequest, translation_id: int) -> HttpResponseBase:
        page = get_object_or_404(Translation, pk=translation_id).get_target_instance()
        if isinstance(page, Page) and not page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return view(request, translation_id)

    return guarded


def _keep(page: Page, user: Any) -> None:
    try:
        store_draft(page, user)
    except ValidationError:
        # A piece is changed at a time; what is wrong with the whole is told when somebody approves or submits it.
        return


def guarded_addresses() -> list[URLPattern]:
    """Return the addresses, to be registered before wagtail-localize's own."""
    here = "localize/translate/<int:translation_id>/"
    return [
        path("localize/submit/page/<int:page_id>/", SendPage.as_view()),
        path("localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", SendVocabulary.as_view()),
        path("localize/update/<int:translation_source_id>/", SynchronizeTranslations.as_view()),
        path(
            f"{here}strings/<int:string_segment_id>/edit/",
            unless_locked(edit_translation.edit_string_translation),
        ),
        path(
            f"{here}overrides/<int:overridable_segment_id>/edit/",
            unless_locked(edit_translation.edit_override),
        ),
        path(f"{here}pofile/upload/", unless_locked(edit_translation.upload_pofile)),
        path(f"{here}machine_translate/", unless_locked(edit_translation.machine_translate)),
        path(f"{here}disable/", stop_for_publishers(edit_translation.stop_translation)),
        path("localize/page/<int:page_id>/convert_to_alias/", for_publishers(convert.convert_to_alias)),
    ]
