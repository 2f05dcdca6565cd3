"""Draws recordings anew: sound is decoded and encoded again, of a film's pictures the coded frames alone are kept.

Nothing of the uploaded container survives: no title, place, date, name of a device, cover, chapter, subtitle, position
track or attachment. A coded film can carry words of its own between its frames; those are left out. Runs in the child
process.
"""

import importlib
import pkgutil
from io import BytesIO
from typing import Any

import av
from av.error import FFmpegError

from media.door import film, limits, sound
from media.door.refusals import Reason, Refused

# Loaded by name: what a file asks for beyond them is not decoded at all.
SOUND_CODINGS = ("mp3", "mp3float", "aac", "opus", "vorbis", "flac")
FILM_CODINGS = ("h264", "vp8", "vp9")
UNTOUCHED = ("pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le", "pcm_f32le", "pcm_u8")


def prepare() -> None:
    """Load what is loaded at its first use, so that no file needs to be opened afterwards."""
    for module in pkgutil.walk_packages(av.__path__, "av."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    av.logging.set_level(av.logging.PANIC)


def obey(order: dict[str, Any], content: bytes) -> tuple[bytes, dict[str, Any]]:
    """Return the clean recording and what is known of it. ``order`` says which reader opens it. Raises Refused."""
    try:
        # The reader is named, so that no playlist or script of a format that points elsewhere is ever tried.
        with av.open(BytesIO(content), format=order["kind"], options={"protocol_whitelist": ""}) as upload:
            return _cleaned(upload, order["size"])
    except FFmpegError as error:
        raise Refused(Reason.DAMAGED) from error
    except (ValueError, OverflowError, ZeroDivisionError, IndexError, KeyError) as error:
        # What a damaged header makes of a number.
        raise Refused(Reason.DAMAGED) from error


def _cleaned(upload: Any, size: int) -> tuple[bytes, dict[str, Any]]:
    if not upload.streams:
        raise Refused(Reason.DAMAGED)
    if len(upload.streams) > limits.STREAMS:
        raise Refused(Reason.TOO_MANY_STREAMS)
    heard = [stream for stream in upload.streams.audio if stream.codec_context is not None]
    for stream in heard[:1]:
        if stream.codec_context.name not in SOUND_CODINGS + UNTOUCHED:
            raise Refused(Reason.NOT_PLAYED_EVERYWHERE, stream.codec_context.name)
    pictures = [stream for stream in upload.streams.video if film.is_moving(stream)]
    if not pictures:
        if not heard:
            raise Refused(Reason.NO_SOUND)
        if size > limits.SOUND_BYTES:
            raise Refused(Reason.TOO_LARGE, "sound")
        return sound.drawn_anew(upload, heard[0])
    if pictures[0].codec_context is None or pictures[0].codec_context.name not in FILM_CODINGS:
        coding = pictures[0].codec_context.name if pictures[0].codec_context else ""
        raise Refused(Reason.NOT_PLAYED_EVERYWHERE, coding)
    return film.with_frames_alone(upload, pictures[0], heard[0] if heard else None)
