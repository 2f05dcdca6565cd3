"""The screen on which a second person confirms that nobody is shown in a picture."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.images.permissions import permission_policy

from media.ladder import ladder
from media.models import Picture
from media.people.answering import confirm_nobody, may_confirm, needs_confirmation

CONFIRMED = _("Thank you. It is noted that you saw nobody in this picture.")
NOTHING_TO_CONFIRM = _("There is nothing to confirm: the picture has another file or another answer now. Look at it.")
ANSWERED_YOURSELF = _(
    "You said yourself that nobody is shown in this picture. Ask a colleague who may change pictures to look at it."
)


class ConfirmNobody(WagtailAdminTemplateMixin, TemplateView):
    """Shows the picture as large as it is offered and asks. Those who may change it are asked, but who answered."""

    template_name = "media/people/confirm.html"
    page_title = _("Is really nobody shown?")
    header_icon = "image"

    @cached_property
    def picture(self) -> Picture:
        """The picture. Raises PermissionDenied, Http404."""
        picture = get_object_or_404(Picture, pk=self.kwargs["image_id"])
        if not permission_policy.user_has_permission_for_instance(self.request.user, "change", picture):
            raise PermissionDenied
        return picture

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Ask for the permission first, whatever the method."""
        self.edit_url = reverse("wagtailimages:edit", args=[self.picture.pk])
        if not may_confirm(self.picture, request.user):
            messages.error(request, ANSWERED_YOURSELF)
            return redirect(self.edit_url)
        if request.method == "GET" and not needs_confirmation(self.picture):
            messages.info(request, NOTHING_TO_CONFIRM)
            return redirect(self.edit_url)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, image_id: int) -> HttpResponse:
        """Note the confirmation of what was seen."""
        if confirm_nobody(self.picture.pk, request.user, request.POST.get("seen_file", "")):
            messages.success(request, CONFIRMED)
        else:
            messages.error(request, NOTHING_TO_CONFIRM)
        return redirect(self.edit_url)

    def get_page_subtitle(self) -> str:
        """Return the title of the picture."""
        return self.picture.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here: the library and the picture."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtailimages:index"), "label": _("Images")},
            {"url": self.edit_url, "label": self.picture.title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the picture."""
        context = super().get_context_data(**kwargs)
        return {**context, "picture": self.picture, "sizes": ladder(self.picture), "edit_url": self.edit_url}
