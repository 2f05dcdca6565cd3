"""The fixed set of sizes in which a picture is offered, made when it is uploaded and not while a reader waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from media.models import Picture, Rendition

WIDTHS = (320, 640, 960, 1280)  # pixels
FALLBACK_WIDTH = 960  # pixels; for the browsers that do not know WebP
_WEBP = "width-{}|format-webp|webpquality-72"
_JPEG = "width-{}|format-jpeg|jpegquality-75|bgcolor-ffffff"


@dataclass(frozen=True)
class Ladder:
    """The renditions of one picture: WebP by width, ascending, and one JPEG."""

    webp: list[Rendition]
    jpeg: Rendition

    @property
    def srcset(self) -> str:
        """The value of the srcset attribute for the WebP renditions."""
        return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in self.webp)


def ladder(image: Picture) -> Ladder:
    """Return the renditions of a picture; one that is missing is made."""
    widest = min(image.width, WIDTHS[-1])
    widths = [*(width for width in WIDTHS if width < widest), widest]
    fallback = max((width for width in widths if width <= FALLBACK_WIDTH), default=widths[0])
    webp_specs = [_WEBP.format(width) for width in widths]
    jpeg_spec = _JPEG.format(fallback)
    renditions = image.get_renditions(*webp_specs, jpeg_spec)
    return Ladder(webp=[renditions[spec] for spec in webp_specs], jpeg=renditions[jpeg_spec])


def make_ladder(sender: type[Picture], instance: Picture, raw: bool = False, **kwargs: Any) -> None:
    """Make the renditions of a picture that was just saved (a signal receiver)."""
    if not raw:
        ladder(instance)


def load_renditions(pictures: Iterable[Picture | None]) -> None:
    """Fetch the renditions of all pictures of a page with one query, where each would ask for its own."""
    prefetch_related_objects([picture for picture in pictures if picture is not None], "renditions")
