"""The filters of the protection log."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from consent.calendar import end_of, start_of
from consent.cms.forms.grouping import date_input
from consent.cms.log_rows import names_of_users
from consent.models import ProtectionEvent
from consent.vocabulary import Verb


class LogFilterForm(forms.Form):
    """What to look for in the log. Only codes and numbers stand in its address."""

    verb = forms.ChoiceField(label=_("What was done"), required=False)
    actor = forms.ChoiceField(label=_("Who did it"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=date_input())
    until = forms.DateField(label=_("To"), required=False, widget=date_input())
    identifier = forms.UUIDField(label=_("Identifier"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actors = ProtectionEvent.objects.order_by().values_list("actor_id", flat=True).distinct()
        names = names_of_users(number for number in actors if number)
        verb, actor = self.fields["verb"], self.fields["actor"]
        assert isinstance(verb, forms.ChoiceField)  # noqa: S101  # for the type checker
        assert isinstance(actor, forms.ChoiceField)  # noqa: S101  # for the type checker
        verbs = sorted(((value, str(label)) for value, label in Verb.choices), key=lambda choice: choice[1].casefold())
        verb.choices = [("", _("anything")), *((value, capfirst(label)) for value, label in verbs)]
        actor.choices = [
            ("", _("anybody")),
            ("none", _("a program")),
            *sorted(((str(number), names[number]) for number in names), key=lambda choice: choice[1]),
        ]

    def filtered(self, events: "QuerySet[ProtectionEvent]") -> "QuerySet[ProtectionEvent]":
        """Return the events that were asked for; what cannot be understood finds nothing."""
        if not self.is_valid():
            return events.none()
        asked = self.cleaned_data
        if asked["verb"]:
            events = events.filter(verb=asked["verb"])
        if asked["actor"] == "none":
            events = events.filter(actor_id=None)
        elif asked["actor"]:
            events = events.filter(actor_id=int(asked["actor"]))
        if asked["identifier"]:
            events = events.filter(Q(identifier=str(asked["identifier"])) | Q(about=str(asked["identifier"])))
        return self._between(events, asked["since"], asked["until"])

    @staticmethod
    def _between(
        events: "QuerySet[ProtectionEvent]", since: date | None, until: date | None
    ) -> "QuerySet[ProtectionEvent]":
        if since:
            events = events.filter(at__gte=start_of(since))
        return events.filter(at__lt=end_of(until)) if until else events
