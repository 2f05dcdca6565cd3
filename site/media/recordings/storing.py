"""What becomes of the file of a recording that is deleted."""

from typing import Any

from media.forms import delete_when_certain
from media.recordings.models import Recording


def delete_file(sender: type[Recording], instance: Recording, **_signal: Any) -> None:
    """Delete the file of a deleted recording once that is certain (a post_delete receiver)."""
    if instance.file:
        delete_when_certain(instance.file)
