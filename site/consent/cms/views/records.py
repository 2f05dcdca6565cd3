"""Consent records: a new one, one to look at, and what of a draft can be changed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from accounts.models import User
from consent.access import open_record
from consent.cms.buttons import contributor_buttons
from consent.cms.forms.matrix import MatrixForm, shown_matrices
from consent.cms.forms.records import FOR_MINORS, FormUpload, RecordForm
from consent.cms.guard import OfficerView, Trail
from consent.cms.more_panels import more_panels
from consent.cms.spoken_languages import name_of
from consent.cms.views.contributors import contributor_or_404
from consent.models import ConsentRecord, RecordIsFinal
from consent.models.events import record_event
from consent.models.forms import takes_form
from consent.vocabulary import Channel, RecordStatus, Verb


class RecordView(OfficerView):
    """A screen about one record."""

    header_icon = "doc-full"
    record: ConsentRecord

    def get_trail(self) -> Trail:
        """Return the contributor above, and the record if this screen is beneath it."""
        person = self.record.contributor
        return [
            (reverse("protection:contributor", args=[person.pk]), person.called),
            (self.record_url, title_of(self.record)),
        ]

    @property
    def record_url(self) -> str:
        """The address of the record's own screen."""
        return reverse("protection:record", args=[self.record.pk])


class RecordAdd(OfficerView):
    """A new draft for a contributor."""

    template_name = "consent/form.html"
    page_title = gettext_lazy("New consent")
    header_icon = "doc-full"

    def get_trail(self) -> Trail:
        """Return the contributor above."""
        return [(self.back, self.record.contributor.called)]

    def get(self, request: HttpRequest, contributor_id: UUID) -> HttpResponse:
        """Show the empty form."""
        self._prepare(contributor_id)
        return self._form(RecordForm(instance=self.record))

    def post(self, request: HttpRequest, contributor_id: UUID) -> HttpResponseBase:
        """Store the draft."""
        self._prepare(contributor_id)
        self.record.recorded_by = self.officer
        form = RecordForm(request.POST, instance=self.record)
        if not form.is_valid():
            return self._form(form)
        record = form.save()
        messages.success(request, _("The draft was saved. Now enter what the person permits."))
        return redirect("protection:permissions", record.pk)

    def _prepare(self, contributor_id: UUID) -> None:
        self.record = ConsentRecord(contributor=contributor_or_404(contributor_id))
        self.back = reverse("protection:contributor", args=[contributor_id])

    def _form(self, form: RecordForm) -> HttpResponse:
        return self.show(form=form, back=self.back, button=gettext_lazy("Save and go on to the permissions"))


class RecordDetail(RecordView):
    """One record. Opening this is logged."""

    template_name = "consent/record.html"

    def get(self, request: HttpRequest, record_id: UUID) -> HttpResponse:
        """Log the opening, and show what was agreed."""
        self.record = opened_record(self.officer, record_id)
        return self.show(**about(self.record), upload=FormUpload())

    def get_trail(self) -> Trail:
        """Return the contributor above."""
        return super().get_trail()[:1]

    def get_page_title(self) -> str:
        """Return the day of the consent."""
        return title_of(self.record)


class RecordEdit(RecordView):
    """The details of a draft. Opening the form is logged."""

    template_name = "consent/form.html"
    page_title = gettext_lazy("Edit")

    def get(self, request: HttpRequest, record_id: UUID) -> HttpResponse:
        """Log the opening, and show the form."""
        self.record = opened_record(self.officer, record_id)
        require_draft(self.record)
        return self._form(RecordForm(instance=self.record))

    def post(self, request: HttpRequest, record_id: UUID) -> HttpResponseBase:
        """Store the changes."""
        self.record = record_or_404(record_id)
        require_draft(self.record)
        form = RecordForm(request.POST, instance=self.record)
        if not form.is_valid():
            return self._form(form)
        if form.has_changed():
            form.save()
            record_event(Verb.RECORD_CHANGED, "consentrecord", self.record.pk, self.officer)
        messages.success(request, _("The changes were saved."))
        return redirect(self.record_url)

    def _form(self, form: RecordForm) -> HttpResponse:
        return self.show(form=form, back=self.record_url, button=gettext_lazy("Save"))


class RecordPermissions(RecordView):
    """The permissions of a draft, as one matrix."""

    template_name = "consent/permissions.html"
    page_title = gettext_lazy("What the person permits")

    def get(self, request: HttpRequest, record_id: UUID) -> HttpResponse:
        """Show the matrix."""
        self.record = record_or_404(record_id)
        require_draft(self.record)
        return self._form(MatrixForm(record=self.record))

    def post(self, request: HttpRequest, record_id: UUID) -> HttpResponseBase:
        """Store the answers."""
        self.record = record_or_404(record_id)
        require_draft(self.record)
        form = MatrixForm(request.POST, record=self.record)
        if not form.is_valid():
            return self._form(form)
        if form.has_changed():
            form.save()
            record_event(Verb.RECORD_CHANGED, "consentrecord", self.record.pk, self.officer)
        messages.success(request, _("The permissions were saved."))
        return redirect(self.record_url)

    def _form(self, form: MatrixForm) -> HttpResponse:
        return self.show(form=form, channels=list(Channel), back=self.record_url)


def about(record: ConsentRecord) -> dict[str, Any]:
    """Return what the screen of a record shows."""
    scopes = list(record.scopes.all())
    return {
        "record": record,
        "person": record.contributor,
        "draft": record.status == RecordStatus.DRAFT,
        "valid": record.status == RecordStatus.VALID,
        "buttons": contributor_buttons(record.contributor),
        "form_language": name_of(record.form_language),
        "for_minors": any(getattr(record, name) for name in FOR_MINORS),
        "matrices": shown_matrices(scopes),
        "granted": sum(1 for scope in scopes if scope.granted and scope.withdrawn_on is None),
        "channels": list(Channel),
        "forms": list(record.forms.all()),
        "takes_form": takes_form(record),
        "more_panels": more_panels("record", record),
        "successor": ConsentRecord.objects.without_secrets().filter(supersedes=record).first(),
    }


def opened_record(officer: User, record_id: UUID) -> ConsentRecord:
    """Log the opening of a record and return it. Raises Http404."""
    try:
        return open_record(officer, record_id)
    except ConsentRecord.DoesNotExist:
        raise Http404 from None


def record_or_404(record_id: UUID) -> ConsentRecord:
    """Return a record with nothing decrypted. Raises Http404."""
    record = ConsentRecord.objects.without_secrets().filter(pk=record_id).first()
    if record is None:
        raise Http404
    return record


def require_draft(record: ConsentRecord) -> None:
    """Let nothing but a draft be changed. Raises RecordIsFinal."""
    if record.status != RecordStatus.DRAFT:
        raise RecordIsFinal


def title_of(record: ConsentRecord) -> str:
    """Return what a record is called on the officers' screens."""
    return _("Consent of %(day)s") % {"day": date_format(record.given_on)}
