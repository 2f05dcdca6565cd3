"""What takes turns, on PostgreSQL: the lease, the queue, scheduled publishing, and the gate with what opens and closes.

The same tests as everywhere, and some that need two connections, run against a cluster of their own.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from installed import require_postgresql
from running_site import PROJECT, environment, free_port

FILES = (
    "jobs/test_lease.py",
    "jobs/test_queue.py",
    "jobs/test_timetable.py",
    "jobs/test_scheduled_publishing.py",
    "jobs/postgresql_only.py",
    "gate/test_gate_listening.py",
    "gate/test_gate_pictures.py",
    "gate/postgresql_races.py",
    "consent/test_consent_publication.py",
)


@pytest.fixture
def database_url() -> Iterator[str]:
    """A cluster on a free port, in a folder of its own, by a user who is not root: PostgreSQL refuses root."""
    programs = require_postgresql()
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="site-postgresql-"))
    as_somebody: dict[str, Any] = {"check": True, "capture_output": True, "timeout": 60, "cwd": "/"}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("postgres")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        as_somebody |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    data = str(folder / "data")
    try:
        subprocess.run([programs / "initdb", "-D", data, "-U", "site", "--auth=trust", "-E", "UTF8"], **as_somebody)
        start = [programs / "pg_ctl", "-D", data, "-l", str(folder / "log"), "-o", options, "-w", "start"]
        subprocess.run(start, **{**as_somebody, "capture_output": False, "stdout": subprocess.DEVNULL})
        try:
            yield f"postgres://site@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], **as_somebody)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_they_hold_on_postgresql_too(database_url: str, tmp_path: Path) -> None:
    paths = [str(Path(__file__).parents[1] / name) for name in FILES]
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", *paths]
    env = environment(tmp_path, free_port(), DATABASE_URL=database_url)
    found = subprocess.run(command, env=env, cwd=PROJECT, capture_output=True, text=True, timeout=600)
    assert found.returncode == 0, found.stdout[-12000:]
    assert "skipped" not in found.stdout
