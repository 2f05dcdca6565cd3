"""What the door cannot take out of a document, or took out with a loss. Their words are in `messages`."""

from enum import StrEnum


class Caution(StrEnum):
    """What an editor should know of a document that entered."""

    TRACKED_CHANGES = "tracked_changes"
    COMMENTS = "comments"
    CROPPED_PICTURES = "cropped_pictures"
    HIDDEN_PARTS = "hidden_parts"
    SPEAKER_NOTES = "speaker_notes"
    OTHER_PICTURES = "other_pictures"
    EMBEDDED_FILES = "embedded_files"
    ATTACHMENTS_REMOVED = "attachments_removed"
    SIGNATURE_REMOVED = "signature_removed"
