"""What is left of a recording behind the door: what is heard and seen, and nothing that the file tells besides."""

import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any

import av
import pytest
from tell_tale_recordings import FILMS, SOUNDS, TAGS, TOLD, film, sound, telling

from media.door import child, limits
from media.door.mp4_boxes import with_index_in_front
from media.door.recordings import CleanedRecording, check_ending, clean_recording
from media.door.refusals import Reason, Refused

# The site's own writer of WebM says so; it is not the one that the file came with.
OWN_NAME = {".webm": ["Lavf"]}


def cleaned(content: bytes) -> tuple[CleanedRecording, bytes]:
    """Send a recording through the door."""
    clean = clean_recording(BytesIO(content), len(content))
    with clean.file as file:
        return clean, file.read()


def refused(content: bytes) -> Reason:
    """Return why a recording is turned away."""
    with pytest.raises(Refused) as caught:
        clean_recording(BytesIO(content), len(content))
    return caught.value.reason


def told(content: bytes) -> list[str]:
    """Return what of the planted words stands in any byte."""
    return [word for word in TOLD if word.encode() in content or word.encode("utf-16-le") in content]


def streams(content: bytes) -> Any:
    """Open a file and return what is in it."""
    with av.open(BytesIO(content)) as container:
        return [(stream.type, stream.codec_context.name) for stream in container.streams], dict(container.metadata)


def decoded(content: bytes, kind: str) -> list[Any]:
    """Decode a file again and return its frames."""
    with av.open(BytesIO(content)) as container:
        return list(container.decode(**{kind: 0}))


@pytest.mark.parametrize("ending", SOUNDS)
def test_sound_becomes_what_every_browser_plays_and_tells_nothing(ending: str) -> None:
    original = sound(ending, 1.0, TAGS, cover=ending in ("mp3", "m4a", "flac"))
    assert len(told(original)) >= 3
    clean, content = cleaned(original)
    assert (clean.kind, clean.ending) == ("sound", ".m4a")
    assert clean.seconds == pytest.approx(1.0, abs=0.1)
    assert told(content) == []
    assert b"JFIF" not in content
    found, metadata = streams(content)
    assert found == [("audio", "aac")]
    assert set(metadata) == {"major_brand", "minor_version", "compatible_brands"}
    assert sum(frame.samples for frame in decoded(content, "audio")) / 48_000 == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("ending", FILMS)
def test_a_film_keeps_its_frames_and_tells_nothing(ending: str) -> None:
    original = film(ending, 1.0, tags=TAGS)
    if ending != "webm":
        original = telling(original)
    assert len(told(original)) >= 5
    clean, content = cleaned(original)
    assert (clean.kind, clean.width, clean.height) == ("film", 64, 48)
    assert clean.seconds == pytest.approx(1.0, abs=0.1)
    assert told(content) == OWN_NAME.get(clean.ending, [])
    found, _metadata = streams(content)
    assert [kind for kind, _coding in found] == ["video", "audio"]
    with av.open(BytesIO(content)) as container:
        assert container.chapters() == []
    assert len(decoded(content, "video")) == 10
    before = [bytes(frame.planes[0])[:64] for frame in decoded(original, "video")]
    assert [bytes(frame.planes[0])[:64] for frame in decoded(content, "video")] == before


def test_the_words_of_the_encoder_between_the_frames_are_left_out() -> None:
    original = film()
    assert b"x264 - core" in original
    assert b"x264" not in cleaned(original)[1]


def test_further_streams_stay_outside() -> None:
    written = BytesIO()
    with av.open(written, "w", format="matroska") as container:
        heard = container.add_stream("libopus", rate=48_000)
        heard.layout = "mono"
        words = container.add_stream("ass")
        words.codec_context.subtitle_header = b"[Script Info]\nTitle: Ezbrin Qwolda\n"
        container.add_attachment("planted-attachment.txt", "text/plain", b"planted-attachment")
        frame = av.AudioFrame(format="s16", layout="mono", samples=48_000)
        frame.sample_rate, frame.pts = 48_000, 0
        for packet in [*heard.encode(frame), *heard.encode(None)]:
            container.mux(packet)
    assert told(written.getvalue())
    _clean, content = cleaned(written.getvalue())
    assert told(content) == []
    assert streams(content)[0] == [("audio", "aac")]


def test_a_film_that_lies_on_its_side_stands_up() -> None:
    clean, content = cleaned(film(turned=90))
    assert (clean.width, clean.height) == (48, 64)
    assert decoded(content, "video")[0].rotation == 90


def test_a_film_without_sound_is_one() -> None:
    clean, content = cleaned(film(heard=False))
    assert clean.kind == "film"
    assert [kind for kind, _coding in streams(content)[0]] == ["video"]


@pytest.mark.parametrize("content", [sound(), film()])
def test_playing_begins_before_all_has_come(content: bytes) -> None:
    clean = cleaned(content)[1]
    assert clean.index(b"moov") < clean.index(b"mdat")


