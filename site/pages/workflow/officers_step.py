"""The officers' step of the review, taken from the officers' screens: there and here it is one and the same act."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from accounts.models import User
from consent.cms.team_review import Next
from pages.gate.drafts import draft_of
from pages.translating.drafts import revision_to_publish
from pages.workflow.deciding import what_stops_officer
from pages.workflow.models import ProtectionReview
from pages.workflow.outcome import outcome_of


def waiting_step(page: Page) -> TaskState | None:
    """Return the officers' step at which a page waits, if it does."""
    state: TaskState | None = Page.objects.get(pk=page.pk).current_workflow_task_state
    return state if state is not None and isinstance(state.task.specific, ProtectionReview) else None


class OfficersStep:
    """What the room of consent asks of the review (``consent.cms.team_review``)."""

    def waits_for_officers(self, page: Page) -> bool:
        """Say whether a page waits at the officers' step."""
        return waiting_step(page) is not None

    def what_is_missing(self, officer: User, page: Page) -> list[str]:
        """Return what stands against the step; a text that nobody has submitted may be approved in advance."""
        if waiting_step(page) is None:
            return []
        return what_stops_officer(officer, draft_of(Page.objects.get(pk=page.pk)))

    def approved(self, officer: User, page: Page) -> Next:
        """Take the step with the text as it stands, and say who is next."""
        state = waiting_step(page)
        if state is not None:
            state.revision = revision_to_publish(Page.objects.get(pk=page.pk))
            state.approve(user=officer)
        outcome = outcome_of(page) if state is not None else None
        elsewhere = (reverse("protection:stories"), _("See what else waits for you"))
        if outcome is not None:
            return Next(outcome.text, *elsewhere)
        if Page.objects.filter(pk=page.pk, live=True).exists():
            return Next("", *elsewhere)
        text = _(
            "Nobody has submitted the page for review yet. Whoever writes it does that in the editor, and an editor "
            "then publishes it."
        )
        return Next(text, *elsewhere)
