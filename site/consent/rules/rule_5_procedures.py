"""Rule 5: open procedures."""

from django.utils.translation import gettext_lazy as _

from consent.rules.facts import Declaration, Refusal


def procedures(declaration: Declaration) -> list[Refusal]:
    """Return who is in an open asylum or legal procedure, which a publication could harm.

    A protection officer can override it with a reason and an end. People of whom nothing is on record (no
    contributor) have no procedure that could be known.

    Sources: UNHCR Ethical Communications Guidelines (no publicity that endangers an asylum claim or a return); IOM
    Data Protection Manual, confidentiality and risk-benefit assessment.
    """
    message = _(
        "This person is in an open procedure, which the story could harm. Wait until it is closed, or ask a "
        "protection officer to decide."
    )
    return [
        Refusal("open_procedure", message, subject_id=subject.subject_id)
        for subject in declaration.subjects
        if subject.contributor_id is not None
        and subject.open_procedure
        and not (subject.procedure_override and subject.procedure_override.holds_on(declaration.today))
    ]
