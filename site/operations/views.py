"""The screen that says what the site does by itself, and whether it does."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from operations import queue
from operations.lease import last_sign_of_life, living_runner
from operations.models import JobResult, Outcome
from operations.problems import explain, title_of
from operations.timetable import COUNTED, JOBS, PeriodicJob
from pages.gate.refused_schedule import refused_since

VIEW = "operations.view_jobresult"
CHANGE = "operations.change_jobresult"
REFUSED_FOR = timedelta(days=30)
MOST_FAILED = 50


@dataclass(frozen=True)
class JobRow:
    """A job of the timetable as it is shown."""

    job: PeriodicJob
    result: JobResult | None

    @property
    def outcome(self) -> str:
        """The code of the outcome, for its colour."""
        return self.result.outcome if self.result else Outcome.NEVER

    @property
    def outcome_label(self) -> str | Promise:
        """The outcome in words."""
        return Outcome(self.outcome).label

    @property
    def counts(self) -> list[tuple[str | Promise, int]]:
        """What was done, in words; what was done to nothing is left out."""
        counts = self.result.counts if self.result else {}
        return [(COUNTED[name], number) for name, number in counts.items() if number and name in COUNTED]

    @property
    def problem(self) -> str | Promise:
        """What went wrong, in words."""
        return explain(self.result.problem) if self.result and self.result.problem else ""

    @property
    def next_at(self) -> datetime | None:
        """When it is due; nothing once that has passed, since it is due now."""
        due = self.result.next_due_at if self.result else None
        return due if due and due > timezone.now() else None


class JobsScreen(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Each job of the timetable, whether the runner lives, what was refused and what failed."""

    permission_required = VIEW
    raise_exception = True
    template_name = "operations/jobs.html"
    page_title = _("Work that does itself")
    header_icon = "tasks"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is shown."""
        results = {result.job: result for result in JobResult.objects.all()}
        failed = [
            {"row": row, "title": title_of(row), "problem": explain(row.exception_class_path)}
            for row in queue.failed_jobs()[:MOST_FAILED]
        ]
        return super().get_context_data(
            rows=[JobRow(job, results.get(job.key)) for job in JOBS],
            runner=living_runner(),
            last=last_sign_of_life(),
            refused=refused_since(timezone.now() - REFUSED_FOR),
            failed=failed,
            may_try_again=self.request.user.has_perm(CHANGE),
            **kwargs,
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way to this screen, as Wagtail's header shows it."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class TryAgain(PermissionRequiredMixin, View):
    """Lets a failed job be tried from the beginning."""

    permission_required = CHANGE
    raise_exception = True
    http_method_names = ("post",)

    def post(self, request: HttpRequest, task_id: UUID) -> HttpResponse:
        """Put it back into the queue; one that somebody else has put back already is no error."""
        if queue.try_again(task_id):
            messages.success(request, _("The job is tried again as soon as the job runner gets to it."))
        else:
            messages.info(request, _("The job is not among the failed ones any more."))
        return redirect("jobs")
