"""Files that nobody should be able to store, or that must be harmless once they are."""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from tell_tale_files import drawing, encoded, photo

from media.door import limits
from media.door.refusals import Reason


@dataclass(frozen=True)
class Hostile:
    """A file with the name under which it is uploaded; ``reason`` is None where it comes out harmless."""

    about: str
    name: str
    content: bytes
    reason: Reason | None


SMALL = encoded(drawing((64, 48)), "JPEG")
SMALL_PNG = encoded(drawing((64, 48)))


def png(chunks: list[tuple[bytes, bytes]]) -> bytes:
    """Return a PNG of the given chunks."""
    parts = [b"\x89PNG\r\n\x1a\n"]
    for name, body in chunks:
        parts.append(struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)))
    return b"".join(parts)


def header(width: int, height: int) -> bytes:
    """Return the content of a PNG's first chunk for true colour of eight bits."""
    return struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)


def moving(kind: str) -> bytes:
    """Return an animation of two frames."""
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def _gif_of_many_frames() -> bytes:
    frames = [Image.new("RGB", (8, 8), (number % 250, number // 2, 0)) for number in range(500)]
    output = BytesIO()
    frames[0].save(output, "GIF", save_all=True, append_images=frames[1:])
    return output.getvalue()


def pictures() -> list[Hostile]:
    """Return the table of hostile and broken pictures."""
    markup = b"<html><script>alert(1)</script></html>"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    php = b"<?php system($_GET['c']); ?>"
    webp, avif, heic = photo("WEBP"), photo("AVIF"), photo("HEIF")
    many_pixels = png([(b"IHDR", header(60_000, 60_000)), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")])
    text_bomb = png(
        [
            (b"IHDR", header(1, 1)),
            (b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9)),
            (b"IDAT", zlib.compress(bytes(4))),
            (b"IEND", b""),
        ]
    )
    profile_bomb = png(
        [
            (b"IHDR", header(1, 1)),
            (b"iCCP", b"p\0\0" + zlib.compress(bytes(200_000_000), 9)),
            (b"IDAT", zlib.compress(bytes(4))),
            (b"IEND", b""),
        ]
    )
    data_bomb = png([(b"IHDR", header(10, 10)), (b"IDAT", zlib.compress(bytes(300_000_000), 9)), (b"IEND", b"")])
    return [
        Hostile("nothing in it", "photo.jpg", b"", Reason.EMPTY),
        Hostile("HTML", "photo.jpg", markup, Reason.NOT_A_PICTURE),
        Hostile("SVG with a script", "photo.png", svg, Reason.NOT_A_PICTURE),
        Hostile("PHP", "photo.jpg", php, Reason.NOT_A_PICTURE),
        Hostile("HTML behind a GIF's first bytes", "photo.gif", b"GIF89a" + markup, Reason.DAMAGED),
        Hostile("PHP behind a JPEG's first bytes", "photo.jpg", b"\xff\xd8\xff\xe0" + php, Reason.DAMAGED),
        Hostile("PostScript", "photo.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n", Reason.NOT_A_PICTURE),
        Hostile("TIFF", "photo.jpg", encoded(drawing((8, 8)), "TIFF"), Reason.NOT_A_PICTURE),
        Hostile("BMP", "photo.png", encoded(drawing((8, 8)), "BMP"), Reason.NOT_A_PICTURE),
        Hostile("an executable", "photo.jpg", b"MZ" + bytes(500), Reason.NOT_A_PICTURE),
        Hostile("PNG that calls itself JPEG", "photo.jpg", SMALL_PNG, Reason.WRONG_ENDING),
        Hostile("JPEG that calls itself WebP", "photo.webp", SMALL, Reason.WRONG_ENDING),
        Hostile("half a JPEG", "photo.jpg", photo("JPEG")[:-9000], Reason.DAMAGED),
        Hostile("half a PNG", "photo.png", photo("PNG")[:1500], Reason.DAMAGED),
        Hostile("half a WebP", "photo.webp", webp[: len(webp) // 2], Reason.DAMAGED),
        Hostile("half an AVIF", "photo.avif", avif[: len(avif) // 2], Reason.DAMAGED),
        Hostile("half a HEIC", "photo.heic", heic[: len(heic) // 2], Reason.DAMAGED),
        Hostile("PNG with a wrong checksum", "photo.png", SMALL_PNG[:40] + b"\0\0" + SMALL_PNG[42:], Reason.DAMAGED),
        Hostile("3,600 million pixels", "photo.png", many_pixels, Reason.TOO_MANY_PIXELS),
        Hostile("a text of 200 MB in a PNG", "photo.png", text_bomb, Reason.DAMAGED),
        Hostile("a profile of 200 MB in a PNG", "photo.png", profile_bomb, Reason.DAMAGED),
        Hostile("300 MB of pixels for a hundred", "photo.png", data_bomb, None),
        Hostile("more bytes than allowed", "photo.jpg", SMALL + bytes(limits.PICTURE_BYTES), Reason.TOO_LARGE),
        Hostile("a moving GIF", "photo.gif", moving("GIF"), Reason.MOVING),
        Hostile("a moving WebP", "photo.webp", moving("WEBP"), Reason.MOVING),
        Hostile("a moving PNG", "photo.png", moving("PNG"), Reason.MOVING),
        Hostile("a GIF of 500 frames", "photo.gif", _gif_of_many_frames(), Reason.MOVING),
        Hostile("an SVG by its name", "photo.svg", svg, Reason.NOT_A_PICTURE),
        Hostile("JPEG and ZIP in one", "photo.jpg", SMALL + b"PK\x03\x04" + php, None),
        Hostile("JPEG and HTML in one", "photo.jpg", encoded(drawing((64, 48)), "JPEG", comment=markup), None),
        Hostile(
            "EXIF that is none",
            "photo.jpg",
            encoded(drawing((64, 48)), "JPEG", exif=b"Exif\0\0MM\0*" + b"\xff" * 90),
            None,
        ),
    ]
