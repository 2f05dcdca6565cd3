"""What every screen of the protection officers is built on.

It asks for membership of the group before anything is read; permissions are never asked, so that a superuser is
refused like everybody else. The page is rendered in here, so that an error while rendering shows no variable either.
"""

from abc import ABC, abstractmethod
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from consent.access import require_officer
from consent.models import RecordIsFinal
from consent.officers import is_officer, officers

Trail = list[tuple[str, str | Promise]]


class OfficerView(WagtailAdminTemplateMixin, View):
    """A screen for protection officers. Others get 403, whatever address they ask for."""

    header_icon = "lock"
    page_title: str | Promise = ""
    officer: User

    @method_decorator(sensitive_post_parameters())
    @sensitive_variables()
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer officers, with a page that nobody keeps a copy of."""
        try:
            self.officer = cast(User, request.user)
            require_officer(self.officer)
            response = self.answer(request, *args, **kwargs)
        except PermissionDenied as denied:
            return _refused(request, str(denied))
        if isinstance(response, TemplateResponse):
            response.render()
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"
        return response

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer an officer; a record that others finished meanwhile is no error."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except RecordIsFinal:
            return TemplateResponse(request, "consent/final.html", self.get_context_data(), status=409)

    def get_trail(self) -> Trail:
        """Return the address and name of each screen above this one."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way to this screen, as Wagtail's header shows it."""
        steps: Trail = [
            (reverse("wagtailadmin_home"), _("Home")),
            (reverse("protection:contributors"), _("Protection")),
            *self.get_trail(),
            ("", self.get_page_title()),
        ]
        return [{"url": url, "label": label} for url, label in steps]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """Return the page with these values."""
        return self.render_to_response(self.get_context_data(**context), status=status)


class ConfirmView(OfficerView, ABC):
    """Something that is done only after a second look: a page that says what will happen, and a button."""

    template_name = "consent/confirm.html"
    text: str | Promise = ""
    button: str | Promise = ""
    serious = False

    def load(self) -> None:
        """Fetch what the page is about. Raises Http404."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Ask."""
        self.load()
        return self.ask()

    def ask(self, **context: Any) -> HttpResponse:
        """Return the question."""
        return self.show(text=self.text, button=self.button, serious=self.serious, back=self.get_back_url(), **context)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Do it."""
        self.load()
        return self.act() or redirect(self.get_back_url())

    @abstractmethod
    def act(self) -> HttpResponseBase | None:
        """Do what was asked; return where to go if that is not back."""

    @abstractmethod
    def get_back_url(self) -> str:
        """Return the address of the screen that this one was opened from."""


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    # Somebody of the team learns whom to ask; nobody else learns who it is. Only an officer learns why.
    mine = is_officer(request.user)
    others = officers().order_by("first_name", "email")
    whom = others.exclude(pk=request.user.pk) if request.user.is_authenticated else []
    values = {"officers": whom, "own": mine, "why": why if mine else ""}
    response = TemplateResponse(request, "consent/refused.html", values, status=403)
    return response.render()
