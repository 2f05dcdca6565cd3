"""Several runners at the same moment, each with a connection of its own: one gets the lease, each job is done once.

Run by test_on_postgresql.py: the database in memory that other tests use does not let writers wait for each other.
"""

import threading
from collections.abc import Callable

import example_jobs
import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from operations.lease import Lease
from operations.queue import work_one

# As in all files that are run together here: what migrations put into the database is there for each test.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(number: int, act: Callable[[int], None]) -> None:
    """Do something in several threads that begin together."""
    ready = threading.Barrier(number)

    def run(each: int) -> None:
        try:
            ready.wait(30)
            act(each)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(each,)) for each in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


def test_one_of_many_gets_the_lease() -> None:
    taken: list[int] = []
    at_once(4, lambda each: taken.append(each) if Lease(f"holder {each}").take() else None)
    assert len(taken) == 1


def test_each_job_is_done_once() -> None:
    words = [f"word {number}" for number in range(20)]
    for word in words:
        example_jobs.note.enqueue(word)

    def work(each: int) -> None:
        while work_one(f"worker {each}"):
            pass

    at_once(3, work)
    assert sorted(example_jobs.done) == sorted(words)
    assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()
