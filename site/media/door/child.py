"""Starts the child process that opens a file, and reads its answer. See `process`."""

import json
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from media.door import limits
from media.door.refusals import Reason, Refused

_SOURCE_ROOT = Path(__file__).parents[2]
_COMMAND = (sys.executable, "-P", "-s", "-m", "media.door.process")
_turns = threading.BoundedSemaphore(limits.CHILDREN_AT_ONCE)
logger = logging.getLogger(__name__)


def run(task: str, order: dict[str, Any], content: bytes) -> tuple[bytes, dict[str, Any]]:
    """Have a file cleaned by the module that the task names; return it and what was found out. Raises Refused.

    The child ends with the file it was started for. It gets none of the server's environment, where its keys are.
    """
    if not _turns.acquire(timeout=limits.SECONDS_IN_THE_QUEUE):
        raise Refused(Reason.BUSY)
    try:
        ended = subprocess.run(  # noqa: S603 - a fixed command
            (*_COMMAND, task),
            input=json.dumps(order).encode() + b"\n" + content,
            capture_output=True,
            timeout=limits.CLOCK_SECONDS,
            env=_environment(),
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(Reason.TOO_DEMANDING) from error
    finally:
        _turns.release()
    if ended.returncode:
        # A signal is how the limits, and faults of a decoder, end the child. Its own words name no file.
        logger.warning(
            "The door's process ended with %s: %s", ended.returncode, ended.stderr[-2000:].decode(errors="replace")
        )
        raise Refused(Reason.TOO_DEMANDING if ended.returncode < 0 else Reason.DAMAGED)
    head, _line_end, clean = ended.stdout.partition(b"\n")
    facts: dict[str, Any] = json.loads(head)
    if "refused" in facts:
        raise Refused(Reason(facts["refused"]), facts["found"])
    return clean, facts


def _environment() -> dict[str, str]:
    # Where Python was built with its library outside the usual folders, it does not start without this.
    passed_on = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return {"PYTHONPATH": str(_SOURCE_ROOT), "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2", **passed_on}
