"""What every screen about a page has: its draft, the right to edit it, and the way back to the editor."""

from abc import ABC, abstractmethod
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from accounts.models import User
from pages.gate.drafts import story_draft
from pages.models import BasePage


class PageScreen(WagtailAdminTemplateMixin, View):
    """A screen about the draft of a page, for those who may edit the page. Others get 403, an alias is a 404."""

    header_icon = "clipboard-list"
    page_title: str | Promise = ""
    page: Page
    draft: BasePage
    user: User

    @method_decorator(sensitive_post_parameters())
    @sensitive_variables()
    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> HttpResponseBase:
        """Fetch the page and its draft."""
        self.page = get_object_or_404(Page, pk=page_id)
        self.user = cast(User, request.user)
        if not self.may_act():
            raise PermissionDenied
        draft = story_draft(self.page)
        if draft is None:
            raise Http404
        self.draft = draft
        return super().dispatch(request, *args, page_id=page_id, **kwargs)

    def may_act(self) -> bool:
        """Say whether the user may do what the screen is for."""
        return bool(self.page.permissions_for_user(self.user).can_edit())

    @property
    def editor_url(self) -> str:
        """The address of the page's editor."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    @property
    def here(self) -> dict[str, Any]:
        """The story and the language, as answers name them."""
        return {
            "translation_key": self.draft.translation_key,
            "language_code": self.draft.locale.language_code,
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way to this screen, as Wagtail's header shows it."""
        return [
            {"url": reverse("wagtailadmin_explore", args=[self.page.get_parent().pk]), "label": self.page.get_parent()},
            {"url": self.editor_url, "label": self.draft.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def show(self, **context: Any) -> HttpResponse:
        """Return the screen with these values."""
        return self.render_to_response(self.get_context_data(editor_url=self.editor_url, draft=self.draft, **context))


class Question(PageScreen, ABC):
    """Something that is said only after a second look. Asking changes nothing; the answer is a POST."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Ask."""
        return self.load() or self.ask()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Take the answer, and lead back to the editor."""
        return self.load() or self.answer() or redirect(self.editor_url)

    def load(self) -> HttpResponseBase | None:
        """Fetch what the question is about; return where to go if there is nothing to ask. Raises Http404."""

    @abstractmethod
    def ask(self) -> HttpResponseBase:
        """Return the question."""

    @abstractmethod
    def answer(self) -> HttpResponseBase | None:
        """Store the answer; return the question anew if it cannot be stored."""
