"""Refusals for the editor, wherever somebody acts on a page and can read a message."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from consent.rules.facts import Refusal
from pages.gate.reviewing import concerns_people, review
from pages.gate.texts import position_label
from pages.models import BasePage


def refuse_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead back to the editor with what is missing, or return None when the page may be published or scheduled.

    Wagtail asks after it has stored the draft, so nothing that was written is lost.
    """
    refused = _refused(page)
    if not refused:
        return None
    # A new page was stored as live before anybody asked.
    Page.objects.filter(pk=page.pk, live_revision__isnull=True).update(live=False, has_unpublished_changes=True)
    messages.error(request, describe(page, refused))
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_in_editor(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse what the editor's other buttons would publish: a translation, or the last step of a workflow."""
    if request.method != "POST":
        return None
    if request.POST.get("action") == "publish":
        translation = Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        ).first()
        if translation is None:
            return None
        wanted = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    elif request.POST.get("workflow-action-name") == "approve":
        wanted = page.get_latest_revision_as_object()
    else:
        return None
    refused = _refused(wanted)
    if not refused:
        return None
    messages.error(request, describe(page, refused))
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_in_bulk(request: HttpRequest, action_type: str, pages: Iterable[Page]) -> HttpResponse | None:
    """Refuse to publish several pages at once when one of them may not be, and say which and why."""
    if action_type != "publish":
        return None
    refused = False
    for page in pages:
        if missing := _refused(page.get_latest_revision_as_object()):
            refused = True
            messages.error(request, describe(page, missing))
    if not refused:
        return None
    messages.warning(request, _("None of the chosen pages was published. Leave out those named here and try again."))
    return redirect("wagtailadmin_explore_root")


def describe(page: Page, refusals: list[Refusal]) -> str:
    """Return what is missing as a list for a message."""
    specific = page.specific
    lines = format_html_join("", "<li>{}</li>", ((_line(specific, refusal),) for refusal in refusals))
    title = page.get_admin_display_title()
    return format_html("{}<ul>{}</ul>", _("“%(title)s” cannot be published yet:") % {"title": title}, lines)


def _line(page: Any, refusal: Refusal) -> str:
    if not refusal.position or not isinstance(page, BasePage):
        return str(refusal.message)
    return f"{position_label(page, refusal.position)}: {refusal.message}"


def _refused(page: Page) -> list[Refusal]:
    specific = page.specific if type(page) is Page else page
    if not isinstance(specific, BasePage) or not concerns_people(specific):
        return []
    return review(specific).errors
