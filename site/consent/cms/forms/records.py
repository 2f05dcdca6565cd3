"""Forms about a consent record that is still a draft."""

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from consent.cms.forms.grouping import GroupedForm, Groups, date_input, lines
from consent.cms.spoken_languages import language_field
from consent.models import ConsentRecord
from consent.models.forms import LARGEST_FORM
from consent.vocabulary import MINOR_BANDS

FOR_MINORS = ["assent_given", "guardian", "guardian_relation", "guardian_evidence"]


class RecordForm(GroupedForm, forms.ModelForm):
    """What the form on paper says, apart from the permissions."""

    groups: ClassVar[Groups] = [
        (_("How consent was given"), ["method", "given_on", "form_language", "form_version"]),
        (_("Under 18"), FOR_MINORS),
        (_("Who was there"), ["explained_by", "interpreter", "witness"]),
        (_("What the person knows"), ["told_of_right_to_withdraw", "copy_given"]),
        (_("How long it holds"), ["valid_from", "valid_until"]),
    ]

    class Meta:
        model = ConsentRecord
        fields: ClassVar[list[str]] = [
            "method",
            "given_on",
            "form_language",
            "form_version",
            *FOR_MINORS,
            "explained_by",
            "interpreter",
            "witness",
            "told_of_right_to_withdraw",
            "copy_given",
            "valid_from",
            "valid_until",
        ]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "given_on": date_input(),
            "valid_from": date_input(),
            "valid_until": date_input(),
            "explained_by": forms.TextInput(),
            "interpreter": forms.TextInput(),
            "witness": forms.TextInput(),
            "guardian": forms.TextInput(),
            "guardian_evidence": lines(2),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_language"] = language_field(
            ConsentRecord._meta.get_field("form_language").verbose_name,
            _("The language in which it was explained."),
            self.instance.form_language,
            required=True,
        )
        person = self.instance.contributor
        if person.age_band not in MINOR_BANDS and person.turns_18_on is None:
            for name in FOR_MINORS:
                del self.fields[name]


class FormUpload(forms.Form):
    """A scan or a recording."""

    file = forms.FileField(
        label=_("Scan or recording"),
        help_text=_("PDF, JPEG or PNG; for spoken consent Ogg or MP3. At most 20 megabytes. It is kept encrypted."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.ogg,.mp3"}),
        error_messages={"required": _("Choose the file first."), "missing": _("Choose the file first.")},
    )

    def clean_file(self) -> UploadedFile:
        """Refuse a file that was not kept as a whole."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FORM:
            raise forms.ValidationError(_("The file is larger than 20 megabytes."))
        return file
