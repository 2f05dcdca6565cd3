"""The officers' screens of requests: the list, one of them, and the answer."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from consent.cms.guard import OfficerView, Trail
from consent.cms.log_rows import name_of_user
from consent.cms.names import contributors_called
from consent.cms.spoken_languages import name_of
from consent.models import Contributor
from consent.models.contributors import reference_of
from consent.models.events import record_event
from consent.vocabulary import Verb
from withdrawal.models import WithdrawalRequest
from withdrawal.requests.forms import AnswerForm

SECRETS = ("name", "story", "message", "contact", "safe_times", "answer")
A_LIST = 200  # of those that were answered


class RequestList(OfficerView):
    """All requests, those that wait longest first. Nothing is decrypted."""

    template_name = "withdrawal/requests.html"
    page_title = gettext_lazy("Requests")
    header_icon = "mail"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list."""
        known = WithdrawalRequest.objects.defer(*SECRETS)
        return self.show(
            waiting=[_row(each) for each in known.filter(answered_at__isnull=True).order_by("due_on", "received_at")],
            answered=[_row(each) for each in known.filter(answered_at__isnull=False).order_by("-answered_at")[:A_LIST]],
        )


class RequestDetail(OfficerView):
    """One request, and its answer. Opening it is logged."""

    template_name = "withdrawal/request.html"
    header_icon = "mail"

    def get_trail(self) -> Trail:
        """Return the list above."""
        return [(reverse("contributing:requests"), gettext_lazy("Requests"))]

    def get(self, request: HttpRequest, request_id: UUID) -> HttpResponse:
        """Log the opening, and show what was written."""
        asked = request_or_404(request_id)
        record_event(Verb.REQUEST_OPENED, "request", asked.pk, self.officer)
        return self._page(asked, AnswerForm())

    def post(self, request: HttpRequest, request_id: UUID) -> HttpResponseBase:
        """Note the answer; it is given once."""
        with transaction.atomic():
            asked = request_or_404(request_id, lock=True)
            form = AnswerForm(request.POST, instance=asked)
            if asked.answered_at is None and not form.is_valid():
                return self._page(asked, form)
            if asked.answered_at is not None:
                messages.warning(request, _("Somebody has answered this request already."))
                return redirect("contributing:request", asked.pk)
            asked.answered_at, asked.answered_by = timezone.now(), self.officer
            form.save()
            record_event(Verb.REQUEST_ANSWERED, "request", asked.pk, self.officer)
        messages.success(request, _("The request is answered."))
        return redirect("contributing:requests")

    def _page(self, asked: WithdrawalRequest, form: AnswerForm) -> HttpResponse:
        self.page_title = _("Request %(reference)s") % {"reference": reference_of(asked.pk)}
        found = contributors_called(asked.name.strip()) if asked.name.strip() else []
        people = Contributor.objects.without_secrets().filter(pk__in=found)
        return self.show(
            **_row(asked),
            deadline=_row(asked),
            form=form,
            people=people.order_by("publication_name", "created_at")[:10],
            answered_by=name_of_user(asked.answered_by_id),
        )


def request_or_404(request_id: UUID, lock: bool = False) -> WithdrawalRequest:
    """Return a request. Raises Http404."""
    known = WithdrawalRequest.objects.select_for_update() if lock else WithdrawalRequest.objects.all()
    found = known.filter(pk=request_id).first()
    if found is None:
        raise Http404
    return found


def _row(asked: WithdrawalRequest) -> dict[str, Any]:
    return {
        "asked": asked,
        "reference": reference_of(asked.pk),
        "language": name_of(asked.language_code),
        "late": asked.is_late(),
        "overdue": asked.is_overdue(),
    }
