"""The page on which people ask something of the office. Its answer is the same whoever asks."""

from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.login.addresses import client_network
from accounts.login.limits import Limit, TooManyAttempts, spend
from consent.models.events import record_event
from consent.vocabulary import Verb
from withdrawal.notices import tell_officers
from withdrawal.quiet_pages import quiet, show, wait
from withdrawal.requests.deadlines import WORKING_DAYS, answer_by, due_on
from withdrawal.requests.forms import AskForm

FROM_ONE_ADDRESS = Limit("request, address", 5, timedelta(hours=1))
OF_ALL = Limit("request", 60, timedelta(hours=1))


@quiet
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Show the form, or take the request. Nothing is looked up: whether we know the person is not ours to tell here."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return show(request, "ask", form=form)
    if not form.cleaned_data["website"]:
        try:
            spend((FROM_ONE_ADDRESS, client_network(request)), (OF_ALL, ""))
        except TooManyAttempts as refusal:
            return wait(request, "ask", refusal, form=form)
        _receive(form)
    return show(request, "asked", days=WORKING_DAYS)


@transaction.atomic
def _receive(form: AskForm) -> None:
    received = form.save(commit=False)
    today = timezone.localdate(received.received_at)
    received.language_code = translation.get_language() or ""
    received.answer_by, received.due_on = answer_by(today), due_on(today)
    received.save()
    record_event(Verb.REQUEST_RECEIVED, "request", received.pk)
    tell_officers(
        _("A request has come in"),
        _("Somebody asks something about what is published or kept of them. Please answer within three working days:"),
        reverse("contributing:request", args=[received.pk]),
    )
