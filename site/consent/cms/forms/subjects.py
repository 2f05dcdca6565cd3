"""Forms about the people in a story."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from consent.cms.forms.contributors import still_to_come
from consent.cms.forms.grouping import GroupedForm, Groups, date_input, lines
from consent.cms.permissions import site_languages
from consent.models import Contributor, StorySubject


class ContributorChoice(forms.ModelChoiceField):
    """A choice of a contributor by publication name. The reference and the age tell those of one name apart."""

    def label_from_instance(self, obj: Any) -> str:
        """Return how a contributor is called in the list."""
        name = [obj.called, obj.reference] if obj.publication_name else [obj.called]
        return " · ".join([*name, str(obj.get_age_band_display())])


class SubjectForm(GroupedForm, forms.ModelForm):
    """Who is in a story, on what ground, and what the story shows of them."""

    groups: ClassVar[Groups] = [
        (_("Who it is"), ["contributor", "role", "is_beneficiary", "is_minor"]),
        (_("On what ground"), ["basis", "basis_evidence"]),
        (_("How the person is shown"), ["identity_level", "place_precision", "face"]),
        (
            _("What else the story tells"),
            ["shows_voice", "names_employer", "names_family", "names_school", "tells_health"],
        ),
    ]

    class Meta:
        model = StorySubject
        fields: ClassVar[list[str]] = [
            "contributor",
            "role",
            "is_beneficiary",
            "is_minor",
            "basis",
            "basis_evidence",
            "identity_level",
            "place_precision",
            "face",
            "shows_voice",
            "names_employer",
            "names_family",
            "names_school",
            "tells_health",
        ]
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"contributor": ContributorChoice}
        widgets: ClassVar[dict[str, forms.Widget]] = {"basis_evidence": lines(2)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["contributor"]
        assert isinstance(chooser, ContributorChoice)  # noqa: S101  # for the type checker
        chooser.queryset = Contributor.objects.without_secrets().order_by("publication_name", "created_at")
        chooser.help_text = _("Chosen by publication name. Empty for somebody of whom nothing is on record.")

    def clean_contributor(self) -> Contributor | None:
        """Refuse somebody who is in the story already."""
        person: Contributor | None = self.cleaned_data["contributor"]
        others = StorySubject.objects.filter(translation_key=self.instance.translation_key).exclude(pk=self.instance.pk)
        if person and others.filter(contributor=person).exists():
            raise forms.ValidationError(_("This person is in the story already."))
        return person


class AbsenceForm(GroupedForm, forms.Form):
    """An officer's decision to publish without a second pair of eyes."""

    groups: ClassVar[Groups] = [(_("The decision"), ["reason", "until"])]

    reason = forms.CharField(
        label=_("Reason"), widget=lines(4), help_text=_("Who is away and why it cannot wait. Kept encrypted.")
    )
    until = forms.DateField(
        label=_("Holds until"),
        widget=date_input(),
        help_text=_("The last day. The story is closed afterwards unless it was approved by then."),
    )

    def clean_until(self) -> date:
        """Refuse a day that has passed."""
        return still_to_come(self.cleaned_data["until"])


class CommonWordForm(GroupedForm, forms.Form):
    """An officer's answer that a name in the text is there as a common word."""

    groups: ClassVar[Groups] = [(_("The word"), ["contributor", "language_code", "spelling"])]

    contributor = ContributorChoice(
        queryset=Contributor.objects.none(), label=_("Person"), help_text=_("Whose name it also is.")
    )
    language_code = forms.ChoiceField(label=_("Language"), help_text=_("The language of the text."))
    spelling = forms.CharField(
        label=_("Word"),
        max_length=80,
        help_text=_("The one word as it stands in the name on record, such as Hope or Rose. Kept encrypted."),
    )

    def __init__(self, *args: Any, translation_key: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Contributor.objects.filter(subjects__translation_key=translation_key)
        chooser, language = self.fields["contributor"], self.fields["language_code"]
        assert isinstance(chooser, ContributorChoice)  # noqa: S101  # for the type checker
        assert isinstance(language, forms.ChoiceField)  # noqa: S101  # for the type checker
        chooser.queryset = people.without_secrets().order_by("publication_name", "created_at")
        language.choices = site_languages()

    @sensitive_variables()
    def clean(self) -> dict[str, Any]:
        """Refuse a word that is no part of the name: an answer to a question that was not asked helps nobody."""
        cleaned = super().clean() or {}
        person, spelling = cleaned.get("contributor"), cleaned.get("spelling", "").strip()
        if person and spelling:
            words = {word.casefold() for name in person.true_names for word in (name, *name.split())}
            if spelling.casefold() not in words:
                self.add_error("spelling", _("This is no part of the person's name on record."))
        return cleaned
