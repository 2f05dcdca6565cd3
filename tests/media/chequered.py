"""Pictures in which hiding can be measured, and what the tool sends of them, good and broken."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageChops, ImageStat

from media.regions.marking import LONGEST_TEXT, MOST_REGIONS

LEFT_HALF = {"left": 0.1, "top": 0.1, "width": 0.3, "height": 0.4}
WHOLE = {"left": 0, "top": 0, "width": 1, "height": 1}
SIZE = (800, 600)


def marked(*regions: Any, width: Any = SIZE[0], height: Any = SIZE[1], **more: Any) -> str:
    return json.dumps({"width": width, "height": height, "regions": list(regions), **more})


def chequered(size: tuple[int, int] = SIZE, square: int = 10) -> Image.Image:
    """Return a picture in which any part differs strongly from its mean: red and green squares."""
    small = Image.new("RGB", (size[0] // square, size[1] // square), "#e01010")
    pixels = small.load()
    assert pixels is not None
    for x in range(small.width):
        for y in range(small.height):
            if (x + y) % 2:
                pixels[x, y] = (16, 200, 16)
    return small.resize(size, Image.Resampling.NEAREST)


def content_of(image: Image.Image, kind: str = "PNG", orientation: int | None = None) -> bytes:
    output = BytesIO()
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    image.save(output, kind, exif=exif)
    return output.getvalue()


def contrast(image: Image.Image, region: dict[str, float], inset: float = 0.02) -> float:
    """Return how much neighbouring pixels of the region differ (0 to 255): 0 in a hidden one, but for compression."""
    width, height = image.size
    box = (
        round((region["left"] + inset) * width),
        round((region["top"] + inset) * height),
        round((region["left"] + region["width"] - inset) * width),
        round((region["top"] + region["height"] - inset) * height),
    )
    part = image.convert("RGB").crop(box)
    step = max(round(10 * width / SIZE[0]), 1)
    return max(ImageStat.Stat(ImageChops.difference(part, ImageChops.offset(part, step, 0))).mean)


def stored_images(folder: Path) -> list[Image.Image]:
    images = []
    for path in folder.rglob("*.*"):
        with Image.open(path) as image:
            image.load()
            images.append(image.copy())
    return images


# What every form for a picture asks besides.
ANSWERS = {"people_shown": "none", "credit": "Us", "source": "Taken by us"}


def upload(cms: Client, text: str, content: bytes | None = None, name: str = "picture.png") -> Any:
    file = SimpleUploadedFile(name, content or content_of(chequered()))
    data = {"title": "Chequered", "file": file, "file-regions": text, "collection": "1", "tags": ""}
    data |= ANSWERS
    return cms.post("/cms/images/add/", data)


BROKEN = {
    "no JSON": "[",
    "a list": "[]",
    "a number": "7",
    "null": "null",
    "nested too deeply": "[" * 5000,
    "too long a text": marked() + " " * LONGEST_TEXT,
    "a number too long to read": marked().replace("800", "8" * 5000),
    "no regions": json.dumps({"width": 800, "height": 600}),
    "more than is known": marked(LEFT_HALF, angle=45),
    "regions that are no list": json.dumps({"width": 800, "height": 600, "regions": {"0": LEFT_HALF}}),
    "a region that is a list": marked([0.1, 0.1, 0.3, 0.4]),
    "a region without a height": marked({"left": 0.1, "top": 0.1, "width": 0.3}),
    "a region with more": marked(LEFT_HALF | {"shape": "round"}),
    "NaN": marked(LEFT_HALF | {"left": float("nan")}),
    "infinity": marked(LEFT_HALF | {"width": float("inf")}),
    "a number beyond all": marked(LEFT_HALF).replace("0.3", "1e999"),
    "a text for a number": marked(LEFT_HALF | {"left": "0.1"}),
    "a truth for a number": marked(LEFT_HALF | {"left": True}),
    "nothing for a number": marked(LEFT_HALF | {"left": None}),
    "negative": marked(LEFT_HALF | {"left": -0.1}),
    "negative width": marked(LEFT_HALF | {"width": -0.1}),
    "no width": marked(LEFT_HALF | {"width": 0}),
    "no height": marked(LEFT_HALF | {"height": 0.0}),
    "beyond the right edge": marked(LEFT_HALF | {"left": 0.8}),
    "beyond the lower edge": marked(LEFT_HALF | {"top": 0.7}),
    "on the right edge": marked({"left": 1, "top": 0, "width": 1e-7, "height": 0.1}),
    "pixels": marked({"left": 80, "top": 60, "width": 240, "height": 240}),
    "one good, one bad": marked(LEFT_HALF, LEFT_HALF | {"left": 2}),
    "no sides": marked(LEFT_HALF, width=0, height=0),
    "sides in fractions": marked(LEFT_HALF, width=800.5),
    "too many": marked(*[LEFT_HALF] * (MOST_REGIONS + 1)),
}
