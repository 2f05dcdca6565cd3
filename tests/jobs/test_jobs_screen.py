"""The jobs' screen in the CMS, and who may see it."""

from collections.abc import Callable
from smtplib import SMTPServerDisconnected
from typing import Any

import example_jobs
import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone
from test_scheduled_publishing import schedule

from accounts.models import User
from home.models import HomePage
from operations import queue
from operations.jobs import run_periodic_job
from operations.lease import Lease
from operations.models import JobResult, Outcome
from story_factory import MakeStory, colleague

WorkOff = Callable[[], int]
AWAY = "Nothing is done by itself at the moment"


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    """A browser in which an editor is logged in."""
    user: User = colleague("Eva")
    user.groups.add(*Group.objects.filter(name__in=["Editors", "Moderators"]))
    client.force_login(user)
    return client


def shown(cms: Client) -> str:
    return cms.get("/cms/jobs/").content.decode()


def give_up(work_off: WorkOff, clock: Any) -> Any:
    """Let a job fail until it is given up."""
    example_jobs.note.enqueue("x")
    example_jobs.errors.extend(SMTPServerDisconnected("mara@example.org") for _attempt in range(queue.ATTEMPTS))
    for _attempt in range(queue.ATTEMPTS):
        work_off()
        clock.go_on(hours=1)
    return queue.failed_jobs().get()


def test_an_administrator_sees_every_job_before_any_has_run(cms: Client, home: HomePage) -> None:
    html = shown(cms)
    for title in ("Scheduled publishing", "Reminders", "Tidying up"):
        assert title in html
    assert "every minute" in html
    assert "never run" in html


def test_an_editor_is_refused_and_sees_no_entry(editor: Client, home: HomePage) -> None:
    assert editor.get("/cms/jobs/").status_code in (302, 403)
    assert "every minute" not in editor.get("/cms/jobs/", follow=True).content.decode()
    assert "/cms/jobs/" not in editor.get("/cms/").content.decode()


def test_an_administrator_sees_the_entry(cms: Client, home: HomePage) -> None:
    assert "/cms/jobs/" in cms.get("/cms/").content.decode()


def test_the_right_to_look_is_not_the_right_to_try_again(
    editor: Client, home: HomePage, work_off: WorkOff, clock: Any
) -> None:
    row = give_up(work_off, clock)
    # Hours have passed, and with them the session.
    editor.force_login(colleague("Eva"))
    url = f"/cms/jobs/{row.pk}/try-again/"
    assert editor.post(url).status_code in (302, 403)
    assert queue.failed_jobs().exists()
    colleague("Eva").user_permissions.add(Permission.objects.get(codename="view_jobresult"))
    assert "Failed and given up" in shown(editor)
    assert url not in shown(editor)
    editor.post(url)
    assert queue.failed_jobs().exists()


def test_a_failed_job_is_explained_and_tried_again(
    cms: Client, administrator: User, home: HomePage, work_off: WorkOff, clock: Any
) -> None:
    row = give_up(work_off, clock)
    cms.force_login(administrator)
    html = shown(cms)
    assert "The mail server did not answer" in html
    assert "mara@" not in html
    assert "Traceback" not in html
    url = f"/cms/jobs/{row.pk}/try-again/"
    assert url in html
    assert cms.get(url).status_code == 405
    assert "is tried again" in cms.post(url, follow=True).content.decode()
    assert "not among the failed ones" in cms.post(url, follow=True).content.decode()
    work_off()
    assert example_jobs.done == ["x"]


def test_it_says_whether_the_runner_lives(cms: Client, home: HomePage) -> None:
    assert AWAY in shown(cms)
    assert AWAY in cms.get("/cms/").content.decode()
    Lease("somebody", "machine-a").take()
    assert AWAY not in shown(cms)
    assert "machine-a" in shown(cms)
    assert AWAY not in cms.get("/cms/").content.decode()


def test_results_are_shown_in_words(cms: Client, home: HomePage) -> None:
    values = {"started_at": timezone.now(), "next_due_at": timezone.now()}
    JobResult.objects.create(
        job="publishing", outcome=Outcome.ATTENTION, counts={"published": 3, "refused": 1, "unpublished": 0}, **values
    )
    JobResult.objects.create(job="reminders", outcome=Outcome.FAILED, problem="builtins.KeyError", **values)
    html = shown(cms)
    assert "published: 3" in html
    assert "refused: 1" in html
    assert "taken down: 0" not in html
    assert "an error that it does not know (KeyError)" in html


def test_a_refused_page_is_shown_with_what_is_missing(cms: Client, make_story: MakeStory, work_off: WorkOff) -> None:
    story = make_story(cleared=False, title="A story of nobody")
    schedule(story, minutes=1)
    JobResult.objects.create(job="publishing", next_due_at=timezone.now())
    run_periodic_job.enqueue("publishing")
    work_off()
    html = shown(cms)
    assert "Not published at their time" in html
    assert "A story of nobody" in html
    assert f"/cms/pages/{story.pk}/edit/" in html
    assert "What is missing now" in html
    history = cms.get(f"/cms/pages/{story.pk}/history/").content.decode()
    assert "Not published as scheduled" in history
