"""Keeps a few programs running and stops them together. Imports the standard library alone, so that it stays small."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from operations.parent_death import end_with_parent

LONGEST_PAUSE = 60.0  # seconds; pauses are 1, 2, 4 … up to this
HEALTHY = 60.0  # seconds after which earlier deaths are forgotten
AT_START = 10.0  # seconds; who dies earlier than this died at its start
DEATHS_AT_START = 5  # in a row, after which an essential program is given up
GRACE = 30.0  # seconds to stop in peace
STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@dataclass
class Child:
    """A program that is kept running. Without an essential one the site is of no use; others are tried for ever."""

    name: str
    command: list[str]
    essential: bool = False
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    restart_at: float = 0.0
    deaths: int = 0
    deaths_at_start: int = 0
    group: int = 0  # of the last process, which what it started may outlive

    @property
    def runs(self) -> bool:
        """Whether it runs at the moment."""
        return self.process is not None and self.process.poll() is None

    @property
    def is_given_up(self) -> bool:
        """Whether there is no use in starting it again."""
        return self.essential and self.deaths_at_start >= DEATHS_AT_START

    def start(self, now: float) -> None:
        """Start it, in a process group of its own, which nobody's Ctrl+C reaches but the supervisor's."""
        parent = os.getpid()
        self.process = subprocess.Popen(  # noqa: S603
            self.command, start_new_session=True, preexec_fn=lambda: end_with_parent(parent)
        )
        self.group = self.process.pid
        self.started_at = now

    def note_death(self, now: float) -> float:
        """Count a death and return the pause before the next start, in seconds."""
        lived = now - self.started_at
        self.deaths = 1 if lived >= HEALTHY else self.deaths + 1
        self.deaths_at_start = self.deaths_at_start + 1 if lived < AT_START else 0
        pause = min(LONGEST_PAUSE, 2.0 ** (self.deaths - 1))
        self.restart_at = now + pause
        return pause

    def signal(self, number: int) -> None:
        """Send a signal to the program, if it still runs."""
        if self.process is not None and self.runs:
            self.process.send_signal(number)

    def kill_group(self) -> None:
        """End the program and whatever it started."""
        if self.group:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.group, signal.SIGKILL)
            self.group = 0


@dataclass
class Supervisor:
    """Starts programs, starts those that die again after a growing pause, and stops all of them when told to."""

    children: list[Child]
    grace: float = GRACE
    now: Callable[[], float] = time.monotonic
    _wakeup: int = field(default=-1, init=False)

    def run(self) -> int:
        """Work until told to stop or until an essential program is given up; return the exit code.

        0 after stopping in peace, 1 when a program was given up or had to be killed, 130 after Ctrl+C was
        pressed once more.
        """
        with self._listening():
            for child in self.children:
                child.start(self.now())
            while not any(number in STOPPING for number in self._wait(self._until_next_start())):
                for child in self.children:
                    self._look_after(child)
                if any(child.is_given_up for child in self.children):
                    self._say("The server does not start: see the messages above.")
                    self._stop()
                    return 1
            return self._stop()

    def _look_after(self, child: Child) -> None:
        """Note that a program died, or start it again when its pause is over."""
        if child.process is None:
            if self.now() >= child.restart_at:
                # What the dead one had started has had the pause to finish in peace.
                child.kill_group()
                child.start(self.now())
        elif child.process.poll() is not None:
            how = _how(child.process.returncode)
            child.process = None
            pause = child.note_death(self.now())
            if not child.is_given_up:
                self._say(f"The {child.name} ended ({how}) and is started again in {pause:.0f} s.")

    def _stop(self) -> int:
        """Ask all programs to stop, wait for them, and kill what remains; return the exit code."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        end = self.now() + self.grace
        code = 0
        while any(child.runs for child in self.children):
            if signal.SIGINT in self._wait(end - self.now()):
                code = 130
                break
            if self.now() >= end:
                self._say(f"Not everything stopped within {self.grace:.0f} s; the rest is ended now.")
                code = 1
                break
        for child in self.children:
            child.kill_group()
        for child in self.children:
            if child.process is not None:
                child.process.wait()
        return code

    def _until_next_start(self) -> float | None:
        """Return the seconds until a program is to be started again, or None when there is nothing to wait for."""
        waiting = [child.restart_at - self.now() for child in self.children if child.process is None]
        return max(0.0, min(waiting)) if waiting else None

    def _wait(self, seconds: float | None) -> bytes:
        """Wait for a signal, the end of a program among them; return the numbers of those that came."""
        ready, _writable, _broken = select.select(
            [self._wakeup], [], [], None if seconds is None else max(0.0, seconds)
        )
        return os.read(self._wakeup, 512) if ready else b""

    @contextmanager
    def _listening(self) -> Iterator[None]:
        """Have signals arrive as bytes in a pipe, so that none is missed between looking and waiting."""
        self._wakeup, write_end = os.pipe()
        os.set_blocking(write_end, False)
        earlier_wakeup = signal.set_wakeup_fd(write_end, warn_on_full_buffer=False)
        # A process started with nohup goes on when its terminal is closed.
        heard = [number for number in (*STOPPING, signal.SIGCHLD) if signal.getsignal(number) != signal.SIG_IGN]
        earlier = {number: signal.signal(number, _heard) for number in heard}
        try:
            yield
        finally:
            for number, handler in earlier.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(earlier_wakeup)
            os.close(self._wakeup)
            os.close(write_end)

    def _say(self, line: str) -> None:
        sys.stderr.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {line}\n")
        sys.stderr.flush()


def _heard(number: int, frame: object) -> None:
    """Do nothing: that there is a handler makes the signal arrive in the pipe."""


def _how(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
