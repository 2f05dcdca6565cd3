"""What an editor is told after adding a picture or a document: that it is there already, and what is left in it.

Wagtail tells of a picture's twin only in the window for choosing one, and knows nothing of what the door found.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.documents.views.chooser import DocumentChooserUploadView
from wagtail.documents.views.chooser import viewset as document_chooser
from wagtail.documents.views.documents import CreateView as AddDocumentView
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.images.utils import find_image_duplicates
from wagtail.images.views.images import CreateView as AddPictureView

from media.models import DocumentFile


class AddPicture(AddPictureView):
    """Says when the same picture was in the library already."""

    def save_action(self) -> HttpResponseBase:
        """Add the notice to Wagtail's own message."""
        response: HttpResponseBase = super().save_action()
        twin = find_image_duplicates(self.object, self.request.user, picture_policy).first()
        if twin is not None:
            messages.warning(
                self.request,
                _(
                    "The same picture was in the library already, as “%(title)s”. If you have no need of two, delete "
                    "the new one and use the other."
                )
                % {"title": twin.title},
                buttons=[
                    messages.button(reverse("wagtailimages:edit", args=[twin.pk]), _("Open the other one")),
                    messages.button(reverse("wagtailimages:delete", args=[self.object.pk]), _("Delete the new one")),
                ],
            )
        return response


class AddDocument(AddDocumentView):
    """Says what the door could not take out of the document, and when it was in the library already."""

    def save_action(self) -> HttpResponseBase:
        """Add what is to be known to Wagtail's own message."""
        response: HttpResponseBase = super().save_action()
        if notes := self.form.notes(self.object, self.request.user):
            edit = messages.button(reverse("wagtaildocs:edit", args=[self.object.pk]), _("Open the document"))
            messages.warning(self.request, notes, buttons=[edit])
        return response


class UploadDocumentInChooser(DocumentChooserUploadView):
    """Asks once more before a document is used of which something is to be known."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Store the document and choose it; or show what is to be known, and choose it when that was read."""
        if "use_document" in request.POST:
            choosable = document_policy.instances_user_has_any_permission_for(request.user, ["choose"])
            key = request.POST["use_document"]
            return self.get_chosen_response(get_object_or_404(choosable, pk=key if key.isdecimal() else None))
        self.form = self.get_creation_form()
        if not self.form.is_valid():
            return self.get_reshow_creation_form_response()
        document: DocumentFile = self.save_form(self.form)
        notes: Any = self.form.notes(document, request.user)
        return self._ask(document, notes) if notes else self.get_chosen_response(document)

    def _ask(self, document: DocumentFile, notes: str) -> HttpResponse:
        # The window puts this in the place of its form, and sends it as it sends that.
        context = {"document": document, "notes": notes, "action": self.request.get_full_path()}
        html = render_to_string("media/document_in_chooser.html", context, self.request)
        step = {"step": "reshow_creation_form", "htmlFragment": html}
        return render_modal_workflow(self.request, None, None, None, json_data=step)


add_picture = AddPicture.as_view()
add_document = AddDocument.as_view()
upload_document_in_chooser = document_chooser.construct_view(UploadDocumentInChooser)
