"""Wagtail's hooks: the jobs' screen, its place among the reports, and the warning when nothing is done by itself."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from operations.lease import living_runner
from operations.views import VIEW, JobsScreen, TryAgain


class JobsMenuItem(MenuItem):
    """The entry among the reports, for those who may see the screen."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask the permission that the screen asks."""
        return bool(request.user.has_perm(VIEW))


class RunnerIsAway(Component):
    """What everybody reads on the first page of the CMS when nothing is done by itself."""

    order = 10

    def render_html(self, parent_context: Any = None) -> str:
        """Return the warning."""
        user = parent_context["request"].user
        return render_to_string("operations/runner_is_away.html", {"may_look": user.has_perm(VIEW)})


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern]:
    """Give the screen its addresses."""
    return [
        path("jobs/", JobsScreen.as_view(), name="jobs"),
        path("jobs/<uuid:task_id>/try-again/", TryAgain.as_view(), name="try_job_again"),
    ]


@hooks.register("register_reports_menu_item")
def register_menu() -> JobsMenuItem:
    """Put the screen among the reports."""
    return JobsMenuItem(_("Work that does itself"), reverse_lazy("jobs"), name="jobs", icon_name="tasks", order=50)


@hooks.register("register_permissions")
def register_permissions() -> "QuerySet[Permission]":
    """Let groups be given the two rights: to look, and to try again."""
    return Permission.objects.filter(content_type__app_label="operations", content_type__model="jobresult")


@hooks.register("construct_homepage_panels")
def warn_on_first_page(request: HttpRequest, panels: list[Any]) -> None:
    """Say on the first page of the CMS that the job runner is away."""
    if living_runner() is None:
        panels.insert(0, RunnerIsAway())
