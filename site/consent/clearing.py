"""Opens pages to readers when the rules are met, and closes them. Each act is in the log of protection."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from consent.models import Clearance, ConsentRecord, ProtectionEvent, StorySubject
from consent.models.events import record_event
from consent.models.records import RECORD_SECRETS
from consent.registry import appearances_of
from consent.vocabulary import Channel, RecordStatus, Verb


class CannotBeCleared(Exception):
    """The page has no live revision of its own, or another one than a clearance was asked for."""


def grant(
    page: Page,
    until: datetime,
    channels: Iterable[str] = (Channel.WEBSITE,),
    actor: User | None = None,
    revision_id: int | None = None,
) -> list[Clearance]:
    """Let the page's live revision be read through the channels until a moment; the caller has asked the rules.

    ``revision_id`` is the revision that the rules were asked about: if another one is live by now, nothing is
    granted. A story that is suspended stays so, in all its languages, until ``resume`` is called. What is granted
    already is neither granted nor logged again. Raises CannotBeCleared for another revision, for an alias, which
    follows its original, and for a page that is not live.
    """
    with transaction.atomic():
        stored = Page.objects.select_for_update(of=("self",)).select_related("locale").get(pk=page.pk)
        if stored.alias_of_id or not stored.live or not stored.live_revision_id:
            raise CannotBeCleared(f"Page {stored.pk} has no live revision of its own.")
        if revision_id not in (None, stored.live_revision_id):
            raise CannotBeCleared(f"Page {stored.pk} has another live revision than the one that was looked at.")
        suspended = is_suspended(stored.translation_key)
        granted = []
        for channel in channels:
            values = {
                "revision_id": stored.live_revision_id,
                "language_code": stored.locale.language_code,
                "until": until,
                "suspended": suspended,
            }
            same = Clearance.objects.filter(page=stored, channel=channel, **values).first()
            if same is not None:
                granted.append(same)
                continue
            clearance, _made = Clearance.objects.update_or_create(
                page=stored, channel=Channel(channel), defaults=values
            )
            granted.append(clearance)
            record_event(Verb.CLEARANCE_GRANTED, "page", stored.pk, actor, channel=channel)
    return granted


def revoke(page: Page, channels: Iterable[str] | None = None, actor: User | None = None) -> int:
    """Close a page, or some of its channels, and return how many clearances ended."""
    return _close(Clearance.objects.filter(page_id=page.pk), channels, actor)


def revoke_story(translation_key: UUID, channels: Iterable[str] | None = None, actor: User | None = None) -> int:
    """Close a story in all its languages, and return how many clearances ended."""
    return _close(_of_story(translation_key), channels, actor)


def suspend(translation_key: UUID, actor: User | None = None) -> int:
    """Close a story at once in all languages and channels, until it is resumed; return how many clearances."""
    return _set_suspended(translation_key, True, Verb.CLEARANCE_SUSPENDED, actor)


def resume(translation_key: UUID, actor: User | None = None) -> int:
    """Lift a suspension: what was cleared, and still would be, is open again; return how many clearances."""
    return _set_suspended(translation_key, False, Verb.CLEARANCE_RESUMED, actor)


def is_suspended(translation_key: UUID) -> bool:
    """Say whether a story is suspended."""
    return suspension_of(translation_key) is not None


def suspension_of(translation_key: UUID) -> ProtectionEvent | None:
    """Return when and by whom a story was suspended, or None if it is not.

    The log remembers it, also while the story has no clearance at all.
    """
    verbs = (Verb.CLEARANCE_SUSPENDED, Verb.CLEARANCE_RESUMED)
    events = ProtectionEvent.objects.filter(kind="story", identifier=str(translation_key), verb__in=verbs)
    last = events.order_by("-pk").first()
    return last if last is not None and last.verb == Verb.CLEARANCE_SUSPENDED else None


def is_cleared(translation_key: UUID) -> bool:
    """Say whether any page of a story has a clearance that counts now."""
    return _of_story(translation_key).filter(until__gt=timezone.now(), suspended=False).exists()


@dataclass(frozen=True)
class Ending:
    """What ends soon: a page's clearance, or a consent. Exactly one of the two is set."""

    on: datetime | date
    clearance: Clearance | None = None
    record: ConsentRecord | None = None


def ending_within(days: int, now: datetime | None = None) -> list[Ending]:
    """Return the clearances and the consents that end within so many days, the nearest first (rule 8).

    Suspended clearances and what has ended already are left out; a consent counts only while it holds.
    """
    now = now or timezone.now()
    today, last = timezone.localdate(now), timezone.localdate(now + timedelta(days=days))
    clearances = (
        Clearance.objects.filter(until__gt=now, until__lte=now + timedelta(days=days), suspended=False)
        .select_related("page", "page__owner")
        .order_by("until")
    )
    records = (
        ConsentRecord.objects.filter(
            status=RecordStatus.VALID, valid_until__gte=today, valid_until__lte=last, superseded_by__isnull=True
        )
        .defer(*RECORD_SECRETS)
        .order_by("valid_until")
    )
    found = [Ending(on=each.until, clearance=each) for each in clearances]
    found += [Ending(on=each.valid_until, record=each) for each in records]
    return sorted(found, key=lambda ending: _day(ending.on))


def stories_of(contributor_ids: Iterable[UUID]) -> set[UUID]:
    """Return the translation keys of all stories that the contributors are in, or in a picture of which."""
    wanted = list(contributor_ids)
    subjects = StorySubject.objects.filter(contributor_id__in=wanted)
    return set(subjects.values_list("translation_key", flat=True)) | appearances_of(wanted)


def _day(moment: datetime | date) -> date:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def _of_story(translation_key: UUID) -> "QuerySet[Clearance]":
    return Clearance.objects.filter(page__translation_key=translation_key)


def _close(clearances: "QuerySet[Clearance]", channels: Iterable[str] | None, actor: User | None) -> int:
    with transaction.atomic():
        if channels is not None:
            clearances = clearances.filter(channel__in=list(channels))
        closed = sorted(clearances.values_list("page_id", "channel"))
        ended, _each = clearances.delete()
        for page_id, channel in closed:
            record_event(Verb.CLEARANCE_REVOKED, "page", page_id, actor, channel=channel)
    return ended


def _set_suspended(translation_key: UUID, suspended: bool, verb: Verb, actor: User | None) -> int:
    with transaction.atomic():
        # An alias may have a key of its own; what is closed is the story that it shows.
        original = Page.objects.filter(translation_key=translation_key, alias_of__isnull=False)
        key = original.values_list("alias_of__translation_key", flat=True).first() or translation_key
        # Whoever is granting a clearance of one of the pages has asked whether the story is suspended.
        list(Page.objects.select_for_update(of=("self",)).filter(translation_key=key).values_list("pk"))
        changed = _of_story(key).exclude(suspended=suspended).update(suspended=suspended)
        record_event(verb, "story", key, actor)
    return changed
