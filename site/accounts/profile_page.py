"""Everybody's own page in the CMS, which takes no profile picture."""

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, BaseSettingsPanel


class ProfilePage(AccountView):
    """Wagtail's page without the picture: it would be stored as it was uploaded, with all that its file tells."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        """Return the parts of the page, all of which are shown and saved together."""
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]


profile_page = require_admin_access(ProfilePage.as_view())
