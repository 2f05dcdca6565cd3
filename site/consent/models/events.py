"""The log of protection: who did what to which record. Only identifiers and verbs, and never changed."""

import re
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import get_active_log_context

from accounts.models import User
from consent.vocabulary import Channel, Verb

# A number or a UUID; no text can slip in.
IDENTIFIER = re.compile(r"[0-9]{1,20}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
KIND = re.compile(r"[a-z]{1,40}")


class LogIsAppendOnly(Exception):
    """Somebody tried to change or delete a protection event."""

    def __init__(self) -> None:
        super().__init__("Protection events are only ever added, never changed or deleted.")


class ProtectionEventQuerySet(models.QuerySet["ProtectionEvent"]):
    """Events can be read and added."""

    def update(self, **_values: Any) -> NoReturn:
        """Refuse. Raises LogIsAppendOnly."""
        raise LogIsAppendOnly

    def delete(self) -> NoReturn:
        """Refuse. Raises LogIsAppendOnly."""
        raise LogIsAppendOnly

    def bulk_update(self, *_args: Any, **_values: Any) -> NoReturn:
        """Refuse. Raises LogIsAppendOnly."""
        raise LogIsAppendOnly


class ProtectionEvent(models.Model):
    """Something that was done to a record. Without foreign keys: it outlives what it speaks of."""

    wagtail_reference_index_ignore = True

    at = models.DateTimeField(_("at"), auto_now_add=True, help_text=_("When it was done."))
    verb = models.CharField(_("done"), max_length=40, choices=Verb.choices, help_text=_("What was done."))
    kind = models.CharField(_("kind of record"), max_length=40, help_text=_("The model that the identifier is of."))
    identifier = models.CharField(_("identifier"), max_length=36, help_text=_("Which record it was done to."))
    about = models.CharField(
        _("about"),
        max_length=36,
        blank=True,
        help_text=_("A second record that it concerns: the contributor who was added to a story, for example."),
    )
    channel = models.CharField(
        _("channel"), max_length=10, blank=True, choices=Channel.choices, help_text=_("Where, if not everywhere.")
    )
    actor_id = models.PositiveBigIntegerField(
        _("done by"), null=True, blank=True, help_text=_("The number of the user; empty if a program did it.")
    )

    objects: ClassVar[ProtectionEventQuerySet] = ProtectionEventQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("protection event")
        verbose_name_plural = _("protection events")
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "identifier"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind} {self.identifier}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the event. Raises LogIsAppendOnly for one that is there already, ValueError for anything but codes."""
        if not self._state.adding:
            raise LogIsAppendOnly
        identifiers = [self.identifier, *([self.about] if self.about else [])]
        if (
            self.verb not in Verb
            or not KIND.fullmatch(self.kind)
            or not all(IDENTIFIER.fullmatch(each) for each in identifiers)
            or (self.channel and self.channel not in Channel)
        ):
            raise ValueError("A protection event holds identifiers and verbs only.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse. Raises LogIsAppendOnly."""
        raise LogIsAppendOnly


def record_event(
    verb: Verb, kind: str, identifier: Any, actor: User | None = None, *, about: Any = None, channel: str = ""
) -> ProtectionEvent:
    """Add to the log that somebody, or a program, did something to a record.

    Without an actor it is whoever Wagtail knows to be acting: it notes who is logged in for as long as it answers a
    request in the CMS, so that also what follows from an act, in a signal for example, is theirs.
    """
    acting = actor or get_active_log_context().user
    return ProtectionEvent.objects.create(
        verb=verb,
        kind=kind,
        identifier=str(identifier),
        about=str(about) if about else "",
        channel=channel,
        actor_id=acting.pk if acting else None,
    )
