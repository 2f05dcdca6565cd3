"""What went wrong with a job, in words. Known from the class of the error: what it says may name people."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from operations import timetable

_MAIL = _("The mail server did not answer or refused the mail. Check EMAIL_URL, then try again.")
_DATABASE = _("The database did not answer or was busy. Try again; if it happens often, look after the server.")
_DISK = _("A file could not be read or written. The disk may be full; look after the server, then try again.")
_DIED = _("The job runner was ended in the middle of this job each time. Look after the server, then try again.")
_UNKNOWN = _(
    "The program met an error that it does not know (%(error)s). Where it happened is in the server's messages; "
    "give them to whoever develops the site."
)
_CONNECTIONS = ("ConnectionRefusedError", "ConnectionResetError", "BrokenPipeError", "TimeoutError")
_FILES = ("OSError", "PermissionError", "FileNotFoundError")


def explain(class_path: str) -> str | Promise:
    """Return what an error means and what to do; the class is given as ``operations.queue.class_path`` does."""
    module, _dot, name = class_path.rpartition(".")
    if module in ("smtplib", "socket", "ssl") or (module == "builtins" and name in _CONNECTIONS):
        return _MAIL
    if module.startswith(("django.db", "psycopg", "sqlite3")):
        return _DATABASE
    if module == "builtins" and name in _FILES:
        return _DISK
    if class_path == "operations.queue.RunnerDied":
        return _DIED
    return _UNKNOWN % {"error": name}


def title_of(row: Any) -> str | Promise:
    """Return what a job in the queue was to do."""
    if row.task_path == "accounts.mail_queue.deliver":
        return _("Send a mail")
    if row.task_path == "pages.gate.far_reaching.settle_pages_with_people":
        return _("Check pages with people after a change of the consent settings")
    if row.task_path == "accounts.login.forgotten.mail_link":
        return _("Send a link to choose a new password")
    if row.task_path == "operations.jobs.run_periodic_job":
        job = timetable.job(row.args_kwargs["args"][0])
        return job.title if job else _("A job that is no longer done")
    return str(row.task_name)
