"""Rule 7: a second pair of eyes, and the word of the person in the story."""

from collections.abc import Collection, Iterator, Sequence
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

    The approver is neither an author (``authors_among`` says who is one) nor who recorded a consent. Authors and
    recorders are different people as well, unless the office has set that its team is small. A protection officer can
    let a story pass while nobody else is there; that is reported. Once a person has approved the final text, a changed
    text needs their approval anew, unless the change is marked as a minor edit.

    Sources: IOM Data Protection Manual (accountability and oversight); Bond, "Putting the people in the pictures
    first" (contributors see and approve the final use); GDPR article 5(2), accountability.
    """
    if not declaration.subjects:
        return []
    return [*_colleagues(declaration), *_final_text(declaration)]


def involvement(user_id: int, author_ids: Collection[int], recorder_ids: Collection[int]) -> Involvement | None:
    """Return why somebody is no second pair of eyes, or None if they are.

    The authors are whoever made the page and whoever wrote the text that is approved (``authors_among``).
    """
    if user_id in author_ids:
        return Involvement.AUTHOR
    return Involvement.RECORDER if user_id in recorder_ids else None


def authors_among(history: Sequence[tuple[str, int | None]], text_hash: str, read: Collection[str]) -> frozenset[int]:
    """Return who wrote a text: everybody who changed it on its way from the last text that a colleague has read.

    ``history`` are the fingerprints of a page's texts, the oldest first, each with who changed the text to it (None
    for a program, or where nobody changed a word); a fingerprint may be empty where nobody made one. ``read`` are the
    fingerprints of the texts that somebody approved who had not written them. The text itself is none of those: who
    wrote it would otherwise be nobody's concern as soon as one colleague had approved it, also when that one turns out
    to be the wrong one.

    One author among several is enough: a comma that a colleague puts in, or takes out again, makes nobody else's words
    the colleague's. A text that is restored was written when it stood there for the first time. Of a text that is not
    in the history, everybody is an author who has changed anything since.
    """
    hashes = [fingerprint for fingerprint, _author in history]
    end = hashes.index(text_hash) + 1 if text_hash and text_hash in hashes else len(hashes)
    last_read = max((n for n in range(end) if hashes[n] and hashes[n] in read and hashes[n] != text_hash), default=-1)
    return frozenset(author for _hash, author in history[last_read + 1 : end] if author is not None)


def _colleagues(declaration: Declaration) -> Iterator[Refusal]:
    consents = [subject.consent for subject in declaration.subjects if subject.consent is not None]
    recorders = {consent.recorder_id for consent in consents if consent.recorder_id is not None}
    authors = declaration.author_ids
    if authors & recorders and not declaration.limits.small_team:
        message = _(
            "Somebody who wrote this text has recorded the consent. Let another protection officer record the consent "
            "anew, or let somebody else write the text."
        )
        yield Refusal("author_is_recorder", message)
    if any(involvement(each.by, authors | each.author_ids, recorders) is None for each in declaration.approvals):
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
