"""The form of the settings of consent."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.cms.forms.grouping import GroupedForm, Groups
from consent.models import ConsentSettings


class SettingsForm(GroupedForm, forms.ModelForm):
    """Everything that can be set."""

    groups: ClassVar[Groups] = [
        (_("How long consent holds"), ["default_months", "max_months"]),
        (_("People at risk"), ["at_risk_maximum", "high_risk_maximum"]),
        (_("The team"), ["small_team"]),
        (_("After a withdrawal"), ["undo_days", "keep_forms_months"]),
    ]

    class Meta:
        model = ConsentSettings
        fields: ClassVar[list[str]] = [
            "default_months",
            "max_months",
            "at_risk_maximum",
            "high_risk_maximum",
            "small_team",
            "undo_days",
            "keep_forms_months",
        ]
