"""What somebody who approves has to know: whether the rules concern the page, and what still stands against it."""

from typing import Any

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from wagtail.models import Page, Revision

from consent.cms.officer_approval import approve_text, words_against
from consent.rules.facts import Refusal
from consent.texts import text_fingerprint
from pages.gate.reviewing import concerns_people, review
from pages.gate.texts import position_label
from pages.models import BasePage

# What an officer's approval itself puts right.
MENDED_BY_APPROVAL = {"approval_missing", "approver_involved"}


def draft_of(page: Page) -> Page:
    """Return a page as it stands in the editor."""
    draft: Page = page.get_latest_revision_as_object()
    return draft


def shows_people(draft: Page) -> bool:
    """Say whether people are shown or quoted on a page, so that the rules of consent have something to say."""
    return isinstance(draft, BasePage) and concerns_people(draft)


def reason_against_officer(user: Any, draft: Page) -> str:
    """Return, in a sentence, why an officer cannot approve this text, or nothing."""
    return words_against(user, draft)


@sensitive_variables()
def what_stops_publishing(draft: Page) -> list[str]:
    """Return what the rules of consent still miss, in sentences."""
    return [_sentence(draft, refusal) for refusal in _refusals(draft)]


@sensitive_variables()
def what_stops_officer(user: Any, draft: Page) -> list[str]:
    """Return why an officer cannot approve yet: their own part in the text, or what an approval cannot mend."""
    reason = reason_against_officer(user, draft)
    missing = [refusal for refusal in _refusals(draft) if refusal.code not in MENDED_BY_APPROVAL]
    return [*([reason] if reason else []), *dict.fromkeys(_sentence(draft, refusal) for refusal in missing)]


def approval_is_missing(draft: Page) -> bool:
    """Say whether an officer has to approve the text, for the first time or again."""
    return any(refusal.code in MENDED_BY_APPROVAL for refusal in _refusals(draft))


def approve_as_officer(page: Page, user: Any, fingerprint: str) -> Revision | None:
    """Approve the text with this fingerprint; return the revision approved, or None if it cannot be."""
    draft = draft_of(page)
    if fingerprint != text_fingerprint(draft) or what_stops_officer(user, draft):
        return None
    approve_text(draft, user, fingerprint)
    return page.get_latest_revision()


def asked_again(draft: Page) -> str:
    """Return what an editor does when the text was changed after the approval, or nothing."""
    if not approval_is_missing(draft):
        return ""
    return _("Nobody has approved the text as it stands now: send it back to the protection officer.")


def _refusals(draft: Page) -> list[Refusal]:
    return review(draft).errors if isinstance(draft, BasePage) else []


def _sentence(draft: Page, refusal: Refusal) -> str:
    where = f"{position_label(draft, refusal.position)}: " if refusal.position else ""
    return f"{where}{refusal.message}"
