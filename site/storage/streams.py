"""Reads a part of a stored file without holding it in memory as a whole."""

from collections.abc import Iterator
from typing import Any

_CHUNK = 64 * 1024  # bytes


def stream(storage: Any, name: str, start: int, length: int) -> Iterator[bytes]:
    """Yield ``length`` bytes of a stored file from byte ``start`` on. Raises OSError when the first is asked for."""
    if not length:
        return
    if own := getattr(storage, "stream", None):
        yield from own(name, start, length)
        return
    with storage.open(name) as file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(_CHUNK, length))):
            length -= len(chunk)
            yield chunk
