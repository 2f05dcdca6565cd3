"""The fixed set of sizes in which a picture is offered, made when it is uploaded and not while a reader waits."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.models import Page

from media.models import Picture, Rendition

WIDTHS = (320, 640, 960, 1280)  # pixels
FALLBACK_WIDTH = 960  # pixels; for the browsers that do not know WebP
_WEBP = "width-{}|format-webp|webpquality-72"
_JPEG = "width-{}|format-jpeg|jpegquality-75|bgcolor-ffffff"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ladder:
    """The renditions of one picture: WebP by width, ascending, and one for the browsers that do not know WebP."""

    webp: list[Rendition]
    jpeg: Rendition


def ladder(image: Picture) -> Ladder | None:
    """Return the renditions of a picture that are there, or None where none is. Makes nothing: readers call it.

    Where the JPEG is missing, the widest WebP up to its width stands in for it; originals are never shown.
    """
    webp_specs, jpeg_spec = _specs(image)
    filters = [Filter(spec=spec) for spec in (*webp_specs, jpeg_spec)]
    found = {fitting.spec: rendition for fitting, rendition in image.find_existing_renditions(*filters).items()}
    webp = [found[spec] for spec in webp_specs if spec in found]
    jpeg = found.get(jpeg_spec) or next((one for one in reversed(webp) if one.width <= FALLBACK_WIDTH), None)
    jpeg = jpeg or next(iter(webp), None)
    return Ladder(webp, jpeg) if jpeg else None


def make(image: Picture) -> None:
    """Make those renditions of a picture that are missing."""
    webp_specs, jpeg_spec = _specs(image)
    image.get_renditions(*webp_specs, jpeg_spec)


def _specs(image: Picture) -> tuple[list[str], str]:
    widest = min(image.width, WIDTHS[-1])
    widths = [*(width for width in WIDTHS if width < widest), widest]
    fallback = max((width for width in widths if width <= FALLBACK_WIDTH), default=widths[0])
    return [_WEBP.format(width) for width in widths], _JPEG.format(fallback)


def make_for_picture(sender: type[Picture], instance: Picture, raw: bool = False, **kwargs: Any) -> None:
    """Make the renditions of a picture that was just saved (a signal receiver)."""
    if not raw:
        make(instance)


def make_for_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Make what is missing of the pictures of a page that is being published (a signal receiver)."""
    for image in Picture.objects.filter(page_uses__page=instance.pk).prefetch_related("renditions"):
        try:
            make(image)
        except SourceImageIOError:
            # The page is published without this picture; the CMS says at the picture that its file is missing.
            logger.warning("The file of picture %s is missing", image.pk)


def load_renditions(pictures: Iterable[Picture | None]) -> None:
    """Fetch the renditions of all pictures of a page with one query, where each would ask for its own."""
    prefetch_related_objects([picture for picture in pictures if picture is not None], "renditions")
