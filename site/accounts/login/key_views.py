"""allauth's pages for security keys, where they would lead astray."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse


class RemoveKeyView(RemoveWebAuthnView):
    """Removes a security key. allauth asks only of an app whether it is the last second factor."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep the last second factor where one is required."""
        adapter = get_adapter()
        if request.user.is_authenticated and not adapter.can_delete_authenticator(self.get_object()):
            messages.error(request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_list_webauthn")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class ReauthenticateKeyView(ReauthenticateWebAuthnView):
    """A security key, before something that matters."""

    def form_invalid(self, form: Form) -> HttpResponse:
        """Say what is wrong where it can be tried again; allauth would lead to the login, and from there to the CMS."""
        for message in form.errors.get("credential", []):
            messages.error(self.request, str(message))
        return redirect(self.passthrough_next_url(reverse("mfa_reauthenticate_webauthn")))
