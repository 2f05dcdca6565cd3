"""Brings a decoded picture into one of two plain forms, RGB or RGBA with 8 bits, in the colours of sRGB.

A colour profile can carry text, and often names the device. None is kept: the colours are converted to sRGB, which is
what a file without a profile means to every browser.
"""

from io import BytesIO

from PIL import Image, ImageCms


def plain(picture: Image.Image) -> Image.Image:
    """Return the picture as RGB, or as RGBA where something is transparent.

    What lies under fully transparent pixels is not seen, and not kept either.
    """
    profile = picture.info.get("icc_profile")
    picture = _eight_bits(picture)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
    elif picture.mode in ("P", "1"):
        picture = picture.convert("RGB")
    if profile:
        picture = _in_srgb(picture, profile)
    if picture.mode not in ("RGB", "RGBA"):
        picture = picture.convert("RGB")
    return _without_hidden_colours(picture) if picture.mode == "RGBA" else picture


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Scale greys of 16 bits, which Pillow would cut off at 255."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    return picture


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        return (
            ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode="RGBA" if picture.mode == "RGBA" else "RGB",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
            or picture
        )
    except (ImageCms.PyCMSError, ValueError, TypeError, OSError):
        # A profile that is broken, or for another kind of picture, is one that browsers ignore as well.
        return picture


def _without_hidden_colours(picture: Image.Image) -> Image.Image:
    alpha = picture.getchannel("A")
    if alpha.getextrema() == (255, 255):
        return picture.convert("RGB")
    clean = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    clean.paste(picture, mask=alpha.point(lambda value: 255 if value else 0))
    return clean
