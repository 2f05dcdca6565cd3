"""The job runner: waits for the lease, then runs what is due and what waits, until it is told to stop."""

import logging
import os
import threading
import time
import uuid
from collections.abc import Callable

from django.db import Error, close_old_connections, connection
from django.utils import timezone

from operations import lease as leases
from operations import queue, timetable
from operations.lease import Lease

POLL = 1.0  # seconds between two looks at an empty queue
GRACE = 20.0  # seconds that the job in hand gets when the runner is told to stop; then it is given back
HOLDER = "JOB_RUNNER_HOLDER"  # the variable in which the supervisor names the lease's holder

logger = logging.getLogger(__name__)


class Runner:
    """Runs jobs while it holds the lease.

    A second thread gives the signs of life, so that a long job does not lose the lease. When the lease is lost, or
    cannot be renewed for so long that somebody else may soon take it, the process ends at once (``end``), in the
    middle of a job if need be: a transaction that was not finished never was, and the next runner takes up the job.
    """

    def __init__(self, holder: str = "", end: Callable[[int], None] = os._exit) -> None:
        # A runner that the supervisor starts again gets the lease of the one that died without waiting.
        self.lease = Lease(holder or os.environ.get(HOLDER) or uuid.uuid4().hex)
        self.worker_id = uuid.uuid4().hex
        self._end = end
        self._stopping = threading.Event()
        self._stopped_at: float | None = None

    def stop(self) -> None:
        """Finish the job in hand and then stop; after GRACE seconds the job is left to the next runner."""
        if self._stopped_at is None:
            self._stopped_at = time.monotonic()
        self._stopping.set()

    def run(self) -> None:
        """Work until told to stop. Raises DatabaseError when the database does not answer."""
        while not self._stopping.is_set() and not self.lease.take():
            self._rest()
        if self._stopping.is_set():
            self.lease.release()
            return
        done = threading.Event()
        heart = threading.Thread(target=self._beat, args=(done,), daemon=True)
        heart.start()
        try:
            if number := queue.put_back_orphans():
                logger.warning("%d jobs whose runner had died are taken up again.", number)
            while not self._stopping.is_set():
                close_old_connections()
                timetable.tick(timezone.now())
                if not queue.work_one(self.worker_id):
                    self._rest()
        finally:
            done.set()
            heart.join()
            self.lease.release()

    def _rest(self) -> None:
        close_old_connections()
        self._stopping.wait(POLL)

    def _beat(self, done: threading.Event) -> None:
        """Give signs of life until the work is done, and end the process when it must not go on."""
        last = time.monotonic()
        next_beat = last + leases.BEAT
        while not done.wait(POLL):
            now = time.monotonic()
            if self._stopped_at is not None and now - self._stopped_at > GRACE:
                self._give_up("The job in hand took too long to wait for; the next runner takes it up.")
            if now < next_beat:
                continue
            try:
                if not self.lease.renew():
                    self._give_up("Another runner has the lease.")
                last = time.monotonic()
                next_beat = last + leases.BEAT
            except Error:
                connection.close()
                if time.monotonic() - last > leases.GIVE_UP:
                    self._give_up("The lease could not be renewed.")
        connection.close()

    def _give_up(self, why: str) -> None:
        logger.error("The job runner ends: %s", why)
        self._end(1)
