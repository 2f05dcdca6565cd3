"""What a page shows of a recording: how long it is, how much it costs to load, and where it is loaded from."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from media.ladder import ladder
from media.recordings.models import Kind, Recording
from media.recordings.views import TYPES


def duration(seconds: float) -> str:
    """Return a length in words that are short and not misread, such as "3 min 20 s"."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return _("%(seconds)s s") % {"seconds": rest}
    if not rest:
        return _("%(minutes)s min") % {"minutes": minutes}
    return _("%(minutes)s min %(seconds)s s") % {"minutes": minutes, "seconds": rest}


@dataclass(frozen=True)
class Shown:
    """A recording as a template shows it."""

    recording: Recording
    file: str = ""
    type: str = ""
    captions: str = ""
    still: str = ""
    length: str = ""


def shown(recording: Recording, in_cms: bool) -> Shown:
    """Return a recording with its addresses: those for readers, or those behind the login."""
    if recording.kind == Kind.ELSEWHERE:
        return Shown(recording)
    return Shown(
        recording,
        file=recording.address_of_file(in_cms),
        type=next((kind for ending, kind in TYPES.items() if recording.file_name.endswith(ending)), ""),
        captions=recording.address_of_captions(in_cms) if recording.captions else "",
        still=_still(recording, in_cms),
        length=duration(recording.seconds),
    )


def _still(recording: Recording, in_cms: bool) -> str:
    poster = recording.poster
    made = ladder(poster) if poster is not None and (poster.people_shown or in_cms) else None
    if made is None:
        return ""
    return made.jpeg.url if in_cms else made.jpeg.public_url
