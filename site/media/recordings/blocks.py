"""The block that chooses a recording. Apart from the library: bodies are made before all models are there."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChooserBlock
from wagtail.coreutils import resolve_model_string


class RecordingChooserBlock(ChooserBlock):
    """A recording of the library."""

    @cached_property
    def target_model(self) -> Any:
        """The model of what is chosen."""
        return resolve_model_string("media.Recording")

    @cached_property
    def widget(self) -> Any:
        """The window in which it is chosen."""
        from media.recordings.library import recording_chooser

        return recording_chooser.widget_class()

    class Meta:
        icon = "media"
        label = _("Recording")
