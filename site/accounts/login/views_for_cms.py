"""Sending an invitation again, from the list of users."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.login.invitations import invite
from accounts.login.lost_device import may_help
from accounts.models import User


class InvitationView(WagtailAdminTemplateMixin, TemplateView):
    """Asks, and sends somebody a new link with which to choose a password."""

    template_name = "account/cms/invitation.html"
    page_title = gettext_lazy("Invite again")
    header_icon = "mail"
    user: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may do this. Raises Http404, PermissionDenied."""
        self.user = get_object_or_404(User, pk=kwargs["pk"])
        if not may_help(cast(User, request.user), self.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Send it."""
        if not self.user.is_active:
            messages.error(request, _("This account is switched off: make it active first."))
        else:
            tell(request, self.user, invite(self.user, cast(User, request.user)))
        return redirect("wagtailusers_users:edit", self.user.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way to this screen."""
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("wagtailusers_users:index"), "label": _("Users")},
            {"url": reverse("wagtailusers_users:edit", args=[self.user.pk]), "label": str(self.user)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who is invited."""
        return super().get_context_data(person=self.user, **kwargs)


def tell(request: HttpRequest, user: User, sent: bool) -> None:
    """Say on the next screen whether an invitation left."""
    address = {"address": user.email}
    if sent:
        text = _("An invitation was sent to %(address)s. The link in it can be used once, within three days.")
        messages.success(request, text % address)
    else:
        text = _("The invitation to %(address)s could not be sent: ask whoever runs the server, then invite again.")
        messages.error(request, text % address)
