"""Brings the groups of the team, their rights and the workflow to what the tables say."""

from typing import Any

from django.core.management.base import BaseCommand

from pages.workflow.arranging import update_team


class Command(BaseCommand):
    help = "Bring the groups of the team, their rights and the workflow to what the tables say; report what changed."

    def handle(self, *args: Any, **options: Any) -> None:
        changes = update_team()
        for line in changes:
            self.stdout.write(line)
        if not changes:
            self.stdout.write("All roles and the workflow are as they should be.")
