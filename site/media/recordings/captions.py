"""Captions in WebVTT: whether browsers will show them, and where they will not, in which line and why.

Source: https://www.w3.org/TR/webvtt1/, section 4 (syntax). Browsers pass over what they do not understand without a
word, so that a slip of the pen would silence a part of a film.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}([ \t]+.*)?")
_SETTING = re.compile(r"(vertical|line|position|size|align|region):\S+")
# Blocks that are no captions. Styles and regions are not for editors; a note is shown to nobody and kept by nobody.
_OTHER_BLOCKS = ("NOTE", "STYLE", "REGION")
_TAG = re.compile(r"</?[^>]*>")


@dataclass(frozen=True)
class Caption:
    """Words that are shown from one moment to another, in seconds."""

    start: float
    end: float
    text: str


class BadCaptions(Exception):
    """Captions that a browser would not show, or not all of them; ``line`` is counted from 1."""

    def __init__(self, line: int, problem: str | Promise) -> None:
        super().__init__(line, problem)
        self.line, self.problem = line, problem


def unified(text: str) -> str:
    """Return a text with the ends of its lines as browsers read them, and without the mark of its encoding."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n") + "\n"


def parse(text: str, seconds: float | None = None) -> list[Caption]:
    """Return the captions of a WebVTT text, in order.

    ``seconds`` is how long the film is, if that is known. Raises BadCaptions at the first line that is wrong.
    """
    lines = unified(text).split("\n")
    if not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]):
        raise BadCaptions(1, _("The first line must be WEBVTT."))
    if len(lines) > 1 and lines[1].strip():
        raise BadCaptions(2, _("After the first line comes an empty one."))
    found: list[Caption] = []
    at = 1
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = next((number for number in range(at, len(lines)) if not lines[number].strip()), len(lines))
        found += _block(lines, at, end, found[-1].start if found else 0.0, seconds)
        at = end
    if not found:
        raise BadCaptions(len(lines), _("There is no caption yet: a line with two times, and beneath it the words."))
    return found


def _block(lines: list[str], at: int, end: int, after: float, seconds: float | None) -> list[Caption]:
    if lines[at].split(" ")[0].rstrip(":") in _OTHER_BLOCKS and "-->" not in lines[at]:
        if lines[at].startswith("NOTE"):
            raise BadCaptions(at + 1, _("Readers can download notes. Take this one out."))
        raise BadCaptions(at + 1, _("Styles and regions cannot be used. Take this part out."))
    if "-->" not in lines[at]:
        at += 1  # the name of a caption
    if at >= end or "-->" not in lines[at]:
        raise BadCaptions(
            min(at, end - 1) + 1, _("A line with two times must stand here, for example 00:00:01.000 --> 00:00:04.000.")
        )
    timing = _TIMING.fullmatch(lines[at].strip())
    if timing is None:
        raise BadCaptions(
            at + 1,
            _("The times must look like 00:00:01.000 --> 00:00:04.000, with a full stop before the thousandths."),
        )
    if any(not _SETTING.fullmatch(each) for each in (timing[9] or "").split()):
        raise BadCaptions(at + 1, _("After the two times stands something that is no setting of WebVTT."))
    start, stop = _seconds(*timing.groups()[:4]), _seconds(*timing.groups()[4:8])
    if stop <= start:
        raise BadCaptions(at + 1, _("The caption ends before it begins."))
    if start < after:
        raise BadCaptions(at + 1, _("The caption begins before the one above it. Put them in order."))
    if seconds is not None and start >= seconds:
        raise BadCaptions(at + 1, _("The caption begins after the end of the film."))
    words = [_TAG.sub("", line) for line in lines[at + 1 : end]]
    if not any(line.strip() for line in words):
        raise BadCaptions(at + 2, _("The words of the caption are missing beneath its times."))
    for number, line in enumerate(lines[at + 1 : end], start=at + 2):
        if "-->" in line:
            raise BadCaptions(number, _("Between two captions an empty line is missing."))
    return [Caption(start, stop, "\n".join(words))]


def words_of(text: str) -> str:
    """Return what is to be read in captions, without times; of captions that are not valid, the whole text."""
    try:
        return "\n".join(caption.text for caption in parse(text))
    except BadCaptions:
        return text


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000
