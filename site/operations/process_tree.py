"""The processes that serve the site: the server with its workers, and the job runner. Started by ``serve``.

Imports the standard library alone: the process that watches over the others takes no more memory than it must.
"""

import os
import sys
import uuid
from pathlib import Path

from operations.supervising import Child, Supervisor

WORKERS = 2
THREADS = 3  # in each worker; Python runs one at a time, the others wait for the database
# Less than the supervisor grants, so that the server still ends in order when a worker does not.
WORKER_GRACE = 25  # seconds that requests in flight get when the server stops
MANAGE = Path(__file__).resolve().parents[2] / "manage.py"


def server_command(host: str, port: str) -> list[str]:
    """Return the command that starts the server."""
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": port,
        "--workers": str(WORKERS),
        "--blocking-threads": str(THREADS),
        "--workers-kill-timeout": str(WORKER_GRACE),
        "--log-level": "warning",
    }
    flags = ["--respawn-failed-workers", "--no-ws"]
    pairs = [word for option in options.items() for word in option]
    return [sys.executable, "-m", "granian", *pairs, *flags, "operations.serving:application"]


def main(host: str, port: str) -> int:
    """Serve until told to stop; return the exit code."""
    # One name for all job runners that this process starts one after the other.
    os.environ["JOB_RUNNER_HOLDER"] = uuid.uuid4().hex
    return Supervisor(
        [
            Child("server", server_command(host, port), essential=True),
            # Readers can read without it, so it is started again for ever; the CMS says that it is away.
            Child("job runner", [sys.executable, str(MANAGE), "run_jobs"]),
        ]
    ).run()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
