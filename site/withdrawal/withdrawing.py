"""The one act of a withdrawal: everything is closed before it returns. And its undoing, while there is time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from consent.clearing import is_suspended, resume, stories_of, suspend
from consent.models import ConsentRecord, ConsentScope, ConsentSettings, Contributor, StorySubject
from consent.models.events import record_event
from consent.surfaces import surfaces
from consent.vocabulary import Element, RecordStatus, Role, Verb
from pages.gate.reviewing import settle_story
from pages.surfaces import Standing, standings_of
from withdrawal.gone import fingerprint
from withdrawal.models import Fate, GoneAddress, Outside, OutsideTask, State, Withdrawal, WithdrawnStory
from withdrawal.pictures import faces_again, no_face_in, put_pictures_back, take_pictures_out

# A story may go on without these only in other words; a face is taken out of the pictures.
ONLY_IN_OTHER_WORDS = frozenset(Element) - {Element.STORY_TEXT, Element.FACE, Element.VOICE}

# Until copies elsewhere should be gone; the officer can set another day for each.
DAYS_FOR_OUTSIDE_TASKS = 7


class NothingToWithdraw(Exception):
    """Nobody agreed to what was to be taken back, or it was taken back before."""


class TooLateToUndo(Exception):
    """The withdrawal was undone already, or is being erased."""


@transaction.atomic
def withdraw(contributor_id: UUID, actor: User | None = None, elements: Iterable[Element] = ()) -> Withdrawal:
    """Take back all that somebody agreed to, or only some elements, and close every story that rests on it.

    When this returns, and what it did is committed, no story of theirs can be read anywhere: in no language, not as
    an alias, in no list, feed or map, and nothing that is scheduled can open it again. Without an actor it was the
    person, with their code. Raises NothingToWithdraw, Contributor.DoesNotExist.
    """
    taken_back = sorted(set(elements))
    contributor = Contributor.objects.select_for_update().without_secrets().get(pk=contributor_id)
    records, scopes = _held(contributor, taken_back)
    if not (scopes if taken_back else records):
        raise NothingToWithdraw
    now = timezone.now()
    withdrawal = Withdrawal.objects.create(
        contributor_id=contributor.pk,
        elements=taken_back,
        made_at=now,
        made_by=actor,
        final_at=now + timedelta(days=ConsentSettings.current().undo_days),
        records=[str(record.pk) for record in records] if not taken_back else [],
        scopes=[scope.pk for scope in scopes],
    )
    record_event(Verb.WITHDRAWAL_MADE, "withdrawal", withdrawal.pk, actor, about=contributor.pk)
    OutsideTask.objects.bulk_create(
        OutsideTask(withdrawal=withdrawal, where=where, owner=actor, due_on=_due_on(now)) for where in Outside
    )
    for closing in _closings(contributor, taken_back):
        _close(withdrawal, closing, actor)
    if not taken_back or Element.FACE in taken_back:
        take_pictures_out(withdrawal, recognisable_only=bool(taken_back))
        withdrawal.faces = no_face_in(stories_of([contributor.pk]), withdrawal) if taken_back else {}
        withdrawal.save(update_fields=["faces"])
    for scope in scopes:
        scope.withdraw(actor)
    for record in records if not taken_back else []:
        record.withdraw(actor)
    return withdrawal


@transaction.atomic
def undo(withdrawal_id: UUID, actor: User) -> Withdrawal:
    """Give back what a withdrawal took, as it was before. Raises TooLateToUndo, Withdrawal.DoesNotExist.

    For a withdrawal that was a mistake of ours, such as the wrong person. Somebody who changes their mind gives a new
    consent.
    """
    withdrawal = Withdrawal.objects.select_for_update().get(pk=withdrawal_id)
    if not withdrawal.can_be_undone():
        raise TooLateToUndo
    withdrawal.state = State.UNDONE
    withdrawal.save()
    record_event(Verb.WITHDRAWAL_UNDONE, "withdrawal", withdrawal.pk, actor, about=withdrawal.contributor_id)
    for record in ConsentRecord.objects.filter(pk__in=withdrawal.records):
        record.reinstate(actor)
    for scope in ConsentScope.objects.filter(pk__in=withdrawal.scopes):
        scope.reinstate(actor)
    put_pictures_back(withdrawal)
    faces_again(withdrawal.faces)
    for key in stories_of([withdrawal.contributor_id]):
        settle_story(key, actor)
    for story in withdrawal.stories.all():
        if not story.was_suspended and not _withdrawn_otherwise(story):
            resume(story.translation_key, actor)
    return withdrawal


@dataclass(frozen=True)
class _Closing:
    """A story that is closed, and what becomes of it."""

    translation_key: UUID
    fate: Fate


def _held(contributor: Contributor, elements: list[Element]) -> tuple[list[ConsentRecord], list[ConsentScope]]:
    """Return the consents that hold, and of them the permissions for the elements."""
    records = list(ConsentRecord.objects.filter(contributor=contributor, status=RecordStatus.VALID).without_secrets())
    scopes = ConsentScope.objects.filter(
        record__in=records, element__in=elements, granted=True, withdrawn_on__isnull=True
    )
    return records, list(scopes)


def _closings(contributor: Contributor, elements: list[Element]) -> Iterator[_Closing]:
    """Yield the stories that cannot stay as they are.

    The story of the main person is theirs: it goes. In somebody else's they are taken out of it, by an editor.
    Pages on which they are only pictured stay, with a drawing in the place of the picture.
    """
    theirs = dict(StorySubject.objects.filter(contributor=contributor).values_list("translation_key", "role"))
    whole = not elements or Element.STORY_TEXT in elements
    for key in sorted(stories_of([contributor.pk]) & theirs.keys(), key=str):
        if whole:
            yield _Closing(key, Fate.ERASE if theirs[key] == Role.MAIN else Fate.REWRITE)
        elif ONLY_IN_OTHER_WORDS & set(elements):
            yield _Closing(key, Fate.REWRITE)


def _close(withdrawal: Withdrawal, closing: _Closing, actor: User | None) -> None:
    key = closing.translation_key
    # Whoever publishes one of the pages now waits until it is suspended.
    list(Page.objects.select_for_update(of=("self",)).filter(translation_key=key).values_list("pk"))
    suspended = is_suspended(key)
    story = WithdrawnStory.objects.create(
        withdrawal=withdrawal, translation_key=key, fate=closing.fate, was_suspended=suspended
    )
    _remember(story, standings_of(key))
    if not suspended:
        suspend(key, actor)
    for surface in surfaces():
        surface.close(key)


def _remember(story: WithdrawnStory, standings: Iterable[Standing]) -> None:
    """Keep the fingerprints of the addresses at which a story stood."""
    GoneAddress.objects.bulk_create(
        {
            fingerprint(standing.path): GoneAddress(
                story=story,
                language_code=standing.language_code,
                fingerprint=fingerprint(standing.path),
                is_page=standing.is_page,
            )
            for standing in standings
        }.values()
    )


def _due_on(now: datetime) -> date:
    return timezone.localdate(now + timedelta(days=DAYS_FOR_OUTSIDE_TASKS))


def _withdrawn_otherwise(story: WithdrawnStory) -> bool:
    """Say whether another withdrawal keeps the story closed."""
    others = WithdrawnStory.objects.filter(translation_key=story.translation_key).exclude(pk=story.pk)
    return others.exclude(withdrawal__state=State.UNDONE).exists()
