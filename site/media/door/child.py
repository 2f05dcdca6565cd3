"""Starts the child process that opens a file, and reads its answer. See `process`."""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

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
    with _turn():
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
    _check_end(ended.returncode, ended.stderr)
    head, _line_end, clean = ended.stdout.partition(b"\n")
    return clean, _facts(head)


def run_large(task: str, order: dict[str, Any], file: IO[bytes]) -> tuple[IO[bytes], dict[str, Any]]:
    """Do what ``run`` does, passing the file on in pieces both ways: the server never holds it in memory.

    The clean file comes back as a temporary file without a name. Raises Refused.
    """
    clean: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked closes it
    try:
        with _turn():
            facts = _converse((*_COMMAND, task), order, file, clean)
    except BaseException:
        clean.close()
        raise
    clean.seek(0)
    return clean, facts


def _converse(command: tuple[str, ...], order: dict[str, Any], file: IO[bytes], clean: IO[bytes]) -> dict[str, Any]:
    with subprocess.Popen(  # noqa: S603 - a fixed command
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        cwd="/",
    ) as process:
        assert process.stdin  # noqa: S101 - for the type checker
        assert process.stdout  # noqa: S101 - for the type checker
        assert process.stderr  # noqa: S101 - for the type checker
        end = threading.Timer(limits.CLOCK_SECONDS, process.kill)
        said: list[bytes] = []
        talking = threading.Thread(target=_tell, args=(process.stdin, order, file))
        listening = threading.Thread(target=lambda pipe: said.append(pipe.read()), args=(process.stderr,))
        for thread in (end, talking, listening):
            thread.start()
        try:
            head = process.stdout.readline()
            shutil.copyfileobj(process.stdout, clean)
        finally:
            process.wait()
            end.cancel()
            for thread in (talking, listening):
                thread.join()
    _check_end(process.returncode, b"".join(said))
    return _facts(head)


def _tell(pipe: IO[bytes], order: dict[str, Any], file: IO[bytes]) -> None:
    # A child that has seen enough, or that was ended, reads no further.
    try:
        with pipe:
            pipe.write(json.dumps(order).encode() + b"\n")
            shutil.copyfileobj(file, pipe)
    except BrokenPipeError:
        return


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=limits.SECONDS_IN_THE_QUEUE):
        raise Refused(Reason.BUSY)
    try:
        yield
    finally:
        _turns.release()


def _check_end(return_code: int, said: bytes) -> None:
    """Raise Refused for a child that did not end by itself."""
    if return_code:
        # A signal is how the limits, and faults of a decoder, end the child. Its own words name no file.
        logger.warning("The door's process ended with %s: %s", return_code, said[-2000:].decode(errors="replace"))
        raise Refused(Reason.TOO_DEMANDING if return_code < 0 else Reason.DAMAGED)


def _facts(head: bytes) -> dict[str, Any]:
    """Return what the child found out. Raises Refused if that is why the file cannot enter."""
    facts: dict[str, Any] = json.loads(head)
    if "refused" in facts:
        raise Refused(Reason(facts["refused"]), facts["found"])
    return facts


def _environment() -> dict[str, str]:
    # Where Python was built with its library outside the usual folders, it does not start without this.
    passed_on = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return {"PYTHONPATH": str(_SOURCE_ROOT), "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2", **passed_on}
