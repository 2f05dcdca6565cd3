"""Removes from a picture what it tells besides what it shows: place, time, camera, owner, comments, thumbnails."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

_SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92},
}


class UnreadablePicture(Exception):
    """The file is no picture of a supported kind, or a damaged one."""


def without_metadata(content: bytes) -> bytes:
    """Return the picture in the same format, upright, with its colour profile and nothing else.

    The pixels are written anew, so that nothing hidden between them survives. Raises UnreadablePicture.
    """
    try:
        with Image.open(BytesIO(content), formats=list(_SAVE_OPTIONS)) as picture:
            kind = str(picture.format)
            profile = picture.info.get("icc_profile")
            clean = ImageOps.exif_transpose(picture)
            clean.info = {}
            output = BytesIO()
            clean.save(output, format=kind, icc_profile=profile, **_SAVE_OPTIONS[kind])
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadablePicture from error
    return output.getvalue()
