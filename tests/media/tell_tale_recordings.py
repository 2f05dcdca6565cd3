"""Short recordings that tell of whom and where they were made, in each kind of file, and what must not be left."""

import struct
from array import array
from fractions import Fraction
from io import BytesIO
from math import sin
from typing import Any

import av
from PIL import Image

RATE = 48_000
# Each is planted somewhere; none may stand in any byte of what is stored.
TOLD = (
    "Ezbrin Qwolda",
    "Quiet Street 7",
    "+50.8503+004.3517",
    "SerialNo-4471",
    "planted-comment",
    "planted-chapter",
    "planted-xmp",
    "planted-attachment",
    "2024-05-17",
    "Lavf",
    "Lavc",
    "x264 - core",
)
TAGS = {
    "title": "Ezbrin Qwolda",
    "artist": "Ezbrin Qwolda",
    "comment": "planted-comment",
    "location": "+50.8503+004.3517/",
    "album": "Quiet Street 7",
    "creation_time": "2024-05-17T10:00:00Z",
    "encoder": "SerialNo-4471",
}
# Name of the kind, reader and writer of FFmpeg, and encoder.
SOUNDS = {
    "mp3": ("mp3", "libmp3lame"),
    "m4a": ("mp4", "aac"),
    "opus": ("ogg", "libopus"),
    "flac": ("flac", "flac"),
    "wav": ("wav", "pcm_s16le"),
}
FILMS = {
    "mp4": ("mp4", "libx264", "aac"),
    "webm": ("webm", "libvpx", "libopus"),
    "mov": ("mov", "libx264", "pcm_s16le"),
}


def tone(seconds: float, rate: int = RATE) -> bytes:
    """Return samples of a tone, 16 bits each."""
    return array("h", (int(8000 * sin(number * 0.05)) for number in range(int(seconds * rate)))).tobytes()


def sound(ending: str = "mp3", seconds: float = 1.0, tags: dict[str, str] | None = None, cover: bool = False) -> bytes:
    """Return a recording of a tone."""
    form, coding = SOUNDS[ending]
    written = BytesIO()
    with av.open(written, "w", format=form) as container:
        container.metadata.update(tags or {})
        stream: Any = container.add_stream(coding, rate=RATE)
        stream.layout = "mono"
        picture = _cover(container) if cover else None
        if picture is not None:
            container.mux(picture)
        _encode_tone(container, stream, seconds)
    return written.getvalue()


def _cover(container: Any) -> Any:
    still = BytesIO()
    Image.new("RGB", (16, 16), "red").save(still, "JPEG", comment=b"Ezbrin Qwolda")
    stream = container.add_stream("mjpeg")
    stream.width, stream.height, stream.pix_fmt = 16, 16, "yuvj420p"
    stream.disposition = av.stream.Disposition.attached_pic
    packet = av.Packet(still.getvalue())
    packet.stream, packet.pts, packet.dts = stream, 0, 0
    packet.time_base = Fraction(1, 1)
    return packet


def film(
    ending: str = "mp4",
    seconds: float = 1.0,
    size: tuple[int, int] = (64, 48),
    tags: dict[str, str] | None = None,
    turned: int = 0,
    heard: bool = True,
    coding: str = "",
    form: str = "yuv420p",
    options: dict[str, str] | None = None,
) -> bytes:
    """Return a film of changing greys, ten a second, with a tone."""
    container_form, picture_coding, sound_coding = FILMS[ending]
    written = BytesIO()
    with av.open(written, "w", format=container_form, options=options or {}) as container:
        container.metadata.update(tags or {})
        picture: Any = container.add_stream(coding or picture_coding, rate=10)
        picture.width, picture.height, picture.pix_fmt = *size, form
        picture.codec_context.thread_count = 1
        if turned:
            picture.set_display_rotation(turned)
        stream: Any = container.add_stream(sound_coding, rate=RATE) if heard else None
        if stream is not None:
            stream.layout = "stereo"
        if tags:
            picture.metadata["handler_name"] = "Ezbrin Qwolda"
            container.set_chapters(
                [
                    {
                        "id": 1,
                        "start": 0,
                        "end": 500,
                        "time_base": Fraction(1, 1000),
                        "metadata": {"title": "planted-chapter"},
                    }
                ]
            )
        for number in range(int(seconds * 10)):
            frame = av.VideoFrame.from_image(Image.new("RGB", size, (number * 9 % 256,) * 3))
            frame.pts = number
            for packet in picture.encode(frame.reformat(format=form)):
                container.mux(packet)
        for packet in picture.encode(None):
            container.mux(packet)
        if stream is not None:
            _encode_tone(container, stream, seconds)
    return written.getvalue()


def _encode_tone(container: Any, stream: Any, seconds: float) -> None:
    frame = av.AudioFrame(format="s16", layout="mono", samples=int(seconds * RATE))
    frame.planes[0].update(tone(seconds))
    frame.sample_rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
    for packet in [*stream.encode(frame), *stream.encode(None)]:
        container.mux(packet)


def with_box(content: bytes, name: bytes, inside: bytes) -> bytes:
    """Return an MP4 file with one more box at its end."""
    return content + struct.pack(">I4s", 8 + len(inside), name) + inside


XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


def telling(content: bytes) -> bytes:
    """Return an MP4 film with what cameras write behind it: XMP, and a box of their own with the place."""
    content = with_box(content, b"uuid", XMP_UUID + b"<x:xmpmeta>planted-xmp Quiet Street 7</x:xmpmeta>")
    return with_box(content, b"free", b"planted-attachment SerialNo-4471")
