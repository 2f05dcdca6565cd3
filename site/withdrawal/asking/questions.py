"""The questions of the form as fields: one answer for all places, or one for each. Nothing is ticked beforehand.

GDPR, recital 32: silence or a pre-ticked box is no consent; recital 43: separate consents for separate purposes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from consent.cms.forms.grouping import Groups
from consent.cms.forms.records import FOR_MINORS, RecordForm
from consent.models import ConsentRecord, ConsentScope
from consent.vocabulary import Channel, Element
from withdrawal.asking.texts import FormText

EVERYWHERE, NOWHERE, BY_PLACE = "everywhere", "nowhere", "by_place"
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Question:
    """A question of the form with its boxes."""

    element: Element
    text: str
    whole: BoundField
    places: list[BoundField]

    @property
    def wrong(self) -> bool:
        """Whether the answer needs another look."""
        return bool(self.whole.errors)


class QuestionsForm(forms.Form):
    """What may be shown and where, asked in the words and the order of the form."""

    def __init__(self, *args: Any, text: FormText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        whole = [(key, text.answers[key]) for key in (EVERYWHERE, NOWHERE, BY_PLACE)]
        single = [(key, text.answers[key]) for key in (YES, NO)]
        for element, question in text.elements.items():
            self.fields[element.value] = forms.ChoiceField(
                label=question, choices=whole, required=False, widget=forms.RadioSelect
            )
            for channel, place in text.places.items():
                self.fields[f"{element.value}-{channel.value}"] = forms.ChoiceField(
                    label=place.place, choices=single, required=False, widget=forms.RadioSelect
                )

    def questions(self) -> Iterator[Question]:
        """Yield the questions."""
        for element, text in self.text.elements.items():
            places = [self[f"{element.value}-{channel.value}"] for channel in self.text.places]
            yield Question(element, text, self[element.value], places)

    def clean(self) -> dict[str, Any]:
        """Refuse an answer that says two things, and one by place that names none."""
        cleaned = super().clean() or {}
        for element in self.text.elements:
            chosen = cleaned.get(element.value, "")
            said = {cleaned.get(f"{element.value}-{channel.value}", "") for channel in self.text.places} - {""}
            if chosen == BY_PLACE and not said:
                self.add_error(element.value, _("Answer for at least one place, or choose one answer for all."))
            elif chosen in (EVERYWHERE, NOWHERE) and said - {YES if chosen == EVERYWHERE else NO}:
                self.add_error(element.value, _("The answer for all places and that for one place do not agree."))
        return cleaned

    def unanswered(self) -> int:
        """Return how many questions have no answer at all."""
        return sum(1 for element in self.text.elements if not any(self._said(element).values()))

    def save(self, record: ConsentRecord) -> None:
        """Store the answers as permissions of a draft, in all languages. Raises RecordIsFinal."""
        for element in self.text.elements:
            for channel, said in self._said(element).items():
                if said:
                    ConsentScope.objects.create(record=record, element=element, channel=channel, granted=said == YES)

    def _said(self, element: Element) -> dict[Channel, str]:
        chosen = self.cleaned_data[element.value]
        for_all = {EVERYWHERE: YES, NOWHERE: NO}.get(chosen, "")
        return {
            channel: for_all or self.cleaned_data[f"{element.value}-{channel.value}"] for channel in self.text.places
        }


class DecisionForm(RecordForm):
    """The end of the form, in its order: how the person decided, who was there, what they know."""

    groups: ClassVar[Groups] = [
        (_("How consent was given"), ["method", "given_on", "form_language", "valid_until"]),
        (_("Under 18"), FOR_MINORS),
        (_("Who was there"), ["explained_by", "interpreter", "witness"]),
        (_("What the person knows"), ["told_of_right_to_withdraw", "copy_given"]),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The form says which version it is, and a consent holds from the day on which it is given.
        for name in ("form_version", "valid_from"):
            del self.fields[name]


@dataclass(frozen=True)
class Answered:
    """A question as it was answered, for the copy that the person keeps: yes, no or nothing for each place."""

    text: str
    cells: list[str]


def answered(text: FormText, scopes: Iterable[ConsentScope]) -> list[Answered]:
    """Return the questions with what a record says; what holds for all languages, as on the form."""
    said = {(scope.element, scope.channel): scope for scope in scopes if not scope.language}

    def cell(element: Element, channel: Channel) -> str:
        scope = said.get((element, channel))
        return "" if scope is None else YES if scope.granted and scope.withdrawn_on is None else NO

    return [
        Answered(question, [cell(element, channel) for channel in text.places])
        for element, question in text.elements.items()
    ]
