"""What closes at once when the office sets something more strictly, before the rules have been asked about each page.

Asking them takes a moment for each page, and is left to a job (``pages.gate.far_reaching``). Whatever the new settings
may concern is closed without asking; the job opens again what may be read all the same.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from consent.calendar import add_months, end_of
from consent.clearing import revoke_story, stories_of
from consent.models import Clearance, ConsentRecord, ConsentSettings, Contributor, WrittenText
from consent.vocabulary import Risk

_BEFORE = "_set_before"


def remember_settings(instance: ConsentSettings, raw: bool = False, **_signal: Any) -> None:
    """Note what was set until now."""
    if not raw:
        setattr(instance, _BEFORE, ConsentSettings.current())


def close_what_is_stricter(instance: ConsentSettings, raw: bool = False, **_signal: Any) -> None:
    """Close the stories that a stricter setting may concern, in the transaction that stores the setting."""
    before: ConsentSettings | None = getattr(instance, _BEFORE, None)
    if raw or before is None:
        return
    keys: set[UUID] = set()
    if instance.at_risk_maximum < before.at_risk_maximum:
        keys |= _with_people_at(Risk.AT_RISK)
    if instance.high_risk_maximum < before.high_risk_maximum:
        keys |= _with_people_at(Risk.HIGH)
    if before.small_team and not instance.small_team:
        keys |= _by_their_recorders()
    _close(keys)
    if instance.default_months < before.default_months:
        last = end_of(add_months(timezone.localdate(), instance.default_months))
        Clearance.objects.filter(until__gt=last).update(until=last)


def _close(keys: Iterable[UUID]) -> None:
    wanted = sorted(keys)
    # Whoever is settling one of the pages has read the former settings; what they open, this closes after them.
    list(Page.objects.select_for_update(of=("self",)).filter(translation_key__in=wanted).order_by("pk").values("pk"))
    for translation_key in wanted:
        revoke_story(translation_key)


def _with_people_at(risk: Risk) -> set[UUID]:
    return stories_of(Contributor.objects.filter(risk_level=risk).values_list("pk", flat=True))


def _by_their_recorders() -> set[UUID]:
    """Return the stories that somebody made, or ever wrote on, who has recorded a consent of a person in them."""
    found: set[UUID] = set()
    for recorder in ConsentRecord.objects.exclude(recorded_by=None).values_list("recorded_by", flat=True).distinct():
        recorded = ConsentRecord.objects.filter(recorded_by=recorder).values_list("contributor", flat=True)
        written = WrittenText.objects.filter(author=recorder).values("page")
        own = Page.objects.filter(Q(owner=recorder) | Q(pk__in=written), translation_key__in=stories_of(recorded))
        found |= set(own.values_list("translation_key", flat=True))
    return found
