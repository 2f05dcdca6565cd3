"""A supervisor in a process of its own, with small programs in the place of the server and the job runner."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from running_site import PROJECT
from waiting import SECONDS, wait_until

START = """
import sys
from operations.supervising import Child, Supervisor
folder = sys.argv[1]
children = [
    Child(name, [sys.executable, f"{folder}/{name}.py"], essential=name == "server") for name in sys.argv[2].split(",")
]
sys.exit(Supervisor(children, grace=float(sys.argv[3])).run())
"""
# Writes down its process id, then waits; it ends in order when it is asked to.
PEACEFUL = """
import os, pathlib, signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
with pathlib.Path(__file__).with_suffix(".pids").open("a") as pids:
    pids.write(f"{os.getpid()}\\n")
while True:
    time.sleep(0.05)
"""
STUBBORN = PEACEFUL.replace("lambda *_: sys.exit(0)", "signal.SIG_IGN")
# Starts a process of its own, as the server does with its workers, and writes that one down too.
PARENT = """
import multiprocessing, os, pathlib, time
pids = pathlib.Path(__file__).with_suffix(".pids")
def work():
    from operations.parent_death import end_with_parent
    end_with_parent(multiprocessing.parent_process().pid)
    with pids.open("a") as file:
        file.write(f"{os.getpid()}\\n")
    time.sleep(600)
multiprocessing.get_context("fork").Process(target=work).start()
time.sleep(600)
"""
DYING = "import sys; sys.exit(3)"


def is_alive(pid: int) -> bool:
    """Say whether a process runs; one that has ended and was not waited for does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


class Supervised:
    """The supervisor and what it started."""

    def __init__(self, folder: Path, grace: float = 10, **programs: str) -> None:
        self.folder = folder
        for name, source in programs.items():
            (folder / f"{name}.py").write_text(source)
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT / "site")}
        command = [sys.executable, "-c", START, str(folder), ",".join(programs), str(grace)]
        # A shell that runs the tests in the background has them ignore Ctrl+C, and what they start with them.
        self.process = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True, preexec_fn=_hear_ctrl_c)

    def pids(self, name: str) -> list[int]:
        """Return the process ids that a program wrote down, in their order."""
        path = self.folder / f"{name}.pids"
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def wait_for(self, name: str, number: int = 1) -> list[int]:
        """Wait until a program was started so many times."""
        wait_until(lambda: len(self.pids(name)) >= number)
        return self.pids(name)

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal and return the exit code and what was said."""
        self.process.send_signal(number)
        return self.end()

    def end(self) -> tuple[int, str]:
        """Wait for the end, and return the exit code and what was said."""
        _nothing, said = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, said


def _hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
