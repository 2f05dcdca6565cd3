"""Parts of a picture that nobody may see, such as a face, and how they are made unreadable for good."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, isfinite

from PIL import Image

# A region is covered with so many squares along its longer side. Few: faces have been recognised by machine in mosaics
# of sixteen (McPherson, Shokri, Shmatikov: Defeating Image Obfuscation with Deep Learning, 2016).
CELLS = 4
# Pixels. A JPEG stores blocks of up to 16 by 16, and what is in a block shows faintly all over it.
BLOCK = 16


@dataclass(frozen=True)
class Region:
    """A rectangle of the upright picture, in fractions (0 to 1) of its width and height, that is made unreadable.

    Raises ValueError for what is no rectangle within the picture.
    """

    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        sides = (self.left, self.top, self.width, self.height)
        if not all(isfinite(side) and 0 <= side <= 1 for side in sides) or not (self.width and self.height):
            raise ValueError("The sides of a region are fractions between 0 and 1, its width and height not 0")
        if self.left >= 1 or self.top >= 1:
            raise ValueError("A region lies within the picture")


def burn_in(picture: Image.Image, regions: Iterable[Region]) -> None:
    """Overwrite the pixels of the regions, and of all blocks that they touch, in the picture itself."""
    for region in regions:
        box = _box(region, picture.size)
        picture.paste(_in_large_squares(picture.crop(box)), box)


def _box(region: Region, size: tuple[int, int]) -> tuple[int, int, int, int]:
    width, height = size
    return (
        max(0, floor(region.left * width) - BLOCK),
        max(0, floor(region.top * height) - BLOCK),
        min(width, ceil((region.left + region.width) * width) + BLOCK),
        min(height, ceil((region.top + region.height) * height) + BLOCK),
    )


def _in_large_squares(part: Image.Image) -> Image.Image:
    cell = max(BLOCK, ceil(max(part.size) / CELLS))
    cells = (ceil(part.width / cell), ceil(part.height / cell))
    return part.resize(cells, Image.Resampling.BOX).resize(part.size, Image.Resampling.NEAREST)
