"""Switching several accounts off or on at once, in the list of users."""

from typing import Any

from wagtail.users.views.bulk_actions import SetActiveStateBulkAction

from accounts.models import User


class TeamActiveState(SetActiveStateBulkAction):
    """Wagtail's action, which changes the rows without a word to anybody who listens; here each person is saved.

    Their sessions end with that, and the rooms above hear of it as they do when the form of one person is saved.
    """

    @classmethod
    def execute_action(cls, objects: list[User], mark_as_active: bool = False, **kwargs: Any) -> tuple[int, int]:
        """Switch the accounts; return how many, and none beneath them. Whoever does it is not among them."""
        for person in objects:
            person.is_active = mark_as_active
            person.save(update_fields=["is_active"])
        return len(objects), 0
