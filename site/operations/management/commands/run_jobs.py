"""Runs the office's jobs; ``serve`` starts it beside the server."""

import os
import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from operations.running import Runner


class Command(BaseCommand):
    help = "Run the jobs of the timetable and of the queue until told to stop; of several runners one works at a time."
    requires_system_checks = []  # noqa: RUF012

    def handle(self, *args: Any, **options: Any) -> None:
        runner = Runner()

        def stop(number: int, frame: FrameType | None) -> None:
            runner.stop()
            # The second one ends at once.
            for each in (signal.SIGTERM, signal.SIGINT):
                signal.signal(each, lambda number, frame: os._exit(1))

        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, stop)
        try:
            runner.run()
        except DatabaseError as error:
            raise CommandError(f"The job runner cannot reach the database ({type(error).__name__}).") from error
