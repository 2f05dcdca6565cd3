"""What somebody who approves has to know: whether the rules concern the page, and what still stands against it."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from wagtail.models import Page, Revision

from consent.cms.officer_approval import approve_text, words_against
from consent.rules.facts import Refusal
from consent.texts import text_fingerprint
from pages.gate.drafts import draft_of
from pages.gate.lines import Item, Lines
from pages.gate.reviewing import concerns_people, review
from pages.gate.texts import position_label
from pages.models import BasePage
from pages.translating.drafts import revision_to_publish

# What an officer's approval itself puts right.
MENDED_BY_APPROVAL = {"approval_missing", "approver_involved"}


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
def what_stops_editor(draft: Page) -> list[str]:
    """Return what the rules still miss, and what to do about a text that was changed after its approval."""
    again = asked_again(draft)
    return [*dict.fromkeys(what_stops_publishing(draft)), *([again] if again else [])]


@sensitive_variables()
def what_stops_officer(user: Any, draft: Page) -> list[str]:
    """Return why an officer cannot approve yet: their own part in the text, or what an approval cannot mend."""
    reason = reason_against_officer(user, draft)
    missing = [refusal for refusal in _refusals(draft) if refusal.code not in MENDED_BY_APPROVAL]
    return [*([reason] if reason else []), *dict.fromkeys(_sentence(draft, refusal) for refusal in missing)]


@sensitive_variables()
def lines_against(draft: Page, page: Page, user: Any, besides: Collection[str] = ()) -> list[Item]:
    """Return the lines of the checklist that stop a text, each with what leads to its answer."""
    if not isinstance(draft, BasePage):
        return []
    stopping = [refusal for refusal in _refusals(draft) if refusal.code not in besides]
    return Lines(draft, user, bool(page.permissions_for_user(user).can_publish())).of(stopping)


def approval_is_missing(draft: Page) -> bool:
    """Say whether an officer has to approve the text, for the first time or again."""
    return any(refusal.code in MENDED_BY_APPROVAL for refusal in _refusals(draft))


def approve_as_officer(page: Page, user: Any, fingerprint: str) -> Revision | None:
    """Approve the text with this fingerprint; return the revision approved, or None if it cannot be."""
    draft = draft_of(page)
    if fingerprint != text_fingerprint(draft) or what_stops_officer(user, draft):
        return None
    approve_text(draft, user, fingerprint)
    return revision_to_publish(page)


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
