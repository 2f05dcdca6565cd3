"""The form of a withdrawal. It asks for no reason."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consent.cms.forms.grouping import GroupedForm, Groups, date_input
from consent.models import ConsentScope, Contributor
from consent.vocabulary import Element, RecordStatus
from withdrawal.models import OutsideTask

EVERYTHING, SOME = "everything", "some"


class WithdrawForm(GroupedForm, forms.Form):
    """Everything, or some of what the person agreed to."""

    groups: ClassVar[Groups] = [(_("What is taken back"), ["extent", "elements"])]

    extent = forms.ChoiceField(
        label=_("How much"),
        widget=forms.RadioSelect,
        choices=[
            (EVERYTHING, _("Everything: no story and no picture of this person is shown any more")),
            (SOME, _("Only what is ticked below")),
        ],
        help_text=_("Nobody has to say why. When in doubt, take everything back: it can be undone for some days."),
    )
    elements = forms.MultipleChoiceField(
        label=_("Only this"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "For a face, drawings take the place of the pictures and the stories stay. For anything else the stories "
            "close until an editor has rewritten them without it."
        ),
    )

    def __init__(self, *args: Any, contributor: Contributor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        granted = ConsentScope.objects.filter(
            record__contributor=contributor,
            record__status=RecordStatus.VALID,
            granted=True,
            withdrawn_on__isnull=True,
        )
        held = set(granted.values_list("element", flat=True))
        self.fields["elements"].choices = [  # type: ignore[attr-defined]
            (element.value, element.label) for element in Element if element in held
        ]

    def clean(self) -> dict[str, Any]:
        """Ask what is meant, where it is not clear."""
        cleaned: dict[str, Any] = super().clean() or {}
        ticked = cleaned.get("elements")
        if cleaned.get("extent") == SOME and not ticked and "elements" not in self.errors:
            raise ValidationError({"elements": _("Tick what is taken back, or choose everything.")})
        if cleaned.get("extent") == EVERYTHING and ticked:
            raise ValidationError(
                {"extent": _("You ticked single things and chose everything. Choose one of the two.")}
            )
        return cleaned

    @property
    def taken_back(self) -> list[Element]:
        """What is taken back; empty for everything."""
        return [Element(each) for each in self.cleaned_data["elements"]]


class OutsideTaskForm(forms.ModelForm):
    """Who sees to it, until when, and whether it is done."""

    done = forms.BooleanField(label=_("Done"), required=False)

    class Meta:
        model = OutsideTask
        fields: ClassVar[list[str]] = ["owner", "due_on"]
        widgets: ClassVar[dict[str, Any]] = {"due_on": date_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        owner.queryset = User.objects.filter(is_active=True).order_by("first_name", "email")  # type: ignore[attr-defined]
        owner.empty_label = _("nobody yet")  # type: ignore[attr-defined]
        self.fields["done"].initial = self.instance.done_on is not None
