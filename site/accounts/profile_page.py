"""Everybody's own page in the CMS, which takes no profile picture."""

from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, BaseSettingsPanel

from accounts.sessions import follow_session


class ProfilePage(AccountView):
    """Wagtail's page without the picture: it would be stored as it was uploaded, with all that its file tells."""

    def get_page_subtitle(self) -> str:
        """Return whose page it is: its own name stands above it already."""
        return str(self.request.user)

    def get_panels(self) -> list[BaseSettingsPanel]:
        """Return the parts of the page, all of which are shown and saved together."""
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save the page. Wagtail renews the key of the session each time, as it must after a new password."""
        before = request.session.session_key
        response: HttpResponse = super().post(request)
        follow_session(before, request.session.session_key)
        return response


profile_page = require_admin_access(ProfilePage.as_view())
