"""Writes the pixels of a picture anew, so that nothing beside them survives. Runs in the child process."""

import struct
import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image

from media.door import limits
from media.door.colours import plain
from media.door.formats import picture_kind
from media.door.refusals import Reason, Refused
from media.door.regions import Region, burn_in

# What goes out for what comes in: browsers do not show HEIC, and a still GIF is a small PNG.
_FORMAT_OUT = {"jpeg": "jpeg", "png": "png", "webp": "webp", "avif": "avif", "heic": "jpeg", "gif": "png"}
_SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    "jpeg": {"quality": 92, "optimize": True},
    "png": {},
    "webp": {"quality": 92},
    "avif": {"quality": 85, "speed": 8},
}
_ORIENTATION = 0x0112  # the EXIF tag of that name
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow and its decoders raise for files that are not what they should be.
_BROKEN = (OSError, ValueError, SyntaxError, RuntimeError, EOFError, IndexError, KeyError, TypeError, struct.error)


def prepare() -> None:
    """Load every decoder, so that no file needs to be opened afterwards."""
    pillow_heif.register_heif_opener()
    Image.init()
    Image.MAX_IMAGE_PIXELS = limits.PICTURE_PIXELS
    warnings.simplefilter("ignore")


def obey(order: dict[str, Any], content: bytes) -> tuple[bytes, dict[str, Any]]:
    """Return the clean picture and its format, width and height (in pixels). Raises Refused."""
    return written_anew(content, [Region(**region) for region in order["hidden"]])


def written_anew(content: bytes, hidden: Sequence[Region] = ()) -> tuple[bytes, dict[str, Any]]:
    """Return the clean picture and its format, width and height (in pixels). Raises Refused."""
    kind = picture_kind(content)
    if not kind:
        raise Refused(Reason.NOT_A_PICTURE)
    try:
        with Image.open(BytesIO(content), formats=["HEIF" if kind == "heic" else kind.upper()]) as picture:
            if picture.width * picture.height > limits.PICTURE_PIXELS:
                raise Refused(Reason.TOO_MANY_PIXELS)
            if kind != "heic" and picture.format != "MPO" and getattr(picture, "is_animated", False):
                raise Refused(Reason.MOVING)
            picture.load()
            clean = plain(_upright(picture))
    except Image.DecompressionBombError as error:
        raise Refused(Reason.TOO_MANY_PIXELS) from error
    except _BROKEN as error:
        raise Refused(Reason.DAMAGED) from error
    burn_in(clean, hidden)
    clean.thumbnail((limits.STORED_SIDE, limits.STORED_SIDE), Image.Resampling.LANCZOS, reducing_gap=None)
    return _saved(clean, _FORMAT_OUT[kind])


def _upright(picture: Image.Image) -> Image.Image:
    """Turn the picture as its EXIF says; the decoders of HEIC and AVIF have accounted for their own boxes by then."""
    try:
        turn = _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    except _BROKEN:
        turn = None
    if turn is None:
        return picture
    turned = picture.transpose(turn)
    turned.info = picture.info
    return turned


def _saved(picture: Image.Image, kind: str) -> tuple[bytes, dict[str, Any]]:
    if kind == "jpeg" and picture.mode == "RGBA":
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=picture.getchannel("A"))
        picture = white
    picture.info = {}
    output = BytesIO()
    picture.save(output, kind.upper(), **_SAVE_OPTIONS[kind])
    return output.getvalue(), {"format": kind, "width": picture.width, "height": picture.height}
