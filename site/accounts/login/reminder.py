"""A note on the first screen of the CMS, for whoever could make their login safer."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from accounts.second_factor import has_second_factor, recovery_codes_left

FEW_CODES = 2


class ReminderPanel(Component):
    """Offers a second factor, or new recovery codes when few are left. Forces nobody."""

    name = "login_reminder"
    template_name = "account/cms/reminder.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Say what to offer."""
        user = (parent_context or {})["request"].user
        protected = has_second_factor(user)
        left = recovery_codes_left(user) if protected else None
        return {
            "offer_second_factor": not protected,
            "few_codes": protected and (left or 0) <= FEW_CODES,
            "left": left or 0,
        }
