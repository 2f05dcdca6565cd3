"""Forms about contributors: who they are, looking for them, and an exception from rule 5."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consent.cms.forms.grouping import GroupedForm, Groups, date_input, lines
from consent.cms.spoken_languages import language_field
from consent.models import Contributor


class ContributorForm(GroupedForm, forms.ModelForm):
    """Everything about a contributor but the exception from rule 5, which is a decision of its own."""

    groups: ClassVar[Groups] = [
        (_("Names"), ["publication_name", "true_names"]),
        (_("Age and risk"), ["age_band", "turns_18_on", "risk_level", "open_procedure", "identity_always_hidden"]),
        (_("Safe contact"), ["contact_method", "contact", "contact_language", "interpreter_needed"]),
    ]

    class Meta:
        model = Contributor
        fields: ClassVar[list[str]] = [
            "publication_name",
            "true_names",
            "age_band",
            "turns_18_on",
            "risk_level",
            "open_procedure",
            "identity_always_hidden",
            "contact_method",
            "contact",
            "contact_language",
            "interpreter_needed",
        ]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "true_names": lines(3),
            "contact": lines(2),
            "turns_18_on": date_input(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = Contributor._meta.get_field("contact_language")
        self.fields["contact_language"] = language_field(
            field.verbose_name, _("In which language to write or call."), self.instance.contact_language, required=False
        )


class ContributorSearchForm(forms.Form):
    """Looking for a contributor. It is posted, so that no name stands in an address, a log or a browser's history."""

    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=120,
        help_text=_("A publication name or a true name, or a part of it, in any spelling on record."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ProcedureOverrideForm(GroupedForm, forms.Form):
    """An officer's decision to publish in spite of an open procedure."""

    groups: ClassVar[Groups] = [(_("The decision"), ["reason", "until"])]

    reason = forms.CharField(
        label=_("Reason"),
        widget=lines(4),
        help_text=_("Why publishing does not harm the person although the procedure is open. Kept encrypted."),
    )
    until = forms.DateField(
        label=_("Holds until"),
        widget=date_input(),
        help_text=_("The last day. The stories are closed afterwards unless you decide again."),
    )

    def clean_until(self) -> date:
        """Refuse a day that has passed."""
        return still_to_come(self.cleaned_data["until"])


def still_to_come(day: date) -> date:
    """Return a day that has not passed. Raises ValidationError."""
    if day < timezone.localdate():
        raise forms.ValidationError(_("This day has passed."))
    return day
