"""What the buttons beneath a translation do: keep a draft, submit it, take a step of the review, publish.

wagtail-localize's view knows one button. This takes the others before it is asked, for whoever may press them.
"""

import json
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import Translation

from pages.gate.drafts import translation_of
from pages.gate.refusing import refuse_in_editor
from pages.translating.drafts import missing_pieces, store_draft, words_of
from pages.workflow import telling
from pages.workflow.standing import standing_of

# What a window of the review asks for; nothing else reaches the step.
ASKED_FOR = {"comment", "fingerprint"}


def act_on_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Do what a button asks for on a page that is translated side by side (a before_edit_page hook).

    Raises PermissionDenied.
    """
    translation = translation_of(page)
    if translation is None:
        return None
    if request.method != "POST":
        _tell_lock(request, page)
        return None
    for button, act in ACTS.items():
        if button in request.POST:
            telling.remember_step(request, page)
            return act(request, page, translation) or redirect("wagtailadmin_pages:edit", page.pk)
    return None


def _tell_lock(request: HttpRequest, page: Page) -> None:
    lock = page.get_lock()
    if lock and lock.for_user(request.user):
        messages.warning(request, " ".join(standing_of(page, request.user)), extra_tags="lock")


def _save(request: HttpRequest, page: Page, translation: Translation) -> None:
    _refuse_locked(request, page)
    if _stored(request, page):
        messages.success(request, _("The translation is kept as a draft. Readers see nothing of it yet."))


def _submit(request: HttpRequest, page: Page, translation: Translation) -> HttpResponse | None:
    if not page.permissions_for_user(request.user).can_submit_for_moderation():
        raise PermissionDenied
    with transaction.atomic():
        if not _stored(request, page):
            return None
        stored = Page.objects.get(pk=page.pk).specific
        state = stored.current_workflow_state
        if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            state.resume(request.user)
        else:
            stored.get_workflow().start(stored, request.user)
    _warn_of_missing(request, translation)
    return telling.tell_outcome(request, page)


def _take_step(request: HttpRequest, page: Page, translation: Translation) -> HttpResponse | None:
    if refused := refuse_in_editor(request, page):
        return refused
    action, task = request.POST.get("workflow-action-name", ""), page.current_workflow_task
    if task is None or action not in {name for name, _label, _asks in task.get_actions(page, request.user)}:
        raise PermissionDenied
    try:
        extra = json.loads(request.POST.get("workflow-action-extra-data", "{}"))
    except ValueError:
        extra = {}
    known = {key: str(extra[key]) for key in ASKED_FOR & extra.keys()} if isinstance(extra, dict) else {}
    task.on_action(page.current_workflow_task_state, request.user, action, **known)
    return telling.tell_outcome(request, page)


def _cancel(request: HttpRequest, page: Page, translation: Translation) -> None:
    state = page.current_workflow_state
    if state is None or not state.user_can_cancel(request.user):
        raise PermissionDenied
    state.cancel(user=request.user)
    messages.success(request, _("The review was stopped. The translation is a draft again."))


def _stop(request: HttpRequest, page: Page, translation: Translation) -> None:
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    _refuse_locked(request, page)
    if not _stored(request, page):
        return
    Translation.objects.filter(pk=translation.pk).update(enabled=False)
    messages.success(
        request, _("The page is no longer translated side by side. It is edited by itself, as every other page.")
    )


def _refuse_locked(request: HttpRequest, page: Page) -> None:
    lock = page.get_lock()
    if lock and lock.for_user(request.user):
        raise PermissionDenied


def _stored(request: HttpRequest, page: Page) -> bool:
    """Store the draft, or say what is wrong with it."""
    try:
        store_draft(page, request.user)
    except ValidationError as error:
        text = _("The draft could not be kept. Please put this right: %(wrong)s")
        messages.error(request, text % {"wrong": " ".join(words_of(error))})
        return False
    return True


def _warn_of_missing(request: HttpRequest, translation: Translation) -> None:
    if number := missing_pieces(translation):
        text = ngettext(
            "One piece is not translated yet: it stands there in %(language)s.",
            "%(number)d pieces are not translated yet: they stand there in %(language)s.",
            number,
        )
        messages.warning(request, text % {"number": number, "language": translation.source.locale.get_display_name()})


ACTS: dict[str, Callable[[HttpRequest, Page, Translation], HttpResponse | None]] = {
    "action-save-draft": _save,
    "action-submit": _submit,
    "action-workflow-action": _take_step,
    "action-cancel-workflow": _cancel,
    "action-stop-translation": _stop,
}
