"""The form for people who have no code, and that for the officer who answers."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.cms.forms.grouping import GroupedForm, Groups, lines
from consent.cms.forms.subjects import ContributorChoice
from consent.models import Contributor
from withdrawal.models import WithdrawalRequest
from withdrawal.models.requests import Wish

LONGEST = 2000  # characters of a text
CHOICES = [
    (Wish.TAKE_BACK, _("Take my story or my picture down")),
    (Wish.CORRECT, _("Correct something that is wrong")),
    (Wish.SEE, _("Show me what you keep about me")),
]


class AskForm(forms.ModelForm):
    """What somebody asks for, and how to reach them; nothing else has to be told."""

    wish = forms.ChoiceField(
        label=_("What shall we do?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    # Kept out of sight; whatever fills in every field is no person.
    website = forms.CharField(required=False, label=_("Leave this empty"))

    class Meta:
        model = WithdrawalRequest
        fields: ClassVar[list[str]] = ["wish", "contact", "safe_times", "name", "story", "message"]
        labels: ClassVar[dict[str, Any]] = {
            "contact": _("How can we reach you?"),
            "safe_times": _("When and how is it safe?"),
            "name": _("Your name"),
            "story": _("Which story or picture?"),
            "message": _("What else should we know?"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "contact": _("A telephone number, an e-mail address, or somebody you trust."),
            "safe_times": _("For example: only in the morning, only messages, do not say who is calling."),
            "name": _("The name in the story, or your own name."),
            "story": _("Its title, where you saw it, or what it tells."),
            "message": "",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("safe_times", "message"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 3})
        for name in ("contact", "name", "story"):
            self.fields[name].widget = forms.TextInput()
        for name in ("contact", "safe_times", "name", "story", "message"):
            field = self.fields[name]
            field.max_length = LONGEST  # type: ignore[attr-defined]
            field.widget.attrs |= {"autocomplete": "off", "dir": "auto", "maxlength": LONGEST}
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"help-{name}"
        self.fields["contact"].error_messages["required"] = _("Tell us one way to reach you.")
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    def clean(self) -> dict[str, Any]:
        """Refuse what is longer than anybody writes on a telephone."""
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            if name != "website" and isinstance(value, str) and len(value) > LONGEST:
                self.add_error(name, _("Please write less: at most %(most)d signs.") % {"most": LONGEST})
        return cleaned

    def rest(self) -> list[Any]:
        """Return the fields that may stay empty."""
        return [self[name] for name in ("safe_times", "name", "story", "message")]


class AnswerForm(GroupedForm, forms.ModelForm):
    """What an officer did about a request."""

    groups: ClassVar[Groups] = [(_("Your answer"), ["person", "answer"])]

    person = ContributorChoice(
        queryset=Contributor.objects.none(),
        required=False,
        label=_("Who it is"),
        help_text=_("Once you are sure. The request is then part of what is handed out to the person."),
    )
    answer = forms.CharField(
        label=_("What was done"),
        widget=lines(4),
        help_text=_("How you made sure who it is, what you did and what you told the person. Kept encrypted."),
    )

    class Meta:
        model = WithdrawalRequest
        fields: ClassVar[list[str]] = ["answer"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["person"]
        assert isinstance(chooser, ContributorChoice)  # noqa: S101  # for the type checker
        chooser.queryset = Contributor.objects.without_secrets().order_by("publication_name", "created_at")
        chooser.initial = self.instance.contributor_id

    def clean(self) -> dict[str, Any]:
        """Keep who it is as a number: a request outlives the record of whoever sent it."""
        cleaned = super().clean() or {}
        person = cleaned.get("person")
        self.instance.contributor_id = person.pk if person else None
        return cleaned
