"""The account pages that allauth does not have, and the ways from Wagtail's own doors to ours."""

from typing import Any, cast

from allauth.account import app_settings as account_settings
from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from accounts.models import User
from accounts.second_factor import has_second_factor, recovery_codes_left


class OverviewView(LoginRequiredMixin, TemplateView):
    """What belongs to a person's login, on one page."""

    template_name = f"account/overview.{account_settings.TEMPLATE_EXTENSION}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how the login is protected."""
        user = cast(User, self.request.user)
        return super().get_context_data(
            has_second_factor=has_second_factor(user),
            recovery_codes_left=recovery_codes_left(user),
            session_count=len(UserSession.objects.purge_and_list(user)),
            **kwargs,
        )


class SessionsView(ListUserSessionsView):
    """Where a person is logged in; each session can be ended, or all others at once."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End one session, or all but this one."""
        if "session" not in request.POST:
            answer: HttpResponse = super().post(request, *args, **kwargs)
            return answer
        chosen = request.POST["session"]
        for session in UserSession.objects.filter(user=request.user.pk):
            if str(session.pk) == chosen and not session.is_current():
                session.end()
                messages.success(request, _("That session was ended."))
        return redirect("usersessions_list")


def lead_to_login(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
    """Lead to the one login, which knows afterwards where somebody wanted to go."""
    following = request.GET.get(REDIRECT_FIELD_NAME, "")
    query = QueryDict(mutable=True)
    if following and get_adapter(request).is_safe_url(following):
        query[REDIRECT_FIELD_NAME] = following
    return HttpResponseRedirect(f"{reverse('account_login')}{'?' if query else ''}{query.urlencode(safe='/')}")


def lead_to_reset(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
    """Lead to the one page where a forgotten password is replaced."""
    return HttpResponseRedirect(reverse("account_reset_password"))
