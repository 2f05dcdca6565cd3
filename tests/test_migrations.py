"""The database is what the models say."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_django_and_wagtail_have_nothing_to_complain_about() -> None:
    call_command("check", fail_level="WARNING")
