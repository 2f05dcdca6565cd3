"""Files of pictures."""

import random
from io import BytesIO

from PIL import Image, ImageFilter


def coloured(colour: str) -> Image.Image:
    """Return a plain picture, large enough for every size."""
    return Image.new("RGB", (1400, 900), colour)


def soft() -> Image.Image:
    """Return a picture of soft shapes, for which AVIF pays."""
    noise = Image.frombytes("RGB", (70, 45), random.Random(7).randbytes(70 * 45 * 3))
    return noise.resize((1400, 900)).filter(ImageFilter.GaussianBlur(6))


def as_png(picture: Image.Image) -> bytes:
    """Return a picture as a file."""
    output = BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()
