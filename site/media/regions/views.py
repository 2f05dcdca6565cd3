"""The CMS's page for hiding something in a stored picture, and the one way for pictures into the library."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.images.permissions import permission_policy
from wagtail.log_actions import log

from media.door.refusals import Refused
from media.models import Picture
from media.regions.forms import HidingForm
from media.regions.hiding import PictureHasChanged, hide_in_stored, still_stored

CHANGED = _("Somebody gave this picture another file in the meantime, so nothing was hidden. Look at it again.")
UNREADABLE = _("The file of this picture cannot be read, so nothing was hidden. Choose another file for the picture.")
HIDDEN = _("What you marked is hidden now, in this picture and in all its sizes.")
LEFT_OVER = _(
    "What you marked is hidden now, but an older file of this picture could not be deleted from the server. "
    "Tell the person who runs the server; the log names the file."
)


class HideInPicture(WagtailAdminTemplateMixin, FormView[HidingForm]):
    """Lets those who may change a picture hide something in it."""

    form_class = HidingForm
    template_name = "media/regions/hide.html"
    page_title = _("Hide something in this picture")
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
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form its picture."""
        return {**super().get_form_kwargs(), "picture": self.picture}

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
        """Add what the page needs."""
        context = super().get_context_data(**kwargs)
        return {**context, "picture": self.picture, "edit_url": self.edit_url, "media": context["form"].media}

    def form_valid(self, form: HidingForm) -> HttpResponse:
        """Hide, and lead back to the picture; or say why nothing was hidden."""
        try:
            dropped = hide_in_stored(self.picture.pk, form.cleaned_data["regions"], form.cleaned_data["seen_file"])
        except PictureHasChanged:
            messages.error(self.request, CHANGED)
            return HttpResponseRedirect(self.request.path)
        except (Refused, OSError):
            form.add_error(None, UNREADABLE)
            return self.form_invalid(form)
        except ValidationError as error:
            form.add_error("regions", error)
            return self.form_invalid(form)
        log(instance=self.picture, action="wagtail.edit", content_changed=True)
        if still_stored(dropped):
            messages.warning(self.request, LEFT_OVER)
        else:
            messages.success(self.request, HIDDEN)
        return redirect(self.edit_url)

    def form_invalid(self, form: HidingForm) -> HttpResponse:
        """Show the form again with what is wrong above it."""
        messages.validation_error(self.request, _("Nothing was hidden."), form)
        return super().form_invalid(form)


@require_safe
def add_one_picture(request: HttpRequest, step: str) -> HttpResponse:
    """Lead to the form for one picture, from whichever step of Wagtail's upload of several.

    That upload stores each picture the moment it is dropped, before anybody could mark anything.
    """
    query = request.GET.urlencode()
    return redirect(reverse("wagtailimages:add") + (f"?{query}" if query else ""))
