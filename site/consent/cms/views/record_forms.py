"""The scans and recordings of a record: adding one where one may be added, and opening one."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from wagtail.admin import messages

from consent.access import open_form
from consent.cms.forms.records import FormUpload
from consent.cms.guard import OfficerView
from consent.cms.uploads import InMemoryOnly
from consent.cms.views.records import RecordDetail, about, opened_record, record_or_404
from consent.models import ConsentForm, RecordIsFinal
from consent.models.forms import FormKind, add_form, takes_form

ENDINGS = {
    FormKind.PDF: "pdf",
    FormKind.JPEG: "jpg",
    FormKind.PNG: "png",
    FormKind.OGG: "ogg",
    FormKind.MP3: "mp3",
}


@method_decorator(csrf_exempt, name="dispatch")
class FormAdd(RecordDetail):
    """Adds a scan to a draft, or the missing one to a consent that holds.

    Django's check against forged requests reads the upload, and so has to wait until it is clear that the upload
    is kept in memory; ``answer`` does the check itself.
    """

    http_method_names = ["post"]  # noqa: RUF012

    def answer(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Choose where the upload is kept, then check the request."""
        request.upload_handlers = [InMemoryOnly(request)]
        return csrf_protect(super().answer)(request, *args, **kwargs)

    def post(self, request: HttpRequest, record_id: UUID) -> HttpResponseBase:
        """Encrypt the file and keep it."""
        self.record = record_or_404(record_id)
        if not takes_form(self.record):
            raise RecordIsFinal
        upload = FormUpload(request.POST, request.FILES)
        if upload.is_valid():
            try:
                add_form(self.record, upload.cleaned_data["file"].read())
            except ValidationError as error:
                upload.add_error("file", error)
        if not upload.is_valid():
            self.record = opened_record(self.officer, record_id)
            return self.show(**about(self.record), upload=upload)
        messages.success(request, _("The form was added and is kept encrypted."))
        return redirect(self.record_url)


class FormDownload(OfficerView):
    """Hands out a form, to be kept by nobody on the way. Each time is logged."""

    def get(self, request: HttpRequest, form_id: UUID) -> HttpResponse:
        """Log the opening, and return the file as it was received."""
        try:
            form, content = open_form(self.officer, form_id)
        except ConsentForm.DoesNotExist:
            raise Http404 from None
        response = HttpResponse(content, content_type=form.kind)
        response["Content-Disposition"] = (
            f'attachment; filename="form-{str(form.pk)[:8]}.{ENDINGS[FormKind(form.kind)]}"'
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
