"""Cleans a recording, sound or film, before it is stored."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from media.door import child, limits
from media.door.formats import RECORDING_ENDINGS, recording_kind
from media.door.refusals import Reason, Refused

ENDINGS = tuple(ending for endings in RECORDING_ENDINGS.values() for ending in endings)
# Bytes from which the kind of a file can be told.
_BEGINNING = 256


@dataclass(frozen=True)
class CleanedRecording:
    """A recording that tells nothing but what is heard and seen in it.

    ``kind`` is "sound" or "film", ``seconds`` how long it is, width and height of a film are in pixels as it is seen.
    The file is a temporary one without a name.
    """

    file: IO[bytes]
    kind: str
    ending: str
    seconds: float
    width: int
    height: int


def clean_recording(file: IO[bytes], size: int) -> CleanedRecording:
    """Return the recording in a file of its own: sound encoded anew, of a film the coded frames alone.

    Sound of all kinds becomes AAC in an M4A file, a film of H.264 becomes MP4 and one of VP8 or VP9 WebM, with its
    index in front where there is one. ``size`` is in bytes. Raises Refused.
    """
    file.seek(0)
    beginning = file.read(_BEGINNING)
    if not beginning:
        raise Refused(Reason.EMPTY)
    kind = recording_kind(beginning)
    if not kind:
        raise Refused(Reason.NOT_A_RECORDING)
    if size > limits.FILM_BYTES:
        raise Refused(Reason.TOO_LARGE)
    file.seek(0)
    clean, facts = child.run_large("sound_and_film", {"kind": kind, "size": size}, file)
    seconds, width, height = facts["seconds"], facts["width"], facts["height"]
    return CleanedRecording(clean, facts["kind"], f".{facts['ending']}", seconds, width, height)


def check_ending(beginning: bytes, name: str) -> None:
    """Raise Refused where the name of a file says that it is another kind of recording than it is."""
    kind = recording_kind(beginning)
    if kind and PurePath(name).suffix.lower().lstrip(".") not in RECORDING_ENDINGS[kind]:
        raise Refused(Reason.WRONG_ENDING, RECORDING_ENDINGS[kind][0])
