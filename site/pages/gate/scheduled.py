"""Publishes what was scheduled, and takes down what expires.

Wagtail's own command does the same in one go: the first page that cannot be published stops all others, again at
each run. Here each has its own transaction and one try. What the rules refuse keeps its draft and loses its
schedule, so that it is neither tried nor reported again; those concerned read by mail what is missing.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, InterfaceError, OperationalError, models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Page, Revision

from pages.gate.refused_schedule import missing_on, refuse

OUTCOMES = ("published", "unpublished", "refused", "postponed")

logger = logging.getLogger(__name__)


def publish_due(now: datetime) -> dict[str, int]:
    """Take down what has expired, publish what is due, and return how many of each kind of OUTCOMES.

    Run again after an interruption, it does what is left: what was published has no schedule any more. What the
    database did not let happen keeps its schedule and is tried the next time.
    """
    outcomes: Counter[str] = Counter()
    for model, pk in list(_expired(now)):
        outcomes[_take_down(model, pk, now)] += 1
    for revision_id in list(_scheduled(now).values_list("pk", flat=True)):
        outcomes[_publish(revision_id, now)] += 1
    return {name: outcomes[name] for name in OUTCOMES}


def _expired(now: datetime) -> Iterator[tuple[type[models.Model], Any]]:
    kinds = [model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)]
    for model in (Page, *kinds):
        expired = model._default_manager.filter(live=True, expire_at__lt=now).order_by("expire_at")
        yield from ((model, pk) for pk in expired.values_list("pk", flat=True))


def _scheduled(now: datetime) -> "models.QuerySet[Revision]":
    return Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")


def _take_down(model: Any, pk: Any, now: datetime) -> str:
    try:
        with transaction.atomic():
            rows = model._default_manager.select_for_update(of=("self",))
            expired = rows.filter(pk=pk, live=True, expire_at__lt=now).first()
            if expired is None:
                return "nothing"
            expired.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except DatabaseError as error:
        return _postponed(model.__name__, pk, error)
    return "unpublished"


def _publish(revision_id: int, now: datetime) -> str:
    """Publish one revision, or say why not; whatever happens to it stops no other."""
    try:
        with transaction.atomic():
            revision = _scheduled(now).select_for_update(of=("self",)).filter(pk=revision_id).first()
            if revision is None:
                return "nothing"
            if missing := missing_on(revision.as_object()):
                refuse(revision, missing)
                return "refused"
            revision.publish(log_action="wagtail.publish.scheduled")
            return "published"
    except (OperationalError, InterfaceError) as error:
        return _postponed("Revision", revision_id, error)
    except ValidationError as error:
        return _refuse_broken(revision_id, error.messages)
    except Exception as error:
        # What it says may name people; where it happened is enough to look for it.
        logger.error("Revision %s cannot be published: %s", revision_id, type(error).__name__)
        return _refuse_broken(revision_id, [_("The program met an error; the administrator can look into it.")])


def _refuse_broken(revision_id: int, reasons: list[Any]) -> str:
    """Refuse what cannot be published for another reason than the rules, in a transaction that is whole."""
    try:
        with transaction.atomic():
            refuse(Revision.objects.get(pk=revision_id), reasons)
    except DatabaseError as error:
        return _postponed("Revision", revision_id, error)
    return "refused"


def _postponed(kind: str, pk: Any, error: Exception) -> str:
    logger.warning("%s %s is tried again at the next minute: %s", kind, pk, type(error).__name__)
    return "postponed"
