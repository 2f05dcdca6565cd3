"""A recording in the text: to be listened to or watched, and to be read."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from media.recordings.blocks import RecordingChooserBlock


class RecordingBlock(StructBlock):
    """A recording of the library, with a sentence about it. Its transcript and captions come with it."""

    recording = RecordingChooserBlock(
        label=_("Recording"), help_text=_("New ones are added under Recordings, with their transcript.")
    )
    caption = CharBlock(
        label=_("Caption"),
        max_length=250,
        required=False,
        help_text=_("What a reader should know before playing it. Title, length and credit are added by themselves."),
    )

    class Meta:
        icon = "media"
        label = _("Recording")
        template = "components/recording_block.html"
