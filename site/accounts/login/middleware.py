"""Lets nobody into the CMS who has not proven who they are, whatever address, old or new, they ask for.

Public pages are left alone: there, nothing here touches the session until somebody asks who the reader is.
"""

from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseForbidden
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.login.addresses import is_for_account, is_for_cms
from accounts.login.standing import Standing, note_sign_of_life, seen_at, standing
from accounts.mail import chosen_language
from accounts.models import User

# What somebody may open who must first set up a second factor.
WHILE_ENROLLING = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    }
)
# The editor asks who else is editing every few seconds, with nobody at the screen.
UNATTENDED = ("editing-sessions/",)
SECONDS_BETWEEN_NOTES = 60


class TeamMiddleware:
    """Guards the CMS and the account pages, and answers "who is it?" anywhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_for_cms(request):
            return self._enter_cms(request) or self.get_response(request)
        if is_for_account(request):
            return self._enter_account(request)
        told = request.user
        request.user = SimpleLazyObject(lambda: _proven_user(request, told))  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Keep whoever must set up a second factor on the pages where that is done."""
        match = request.resolver_match
        if not getattr(request, "must_enroll", False) or (match and match.url_name in WHILE_ENROLLING):
            return None
        return redirect("mfa_index")

    def _enter_cms(self, request: HttpRequest) -> HttpResponseBase | None:
        """Return where to go instead, if somebody may not enter."""
        found = standing(request, request.user)
        if found in (Standing.ENDED, Standing.UNPROVEN):
            _end(request, found)
            return _turned_away(request, reverse("account_login"))
        if found is Standing.NOT_ENROLLED and request.path_info != f"{settings.CMS_PATH}logout/":
            return _turned_away(request, reverse("mfa_index"))
        if found is Standing.IN:
            _note(request)
        return None

    def _enter_account(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        found = standing(request, user)
        if found in (Standing.ENDED, Standing.UNPROVEN):
            _end(request, found)
        request.must_enroll = found is Standing.NOT_ENROLLED  # type: ignore[attr-defined]
        if found is Standing.IN:
            _note(request)
        language = chosen_language(user) if found in (Standing.IN, Standing.NOT_ENROLLED) else None  # type: ignore[arg-type]
        with translation.override(language or translation.get_language()):
            response = self.get_response(request)
            response.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response


def _proven_user(request: HttpRequest, told: User | AnonymousUser) -> User | AnonymousUser:
    """Return who it is; nobody, unless they could also enter the CMS."""
    return told if standing(request, told) is Standing.IN else AnonymousUser()


def _end(request: HttpRequest, found: Standing) -> None:
    logout(request)
    if found is Standing.ENDED:
        messages.info(request, _("You were logged out because some time has passed. Log in again to go on."))
    else:
        messages.info(request, _("Log in again, this time with your second factor."))


def _turned_away(request: HttpRequest, url: str) -> HttpResponse:
    """Lead to another page; scripts, which would take it for their answer, are refused."""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest" or "text/html" not in request.headers.get(
        "Accept", "text/html"
    ):
        return HttpResponseForbidden()
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path(), url)
    return redirect(url)


def _note(request: HttpRequest) -> None:
    """Note a sign of life, at most once a minute."""
    if request.path_info.startswith(tuple(settings.CMS_PATH + path for path in UNATTENDED)):
        return
    if timezone.now().timestamp() - seen_at(request) >= SECONDS_BETWEEN_NOTES:
        note_sign_of_life(request)
        UserSession.objects.create_from_request(request)
