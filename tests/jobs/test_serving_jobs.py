"""The whole site with its processes: what is killed comes back, what is due is done, no request is dropped.

A request counts as taken once its connection was established: from then on it must get a whole answer. One whose
connection is refused, because nobody listens any more, was never taken.
"""

import http.client
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from processes import children_of, runner_of, server_of, workers_of
from supervised import is_alive

from installed import needs_linux
from pages.gate.refused_schedule import REFUSED
from prepared_site import ask
from running_site import PROJECT, RunningSite, environment
from waiting import wait_until

pytestmark = needs_linux("Linux alone lists its processes under /proc")
REQUESTS = 300
AT_ONCE = 12
PAGES = 40
QUEUE = "django_tasks_database_dbtaskresult"
ACTION = "wagtail.publish.scheduled"
LOGGED = f"SELECT page_id FROM wagtailcore_pagelogentry WHERE action = '{ACTION}'"
PUBLISHED = f"SELECT count(*) FROM ({LOGGED})"
JOB = f"FROM {QUEUE} WHERE args_kwargs LIKE '%publishing%' ORDER BY enqueued_at DESC LIMIT 1"

SCHEDULE = f"""
from datetime import timedelta
from django.utils import timezone
from home.models import HomePage, OrganizationPage
from operations.models import JobResult
from stories.models import StoryPage

past = timezone.now() - timedelta(minutes=5)
home = HomePage.objects.get(locale__language_code="en")
for number in range({PAGES}):
    page = OrganizationPage(title=f"Page {{number}}", slug=f"page-{{number}}", summary="A page", live=False)
    home.add_child(instance=page)
    page.go_live_at = past
    page.save_revision(approved_go_live_at=past)
for slug, summary in (("alek", None), ("zurab-window-workshop", "Nobody approved this sentence.")):
    story = StoryPage.objects.get(slug=slug, locale__language_code="en")
    story.unpublish()
    story.summary = summary or story.summary
    story.go_live_at = past
    story.save_revision(approved_go_live_at=past)
JobResult.objects.update(next_due_at=past)
"""


@pytest.fixture
def data_dir(prepared_data: Path, tmp_path: Path) -> Path:
    """The data folder of a site that has been served once."""
    return Path(shutil.copytree(prepared_data, tmp_path / "data"))


