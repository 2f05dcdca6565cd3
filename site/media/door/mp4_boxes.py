"""Puts the index of an MP4 file in front of its content, so that playing begins before all of it has come.

FFmpeg does it by reading its file again by its name; what is written in memory has none.
"""

import struct
from collections.abc import Iterator

# ISO/IEC 14496-12: the boxes within which those with the places of the content lie.
_HOLDING = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}


def with_index_in_front(content: bytes) -> bytes:
    """Return the file with its box of the index (moov) directly behind its type (ftyp). Raises ValueError."""
    boxes = [(name, start, end) for name, start, _inner, end in _boxes(content, 0, len(content))]
    names = [name for name, _start, _end in boxes]
    if names.count(b"moov") != 1 or names[0] != b"ftyp":
        raise ValueError("This is no MP4 file as FFmpeg writes it")
    start, end = next((start, end) for name, start, end in boxes if name == b"moov")
    first = boxes[0][2]
    index = bytearray(content[start:end])
    _shift(index, 0, len(index), by=len(index))
    return b"".join((content[:first], index, content[first:start], content[end:]))


def _boxes(content: bytes | bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Yield (name, start, start of what is inside, end) of each box."""
    while start + 8 <= end:
        length, name = struct.unpack_from(">I4s", content, start)
        inner = start + 8
        if length == 1:
            length = struct.unpack_from(">Q", content, inner)[0]
            inner += 8
        if length < inner - start or start + length > end:
            raise ValueError("A box ends beyond its file")
        yield bytes(name), start, inner, start + length
        start += length


def _shift(index: bytearray, start: int, end: int, by: int) -> None:
    """Correct the places of the content (stco, co64) by the bytes that come before it now."""
    for name, _begin, inner, box_end in _boxes(index, start, end):
        if name in _HOLDING:
            _shift(index, inner, box_end, by)
        elif name in (b"stco", b"co64"):
            form = f">{struct.unpack_from('>I', index, inner + 4)[0]}{'I' if name == b'stco' else 'Q'}"
            places = struct.unpack_from(form, index, inner + 8)
            struct.pack_into(form, index, inner + 8, *(place + by for place in places))
