"""The question about people in the form of a picture or recording, and the officers' form about a person in it."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, ngettext

from consent.cms.forms.grouping import GroupedForm, Groups, lines
from consent.cms.forms.subjects import ContributorChoice
from consent.models import Contributor
from consent.officers import is_officer
from consent.vocabulary import Face, PeopleShown
from media.people.answering import may_confirm, needs_confirmation
from media.people.lights import missing_of
from media.people.models import PersonInMedium, PictureSubject

FieldText = str | Promise | SafeString


class PeopleQuestion:
    """What the form of a picture asks about people, in the form for a new one as in that for a known one.

    The form of recordings has other words, and leads to other screens.
    """

    people_screen, confirm_screen = "picture_people", "confirm_nobody"
    people_label: FieldText = gettext_lazy("People in this picture")
    nobody_entered: FieldText = gettext_lazy(
        "Nobody is entered yet. A protection officer says who it is and on what ground; until then no page "
        "with this picture can be published."
    )
    people_are_entered: FieldText = gettext_lazy(
        "A protection officer has entered people in this picture. If nobody can be recognised in it any "
        "more, ask them to take these people out first."
    )
    answered_yourself: FieldText = gettext_lazy(
        "You said that nobody is shown. For a story, a colleague still has to confirm it."
    )
    to_confirm: FieldText = gettext_lazy("For a story, a second person still has to confirm that nobody is shown.")
    confirm_label: FieldText = gettext_lazy("Look and confirm …")

    fields: dict[str, forms.Field]
    instance: Any
    cleaned_data: dict[str, Any]
    changed_data: list[str]

    def ask_about_people(self, user: Any) -> None:
        """Put the question into the form, and require the credit and the source with it."""
        self.answering = user
        for name in ("credit", "source"):
            if name in self.fields:
                self.fields[name].required = True
        if stock := self.fields.get("people_shown"):
            self.fields["people_shown"] = forms.ChoiceField(
                label=stock.label,
                choices=self.instance._meta.get_field("people_shown").choices,
                widget=forms.RadioSelect,
                help_text=_beneath(stock.help_text, self._state(user)),
                error_messages={"required": gettext_lazy("Choose one of the three answers.")},
            )

    def clean_people_shown(self) -> str:
        """Return the answer. Raises ValidationError for one that contradicts what officers have entered."""
        answer: str = self.cleaned_data["people_shown"]
        if answer != PeopleShown.YES and self.instance.pk and self.instance.subjects.exists():
            raise forms.ValidationError(str(self.people_are_entered), code="people_entered")
        return answer

    def note_who_answered(self) -> None:
        """Remember who answered, if this form brings an answer or a file to answer about."""
        if {"people_shown", *self.instance.shown_by} & set(self.changed_data) and getattr(self.answering, "pk", None):
            self.instance.people_answered_by = self.answering

    def _state(self, user: Any) -> SafeString | str:
        """Return as HTML where the stored answer stands, and where to go on."""
        medium = self.instance
        if not medium.pk:
            return ""
        if medium.people_shown == PeopleShown.YES or medium.subjects.exists():
            return self._people_state(user)
        if not needs_confirmation(medium):
            return ""
        if user is None or not may_confirm(medium, user):
            return format_html("<strong>{}</strong>", self.answered_yourself)
        address = reverse(self.confirm_screen, args=[medium.pk])
        return format_html('<strong>{}</strong> <a href="{}">{}</a>', self.to_confirm, address, self.confirm_label)

    def _people_state(self, user: Any) -> SafeString:
        state = _entered(self.instance) or self.nobody_entered
        if not is_officer(user):
            return format_html("<strong>{}</strong>", state)
        address = reverse(self.people_screen, args=[self.instance.pk])
        return format_html('<strong>{}</strong> <a href="{}">{}</a>', state, address, self.people_label)


def _beneath(help_text: FieldText, state: FieldText) -> Any:
    return format_html('{}<span class="picture-people__state">{}</span>', help_text, state) if state else help_text


def _entered(medium: Any) -> str:
    """Return how many people are entered and what is missing of them; an empty string if nobody is."""
    entered, missing = missing_of(medium)
    if not entered:
        return ""
    if missing:
        state = ngettext(
            "%(number)s person: consent, or another ground, is missing.",
            "%(number)s people: consent, or another ground, is missing for at least one of them.",
            entered,
        )
    else:
        state = ngettext(
            "%(number)s person: consent, or another ground, is on record.",
            "%(number)s people: consent, or another ground, is on record for each.",
            entered,
        )
    return state % {"number": entered}


class PersonForm(GroupedForm, forms.ModelForm):
    """Who is in a picture or recording, and on what ground."""

    instance: PersonInMedium
    entered_already: FieldText

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["contributor"]
        assert isinstance(chooser, ContributorChoice)  # noqa: S101  # for the type checker
        chooser.queryset = Contributor.objects.without_secrets().order_by("publication_name", "created_at")

    def clean_contributor(self) -> Contributor | None:
        """Refuse somebody who is entered already."""
        person: Contributor | None = self.cleaned_data["contributor"]
        others = self.instance.medium.subjects.exclude(pk=self.instance.pk)
        if person and others.filter(contributor=person).exists():
            raise forms.ValidationError(str(self.entered_already))
        return person


class PictureSubjectForm(PersonForm):
    """Who is in a picture, how the face is seen, and on what ground."""

    entered_already = gettext_lazy("This person is entered in this picture already.")
    groups: ClassVar[Groups] = [
        (gettext_lazy("Who it is"), ["contributor", "is_beneficiary", "is_minor"]),
        (gettext_lazy("How the person is shown"), ["face"]),
        (gettext_lazy("On what ground"), ["basis", "basis_evidence"]),
    ]

    class Meta:
        model = PictureSubject
        fields: ClassVar[list[str]] = [
            "contributor",
            "is_beneficiary",
            "is_minor",
            "face",
            "basis",
            "basis_evidence",
        ]
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"contributor": ContributorChoice}
        widgets: ClassVar[dict[str, forms.Widget]] = {"basis_evidence": lines(2)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        face = self.fields["face"]
        assert isinstance(face, forms.ChoiceField)  # noqa: S101  # for the type checker
        # Whoever is not in the picture is not entered.
        face.choices = [(value, label) for value, label in Face.choices if value != Face.NONE]
