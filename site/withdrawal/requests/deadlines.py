"""Until when a request is answered."""

from datetime import date, timedelta

from consent.calendar import add_months

WORKING_DAYS = 3  # what the office sets itself
SATURDAY = 5


def answer_by(received: date) -> date:
    """Return the day by which the office wants to have answered: some working days later."""
    day, left = received, WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day


def due_on(received: date) -> date:
    """Return the last day that the law allows: one month after the receipt (GDPR, article 12 (3))."""
    return add_months(received, 1)
