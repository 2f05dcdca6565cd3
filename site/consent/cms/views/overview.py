"""What ends soon, and the log of protection."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consent.clearing import Ending, ending_within
from consent.cms.forms.log import LogFilterForm
from consent.cms.guard import OfficerView
from consent.cms.log_rows import log_rows
from consent.models import Contributor, ProtectionEvent

SPANS = (7, 30, 90)  # days
A_PAGE = 50


class EndingSoon(OfficerView):
    """The consents and clearances that end in the next days."""

    template_name = "consent/ending.html"
    page_title = _("What ends soon")
    header_icon = "calendar-alt"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them, the nearest first."""
        asked = request.GET.get("days", "")
        days = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in SPANS else 30
        found = ending_within(max(SPANS))
        today = timezone.localdate()
        counts = [(span, sum(1 for each in found if _left(each, today) <= span)) for span in SPANS]
        rows = [
            {"ending": each, "left": _left(each, today), "owner": _owner(each)}
            for each in found
            if _left(each, today) <= days
        ]
        return self.show(days=days, counts=counts, rows=rows, names=_names(found))


class ProtectionLog(OfficerView):
    """Who did what to which record: only identifiers and verbs, and nothing can be changed."""

    template_name = "consent/log.html"
    page_title = _("Protection log")
    header_icon = "history"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the events that were asked for, the last one first."""
        form = LogFilterForm(request.GET)
        events = form.filtered(ProtectionEvent.objects.order_by("-pk"))
        page = Paginator(events, A_PAGE).get_page(request.GET.get("p"))
        return self.show(form=form, page=page, rows=log_rows(page))


def _left(ending: Ending, today: Any) -> int:
    day = timezone.localdate(ending.clearance.until) if ending.clearance else ending.on
    return int((day - today).days)


def _owner(ending: Ending) -> str:
    owner = ending.clearance.page.owner if ending.clearance else None
    return str(owner.get_full_name() or owner.email) if owner else ""


def _names(found: list[Ending]) -> dict[UUID, str]:
    people = {each.record.contributor_id for each in found if each.record}
    return {person.pk: person.called for person in Contributor.objects.without_secrets().filter(pk__in=people)}
