"""The data folder of a site that has been prepared and served once, made once for the whole suite."""

import fcntl
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from operations.timetable import JOBS
from running_site import RunningSite
from waiting import wait_until

WAITING = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
FIRST_JOBS_DONE = "SELECT count(*) FROM operations_jobresult WHERE outcome = 'ok'"


def ask(data_dir: Path, query: str) -> Any:
    """Return the first value that a query finds in the database of a site."""
    with closing(sqlite3.connect(data_dir / "site.sqlite3", timeout=20)) as connection:
        row = connection.execute(query).fetchone()
        return row[0] if row else None


def prepared_once(shared: Path) -> Path:
    """Return the data folder of a site with its demo that was served until its first jobs were done.

    That takes half a minute: the first of the processes that run the suite does it in the shared folder, the others
    wait. The folder is for copying, not for use.
    """
    folder, whole = shared / "prepared", shared / "prepared-whole"
    with (shared / "prepared-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)
            with RunningSite(folder):
                wait_until(lambda: ask(folder, FIRST_JOBS_DONE) == len(JOBS))
                # What the demo's pictures leave to do would keep each copy busy.
                wait_until(lambda: ask(folder, WAITING) == 0)
            whole.touch()
    return folder
