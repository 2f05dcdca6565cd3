"""What the rules ask for, said to a protection officer: not "ask an officer", but what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consent.rules.facts import Refusal

WORDS: dict[str, str | Promise] = {
    "suspended": _("The story is suspended. Lift the suspension once you know that it may be read again."),
    "story_without_subject": _("Enter the person whose story this is, and their consent."),
    "people_without_subject": _("Somebody is quoted or shown here. Enter who it is and on what ground."),
    "beneficiary_needs_consent": _(
        "Somebody who was helped by a programme appears by consent only. Record it, or take the person out."
    ),
    "minor_needs_consent": _(
        "A child appears by consent of a guardian only. Record it, or let the child be left out of the story."
    ),
    "health_needs_consent": _("Health and other specially protected data need a consent on record. Record it."),
    "basis_without_evidence": _(
        "Nothing proves the ground on which this person appears. Enter the role, agreement or source that does."
    ),
    "consent_missing": _("There is no consent of this person on record. Record it, or take the person out."),
    "consent_not_valid": _(
        "The consent of this person does not hold today: it is a draft, over or withdrawn. Record a new one."
    ),
    "form_missing": _("The signed form or the recording is not kept with the consent yet. Add it."),
    "minor_birthday_missing": _("Enter on which day the child turns 18: the consent ends then."),
    "first_name_is_full_name": _("The publication name is the full name, not only the first. Shorten it."),
    "pseudonym_missing": _("The pseudonym is missing. Enter it."),
    "pseudonym_is_true_name": _("The pseudonym is the true name or a part of it. Enter another one."),
    "pseudonym_taken": _("Somebody else on record has this name. Enter another pseudonym."),
    "open_procedure": _(
        "This person is in an open asylum or legal procedure, which the story could harm. Wait until it is closed, or "
        "decide on an exception with a reason and an end."
    ),
    "approval_missing": _(
        "Read the text as it stands and approve it, if you have neither written it nor recorded the consent."
    ),
    "approver_involved": _(
        "Who approved the text wrote it or recorded the consent. Another protection officer reads and approves it."
    ),
    "picture_without_subject": _("Somebody is shown in this picture. Enter who it is and on what ground."),
    "picture_replaced": _(
        "This picture has another file since the people in it were entered. Look whether it still shows them."
    ),
}


def for_officer(refusal: Refusal) -> str:
    """Return what a protection officer does about a refusal; what the rules say to everybody where that is the same."""
    return str(WORDS.get(refusal.code, refusal.message))
