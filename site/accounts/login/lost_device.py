"""The screen on which an administrator helps somebody who lost their second factor."""

from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from accounts import mail
from accounts.models import User
from accounts.second_factor import has_second_factor, remove_second_factors

REMOVED = "accounts.second_factors_removed"


def may_help(helper: User, user: User) -> bool:
    """Say whether somebody may remove the second factors of another person.

    An administrator's belong to administrators alone, and one's own are looked after on the account pages.
    """
    return (
        helper.pk != user.pk
        and helper.has_perm("accounts.change_user")
        and (helper.is_superuser or not user.is_superuser)
    )


@method_decorator(reauthentication_required(app="accounts.login", allow_get=True), name="dispatch")
class LostDeviceView(WagtailAdminTemplateMixin, TemplateView):
    """Says what will happen, and removes somebody's second factors once the administrator proved who they are."""

    template_name = "account/cms/lost_device.html"
    page_title = gettext_lazy("Remove the second factor")
    header_icon = "lock-open"
    user: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may do this. Raises Http404, PermissionDenied."""
        self.user = get_object_or_404(User, pk=kwargs["pk"])
        if not may_help(cast(User, request.user), self.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Remove them, and tell the person."""
        helper = cast(User, request.user)
        if not has_second_factor(helper):
            messages.error(request, _("Set up a second factor of your own first: only then can you help others."))
            return redirect("wagtailusers_users:edit", self.user.pk)
        remove_second_factors(self.user, helper)
        log(self.user, REMOVED, user=helper)
        told = mail.send(
            self.user,
            "account/email/second_factors_removed_subject.txt",
            "account/email/second_factors_removed_message.txt",
            {"by": helper},
        )
        name = {"name": str(self.user)}
        if told:
            messages.success(request, _("The second factor of %(name)s was removed. They were told by mail.") % name)
        else:
            text = _("The second factor of %(name)s was removed, but the mail to them could not be sent: tell them.")
            messages.warning(request, text % name)
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
        """Add whose second factors they are."""
        return super().get_context_data(
            person=self.user,
            is_set_up=has_second_factor(self.user),
            helper_is_set_up=has_second_factor(cast(User, self.request.user)),
            **kwargs,
        )