def request(port: int, number: int) -> str:
    """Make one request over a connection of its own, and say how it ended."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        try:
            connection.connect()
        except ConnectionRefusedError:
            return "refused"
        try:
            connection.request("GET", f"/en/?{number}", headers={"Connection": "close"})
            response = connection.getresponse()
            whole = response.read().rstrip().endswith(b"</html>")
        except (OSError, http.client.HTTPException):
            return "dropped"
        return "whole" if whole and response.status == 200 else "broken"


def load(port: int, number: int, after: int = 0, act: threading.Event | None = None) -> Counter[str]:
    """Make so many requests, several at once, set ``act`` when some have ended, and count how all ended."""
    ended: Counter[str] = Counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for outcome in pool.map(lambda each: request(port, each), range(number)):
            ended[outcome] += 1
            if act is not None and ended.total() == after:
                act.set()
    return ended


@pytest.fixture
def acting() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_asked_to_stop_it_drops_no_request(data_dir: Path, acting: threading.Event) -> None:
    def stop() -> None:
        acting.wait(60)
        os.kill(site.pid, signal.SIGTERM)

    with RunningSite(data_dir) as site:
        thread = threading.Thread(target=stop)
        thread.start()
        ended = load(site.port, REQUESTS, 60, acting)
        thread.join()
        tree = [site.pid, *children_of(site.pid)]
    assert set(ended) == {"whole", "refused"}, ended
    assert ended["whole"] >= 60
    assert site.exit_code == 0
    assert not any(map(is_alive, tree))


def test_a_worker_that_is_killed_comes_back_and_requests_go_on(data_dir: Path, acting: threading.Event) -> None:
    with RunningSite(data_dir) as site:
        wait_until(lambda: len(workers_of(site)) == 2)
        victim, survivor = workers_of(site)

        def kill() -> None:
            acting.wait(60)
            os.kill(victim, signal.SIGKILL)

        thread = threading.Thread(target=kill)
        thread.start()
        ended = load(site.port, REQUESTS, 60, acting)
        thread.join()
        # What the victim had in its hands is lost with it: no more than there were connections at once.
        assert ended["dropped"] <= AT_ONCE
        assert ended["whole"] >= REQUESTS - AT_ONCE
        wait_until(lambda: len(workers_of(site)) == 2)
        assert survivor in workers_of(site)
        assert victim not in workers_of(site)
        assert load(site.port, 40) == {"whole": 40}


def test_a_runner_killed_while_publishing_finishes_once_and_readers_notice_nothing(data_dir: Path) -> None:
    """Without any cron: what was due is published after the start, and the one that may not be is refused."""
    command = [sys.executable, str(PROJECT / "manage.py"), "shell", "-c", SCHEDULE]
    subprocess.run(command, env=environment(data_dir, 1), check=True, timeout=60, capture_output=True)
    with RunningSite(data_dir) as site:
        wait_until(lambda: ask(data_dir, PUBLISHED) > 2)
        killed = runner_of(site)
        os.kill(killed, signal.SIGKILL)
        assert ask(data_dir, f"SELECT status {JOB}") == "RUNNING"
        before = ask(data_dir, PUBLISHED)
        assert before < PAGES
        assert load(site.port, 60) == {"whole": 60}
        wait_until(lambda: ask(data_dir, PUBLISHED) == PAGES + 1)
        wait_until(lambda: ask(data_dir, f"SELECT count(*) FROM {QUEUE} WHERE status != 'SUCCESSFUL'") == 0)
        assert ask(data_dir, f"SELECT max(json_array_length(worker_ids)) FROM {QUEUE}") == 2
        assert site.get(f"/en/page-{PAGES - 1}/")[0] == 200
        assert site.get("/en/stories/alek/")[0] == 200
        assert site.get("/en/stories/zurab-window-workshop/")[0] == 404
        assert runner_of(site) != killed
    assert ask(data_dir, f"SELECT count(*) FROM ({LOGGED} GROUP BY page_id HAVING count(*) > 1)") == 0
    assert ask(data_dir, f"SELECT count(*) FROM ({LOGGED.replace(ACTION, REFUSED)})") == 1
    told = [path.read_text() for path in (data_dir / "mail").glob("*.log")]
    assert sum("Its draft is kept" in text for text in told) == 2  # both officers of the demo
    assert "The job runner ended (signal SIGKILL)" in site.printed


def test_nothing_outlives_the_site_when_it_is_killed(data_dir: Path) -> None:
    with RunningSite(data_dir) as site:
        wait_until(lambda: len(workers_of(site)) == 2)
        tree = [server_of(site), runner_of(site), *workers_of(site)]
        os.kill(site.pid, signal.SIGKILL)
        wait_until(lambda: not any(map(is_alive, tree)))


def test_of_two_runners_one_works_and_the_other_takes_over(data_dir: Path) -> None:
    holder = "SELECT holder FROM operations_runnerlease"
    runners = {}
    try:
        for name in ("first", "second"):
            command = [sys.executable, str(PROJECT / "manage.py"), "run_jobs"]
            runners[name] = subprocess.Popen(command, env=environment(data_dir, 1, JOB_RUNNER_HOLDER=name))
        wait_until(lambda: ask(data_dir, holder) != "")
        working = ask(data_dir, holder)
        (waiting,) = {"first", "second"} - {working}
        runners[working].kill()
        runners[working].wait()
        assert ask(data_dir, holder) == working
        # A minute of silence, without waiting for it.
        with closing(sqlite3.connect(data_dir / "site.sqlite3", timeout=20)) as database, database:
            database.execute("UPDATE operations_runnerlease SET expires_at = '2020-01-01 00:00:00'")
        wait_until(lambda: ask(data_dir, holder) == waiting)
        runners[waiting].terminate()
        assert runners[waiting].wait(30) == 0
        assert ask(data_dir, holder) == ""
    finally:
        for runner in runners.values():
            runner.kill()
            runner.wait()
