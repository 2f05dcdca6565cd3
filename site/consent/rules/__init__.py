"""The rules of consent: pure functions over plain values. One module a rule, each with its sources.

``check`` asks all of them, ``check_draft`` what must not even be saved, and ``clearance_until`` says how long a page
that passes may be read. ``check_person`` asks what can be asked about one person alone.
Rule 8, the list of what ends soon, is in ``consent.clearing``: it reads records.
"""

from datetime import date, datetime, timedelta

from consent.calendar import add_months, end_of
from consent.rules.facts import Declaration, Kind, Limits, Refusal, SubjectFacts
from consent.rules.rule_1_basis import basis
from consent.rules.rule_2_risk import risk
from consent.rules.rule_3_minors import minors
from consent.rules.rule_4_health import health
from consent.rules.rule_5_procedures import procedures
from consent.rules.rule_6_names import names, true_names
from consent.rules.rule_7_approval import approval
from consent.rules.rule_9_pictures import pictures
from consent.rules.rule_10_recordings import recordings

RULES = (basis, risk, minors, health, procedures, names, approval, pictures, recordings)
# Those that need to know neither the text nor who worked on it.
PERSON_RULES = (basis, risk, minors, procedures)


def check(declaration: Declaration) -> list[Refusal]:
    """Return all refusals and warnings, in the order of the rules."""
    return [refusal for rule in RULES for refusal in rule(declaration)]


def check_draft(declaration: Declaration) -> list[Refusal]:
    """Return what must not even be saved in a draft: a true name. One that may be a common word only warns."""
    return true_names(declaration, question=Kind.WARNING)


def check_person(subject: SubjectFacts, language: str, today: date, limits: Limits) -> list[Refusal]:
    """Return what the rules find of one person on the website in one language, whatever the text says."""
    alone = Declaration(language=language, today=today, is_story=False, subjects=(subject,), limits=limits)
    return [refusal for rule in PERSON_RULES for refusal in rule(alone)]


def last_days(subject: SubjectFacts, today: date) -> list[date]:
    """Return the last day of each thing on which showing a person rests: consent, being a minor, an override."""
    found = []
    if subject.consent is not None:
        found.append(subject.consent.valid_until)
    if subject.turns_18_on is not None and subject.turns_18_on > today:
        found.append(subject.turns_18_on - timedelta(days=1))
    override = subject.procedure_override
    if subject.open_procedure and override is not None and override.until is not None:
        found.append(override.until)
    return found


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
    ends += [end_of(day) for subject in declaration.subjects for day in last_days(subject, today)]
    if declaration.absence is not None and declaration.absence.until and _needs_absence(declaration):
        ends.append(end_of(declaration.absence.until))
    return min(ends)


def _needs_absence(declaration: Declaration) -> bool:
    return any(refusal.code == "approved_in_absence" for refusal in approval(declaration))
