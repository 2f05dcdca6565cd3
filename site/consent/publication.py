"""The one definition of "published".

Listings, related pages, menus, feeds, alternates and whatever comes later ask here and nowhere else, so that
what must not be seen cannot be seen by a forgotten road. The guarantee lies in the reading: however a page came to
be live, it is read only where a clearance for this very revision still holds.
"""

from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from consent.models import Clearance
from consent.registry import needs_clearance
from consent.vocabulary import Channel

PageT = TypeVar("PageT", bound=Page)


def shareable(
    pages: "QuerySet[PageT]", channel: str = Channel.WEBSITE, now: datetime | None = None
) -> "QuerySet[PageT]":
    """Return those of the pages that anyone may see now: live, cleared if need be, behind no password or login.

    A restriction holds for all pages beneath the restricted one, whose paths begin with its path. Wagtail's own
    ``public()`` asks the same with a query of its own each time it is called; this is part of the caller's query.
    """
    restrictions = PageViewRestriction.objects.annotate(
        beginning=Substr(OuterRef("path"), 1, Length("page__path"))
    ).filter(beginning=F("page__path"))
    cleared = Exists(_clearances(channel, now or timezone.now()))
    return pages.filter(~Exists(restrictions), ~needs_clearance() | Q(cleared), live=True)


def closed_to_readers(channel: str = Channel.WEBSITE, now: datetime | None = None) -> Q:
    """Return the condition, on a query of pages, for those that are live and that nobody may read all the same.

    Wagtail calls them live: they were published, and what cleared them ended or never was.
    """
    return Q(live=True) & needs_clearance() & ~Q(Exists(_clearances(channel, now or timezone.now())))


def is_shareable(page: Page, channel: str = Channel.WEBSITE, now: datetime | None = None) -> bool:
    """Say whether anyone may see the page now. Asks the database, whatever the object at hand believes."""
    return shareable(Page.objects.filter(pk=page.pk), channel, now).exists()


def _clearances(channel: str, now: datetime) -> "QuerySet[Clearance]":
    """Return what clears a page of the outer query.

    It must name the revision that is live, in the language of the page. An alias has none of its own and follows
    its original, as long as the original is live and both were published by the same act: an alias that was left
    behind may still show what a newer revision no longer does.
    """
    return Clearance.objects.filter(
        Q(page_id=OuterRef("pk"), page__alias_of__isnull=True)
        | Q(page_id=OuterRef("alias_of_id"), page__last_published_at=OuterRef("last_published_at")),
        page__live=True,
        page__live_revision_id=F("revision_id"),
        page__locale__language_code=F("language_code"),
        channel=channel,
        until__gt=now,
        suspended=False,
    )
