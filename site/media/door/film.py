"""Keeps the coded frames of a film and nothing else of its file. Runs in the child process.

Encoding films again would take many times longer than somebody waits for an upload, and spoil them.
"""

from io import BytesIO
from typing import Any

import av
from av.bitstream import BitStreamFilterContext
from av.error import FFmpegError
from av.stream import Disposition

from media.door import limits, mp4_boxes
from media.door.refusals import Reason, Refused
from media.door.sound import Decoder, Encoder, check_length

# ITU-T H.264, table 7-1: supplemental information (in which encoders write their settings and cameras their place),
# delimiters, filling, auxiliary pictures. What is needed to show the film stays.
_WITHOUT_WORDS = "filter_units=remove_types=6|9|12|19"
# What all browsers show: 8 bits, colour at half the detail.
_PLAYED_EVERYWHERE = ("yuv420p", "yuvj420p")
# As many packets are decoded to see that it is the film that it says.
_TRIED = 12
_CONTAINER = {"h264": ("mp4", "aac"), "vp8": ("webm", "libopus"), "vp9": ("webm", "libopus")}


def is_moving(stream: Any) -> bool:
    """Say whether a stream of pictures is a film, and no cover or thumbnail."""
    return not stream.disposition & (Disposition.attached_pic | Disposition.timed_thumbnails)


def with_frames_alone(upload: Any, picture: Any, heard: Any) -> tuple[bytes, dict[str, Any]]:
    """Return a new file with the film's coded frames and its sound, which is drawn anew. Raises Refused."""
    _check(picture)
    container, coding = _CONTAINER[picture.codec_context.name]
    written = BytesIO()
    with av.open(written, "w", format=container, container_options={"fflags": "+bitexact"}) as clean:
        frames = _Frames(clean, picture)
        encoder = decoder = None
        if heard is not None:
            encoder = Encoder(clean, heard, coding, channels=1 if heard.codec_context.layout.nb_channels == 1 else 2)
            decoder = Decoder(heard, limits.FILM_SECONDS, Reason.FILM_TOO_LONG)
        for packet in upload.demux([each for each in (picture, heard) if each is not None]):
            if packet.stream is picture:
                frames.take(packet)
            elif decoder is not None and encoder is not None:
                for frame in decoder.frames(packet):
                    encoder.take(frame)
        frames.finish()
        if encoder is not None:
            encoder.finish()
    check_length(upload, max(frames.seconds, decoder.seconds if decoder else 0))
    content = written.getvalue()
    width, height = picture.codec_context.width, picture.codec_context.height
    if frames.is_turned:
        width, height = height, width
    facts = {"kind": "film", "ending": container, "seconds": frames.seconds, "width": width, "height": height}
    return mp4_boxes.with_index_in_front(content) if container == "mp4" else content, facts


def _check(picture: Any) -> None:
    context = picture.codec_context
    long_side, short_side = max(context.width, context.height), min(context.width, context.height)
    if not short_side or context.pix_fmt is None:
        raise Refused(Reason.DAMAGED)
    if context.pix_fmt not in _PLAYED_EVERYWHERE:
        raise Refused(Reason.NOT_PLAYED_EVERYWHERE, f"{context.name} {context.pix_fmt}")
    if long_side > limits.FILM_LONG_SIDE or short_side > limits.FILM_SHORT_SIDE:
        raise Refused(Reason.FILM_TOO_WIDE)
    if picture.average_rate and picture.average_rate > limits.FRAMES_PER_SECOND + 1:
        raise Refused(Reason.FILM_TOO_WIDE)
    if picture.duration and picture.duration * picture.time_base > limits.FILM_SECONDS:
        raise Refused(Reason.FILM_TOO_LONG)


class _Frames:
    """Writes coded frames into a new file, in the order and at the times they had."""

    def __init__(self, container: Any, picture: Any) -> None:
        self._container, self._picture = container, picture
        self._stream = container.add_stream_from_template(picture)
        self._stream.metadata.clear()
        self._filter = None
        if picture.codec_context.name == "h264":
            self._filter = BitStreamFilterContext(_WITHOUT_WORDS, picture, self._stream)
        self._taken = self._shown = 0
        # Telephones film lying down, and note beside the frames by how much the film is to be turned.
        self.is_turned = False
        self.seconds = 0.0
        picture.codec_context.thread_count = 1

    def take(self, packet: Any) -> None:
        """Write a packet. Raises Refused."""
        if packet.dts is None:
            return
        if packet.is_corrupt:
            raise Refused(Reason.DAMAGED)
        self._try(packet)
        start = packet.pts if packet.pts is not None else packet.dts
        self.seconds = max(self.seconds, float((start + (packet.duration or 0)) * packet.time_base))
        if self.seconds > limits.FILM_SECONDS:
            raise Refused(Reason.FILM_TOO_LONG)
        for clean in self._filter.filter(packet) if self._filter else [packet]:
            self._write(clean)

    def finish(self) -> None:
        """Write what is still waiting. Raises Refused if there was no frame at all."""
        if not self._taken or not self._shown:
            raise Refused(Reason.DAMAGED)
        for clean in self._filter.filter(None) if self._filter else []:
            self._write(clean)

    def _write(self, packet: Any) -> None:
        packet.stream = self._stream
        self._container.mux(packet)

    def _try(self, packet: Any) -> None:
        self._taken += 1
        if self._taken > _TRIED and self._shown:
            return
        try:
            frames = self._picture.codec_context.decode(packet)
        except FFmpegError as error:
            raise Refused(Reason.DAMAGED) from error
        self._shown += len(frames)
        self.is_turned = self.is_turned or any(abs(frame.rotation) % 180 == 90 for frame in frames)
