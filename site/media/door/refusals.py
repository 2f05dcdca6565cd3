"""The reasons for which a file is turned away. Their words are in `messages`."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a file cannot enter."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    NOT_A_PICTURE = "not_a_picture"
    NOT_A_DOCUMENT = "not_a_document"
    NOT_TEXT = "not_text"
    WRONG_ENDING = "wrong_ending"
    DAMAGED = "damaged"
    MOVING = "moving"
    NOT_A_RECORDING = "not_a_recording"
    NOT_PLAYED_EVERYWHERE = "not_played_everywhere"
    NO_SOUND = "no_sound"
    SOUND_TOO_LONG = "sound_too_long"
    FILM_TOO_LONG = "film_too_long"
    FILM_TOO_WIDE = "film_too_wide"
    TOO_MANY_STREAMS = "too_many_streams"
    PASSWORD = "password"  # noqa: S105 - the name of a reason
    MACROS = "macros"
    TOO_DEMANDING = "too_demanding"
    BUSY = "busy"


class Refused(Exception):
    """The file must not be stored. ``found`` names what it is instead, where known: a kind of file, a coding."""

    def __init__(self, reason: Reason, found: str = "") -> None:
        super().__init__(reason, found)
        self.reason = reason
        self.found = found
