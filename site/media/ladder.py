"""The fixed set of sizes in which a picture is offered. Nothing is made here, since readers call it; see `making`."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from wagtail.images.models import Filter

from media.models import Picture, Rendition

WIDTHS = (320, 640, 960, 1280)  # pixels
FALLBACK_WIDTH = 960  # pixels; for the browsers that do not know WebP
_WEBP = "width-{}|format-webp|webpquality-72"
_JPEG = "width-{}|format-jpeg|jpegquality-75|bgcolor-ffffff"
# As close to the picture as WebP of quality 72 (measured as PSNR of the brightness, at 640 to 1280 pixels).
_AVIF = "width-{}|format-avif|avifquality-55"


@dataclass(frozen=True)
class Ladder:
    """The renditions of one picture: by width, ascending, and one JPEG for the browsers that know nothing else.

    AVIF is there in every width or not at all: see `avif`.
    """

    webp: list[Rendition]
    jpeg: Rendition
    avif: list[Rendition]


def ladder(image: Picture) -> Ladder | None:
    """Return the renditions of a picture that are there, or None where none is. Makes nothing: readers call it.

    Where the JPEG is missing, the widest WebP up to its width stands in for it; originals are never shown.
    """
    *webp_specs, jpeg_spec = webp_and_jpeg(image)
    avif_specs = avif(image)
    filters = [Filter(spec=spec) for spec in (*webp_specs, *avif_specs, jpeg_spec)]
    found = {fitting.spec: rendition for fitting, rendition in image.find_existing_renditions(*filters).items()}
    webp = [found[spec] for spec in webp_specs if spec in found]
    jpeg = found.get(jpeg_spec) or next((one for one in reversed(webp) if one.width <= FALLBACK_WIDTH), None)
    jpeg = jpeg or next(iter(webp), None)
    smaller = [found[spec] for spec in avif_specs if spec in found]
    whole = len(smaller) == len(avif_specs)
    return Ladder(webp, jpeg, smaller if whole else []) if jpeg else None


def webp_and_jpeg(image: Picture) -> list[str]:
    """Return what is made of a picture at once, as Wagtail's filters: WebP in each width, and the JPEG at the end."""
    widths = _widths(image)
    fallback = max((width for width in widths if width <= FALLBACK_WIDTH), default=widths[0])
    return [*(_WEBP.format(width) for width in widths), _JPEG.format(fallback)]


def avif(image: Picture) -> list[str]:
    """Return what is made of a picture later, where it pays, as Wagtail's filters: AVIF in each width."""
    return [_AVIF.format(width) for width in _widths(image)]


def _widths(image: Picture) -> list[int]:
    widest = min(image.width, WIDTHS[-1])
    return [*(width for width in WIDTHS if width < widest), widest]


def load_renditions(pictures: Iterable[Picture | None]) -> None:
    """Fetch the renditions of all pictures of a page with one query, where each would ask for its own."""
    prefetch_related_objects([picture for picture in pictures if picture is not None], "renditions")
