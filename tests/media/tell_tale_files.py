"""Files that tell more than they show: photos in each format with all that cameras and programs leave in them."""

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pillow_heif
from bs4 import BeautifulSoup
from django.conf import settings
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

pillow_heif.register_heif_opener()

# Each stands in another place of a file. None may be found in any byte that is stored.
SERIAL = b"Serial-4711-of-the-camera"
PLACE = b"N50.8503-E4.3517-home"
THUMBNAIL = b"Thumbnail-of-the-uncropped-picture"
XMP = b"Owner-in-the-XMP"
IPTC = b"Byline-in-the-IPTC"
COMMENT = b"Comment-about-the-person"
TRAILER = b"Behind-the-end-of-the-file"
SECRETS = (SERIAL, PLACE, THUMBNAIL, XMP, IPTC, COMMENT, TRAILER)

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF")
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "HEIF": "heic", "GIF": "gif"}
_XMP_PACKET = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><owner>' + XMP + b"</owner></x:xmpmeta>"


def drawing(size: tuple[int, int] = (1400, 900), mode: str = "RGB") -> Image.Image:
    """Return a picture whose top left corner is red, top right green and bottom left blue."""
    image = Image.new("RGB", size, "#b9a37f")
    width, height = size
    brush = ImageDraw.Draw(image)
    brush.rectangle((0, 0, width // 4, height // 4), "#c02020")
    brush.rectangle((width * 3 // 4, 0, width, height // 4), "#20a020")
    brush.rectangle((0, height * 3 // 4, width // 4, height), "#2030c0")
    return image.convert(mode)


def exif(orientation: int = 1) -> bytes:
    """Return EXIF with a serial number, a place and a preview in the maker's note."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = "A maker"
    tags[0x013B] = "An artist"
    details = tags.get_ifd(0x8769)
    details[0xA431] = SERIAL.decode()
    details[0x927C] = b"\xff\xd8" + THUMBNAIL + b"\xff\xd9"
    place = tags.get_ifd(0x8825)
    place[1], place[2] = "N", (50.0, 51.0, 1.0)
    place[27] = b"ASCII\0\0\0" + PLACE
    return tags.tobytes()


def photo(kind: str, orientation: int = 1, size: tuple[int, int] = (1400, 900)) -> bytes:
    """Return a picture that tells all SECRETS that its format has a place for, in a few further ways too."""
    output = BytesIO()
    image = drawing(size)
    options: dict[str, object] = {"exif": exif(orientation), "xmp": _XMP_PACKET}
    if kind == "PNG":
        texts = PngInfo()
        texts.add_text("Comment", COMMENT.decode())
        texts.add_itxt("XML:com.adobe.xmp", _XMP_PACKET.decode())
        texts.add_text("Raw profile type iptc", IPTC.decode(), zip=False)
        options = {"exif": exif(orientation), "pnginfo": texts}
    elif kind == "GIF":
        options = {"comment": COMMENT}
    elif kind == "JPEG":
        options |= {"comment": COMMENT, "quality": 95}
    image.save(output, kind, **options)
    content = output.getvalue()
    if kind == "JPEG":
        content = content[:2] + _photoshop_segment() + content[2:]
    return content + TRAILER


def _photoshop_segment() -> bytes:
    """Return APP13 with a byline (IPTC-IIM 2:80) and a preview (image resource 0x040C)."""
    byline = b"\x1c\x02\x50" + struct.pack(">H", len(IPTC)) + IPTC
    resources = b""
    for number, content in ((0x0404, byline), (0x040C, THUMBNAIL)):
        resources += b"8BIM" + struct.pack(">HHI", number, 0, len(content)) + content + b"\0" * (len(content) % 2)
    body = b"Photoshop 3.0\0" + resources
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """Return the picture as a file."""
    output = BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def stored_files() -> dict[str, bytes]:
    """Return everything in the storage of the test, by its path."""
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def telling(content: bytes, secrets: tuple[bytes, ...] = SECRETS) -> list[bytes]:
    """Return the secrets that can be read in the bytes, written one byte or two to a letter."""
    widened: Callable[[bytes], bytes] = lambda secret: secret.decode().encode("utf-16-le")  # noqa: E731
    return [secret for secret in secrets if secret in content or widened(secret) in content]


def refusals_in(html: str) -> list[str]:
    """Return what a form of the CMS says is wrong, so that a test that was refused says why."""
    return [each.get_text(" ", strip=True) for each in BeautifulSoup(html, "html.parser").select(".error-message")]
