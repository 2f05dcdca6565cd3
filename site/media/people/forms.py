"""The question about people in the form of a picture, and the officers' form about a person in it."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consent.cms.forms.grouping import GroupedForm, Groups, lines
from consent.cms.forms.subjects import ContributorChoice
from consent.models import Contributor
from consent.officers import is_officer
from consent.vocabulary import Face, PeopleShown
from media.people.answering import may_confirm, needs_confirmation
from media.people.lights import missing_of
from media.people.models import PictureSubject

FieldText = str | Promise | SafeString


class PeopleQuestion:
    """What the form of a picture asks about people, in the form for a new picture as in that for a known one."""

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
                choices=PeopleShown.choices,
                widget=forms.RadioSelect,
                help_text=_beneath(stock.help_text, self._state(user)),
                error_messages={"required": gettext_lazy("Choose one of the three answers.")},
            )

    def clean_people_shown(self) -> str:
        """Return the answer. Raises ValidationError for one that contradicts what officers have entered."""
        answer: str = self.cleaned_data["people_shown"]
        if answer != PeopleShown.YES and self.instance.pk and self.instance.subjects.exists():
            raise forms.ValidationError(
                _(
                    "A protection officer has entered people in this picture. If nobody can be recognised in it any "
                    "more, ask them to take these people out first."
                ),
                code="people_entered",
            )
        return answer

    def note_who_answered(self) -> None:
        """Remember who answered, if this form brings an answer or a file to answer about."""
        if {"people_shown", "file"} & set(self.changed_data) and getattr(self.answering, "pk", None):
            self.instance.people_answered_by = self.answering

    def _state(self, user: Any) -> SafeString | str:
        """Return as HTML where the stored answer stands, and where to go on."""
        picture = self.instance
        if not picture.pk:
            return ""
        if picture.people_shown == PeopleShown.YES or picture.subjects.exists():
            return _people_state(picture, user)
        if not needs_confirmation(picture):
            return ""
        if user is None or not may_confirm(picture, user):
            return format_html(
                "<strong>{}</strong>",
                _("You said that nobody is shown. For a story, a colleague still has to confirm it."),
            )
        return format_html(
            '<strong>{}</strong> <a href="{}">{}</a>',
            _("For a story, a second person still has to confirm that nobody is shown."),
            reverse("confirm_nobody", args=[picture.pk]),
            _("Look and confirm …"),
        )


def _beneath(help_text: FieldText, state: FieldText) -> Any:
    return format_html('{}<span class="picture-people__state">{}</span>', help_text, state) if state else help_text


def _people_state(picture: Any, user: Any) -> SafeString:
    entered, missing = missing_of(picture)
    if not entered:
        state = _(
            "Nobody is entered yet. A protection officer says who it is and on what ground; until then no page "
            "with this picture can be published."
        )
    elif missing:
        state = ngettext(
            "%(number)s person: consent, or another ground, is missing.",
            "%(number)s people: consent, or another ground, is missing for at least one of them.",
            entered,
        ) % {"number": entered}
    else:
        state = ngettext(
            "%(number)s person: consent, or another ground, is on record.",
            "%(number)s people: consent, or another ground, is on record for each.",
            entered,
        ) % {"number": entered}
    if not is_officer(user):
        return format_html("<strong>{}</strong>", state)
    return format_html(
        '<strong>{}</strong> <a href="{}">{}</a>',
        state,
        reverse("picture_people", args=[picture.pk]),
        _("People in this picture"),
    )


class PictureSubjectForm(GroupedForm, forms.ModelForm):
    """Who is in a picture, how the face is seen, and on what ground."""

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
        chooser, face = self.fields["contributor"], self.fields["face"]
        assert isinstance(chooser, ContributorChoice)  # noqa: S101  # for the type checker
        assert isinstance(face, forms.ChoiceField)  # noqa: S101  # for the type checker
        chooser.queryset = Contributor.objects.without_secrets().order_by("publication_name", "created_at")
        # Whoever is not in the picture is not entered.
        face.choices = [(value, label) for value, label in Face.choices if value != Face.NONE]

    def clean_contributor(self) -> Contributor | None:
        """Refuse somebody who is entered already."""
        person: Contributor | None = self.cleaned_data["contributor"]
        others = PictureSubject.objects.filter(picture=self.instance.picture).exclude(pk=self.instance.pk)
        if person and others.filter(contributor=person).exists():
            raise forms.ValidationError(_("This person is entered in this picture already."))
        return person
