"""Serves the site: the server and the job runner, and what watches over both."""

import errno
import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from config.environment import PROJECT_DIR
from demo import logins
from demo.content_files import ContentError
from demo.errors import DemoError
from demo.loading import site_is_empty
from operations import preparation


class Command(BaseCommand):
    help = "Serve the site on HOST and PORT and run its jobs; with --prepare, bring everything up to date first."
    requires_system_checks = []  # noqa: RUF012

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="migrate and collect the static files first")
        parser.add_argument("--demo", action="store_true", help="with --prepare: fill an empty site with the demo")

    def handle(self, *args: Any, prepare: bool, demo: bool, **options: Any) -> None:
        environment = settings.ENVIRONMENT
        _check_address_is_free(environment.host, environment.port)
        try:
            if prepare:
                preparation.prepare(self.stdout.write, with_demo=demo)
            self._greet(environment.site_url)
        except (preparation.PreparationError, ContentError, DemoError) as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(
                f"The database cannot be read ({str(error).splitlines()[0]}); bring it up to date with --prepare."
            ) from error
        os.environ["PYTHONPATH"] = os.pathsep.join([str(PROJECT_DIR / "site"), str(PROJECT_DIR)])
        # What watches over the server takes the place of this process, whose signals and memory it need not share.
        command = [sys.executable, "-m", "operations.process_tree", environment.host, str(environment.port)]
        os.execv(sys.executable, command)  # noqa: S606

    def _greet(self, site_url: str) -> None:
        self.stdout.write(f"\nThe site:  {site_url}/")
        self.stdout.write(f"The CMS:   {site_url}{settings.CMS_PATH}")
        if site_is_empty():
            self.stdout.write(
                "There is no page yet: run 'python manage.py createsuperuser', log in to the CMS, create a home page "
                "at the root of the pages, and choose it under Settings → Sites."
            )
        if not settings.ENVIRONMENT.sends_mail:
            self.stdout.write(f"Mails are not sent but written to {settings.EMAIL_FILE_PATH} (EMAIL_URL is not set).")
        for line in logins.lines(logins.valid_logins()):
            self.stdout.write(f"Log in as {line}")
        self.stdout.write("Stop with Ctrl+C.")
        self.stdout.flush()


def _check_address_is_free(host: str, port: int) -> None:
    """Raise CommandError when the server could not listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # As the server itself does it: a connection that has just been closed is no hindrance.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise CommandError(f"The site cannot listen on {host}, port {port}: {_remedy(error, port)}") from error


def _remedy(error: OSError, port: int) -> str:
    """Return what is wrong with an address to listen on, and what to do."""
    if error.errno == errno.EADDRINUSE:
        another = port + 1 if port < 65535 else port - 1
        return f"another program does; stop it, or choose another port, as in: PORT={another} make run"
    if error.errno == errno.EACCES:
        return "this user may not use that port; choose one from 1024 upwards, as in: PORT=8000 make run"
    if error.errno == errno.EADDRNOTAVAIL:
        return "HOST is no address of this machine."
    return f"{error.strerror}."
