"""The way back for the only administrator, who has nobody to ask."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from accounts.second_factor import remove_second_factors


class Command(BaseCommand):
    help = "Remove the second factors of somebody who lost theirs and has no administrator to ask; logs them out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the e-mail address of the person")

    @transaction.atomic
    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(email)
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody has the e-mail address {email}.") from error
        remove_second_factors(user, by=None)
        self.stdout.write(f"{user.email} logs in with the password alone, and can then set up a second factor again.")
