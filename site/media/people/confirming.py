"""The screens on which a second person confirms that nobody is shown in a picture or recording."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.images.permissions import permission_policy

from media.ladder import ladder
from media.models import Picture
from media.people.answering import confirm_nobody, may_confirm, needs_confirmation
from media.people.models import MediumWithPeople

NOTHING_TO_CONFIRM = _("There is nothing to confirm: it has another file or another answer now. Look at it.")


class ConfirmNobody(WagtailAdminTemplateMixin, TemplateView):
    """Shows what it is about as large as it is offered and asks. Those who may change it are asked, but who answered.

    It is about a picture, unless a derived screen names another kind.
    """

    template_name = "media/people/confirm.html"
    page_title = _("Is really nobody shown?")
    header_icon = "image"
    medium_model: type[MediumWithPeople] = Picture
    policy: Any = permission_policy
    library: tuple[str, str | Promise] = ("wagtailimages:index", _("Images"))
    edit_screen = "wagtailimages:edit"
    confirmed: str | Promise = _("Thank you. It is noted that you saw nobody in this picture.")
    answered_yourself: str | Promise = _(
        "You said yourself that nobody is shown in this picture. Ask a colleague who may change pictures to look at it."
    )

    @cached_property
    def medium(self) -> Any:
        """The picture or recording. Raises PermissionDenied, Http404."""
        medium = get_object_or_404(self.medium_model, pk=self.kwargs["medium_id"])
        if not self.policy.user_has_permission_for_instance(self.request.user, "change", medium):
            raise PermissionDenied
        return medium

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Ask for the permission first, whatever the method."""
        self.edit_url = reverse(self.edit_screen, args=[self.medium.pk])
        if not may_confirm(self.medium, request.user):
            messages.error(request, self.answered_yourself)
            return redirect(self.edit_url)
        if request.method == "GET" and not needs_confirmation(self.medium):
            messages.info(request, NOTHING_TO_CONFIRM)
            return redirect(self.edit_url)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, medium_id: int) -> HttpResponse:
        """Note the confirmation of what was seen."""
        if confirm_nobody(self.medium_model, self.medium.pk, request.user, request.POST.get("seen_file", "")):
            messages.success(request, self.confirmed)
        else:
            messages.error(request, NOTHING_TO_CONFIRM)
        return redirect(self.edit_url)

    def get_page_subtitle(self) -> str:
        """Return the title of what it is about."""
        return str(self.medium.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here: the library and what it is about."""
        library, label = self.library
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(library), "label": label},
            {"url": self.edit_url, "label": self.medium.title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what it is about."""
        context = super().get_context_data(**kwargs)
        return {**context, "medium": self.medium, "edit_url": self.edit_url, **self.more()}

    def more(self) -> dict[str, Any]:
        """Return what else the template shows: the sizes of a picture."""
        return {"picture": self.medium, "sizes": ladder(self.medium)}
