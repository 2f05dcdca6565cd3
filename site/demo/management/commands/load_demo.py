"""Loads the demonstration site into an empty database, or takes it away."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from demo import deleting, loading, logins
from demo.content_files import ContentError
from demo.errors import DemoError
from demo.rehearsal import rehearse


class Command(BaseCommand):
    help = "Load the demonstration site (pages, pictures, people) into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="load into a database that is thrown away, or with --delete only count, and say what would be done",
        )
        parser.add_argument("--delete", action="store_true", help="take away what this command made")

    def handle(self, *args: Any, dry_run: bool, delete: bool, **options: Any) -> None:
        try:
            if dry_run:
                self._describe(delete)
            elif delete:
                deleting.delete(self.stdout.write)
                self.stdout.write("The demo is gone.")
            else:
                self._load()
        except (ContentError, DemoError) as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(
                f"The database cannot be used ({str(error).splitlines()[0]}); "
                "if it is new, prepare it with: python manage.py migrate"
            ) from error

    def _load(self) -> None:
        loading.load(self.stdout.write)
        self.stdout.write("The demo is loaded.")
        for line in logins.lines(logins.valid_logins()):
            self.stdout.write(line)

    def _describe(self, deleting_it: bool) -> None:
        if not deleting_it:
            rehearse()
        lines = deleting.describe() if deleting_it else loading.describe()
        self.stdout.write("Would delete:" if deleting_it else "Would make:")
        for line in lines:
            self.stdout.write(f"  {line}")
