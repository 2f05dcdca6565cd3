"""Hidden regions: what was beneath them cannot be had back from what is stored."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageStat
from tell_tale_files import encoded

from media.door.pictures import clean_picture
from media.door.regions import BLOCK, Region

SIZE = (640, 480)
# The face lies within; the region names it tightly.
FACE = Region(0.25, 0.25, 0.25, 0.25)


def portrait() -> Image.Image:
    """Return a grey picture with a fine checkered pattern where the face is."""
    image = Image.new("RGB", SIZE, "#808080")
    brush = ImageDraw.Draw(image)
    for x in range(160, 320, 4):
        for y in range(120, 240, 4):
            brush.rectangle((x, y, x + 3, y + 3), "white" if (x + y) % 8 else "black")
    return image


def covered(kind: str, **options: object) -> Image.Image:
    image = Image.open(BytesIO(clean_picture(encoded(portrait(), kind, **options), [FACE]).content))
    return image.convert("RGB")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_no_pattern_is_left_where_a_region_is_hidden(kind: str) -> None:
    plain = ImageStat.Stat(portrait().crop((160, 120, 320, 240))).stddev
    assert min(plain) > 100
    inside = covered(kind).crop((160, 120, 320, 240))
    # The pattern is finer than a cell, so that its averages are all the same grey.
    assert max(ImageStat.Stat(inside).stddev) < 8


def test_a_region_has_no_more_than_a_few_colours() -> None:
    noise = Image.effect_noise(SIZE, 120).convert("RGB")
    image = Image.open(BytesIO(clean_picture(encoded(noise), [FACE]).content))
    inside = image.crop((160, 120, 320, 240))
    colours = inside.getcolors(maxcolors=10_000)
    assert colours is not None
    assert len(colours) <= 4 * 4


def test_blocks_that_the_region_touches_are_covered_too() -> None:
    # Compressed this hard, the pattern shows beyond its own edges.
    image = covered("JPEG", quality=5)
    around = image.crop((160 - BLOCK + 4, 120 - BLOCK + 4, 320 + BLOCK - 4, 240 + BLOCK - 4))
    assert max(ImageStat.Stat(around).stddev) < 8


def test_the_rest_of_the_picture_stays() -> None:
    image = Image.open(BytesIO(clean_picture(encoded(portrait()), [Region(0.75, 0.75, 0.1, 0.1)]).content))
    box = (0, 0, 400, 300)
    assert image.convert("RGB").crop(box).tobytes() == portrait().crop(box).tobytes()


def test_a_region_is_meant_on_the_upright_picture() -> None:
    lying = portrait().transpose(Image.Transpose.ROTATE_90)
    tags = Image.Exif()
    tags[0x0112] = 6
    clean = clean_picture(encoded(lying, "JPEG", exif=tags, quality=95), [FACE])
    image = Image.open(BytesIO(clean.content))
    assert image.size == SIZE
    assert max(ImageStat.Stat(image.crop((160, 120, 320, 240))).stddev) < 8


@pytest.mark.parametrize(
    "sides",
    [
        (-0.1, 0, 0.5, 0.5),
        (0, 0, 0, 0.5),
        (0, 1.2, 0.5, 0.5),
        (0, 0, float("nan"), 1),
        (0, 0, 1.5, 1),
        (1, 0, 0.5, 0.5),
    ],
)
def test_what_is_no_part_of_a_picture_is_no_region(sides: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="region"):
        Region(*sides)
