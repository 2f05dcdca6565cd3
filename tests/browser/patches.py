"""A picture with two patches of a pattern: one to be hidden, one that proves that the pattern can be found."""

import base64
import secrets
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

SIDES = (1200, 900)
SQUARE = 15
# Two patches of a pattern on plain ground: one will be hidden, the other proves that the pattern can be found.
SECRET = (0.1, 0.2, 0.25, 0.3)  # left, top, width, height, in fractions of the picture
CONTROL = (0.6, 0.5, 0.25, 0.3)
FOUND, GONE = 20, 12  # difference between neighbouring squares (0 to 255), in the pattern and in coarse cells

Place = tuple[float, float, float, float]


def in_pixels(place: Place, size: tuple[int, int], inset: float = 0) -> tuple[int, int, int, int]:
    left, top, width, height = place
    return (
        round((left + inset) * size[0]),
        round((top + inset) * size[1]),
        round((left + width - inset) * size[0]),
        round((top + height - inset) * size[1]),
    )


def pattern(image: Image.Image, place: Place) -> float:
    """Return how strongly the pattern shows there."""
    box = in_pixels(place, image.size, inset=0.02)
    part = image.convert("RGB").crop(box)
    step = max(round(SQUARE * image.width / SIDES[0]), 1)
    return max(ImageStat.Stat(ImageChops.difference(part, ImageChops.offset(part, step, 0))).mean)


def take_photo(path: Path) -> Path:
    """Make the picture as a telephone stores it: on its side, with a note on how to turn it upright."""
    image = Image.new("RGB", SIDES, "#7f8f9f")
    for place in (SECRET, CONTROL):
        left, top, right, bottom = in_pixels(place, SIDES)
        for x in range(left, right, SQUARE):
            for y in range(top, bottom, SQUARE):
                colour = "#ff2010" if (x // SQUARE + y // SQUARE) % 2 else "#10e030"
                image.paste(colour, (x, y, min(x + SQUARE, right), min(y + SQUARE, bottom)))
    exif = Image.Exif()
    exif[0x0112] = 6
    # By this the bytes of the file are known again.
    mark = secrets.token_bytes(48)
    image.transpose(Image.Transpose.ROTATE_90).save(path, quality=95, exif=exif, comment=mark)
    assert mark in path.read_bytes()
    return path


def assert_coarse(data_url: str) -> None:
    """The editor sees before the upload what will be stored."""
    with Image.open(BytesIO(base64.b64decode(data_url.partition(",")[2]))) as image:
        assert pattern(image, SECRET) < GONE
        assert pattern(image, CONTROL) > FOUND
