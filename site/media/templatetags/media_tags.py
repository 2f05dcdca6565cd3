"""The components of pictures and recordings."""

from functools import partial
from typing import Any

from django import template

from media.ladder import ladder
from media.models import Picture, Rendition
from media.recordings.models import Recording
from media.recordings.showing import shown

register = template.Library()


@register.inclusion_tag("components/picture.html", takes_context=True)
def picture(context: Any, image: Picture, alt: str, sizes: str = "100vw", eager: bool = False) -> dict[str, Any]:
    """Show a picture in the size that fits the reader's screen.

    ``alt`` belongs to this use of the picture; it is empty for a decorative one. ``sizes`` says how wide the layout
    shows it (the HTML attribute of that name): a little less rather than more, since on a telephone of 360 pixels with
    two dots to each, 648 dots are as well served by 640 as by 960. ``eager`` is for the one picture at the top of a
    page.
    """
    request = context.get("request")
    # A preview shows what readers may not see yet, so its pictures come by the address behind the login.
    in_preview = getattr(request, "is_preview", False)
    # Somebody without a login may be shown a page first, by an address of theirs: so do its pictures come.
    address = getattr(request, "picture_address", partial(_address, in_preview=in_preview))
    made = ladder(image)
    if made is None or not (image.people_shown or in_preview):
        return {}
    return {
        "sources": [
            (kind, ", ".join(f"{address(each)} {each.width}w" for each in renditions))
            for kind, renditions in (("image/avif", made.avif), ("image/webp", made.webp))
            if renditions
        ],
        "fallback": made.jpeg,
        "fallback_url": address(made.jpeg),
        "alt": alt,
        "sizes": sizes,
        "eager": eager,
    }


@register.inclusion_tag("components/recording.html", takes_context=True)
def recording(context: Any, chosen: Recording | None, caption: str = "") -> dict[str, Any]:
    """Let a recording be played or read. Nothing is loaded until the reader asks for it.

    Of a film that lies elsewhere its still and a link stand there. On a page that leaves no trail, its player does not
    open within the page: the provider asks from where it comes.
    """
    request = context.get("request")
    in_preview = getattr(request, "is_preview", False)
    if chosen is None or (not in_preview and (not chosen.people_shown or chosen.lacks_words)):
        return {}
    page = context.get("page")
    return {
        "shown": shown(chosen, in_preview),
        "recording": chosen,
        "caption": caption,
        "page": page,
        "request": request,
        "opens_here": not getattr(page, "sensitive", False),
    }


@register.simple_tag
def social_picture(image: Picture) -> Rendition | None:
    """Return the rendition that services show when a page is shared; they do not all know WebP."""
    found = ladder(image) if image.people_shown else None
    return found.jpeg if found else None


def _address(rendition: Rendition, in_preview: bool) -> str:
    return rendition.url if in_preview else rendition.public_url
