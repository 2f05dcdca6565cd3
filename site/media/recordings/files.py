"""The model field that lets no recording into storage that has not gone through the door."""

from typing import IO, Any

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile

from media.door.recordings import CleanedRecording, clean_recording
from media.files import random_name


class CleanRecording(File):
    """A recording that has gone through the door. ``facts`` say what it is."""

    def __init__(self, cleaned: CleanedRecording) -> None:
        super().__init__(cleaned.file, f"recording{cleaned.ending}")
        self.facts = cleaned


def cleaned_recording(file: File) -> CleanRecording:
    """Return the file cleaned. Raises Refused."""
    if isinstance(file, CleanRecording):
        return file
    content: IO[bytes] = file
    return CleanRecording(clean_recording(content, file.size))


class _CleanRecordingFile(FieldFile):
    @property
    def url(self) -> str:
        """The address in the CMS, where Wagtail's form asks for one; readers get another."""
        recording: Any = self.instance
        return str(recording.address_of_file(in_cms=True))

    def save(self, name: str, content: File, save: bool = True) -> None:
        clean = cleaned_recording(content)
        note_facts(self.instance, clean)
        clean.seek(0)
        try:
            super().save(str(clean.name), clean, save)
        finally:
            # The temporary file has done its work; whoever reads on gets the stored one.
            clean.close()
            self.__dict__.pop("_file", None)


def note_facts(instance: Any, clean: CleanRecording) -> None:
    """Keep what is known of a recording beside it."""
    facts = clean.facts
    instance.kind, instance.seconds = facts.kind, round(facts.seconds, 1)
    instance.width, instance.height = facts.width, facts.height
    instance.file_size = clean.size


def recording_name(instance: Any, filename: str) -> str:
    """Return under which name a recording is stored: a random one, for the reason that pictures have one."""
    return f"recordings/{random_name(filename)}"


class CleanRecordingField(models.FileField):
    """A recording's file. A model declares its kind, seconds, width, height and file_size after it."""

    attr_class = _CleanRecordingFile
