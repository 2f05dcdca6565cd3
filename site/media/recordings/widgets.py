"""The field for a recording's file, which lets the present one be played where it can be replaced."""

from typing import Any

from django.forms import ClearableFileInput, FileInput
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from media.door.recordings import ENDINGS
from media.recordings.models import Recording


class RecordingInput(ClearableFileInput):
    """A field for a recording's file. A browser offers only files of the kinds that can be used."""

    recording: Recording | None = None

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ",".join(f".{ending}" for ending in ENDINGS)})

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the present recording's player, the choice to take it out, and the field for another."""
        from media.recordings.showing import shown

        context: dict[str, Any] = {
            "field": FileInput(self.attrs).render(name, value, attrs, renderer),
            "checkbox": self.clear_checkbox_name(name),
        }
        present = self.recording
        if present is not None and present.pk and present.file and self.is_initial(value):
            context |= {"recording": present, "shown": shown(present, in_cms=True)}
        return render_to_string("media/recordings/file_input.html", context)
