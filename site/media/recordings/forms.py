"""The form through which recordings enter the library."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from consent.cms.spoken_languages import language_field
from media.door import limits, messages
from media.door.recordings import check_ending
from media.door.refusals import Reason, Refused
from media.forms import delete_when_certain
from media.people.forms import PeopleQuestion
from media.recordings.captions import BadCaptions, parse, unified
from media.recordings.elsewhere import film_at
from media.recordings.files import CleanRecording, cleaned_recording, note_facts
from media.recordings.models import Kind, Recording
from media.recordings.widgets import RecordingInput


class RecordingForm(PeopleQuestion, WagtailAdminModelForm):
    """Sends the file through the door, and asks for what each kind of recording needs."""

    instance: Recording
    clean_upload: CleanRecording | None = None
    people_screen, confirm_screen = "recording_people", "confirm_nobody_in_recording"
    people_label = gettext_lazy("People in this recording")
    nobody_entered = gettext_lazy(
        "Nobody is entered yet. A protection officer says who it is and on what ground; until then no page "
        "with this recording can be published."
    )
    people_are_entered = gettext_lazy(
        "A protection officer has entered people in this recording. If nobody can be recognised in it any "
        "more, ask them to take these people out first."
    )
    answered_yourself = gettext_lazy(
        "You said that nobody is heard or seen. For a story, a colleague still has to confirm it."
    )
    to_confirm = gettext_lazy("For a story, a second person still has to confirm that nobody is heard or seen.")
    confirm_label = gettext_lazy("Listen and confirm …")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.former_file = self.instance.file.name if self.instance.pk else ""
        self.ask_about_people(self.for_user)
        if stock := self.fields.get("language"):
            kept = self.instance.language
            self.fields["language"] = language_field(stock.label, stock.help_text, kept, required=True)
        if "file" in self.fields:
            widget = RecordingInput()
            widget.recording = Recording.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
            self.fields["file"].widget = widget
            self.fields["file"].help_text = _(
                "Sound (MP3, M4A and others, at most %(sound)s minutes) or a film (MP4 or WebM, at most %(film)s "
                "minutes). Names, places and dates that the file tells besides are taken out."
            ) % {"sound": limits.SOUND_SECONDS // 60, "film": limits.FILM_SECONDS // 60}

    def full_clean(self) -> None:
        """Clean the form; the temporary file of one that is not accepted goes at once."""
        super().full_clean()
        if self.errors and self.clean_upload is not None:
            self.clean_upload.close()

    def clean_file(self) -> Any:
        """Return the cleaned file. Raises ValidationError, in words for the editor, for one that is turned away."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        try:
            if not file.size:
                raise Refused(Reason.EMPTY)
            file.seek(0)
            check_ending(file.read(256), str(file.name))
            self.clean_upload = clean = cleaned_recording(file)
        except Refused as refused:
            most = limits.SOUND_BYTES if refused.found == "sound" else limits.FILM_BYTES
            raise ValidationError(messages.refusal(refused, most), code=refused.reason) from refused
        note_facts(self.instance, clean)
        return clean

    def clean_address(self) -> str:
        """Return the address in the form in which it is kept. Raises ValidationError for one that is not known."""
        address: str = self.cleaned_data["address"]
        film = film_at(address) if address else None
        if address and film is None:
            raise ValidationError(
                _(
                    "This is not the address of a film on YouTube or Vimeo. Open the film there, copy its address from "
                    "the top of the window, and put it here."
                ),
                code="unknown_address",
            )
        return film.page if film else ""

    def clean_captions(self) -> str:
        """Return the captions with the ends of lines unified. Raises ValidationError that names the wrong line."""
        captions: str = self.cleaned_data["captions"]
        if not captions.strip():
            return ""
        film = self.cleaned_data.get("file") or self.instance.file
        seconds = self.instance.seconds if film and self.instance.kind == Kind.FILM else None
        try:
            parse(captions, seconds)
        except BadCaptions as error:
            raise ValidationError(
                _("Line %(number)s of the captions: %(problem)s") % {"number": error.line, "problem": error.problem},
                code="bad_captions",
            ) from error
        return unified(captions)

    def clean(self) -> dict[str, Any]:
        """Ask for a file or an address, and for what a film needs."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"file", "address"} & set(self.errors):
            return cleaned
        file, address = cleaned.get("file"), cleaned.get("address")
        if bool(file) == bool(address):
            message = _("Choose either a file or the address of a film elsewhere.")
            self.add_error("file", ValidationError(message, code="file_or_address"))
            return cleaned
        if address:
            self.instance.kind = Kind.ELSEWHERE
        if self.instance.kind != Kind.FILM:
            # Captions are shown in a film of our own alone; what nobody sees must not be published beside it.
            cleaned["captions"] = ""
        if self.instance.kind == Kind.FILM and not cleaned.get("captions") and "captions" not in self.errors:
            message = _("A film needs captions: the words that are said, with their times, for those who do not hear.")
            self.add_error("captions", ValidationError(message, code="captions_missing"))
        if self.instance.is_film and not cleaned.get("poster"):
            message = _("A film needs a still: choose the picture that stands in its place until it plays.")
            self.add_error("poster", ValidationError(message, code="poster_missing"))
        return cleaned

    def save(self, commit: bool = True) -> Recording:
        """Store the recording; the file of a replaced one goes when that is certain."""
        self.note_who_answered()
        if self.instance.pk is None and getattr(self.for_user, "pk", None):
            self.instance.uploaded_by_user = self.for_user
        if self.instance.kind == Kind.ELSEWHERE:
            self.instance.seconds = self.instance.file_size = self.instance.width = self.instance.height = 0
        recording: Recording = super().save(commit=commit)
        if commit and self.former_file and self.former_file != recording.file.name:
            field = Recording._meta.get_field("file")
            delete_when_certain(field.attr_class(recording, field, self.former_file))
        return recording
