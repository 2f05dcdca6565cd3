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
    PASSWORD = "password"  # noqa: S105 - the name of a reason
    MACROS = "macros"
    TOO_DEMANDING = "too_demanding"
    BUSY = "busy"


class Refused(Exception):
    """The file must not be stored. ``found`` names the kind of file that it is instead, where that is known."""

    def __init__(self, reason: Reason, found: str = "") -> None:
        super().__init__(reason, found)
        self.reason = reason
        self.found = found
