"""The review that a text goes through before it is published; the officer's approval is one of its steps.

The room of the pages holds the review and registers it here, so that an approval under Protection is that step itself.
"""

from dataclasses import dataclass
from typing import Protocol

from wagtail.models import Page

from accounts.models import User


@dataclass(frozen=True)
class Next:
    """What happens after an approval, in a sentence, and where to go from here."""

    text: str
    url: str = ""
    label: str = ""


class TeamReview(Protocol):
    """What the officers' screens ask of the review."""

    def waits_for_officers(self, page: Page) -> bool:
        """Say whether a page was submitted and waits for a protection officer."""

    def what_is_missing(self, officer: User, page: Page) -> list[str]:
        """Return, in sentences, what an officer has to see to before the step can be approved."""

    def approved(self, officer: User, page: Page) -> Next:
        """Take the step, after an officer has approved the text; return what happens next."""


_registered: list[TeamReview] = []


def register_team_review(review: TeamReview) -> None:
    """Say what the review is; called in ``AppConfig.ready()``. The last one counts."""
    _registered[:] = [review]


def team_review() -> TeamReview | None:
    """Return the review, if a room has one."""
    return _registered[0] if _registered else None
