"""The supervisor, with small programs in the place of the server and the job runner."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from supervised import DYING, PARENT, PEACEFUL, STUBBORN, Supervised, is_alive

from installed import needs_linux
from operations.supervising import DEATHS_AT_START, Child
from waiting import SECONDS, wait_until

pytestmark = needs_linux("Linux alone ends a process with the one that started it")
Start = Callable[..., Supervised]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a supervisor, and leaves nothing behind."""
    started: list[Supervised] = []

    def start(**arguments: str) -> Supervised:
        started.append(Supervised(tmp_path, **arguments))  # type: ignore[arg-type]
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
    # First what a broken supervisor would leave behind, which still holds the pipe.
    for path in tmp_path.glob("*.pids"):
        for pid in filter(is_alive, map(int, path.read_text().split())):
            os.kill(pid, signal.SIGKILL)
    for each in started:
        each.process.communicate(timeout=SECONDS)


def test_it_stops_everything_in_peace(start: Start) -> None:
    both = start(server=PEACEFUL, jobs=PEACEFUL)
    pids = both.wait_for("server") + both.wait_for("jobs")
    assert both.stop() == (0, "")
    assert not any(map(is_alive, pids))


def test_what_was_killed_is_started_again_and_the_other_is_left_alone(start: Start) -> None:
    both = start(server=PEACEFUL, jobs=PEACEFUL)
    (server,), (jobs,) = both.wait_for("server"), both.wait_for("jobs")
    os.kill(jobs, signal.SIGKILL)
    both.wait_for("jobs", 2)
    code, said = both.stop()
    assert code == 0
    assert "The jobs ended (signal SIGKILL) and is started again in 1 s." in said
    assert both.pids("server") == [server]


def test_a_server_that_does_not_start_ends_everything(start: Start, tmp_path: Path) -> None:
    both = start(server=DYING, jobs=PEACEFUL)
    (jobs,) = both.wait_for("jobs")
    code, said = both.end()
    assert code == 1
    assert "The server does not start" in said
    assert said.count("is started again") == DEATHS_AT_START - 1
    assert not is_alive(jobs)


def test_who_does_not_stop_is_killed_after_the_grace(start: Start) -> None:
    both = start(server=STUBBORN, jobs=PEACEFUL, grace=1)  # type: ignore[arg-type]
    (server,) = both.wait_for("server")
    both.wait_for("jobs")
    code, said = both.stop()
    assert code == 1
    assert "Not everything stopped within 1 s" in said
    assert not is_alive(server)


def test_the_second_signal_ends_everything_at_once(start: Start) -> None:
    both = start(server=STUBBORN, jobs=PEACEFUL, grace=600)  # type: ignore[arg-type]
    (server,), (jobs,) = both.wait_for("server"), both.wait_for("jobs")
    both.process.send_signal(signal.SIGINT)
    wait_until(lambda: not is_alive(jobs))
    assert is_alive(server)
    assert both.stop(signal.SIGINT)[0] == 130
    assert not is_alive(server)


@pytest.mark.parametrize("program", [PEACEFUL, PARENT])
def test_nothing_outlives_a_supervisor_that_was_killed(start: Start, program: str) -> None:
    both = start(server=program, jobs=PEACEFUL)
    pids = both.wait_for("server") + both.wait_for("jobs")
    both.process.kill()
    wait_until(lambda: not any(map(is_alive, pids)))


def test_nothing_outlives_a_server_that_was_killed(start: Start) -> None:
    both = start(server=PARENT, jobs=PEACEFUL)
    (worker,) = both.wait_for("server")
    parent = int(Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(parent, signal.SIGKILL)
    wait_until(lambda: not is_alive(worker))
    both.wait_for("server", 2)


class TestPauses:
    """The pauses before a program is started again, without waiting for them."""

    def test_they_grow_up_to_a_minute(self) -> None:
        child = Child("jobs", [])
        assert [child.note_death(0) for _death in range(9)] == [1, 2, 4, 8, 16, 32, 60, 60, 60]

    def test_after_a_minute_of_health_they_begin_anew(self) -> None:
        child = Child("jobs", [])
        assert [child.note_death(0) for _death in range(3)] == [1, 2, 4]
        assert child.note_death(59) == 8
        assert child.note_death(60) == 1

    def test_an_essential_program_is_given_up_after_deaths_at_its_start_alone(self) -> None:
        server, jobs = Child("server", [], essential=True), Child("jobs", [])
        for _death in range(DEATHS_AT_START - 1):
            server.note_death(9)
        assert not server.is_given_up
        server.note_death(11)
        for _death in range(DEATHS_AT_START):
            assert not server.is_given_up
            server.note_death(9)
            jobs.note_death(9)
        assert server.is_given_up
        assert not jobs.is_given_up
