"""Deletes what nobody needs any more. The protection log is no business of this: it is never shortened."""

from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from operations.models import SentNotice
from operations.queue import BACKEND

KEEP_DONE = timedelta(days=1)  # results of jobs that succeeded: one a minute
KEEP_FAILED = timedelta(days=30)
KEEP_MAIL_FILES = timedelta(days=30)  # they hold addresses, and links to log in
KEEP_NOTICES = timedelta(days=400)  # no ending is announced more than 90 days ahead


def tidy_up(now: datetime) -> dict[str, int]:
    """Delete ended sessions and old results, notices and mail files; return how many."""
    return {"sessions": _end_sessions(now), "results": _delete_results(now), "files": _delete_mail_files(now)}


def _end_sessions(now: datetime) -> int:
    ended = Session.objects.filter(expire_date__lt=now).count()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return ended


def _delete_results(now: datetime) -> int:
    rows = DBTaskResult.objects.filter(backend_name=BACKEND)
    done, _each = rows.successful().filter(finished_at__lt=now - KEEP_DONE).delete()
    failed, _each = rows.failed().filter(finished_at__lt=now - KEEP_FAILED).delete()
    SentNotice.objects.filter(sent_at__lt=now - KEEP_NOTICES).delete()
    return done + failed


def _delete_mail_files(now: datetime) -> int:
    """Delete the mails that a site without a mail server keeps as files."""
    if settings.EMAIL_BACKEND != "django.core.mail.backends.filebased.EmailBackend":
        return 0
    oldest = (now - KEEP_MAIL_FILES).timestamp()
    old = [path for path in Path(settings.EMAIL_FILE_PATH).glob("*.log") if path.stat().st_mtime < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
