"""The rules of consent: pure functions over plain values. One module a rule, each with its sources.

``check`` asks all of them, ``check_draft`` what must not even be saved, and ``clearance_until`` says how long a page
that passes may be read. Rule 8, the list of what ends soon, is in ``consent.clearing``: it reads records.
"""

from datetime import datetime

from consent.calendar import add_months, end_of, start_of
from consent.rules.facts import Declaration, Kind, Refusal
from consent.rules.rule_1_basis import basis
from consent.rules.rule_2_risk import risk
from consent.rules.rule_3_minors import minors
from consent.rules.rule_4_health import health
from consent.rules.rule_5_procedures import procedures
from consent.rules.rule_6_names import names, true_names
from consent.rules.rule_7_approval import approval

RULES = (basis, risk, minors, health, procedures, names, approval)


def check(declaration: Declaration) -> list[Refusal]:
    """Return all refusals and warnings, in the order of the rules."""
    return [refusal for rule in RULES for refusal in rule(declaration)]


def check_draft(declaration: Declaration) -> list[Refusal]:
    """Return what must not even be saved in a draft: a true name. One that may be a common word only warns."""
    return true_names(declaration, question=Kind.WARNING)


def passes(refusals: list[Refusal]) -> bool:
    """Say whether nothing in the list stops publishing; warnings do not."""
    return all(refusal.kind != Kind.ERROR for refusal in refusals)


def clearance_until(declaration: Declaration) -> datetime | None:
    """Return the first moment at which the page may no longer be read, or None if it may not be read at all.

    The earliest end of everything it rests on: consents, the 18th birthday of a minor, overrides. A page that rests
    on nothing that ends (public roles, for example) is asked again after the default time of a consent.
    """
    if not passes(check(declaration)):
        return None
    today = declaration.today
    ends = [end_of(add_months(today, declaration.limits.months_without_consent))]
    for subject in declaration.subjects:
        if subject.consent is not None:
            ends.append(end_of(subject.consent.valid_until))
        if subject.turns_18_on is not None and subject.turns_18_on > today:
            ends.append(start_of(subject.turns_18_on))
        override = subject.procedure_override
        if subject.open_procedure and override is not None and override.until is not None:
            ends.append(end_of(override.until))
    if declaration.absence is not None and declaration.absence.until and _needs_absence(declaration):
        ends.append(end_of(declaration.absence.until))
    return min(ends)


def _needs_absence(declaration: Declaration) -> bool:
    return any(refusal.code == "approved_in_absence" for refusal in approval(declaration))
