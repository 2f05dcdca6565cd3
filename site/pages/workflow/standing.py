"""Where a page stands on its way to its readers, in words, for somebody who has it in the editor."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock
from wagtail.models import Page, WorkflowState

from pages.workflow.acting import submit_label
from pages.workflow.outcome import names_of, outcome_of


def standing_of(page: Page, user: Any) -> list[str]:
    """Return who has locked the page, who reads it in the review, and how it gets there."""
    lock = page.get_lock()
    locked = bool(lock and lock.for_user(user))
    lines = [_of_lock(page)] if isinstance(lock, BasicLock) and locked else []
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        outcome = outcome_of(page)
        lines += [outcome.text] if outcome else []
        if locked and not isinstance(lock, BasicLock):
            lines.append(_("Until then nothing can be changed here, unless the review is stopped."))
        return lines
    done = page.live and not page.has_unpublished_changes
    if not locked and not done and page.permissions_for_user(user).can_submit_for_moderation():
        lines += _of_sending_back(state)
        text = _("When the text is ready, press “%(button)s” at the foot of the editor: whoever is next gets a mail.")
        lines.append(text % {"button": submit_label(page)})
    return lines


def _of_lock(page: Page) -> str:
    values = {"name": names_of([page.locked_by]) if page.locked_by else _("Somebody"), "title": page.draft_title}
    if page.locked_at:
        text = _(
            "“%(title)s” is locked: %(name)s locked it on %(day)s, and nobody else can change it. Ask %(name)s to "
            "unlock it, or an editor, who can do so in the status panel."
        )
        return text % {**values, "day": date_format(timezone.localtime(page.locked_at))}
    text = _(
        "“%(title)s” is locked by %(name)s, and nobody else can change it. Ask an editor to unlock it in the status "
        "panel."
    )
    return text % values


def _of_sending_back(state: WorkflowState | None) -> list[str]:
    if state is None or state.current_task_state is None:
        return []
    by = state.current_task_state.finished_by
    text = _("%(name)s sent the text back: “%(comment)s”")
    return [text % {"name": names_of([by]) if by else _("Somebody"), "comment": state.current_task_state.comment}]
