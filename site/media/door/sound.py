"""Decodes sound and encodes it again, in the one form that every browser plays. Runs in the child process."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import av
from av.codec.context import Flags
from av.error import BlockingIOError as NothingYet
from av.error import EOFError as NothingMore
from av.error import FFmpegError
from av.filter import Graph

from media.door import limits, mp4_boxes
from media.door.refusals import Reason, Refused

# These say how long they are; a file that is much shorter was cut off. The others only guess, from their size.
KNOWS_ITS_LENGTH = ("mp4", "matroska", "wav", "flac")
RATE = 48_000  # samples a second; what AAC and Opus have in common
# Broken packets that are passed over: tags of other programs at the end of a file look like some.
_FORGIVEN, _FORGIVEN_SHARE = 3, 0.02


def drawn_anew(upload: Any, stream: Any) -> tuple[bytes, dict[str, Any]]:
    """Return the sound as mono AAC in an MP4 file, and its facts. Raises Refused."""
    written = BytesIO()
    with av.open(written, "w", format="mp4", container_options={"fflags": "+bitexact"}) as clean:
        encoder = Encoder(clean, stream, "aac", channels=1)
        decoder = Decoder(stream, limits.SOUND_SECONDS, Reason.SOUND_TOO_LONG)
        for packet in upload.demux(stream):
            for frame in decoder.frames(packet):
                encoder.take(frame)
        encoder.finish()
    check_length(upload, decoder.seconds)
    if not decoder.seconds:
        raise Refused(Reason.NO_SOUND)
    facts = {"kind": "sound", "ending": "m4a", "seconds": decoder.seconds, "width": 0, "height": 0}
    return mp4_boxes.with_index_in_front(written.getvalue()), facts


def check_length(upload: Any, seconds: float) -> None:
    """Raise Refused for a file that ends long before it says."""
    if upload.format.name not in KNOWS_ITS_LENGTH or not upload.duration:
        return
    said = upload.duration / av.time_base
    if seconds < said - max(2.0, said * 0.05):
        raise Refused(Reason.DAMAGED)


class Decoder:
    """Decodes the packets of one stream, passes over a few broken ones, and stops at the longest time allowed."""

    def __init__(self, stream: Any, most_seconds: int, too_long: Reason) -> None:
        self._context = stream.codec_context
        self._context.thread_count = 1
        self._most, self._too_long = most_seconds, too_long
        self._packets = self._broken = 0
        self.seconds = 0.0

    def frames(self, packet: Any) -> Iterator[Any]:
        """Yield what a packet holds. Raises Refused where too much is broken, or where it is too long."""
        self._packets += 1
        try:
            decoded = self._context.decode(packet if packet.size else None)
        except NothingMore:
            return
        except FFmpegError as error:
            self._broken += 1
            if self._broken > _FORGIVEN + self._packets * _FORGIVEN_SHARE:
                raise Refused(Reason.DAMAGED) from error
            return
        for frame in decoded:
            self.seconds += frame.samples / frame.sample_rate
            if self.seconds > self._most:
                raise Refused(self._too_long)
            yield frame


class Encoder:
    """Encodes decoded sound into a stream of a new file; gaps in its time become silence."""

    def __init__(self, container: Any, stream: Any, coding: str, channels: int) -> None:
        self._container = container
        self._layout = "mono" if channels == 1 else "stereo"
        self.stream = container.add_stream(coding, rate=RATE)
        self.stream.layout = self._layout
        self.stream.bit_rate = limits.SOUND_BIT_RATE * channels
        # Without it the encoder writes its name into the first packet.
        self.stream.codec_context.flags |= Flags.bitexact
        self._form = "fltp" if coding == "aac" else "flt"
        self._graph: Any = None

    def take(self, frame: Any) -> None:
        """Encode a decoded frame, and write what comes of it."""
        if self._graph is None:
            self._graph = self._resampling(frame)
        self._graph.push(frame)
        self._write()

    def finish(self) -> None:
        """Write what is still waiting."""
        if self._graph is not None:
            self._graph.push(None)
            self._write()
        for packet in self.stream.encode(None):
            self._container.mux(packet)

    def _write(self) -> None:
        while True:
            try:
                frame = self._graph.pull()
            except (NothingYet, NothingMore):
                return
            for packet in self.stream.encode(frame):
                self._container.mux(packet)

    def _resampling(self, frame: Any) -> Graph:
        graph = Graph()
        source = graph.add_abuffer(
            sample_rate=frame.sample_rate,
            format=frame.format.name,
            layout=frame.layout.name,
            time_base=frame.time_base,
        )
        wanted = f"sample_fmts={self._form}:sample_rates={RATE}:channel_layouts={self._layout}"
        nodes = (source, graph.add("aresample", "async=1"), graph.add("aformat", wanted), graph.add("abuffersink"))
        graph.link_nodes(*nodes).configure()
        return graph
