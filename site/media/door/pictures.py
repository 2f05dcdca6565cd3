"""Cleans a picture before it is stored."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePath

from media.door import child, limits
from media.door.formats import PICTURE_ENDINGS, picture_kind
from media.door.refusals import Reason, Refused
from media.door.regions import Region


@dataclass(frozen=True)
class CleanPicture:
    """A picture that shows what it shows and tells nothing else. Width and height are in pixels."""

    content: bytes
    format: str
    width: int
    height: int

    @property
    def ending(self) -> str:
        """How the name of such a file ends, with its dot."""
        return f".{PICTURE_ENDINGS[self.format][0]}"


def clean_picture(content: bytes, hidden: Sequence[Region] = ()) -> CleanPicture:
    """Return the picture upright, in sRGB, with nothing but its pixels: those of hidden regions made unreadable.

    All of it is written anew, so that neither metadata nor thumbnails, further pictures of the file or bytes behind
    its end survive. JPEG, PNG, WebP and AVIF stay what they are; HEIC becomes JPEG and GIF becomes PNG. Of the pictures
    in an MPO or HEIC file the main one is taken. What is larger than limits.STORED_SIDE is made smaller. Raises
    Refused, also for a moving picture.
    """
    if not content:
        raise Refused(Reason.EMPTY)
    if len(content) > limits.PICTURE_BYTES:
        raise Refused(Reason.TOO_LARGE)
    if not picture_kind(content):
        raise Refused(Reason.NOT_A_PICTURE)
    clean, facts = child.run("pixels", {"hidden": [asdict(region) for region in hidden]}, content)
    return CleanPicture(clean, facts["format"], facts["width"], facts["height"])


def check_ending(content: bytes, name: str) -> None:
    """Raise Refused where the name of a file says that it is another kind of picture than it is."""
    kind = picture_kind(content)
    if kind and PurePath(name).suffix.lower().lstrip(".") not in PICTURE_ENDINGS[kind]:
        raise Refused(Reason.WRONG_ENDING, PICTURE_ENDINGS[kind][0])
