"""Tries the loading of the demo where it can do no harm."""

import os
import subprocess
import sys
from tempfile import TemporaryDirectory

from demo.errors import DemoError


def rehearse() -> None:
    """Load the demo into a new database in a temporary folder, which is thrown away.

    A process and a data folder of its own, rather than a transaction that is rolled back: so it works on a site that
    is filled or has no database yet, keeps no editor waiting, and leaves nothing in the cache that all share.
    Raises DemoError with what loading has refused.
    """
    with TemporaryDirectory(prefix="demo-rehearsal-") as folder:
        environ = {
            **os.environ,
            "DATA_DIR": folder,
            "DATABASE_URL": "",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        for command in (["migrate", "--verbosity", "0"], ["load_demo"]):
            _run([sys.executable, "-m", "django", *command], environ)


def _run(command: list[str], environ: dict[str, str]) -> None:
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise DemoError(done.stderr.strip().removeprefix("CommandError: "))
