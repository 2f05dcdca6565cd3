"""Rule 2: who is at risk is not shown by face, name and exact place together."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from consent.rules.facts import Declaration, Limits, Refusal, SubjectFacts
from consent.vocabulary import Element, IdentityLevel, Risk

MOST_AT_RISK = 2
MOST_AT_HIGH_RISK = 1


def risk(declaration: Declaration) -> list[Refusal]:
    """Return whose face, name and exact place would together show too much.

    At risk at most two of the three; at high risk none, or one where the office has set so. A first name counts as
    a name, a pseudonym does not. No setting can allow more. Of people without a contributor (a public role, a crowd)
    no risk is known; rule 1 lets nobody who was helped appear that way.

    Sources: CARE's three pillars of risk (face, exact location, name: never all three of somebody at risk); UNHCR
    Ethical Communications Guidelines, "do no harm"; IOM Data Protection Manual, risk-benefit assessment.
    """
    found = []
    for subject in declaration.subjects:
        most = _most(subject, declaration.limits)
        if most is not None and pillars(subject) > most:
            found.append(Refusal("too_much_at_risk", _message(most), subject_id=subject.subject_id))
    return found


def _message(most: int) -> Any:
    if not most:
        return _(
            "This person is at high risk: show neither face nor name nor exact place. Blur the face, use a "
            "pseudonym and name only the district."
        )
    return format_lazy(
        _(
            "This person is at risk: of face, name and exact place show no more than {most}. Blur the face, use a "
            "pseudonym or name only the district."
        ),
        most=most,
    )


def pillars(subject: SubjectFacts) -> int:
    """Count which of face, name and exact place the page shows of a person."""
    named = subject.identity_level in (IdentityLevel.TRUE_NAME, IdentityLevel.FIRST_NAME)
    return named + (Element.FACE in subject.elements) + (Element.EXACT_PLACE in subject.elements)


def _most(subject: SubjectFacts, limits: Limits) -> int | None:
    if subject.contributor_id is None:
        return None
    if subject.risk == Risk.HIGH:
        return min(limits.high_risk_maximum, MOST_AT_HIGH_RISK)
    if subject.risk == Risk.AT_RISK:
        return min(limits.at_risk_maximum, MOST_AT_RISK)
    return None
