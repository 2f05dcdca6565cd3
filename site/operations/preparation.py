"""Brings a checkout to the point where it can be served: database, static files, the demo where nothing is yet."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from config.environment import PROJECT_DIR
from demo import loading, logins, site_address
from pages.workflow.arranging import update_team

Report = Callable[[str], None]


class PreparationError(Exception):
    """The site cannot be prepared; the message is one sentence for the operator."""


def prepare(report: Report, with_demo: bool) -> None:
    """Bring database and static files up to date, and fill an empty site with the demo if asked to.

    Overwrites nothing that an editor made. Raises PreparationError, ContentError, DemoError.
    """
    report("Preparing the database …")
    try:
        connection.ensure_connection()
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise PreparationError(
            "The database that DATABASE_URL names does not answer or is none; start it or mend the address "
            f"({str(error).splitlines()[0]})."
        ) from error
    _collect_static_files(report)
    if with_demo and loading.site_is_empty():
        report("Filling the empty site with the demo; this takes about half a minute …")
        loading.load(lambda line: report(f"  {line}"))
    elif with_demo and loading.demo_is_there():
        logins.make_logins_again_if_locked_out()
    for line in update_team():
        report(line)
    site_address.follow_site_url()


def _collect_static_files(report: Report) -> None:
    """Collect, hash and compress the static files, unless nothing has changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected-from"
    fingerprint = _fingerprint([PROJECT_DIR / "requirements" / "site.txt", *sorted(_own_static_files())])
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    report("Collecting and compressing the static files …")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(fingerprint)


def _own_static_files() -> Iterable[Path]:
    return (path for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*") if path.is_file())


def _fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
