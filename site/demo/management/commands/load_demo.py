"""Loads the demonstration site into an empty database, or takes it away."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo import loading
from demo.content_files import ContentError
from demo.loading import DemoError
from demo.logins import make_logins, valid_logins


class Command(BaseCommand):
    help = "Load the demonstration site (pages, pictures, an administrator) into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="read the files and say what would be made")
        parser.add_argument("--delete", action="store_true", help="take away what this command made")

    def handle(self, *args: Any, dry_run: bool, delete: bool, **options: Any) -> None:
        try:
            if dry_run:
                self._describe(delete)
            elif delete:
                loading.delete(self.stdout.write)
                self.stdout.write("The demo is gone.")
            else:
                loading.load(self.stdout.write)
                make_logins()
                self.stdout.write("The demo is loaded.")
                for login in valid_logins():
                    self.stdout.write(f"{login.person.role}: {login.person.email} {login.password}")
        except (ContentError, DemoError) as error:
            raise CommandError(str(error)) from error

    def _describe(self, deleting: bool) -> None:
        self.stdout.write("Would delete:" if deleting else "Would make:")
        for line in loading.describe():
            self.stdout.write(f"  {line}")