def with_spoiled_frames(content: bytes) -> bytes:
    """Return a film whose coded frames were overwritten, while its index is whole."""
    start = content.index(b"mdat") + 4
    end = content.index(b"moov") - 4
    return content[:start] + b"\x00\x00\x00\x08" * ((end - start) // 4) + content[end - (end - start) % 4 :]


def half(content: bytes) -> bytes:
    """Return the first half of a file."""
    return content[: len(content) // 2]


# Files that are broken, disguised or too much, each with why it is turned away.
HOSTILE: dict[str, tuple[Callable[[], bytes], Reason]] = {
    "empty": (lambda: b"", Reason.EMPTY),
    "text": (lambda: b"just words, and enough of them to be looked at", Reason.NOT_A_RECORDING),
    "a page": (lambda: b"<!doctype html><script>alert(1)</script>", Reason.NOT_A_RECORDING),
    "a playlist": (lambda: b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", Reason.NOT_A_RECORDING),
    "a list of files": (lambda: b"ffconcat version 1.0\nfile /etc/passwd\n", Reason.NOT_A_RECORDING),
    "a program": (lambda: b"\x7fELF\x02\x01\x01" + bytes(200), Reason.NOT_A_RECORDING),
    "a picture": (lambda: b"\0\0\0\x1cftypheic\0\0\0\0mif1heic" + bytes(200), Reason.NOT_A_RECORDING),
    "only the beginning of a film": (lambda: film()[:64], Reason.DAMAGED),
    "half a film": (lambda: half(film()), Reason.DAMAGED),
    "half a film with its index": (lambda: half(with_index_in_front(film(seconds=8))), Reason.DAMAGED),
    "half of a film in WebM": (lambda: half(film("webm", seconds=8)), Reason.DAMAGED),
    "half of a sound with its index": (lambda: half(with_index_in_front(sound("m4a", 8))), Reason.DAMAGED),
    "noise behind a good beginning": (lambda: film()[:32] + b"\xff" * 2000, Reason.DAMAGED),
    "noise that begins like MP3": (lambda: b"\xff\xfb" + b"\x55" * 5000, Reason.DAMAGED),
    "a box that is longer than its file": (lambda: film()[:40] + b"\x7f\xff\xff\xffmoov", Reason.DAMAGED),
    "frames that are none": (lambda: with_spoiled_frames(film()), Reason.DAMAGED),
    "HEVC": (lambda: film(coding="libx265"), Reason.NOT_PLAYED_EVERYWHERE),
    "ten bits": (lambda: film(form="yuv420p10le"), Reason.NOT_PLAYED_EVERYWHERE),
    "colour in full detail": (lambda: film(form="yuv444p"), Reason.NOT_PLAYED_EVERYWHERE),
    "too wide": (lambda: film(size=(2048, 64), heard=False), Reason.FILM_TOO_WIDE),
    "too high": (lambda: film(size=(64, 2048), heard=False), Reason.FILM_TOO_WIDE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_turned_away(name: str) -> None:
    make, reason = HOSTILE[name]
    assert refused(make()) is reason


def test_what_is_too_long_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "from media.door import limits, process; limits.SOUND_SECONDS = limits.FILM_SECONDS = 1; "
        "process.main('sound_and_film')"
    )
    command = (sys.executable, "-P", "-c", script)
    monkeypatch.setattr(child, "_COMMAND", command)
    assert refused(sound(seconds=2)) is Reason.SOUND_TOO_LONG
    assert refused(film(seconds=2)) is Reason.FILM_TOO_LONG
    assert refused(film("webm", seconds=2, heard=False)) is Reason.FILM_TOO_LONG


def test_what_is_too_large_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    content = sound()
    with pytest.raises(Refused) as caught:
        clean_recording(BytesIO(content), limits.SOUND_BYTES + 1)
    assert (caught.value.reason, caught.value.found) == (Reason.TOO_LARGE, "sound")
    monkeypatch.setattr(limits, "FILM_BYTES", len(content) - 1)
    assert refused(content) is Reason.TOO_LARGE


def test_a_child_that_never_answers_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_COMMAND", (sys.executable, "-c", "import time; time.sleep(600)"))
    monkeypatch.setattr(limits, "CLOCK_SECONDS", 1)
    assert refused(sound()) is Reason.TOO_DEMANDING


def test_a_child_that_does_not_listen_is_no_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))
    content = sound("wav", seconds=20)
    assert refused(content) is Reason.DAMAGED


@pytest.mark.parametrize(
    ("name", "good"), [("voice.mp3", True), ("VOICE.MP3", True), ("voice.m4a", False), ("voice", False)]
)
def test_the_name_says_what_the_file_is(name: str, good: bool) -> None:
    content = sound("mp3")
    if good:
        check_ending(content, name)
        return
    with pytest.raises(Refused) as caught:
        check_ending(content, name)
    assert (caught.value.reason, caught.value.found) == (Reason.WRONG_ENDING, "mp3")
