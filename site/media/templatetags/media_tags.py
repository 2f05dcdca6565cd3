"""The picture component."""

from typing import Any

from django import template

from media.ladder import ladder
from media.models import Picture, Rendition

register = template.Library()


@register.inclusion_tag("components/picture.html", takes_context=True)
def picture(context: Any, image: Picture, alt: str, sizes: str = "100vw", eager: bool = False) -> dict[str, Any]:
    """Show a picture in the size that fits the reader's screen.

    ``alt`` belongs to this use of the picture; it is empty for a decorative one. ``sizes`` says how wide the
    layout shows it (the HTML attribute of that name). ``eager`` is for the one picture at the top of a page.
    """
    # A preview shows what readers may not see yet, so its pictures come by the address behind the login.
    in_preview = getattr(context.get("request"), "is_preview", False)
    made = ladder(image)
    if made is None or not (image.people_shown or in_preview):
        return {}
    return {
        "srcset": ", ".join(f"{_address(each, in_preview)} {each.width}w" for each in made.webp),
        "fallback": made.jpeg,
        "fallback_url": _address(made.jpeg, in_preview),
        "alt": alt,
        "sizes": sizes,
        "eager": eager,
    }


@register.simple_tag
def social_picture(image: Picture) -> Rendition | None:
    """Return the rendition that services show when a page is shared; they do not all know WebP."""
    found = ladder(image) if image.people_shown else None
    return found.jpeg if found else None


def _address(rendition: Rendition, in_preview: bool) -> str:
    return rendition.url if in_preview else rendition.public_url
