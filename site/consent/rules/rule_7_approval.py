"""Rule 7: a second pair of eyes, and the word of the person in the story."""

from collections.abc import Collection, Iterator
from enum import Enum

from django.utils.translation import gettext_lazy as _

from consent.rules.facts import Declaration, Kind, Refusal
from consent.vocabulary import Basis, Role


class Involvement(Enum):
    """Why somebody is too close to a story to approve it."""

    AUTHOR = "author"
    RECORDER = "recorder"


def approval(declaration: Declaration) -> list[Refusal]:
    """Return whose approval is missing.

    The approver is neither the author (``involvement`` says who that is) nor who recorded a consent. Author and
    recorder are two people as well, unless the office has set that its team is small. A protection officer can let a
    story pass while nobody else is there; that is reported. Once a person has approved the final text, a changed text
    needs their approval anew, unless the change is marked as a minor edit.

    Sources: IOM Data Protection Manual (accountability and oversight); Bond, "Putting the people in the pictures
    first" (contributors see and approve the final use); GDPR article 5(2), accountability.
    """
    if not declaration.subjects:
        return []
    return [*_colleagues(declaration), *_final_text(declaration)]


def involvement(
    user_id: int, owner_id: int | None, text_author_id: int | None, recorder_ids: Collection[int]
) -> Involvement | None:
    """Return why somebody is no second pair of eyes, or None if they are.

    The author is whoever made the page, and whoever stored the draft last before it was approved. Who stored it after
    that does not matter: publishing makes a revision in the name of whoever presses the button, and an approver who
    publishes what she approved has not written it. Any other text has another fingerprint and no approval.
    """
    if user_id in (owner_id, text_author_id):
        return Involvement.AUTHOR
    return Involvement.RECORDER if user_id in recorder_ids else None


def _colleagues(declaration: Declaration) -> Iterator[Refusal]:
    consents = [subject.consent for subject in declaration.subjects if subject.consent is not None]
    recorders = {consent.recorder_id for consent in consents if consent.recorder_id is not None}
    owner = declaration.author_id
    if owner in recorders and not declaration.limits.small_team:
        message = _("The author has recorded the consent. Let another protection officer record it, or be the author.")
        yield Refusal("author_is_recorder", message)
    if any(involvement(each.by, owner, each.text_author_id, recorders) is None for each in declaration.approvals):
        return
    if declaration.absence and declaration.absence.holds_on(declaration.today):
        message = _("Published without a second pair of eyes, as a protection officer has decided.")
        yield Refusal("approved_in_absence", message, Kind.WARNING)
    elif declaration.approvals:
        message = _(
            "Whoever wrote the story or recorded the consent cannot approve it. Ask another protection officer to "
            "read and approve it."
        )
        yield Refusal("approver_involved", message)
    else:
        message = _(
            "Ask a protection officer who neither wrote the story nor recorded the consent to read and approve it as "
            "it stands."
        )
        yield Refusal("approval_missing", message)


def _final_text(declaration: Declaration) -> Iterator[Refusal]:
    for subject in declaration.subjects:
        if subject.basis != Basis.CONSENT:
            continue
        if not subject.approved_text_hash:
            if subject.role == Role.MAIN:
                message = _(
                    "The person has not approved the final text in this language. Show it to them, and tell a "
                    "protection officer what they said."
                )
                yield Refusal("final_text_not_shown", message, Kind.WARNING, subject_id=subject.subject_id)
        elif subject.approved_text_hash != declaration.text_hash and not declaration.minor_edit:
            message = _(
                "The text has changed since the person approved it. Show it to them again and tell a protection "
                "officer what they said, or mark the change as a minor edit if it changes nothing that is told."
            )
            yield Refusal("final_text_changed", message, subject_id=subject.subject_id)
