"""Starting and running the site, and the work that it does by itself."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "operations"

    def ready(self) -> None:
        from delivery.health import register_report
        from operations.lease import living_runner

        register_report("jobs", lambda: "running" if living_runner() else "waiting")
