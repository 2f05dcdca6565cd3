"""Refusals for the editor, wherever somebody acts on a page and can read a message."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.models import Page

from consent.rules.facts import Refusal
from pages.gate.drafts import draft_of, translation_of
from pages.gate.reviewing import review
from pages.gate.texts import position_label
from pages.models import BasePage


def refuse_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead back to the editor with what is missing, or return None when the page may be published or scheduled.

    Wagtail asks after it has stored the draft, so nothing that was written is lost.
    """
    refused = refusals_of(page)
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
        if translation_of(page) is None:
            return None
        wanted = draft_of(page)
    elif request.POST.get("workflow-action-name") == "approve" and _is_at_last_step(page):
        wanted = draft_of(page)
    else:
        return None
    refused = refusals_of(wanted)
    if not refused:
        return None
    messages.error(request, describe(page, refused))
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_in_bulk(request: HttpRequest, action_type: str, pages: Iterable[Page], action: Any) -> HttpResponse | None:
    """Refuse to publish several pages at once when one of them may not be, and say which and why."""
    if action_type != "publish":
        return None
    refused = False
    for page in _published_by(request, pages, action):
        if missing := refusals_of(page.get_latest_revision_as_object()):
            refused = True
            messages.error(request, describe(page, missing))
    if not refused:
        return None
    messages.warning(request, _("None of the chosen pages was published. Leave out those named here and try again."))
    # Without an address to go back to, the action's own page would ask the same question again.
    return redirect("wagtailadmin_explore_root" if action.next_url == request.path else action.next_url)


def warn_of_closed(request: HttpRequest, page: Page) -> None:
    """Say that a page is live and closed to readers, after an act that nothing could refuse beforehand."""
    closed = [each for each in _with_descendants(page) if isinstance(each, BasePage) and each.closed_to_readers]
    for each in closed[:MOST_NAMED]:
        messages.warning(
            request,
            format_html(
                _("“{title}” is closed to readers: {missing}"),
                title=each.get_admin_display_title(),
                missing=_list(each, review(each).errors),
            ),
        )
    if len(closed) > MOST_NAMED:
        messages.warning(
            request, _("%(number)s more pages are closed to readers.") % {"number": len(closed) - MOST_NAMED}
        )


# How many pages are named one by one after a whole branch was copied.
MOST_NAMED = 5


def describe(page: Page, refusals: list[Refusal]) -> str:
    """Return what is missing as a list for a message."""
    title = page.get_admin_display_title()
    opening = _("“%(title)s” cannot be published yet:") % {"title": title}
    return format_html("{}{}", opening, _list(page.specific, refusals))


def line_of(page: Any, refusal: Refusal) -> str:
    """Return a refusal in words, after where on the page it is."""
    if not refusal.position or not isinstance(page, BasePage):
        return str(refusal.message)
    return f"{position_label(page, refusal.position)}: {refusal.message}"


def _is_at_last_step(page: Page) -> bool:
    state = page.current_workflow_state
    return bool(state and state.is_at_final_task)


def refusals_of(page: Page) -> list[Refusal]:
    """Return what stops a page as it is at hand: where nobody appears on it, only a picture without an answer can."""
    specific = page.specific if type(page) is Page else page
    return review(specific).errors if isinstance(specific, BasePage) else []


def _list(page: Any, refusals: list[Refusal]) -> str:
    lines = format_html_join("", "<li>{}</li>", ((line_of(page, refusal),) for refusal in refusals))
    return format_html("<ul>{}</ul>", lines)


def _published_by(request: HttpRequest, pages: Iterable[Page], action: Any) -> Iterator[Page]:
    """Yield what a bulk action publishes: the chosen pages and, if asked to, the drafts beneath them."""
    beneath = action.cleaned_form.cleaned_data["include_descendants"]
    for page in pages:
        yield page
        if beneath:
            for draft in page.get_descendants().not_live().specific():
                if draft.permissions_for_user(request.user).can_publish():
                    yield draft


def _with_descendants(page: Page) -> Iterator[Page]:
    yield from page.get_descendants(inclusive=True).live().specific()
