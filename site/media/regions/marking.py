"""What the tool sends: the marked regions, and the shape of the picture that the editor saw while marking."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from media.door.regions import Region

MOST_REGIONS = 40
LONGEST_TEXT = 200 * MOST_REGIONS  # characters; a region needs about 80
# Left plus width may pass 1 by what is lost in writing the numbers as text.
_ROUNDING = 1e-6
# Of a picture that was made smaller, a side is rounded to whole pixels; of one that lies on its side, more is wrong.
_SIDE_TOLERANCE = 1.5  # pixels of the smaller one


@dataclass(frozen=True)
class Marking:
    """The regions to be hidden, and the width and height in pixels of the upright picture they were marked on."""

    regions: tuple[Region, ...] = ()
    width: int = 1
    height: int = 1

    def check_shape(self, width: int, height: int) -> None:
        """Raise ValidationError if regions were marked on a picture of another shape: they would miss their aim.

        Browsers do not turn every kind of file upright as the door does.
        """
        off = abs(self.width * height - self.height * width) / max(self.width, self.height, width, height)
        if self.regions and off > _SIDE_TOLERANCE:
            raise ValidationError(
                _(
                    "Your browser showed this picture turned differently, so what you marked would be hidden in the "
                    "wrong place. Nothing was stored. Save the picture again as a JPEG file, then choose that file."
                ),
                code="turned_differently",
            )


def parse_marking(text: str) -> Marking:
    """Read what the tool sent; an empty text marks nothing. Raises ValidationError for whatever is not exact."""
    if not text.strip():
        return Marking()
    if len(text) > LONGEST_TEXT:
        _refuse()
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        _refuse()
    if not isinstance(sent, dict) or sent.keys() != {"width", "height", "regions"}:
        _refuse()
    width, height, regions = sent["width"], sent["height"], sent["regions"]
    if not all(type(side) is int and 0 < side < 100_000 for side in (width, height)) or not isinstance(regions, list):
        _refuse()
    if len(regions) > MOST_REGIONS:
        raise ValidationError(
            _("At most %(number)s regions can be hidden in one picture. Nothing was stored. Mark fewer, larger ones."),
            code="too_many_regions",
            params={"number": MOST_REGIONS},
        )
    return Marking(tuple(_region(each) for each in regions), width, height)


def touches(region: Region, left: float, top: float, width: float, height: float) -> bool:
    """Say whether a region shares area with a rectangle that is given in fractions of the picture, too."""
    return (
        region.left < left + width
        and left < region.left + region.width
        and region.top < top + height
        and top < region.top + region.height
    )


def _region(sent: Any) -> Region:
    if not isinstance(sent, dict) or sent.keys() != {"left", "top", "width", "height"}:
        _refuse()
    numbers: Sequence[Any] = [sent[name] for name in ("left", "top", "width", "height")]
    if not all(type(number) in (int, float) for number in numbers):
        _refuse()
    try:
        region = Region(*map(float, numbers))
    except (ValueError, OverflowError):
        _refuse()
    if max(region.left + region.width, region.top + region.height) > 1 + _ROUNDING:
        _refuse()
    return region


def _refuse() -> NoReturn:
    raise ValidationError(
        _(
            "What you marked to be hidden did not arrive in one piece, so nothing was stored. "
            "Choose the picture again and mark the regions again."
        ),
        code="broken_regions",
    )
