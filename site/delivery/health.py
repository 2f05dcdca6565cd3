"""Two addresses for whatever watches over the site: a load balancer, a container platform, a monitoring service.

``/health/live`` says that the process answers and asks nothing else: who restarts a process because the database is
away gains nothing. ``/health/ready`` says whether readers can be sent here.

The answers lie in front of all other middleware. A probe names any host and speaks plain HTTP, so that neither
``ALLOWED_HOSTS`` nor the redirect to HTTPS may stop it; the answer repeats nothing of the request and is of no use
to a stranger.
"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseBase

LIVE = "/health/live"
READY = "/health/ready"

_reports: dict[str, Callable[[], str]] = {}


def register_report(name: str, ask: Callable[[], str]) -> None:
    """Add a line to the answer of ``/health/ready``: a name and the one word that ``ask`` returns.

    A report never makes the site unready; rooms above this one name theirs in ``AppConfig.ready()``.
    """
    _reports[name] = ask


class HealthMiddleware:
    """Answers the two addresses and lets every other request pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._is_migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a probe. No session, no cookie, no language; nobody keeps a copy."""
        if request.path_info not in (LIVE, READY):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            response = HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        elif request.path_info == LIVE:
            response = HttpResponse("live\n")
        else:
            response = self._ready()
        response["Content-Type"] = "text/plain; charset=utf-8"
        response["Cache-Control"] = "no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def _ready(self) -> HttpResponse:
        """Answer 200 when the database answers and is up to date, 503 with the reason otherwise.

        That the job runner is away is said and changes nothing: readers can still read, and taking the site off the
        net would not publish a page sooner.
        """
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            # Asked until the answer is yes; a database does not lose its migrations while a process runs.
            self._is_migrated = self._is_migrated or is_migrated()
            if not self._is_migrated:
                return HttpResponse("not ready: the database is not up to date\n", status=503)
            lines = [f"{name}: {ask()}" for name, ask in _reports.items()]
        except DatabaseError:
            return HttpResponse("not ready: the database does not answer\n", status=503)
        return HttpResponse("\n".join(["ready", *lines]) + "\n")


def is_migrated() -> bool:
    """Say whether every migration has been applied. Raises DatabaseError."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
