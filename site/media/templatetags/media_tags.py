"""The picture component."""

from typing import Any

from django import template

from media.ladder import ladder
from media.models import Picture, Rendition

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(image: Picture, alt: str, sizes: str = "100vw", eager: bool = False) -> dict[str, Any]:
    """Show a picture in the size that fits the reader's screen.

    ``alt`` belongs to this use of the picture; it is empty for a decorative one. ``sizes`` says how wide the
    layout shows it (the HTML attribute of that name). ``eager`` is for the one picture at the top of a page.
    """
    return {"ladder": ladder(image), "alt": alt, "sizes": sizes, "eager": eager}


@register.simple_tag
def social_picture(image: Picture) -> Rendition:
    """Return the rendition that services show when a page is shared; they do not all know WebP."""
    return ladder(image).jpeg
