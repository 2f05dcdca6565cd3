"""Two people at the same moment, each with a connection of their own: whatever closes a story has the last word.

Run by tests/jobs/test_on_postgresql.py: the database in memory that other tests use lets nobody wait for anybody.
Each test stops one of the two in the middle of its act, begins the other, and goes on as soon as that one has ended or
waits for a lock.
"""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from consent import authorship, clearing
from consent.models import Clearance, ConsentRecord, ConsentSettings, Contributor, StoryApproval
from consent.publication import is_shareable
from consent.vocabulary import Risk
from pages.gate import reviewing
from pages.gate.reviewing import settle, text_hash_of
from stories.models import StoryPage
from story_factory import MakeStory, colleague

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

Interrupt = Callable[[Any, str, Callable[[], Any]], None]


@pytest.fixture
def story(make_story: MakeStory) -> StoryPage:
    """A story for which everything is in order and that nobody has opened yet."""
    story = make_story()
    Clearance.objects.all().delete()
    return story


@pytest.fixture
def interrupted_by(monkeypatch: pytest.MonkeyPatch) -> Iterator[Interrupt]:
    """Begin an act in another thread as soon as a function has answered for the first time."""
    begun: list[threading.Thread] = []
    failed: list[BaseException] = []

    def interrupt(module: Any, name: str, act: Callable[[], Any]) -> None:
        real = getattr(module, name)

        def run() -> None:
            try:
                act()
            except BaseException as error:
                failed.append(error)
            finally:
                connection.close()

        def called(*args: Any, **kwargs: Any) -> Any:
            answer = real(*args, **kwargs)
            if not begun:
                begun.append(threading.Thread(target=run))
                begun[0].start()
                until_ended_or_waiting(begun[0])
            return answer

        monkeypatch.setattr(module, name, called)

    yield interrupt
    for thread in begun:
        thread.join(30)
        assert not thread.is_alive()
    assert begun, "nothing was interrupted"
    assert not failed


def until_ended_or_waiting(thread: threading.Thread) -> None:
    """Wait until a thread has done what it does, or some connection waits for a lock of another one."""
    for _attempt in range(3000):
        if not thread.is_alive() or _somebody_waits():
            return
        time.sleep(0.01)
    raise TimeoutError


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
        return cursor.fetchone() is not None


def join() -> None:
    """Wait for the other one."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join(30)


def test_a_story_that_is_suspended_while_it_is_opened_stays_closed(story: StoryPage, interrupted_by: Interrupt) -> None:
    interrupted_by(clearing, "is_suspended", lambda: clearing.suspend(story.translation_key))
    settle(story)
    join()
    assert not is_shareable(story)
    assert clearing.is_suspended(story.translation_key)
    clearing.resume(story.translation_key)
    assert is_shareable(story)


def test_a_withdrawal_while_the_rules_are_asked_closes(story: StoryPage, interrupted_by: Interrupt) -> None:
    interrupted_by(reviewing, "declaration_of", lambda: ConsentRecord.objects.get().withdraw())
    settle(story)
    join()
    assert not is_shareable(story)


def test_a_setting_that_becomes_stricter_while_the_rules_are_asked_closes(
    story: StoryPage, interrupted_by: Interrupt
) -> None:
    Contributor.objects.update(risk_level=Risk.AT_RISK)
    interrupted_by(reviewing, "declaration_of", lambda: ConsentSettings.objects.create(at_risk_maximum=0))
    settle(story)
    join()
    assert not Clearance.objects.exists()


def test_a_text_that_is_written_while_another_is_approved_keeps_its_author(
    story: StoryPage, interrupted_by: Interrupt
) -> None:
    olga = colleague("Olga")
    approved = text_hash_of(story)
    authorship.note_piece(story.pk, colleague("Walid").pk)
    interrupted_by(authorship, "text_fingerprint", lambda: authorship.note_piece(story.pk, olga.pk))
    StoryApproval.objects.create(
        translation_key=story.translation_key,
        language_code="en",
        text_hash=approved,
        approved_by=colleague("Anna"),
    )
    join()
    assert authorship.authors_of(story.translation_key, "en", "of another text") == {olga.pk}
