"""Takes out of pictures within documents what is not pixels, without touching the pixels.

In a document a picture's place, turn and crop were settled by whoever laid it out, so it must keep its exact form; the
site itself never shows it.
"""

import struct
from collections.abc import Iterator

from media.door.formats import picture_kind
from media.door.refusals import Reason, Refused

_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
# ISO/IEC 10918-1, table B.1: markers without a length of their own, start of scan, end of image.
_BARE_MARKERS = {0x01, *range(0xD0, 0xD9)}
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9
_COMMENT, _JFIF_SEGMENT, _ADOBE_SEGMENT = 0xFE, 0xE0, 0xEE
_APPLICATION_SEGMENTS = range(0xE0, 0xF0)
# What PNG needs to look the same: https://www.w3.org/TR/png-3/#11Chunks
_PNG_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"sBIT", b"bKGD"}
# What JPEG 2000 needs (ISO/IEC 15444-1, annex I); XML, UUID and rights boxes are what stays outside.
_JPEG_2000_BOXES = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}


def without_metadata(content: bytes) -> bytes | None:
    """Return a JPEG or PNG with its pixels alone, or None for another kind. Raises Refused for a damaged one."""
    kind = picture_kind(content)
    try:
        if kind == "jpeg":
            return b"".join(_jpeg_parts(content))
        return b"".join(_png_parts(content)) if kind == "png" else None
    except (IndexError, struct.error) as error:
        raise Refused(Reason.DAMAGED) from error


def _jpeg_parts(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    at = 2
    while True:
        # Bytes of filling may stand before each marker.
        while content[at] == 0xFF and content[at + 1] == 0xFF:
            at += 1
        marker = content[at + 1]
        if content[at] != 0xFF:
            raise Refused(Reason.DAMAGED)
        if marker == _END_OF_IMAGE:
            yield content[at : at + 2]
            return
        end = at + 2
        if marker not in _BARE_MARKERS:
            end += struct.unpack_from(">H", content, at + 2)[0]
        if marker == _START_OF_SCAN:
            end = _end_of_scan(content, end)
        if marker == _JFIF_SEGMENT and content[at + 4 : at + 9] == b"JFIF\0":
            yield _JFIF
        elif marker == _ADOBE_SEGMENT and content[at + 4 : at + 9] == b"Adobe":
            # Twelve bytes that say how colours are stored; without them CMYK turns into a negative.
            yield b"\xff\xee\x00\x0e" + content[at + 4 : at + 16]
        elif marker not in _APPLICATION_SEGMENTS and marker != _COMMENT:
            yield content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Return where the compressed pixels end: at the next marker that is neither an escape nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise Refused(Reason.DAMAGED)
        following = content[at + 1]
        if following == 0xFF:
            at += 1
        elif following and not 0xD0 <= following <= 0xD7:
            return at
        else:
            at += 2


def _png_parts(content: bytes) -> Iterator[bytes]:
    yield content[:8]
    at = 8
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise Refused(Reason.DAMAGED)
        if name in _PNG_CHUNKS:
            yield content[at:end]
        if name == b"IEND":
            return
        at = end


def jpeg_2000_without_metadata(content: bytes) -> bytes:
    """Return a JPEG 2000 file with the boxes of its pixels alone; a bare codestream is returned as it is."""
    if content[4:8] != b"jP  ":
        return content
    kept, at = [], 0
    while at + 8 <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        if length == 1 and at + 16 <= len(content):
            length = struct.unpack_from(">Q", content, at + 8)[0]
        end = at + length if length >= 8 else len(content)
        if name in _JPEG_2000_BOXES:
            kept.append(content[at:end])
        at = end
    return b"".join(kept)
