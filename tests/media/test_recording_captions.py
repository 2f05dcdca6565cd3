"""Captions are checked as browsers read them, and what is wrong is named by its line."""

import pytest

from media.recordings.captions import BadCaptions, Caption, parse, unified, words_of

GOOD = """WEBVTT - made by hand

1
00:00:00.000 --> 00:00:02.500 align:start line:90%
<v Mara>I opened it in spring.

00:02.500 --> 00:04.000
It was <i>cold</i>,
and it rained.
"""


def test_good_captions_are_read() -> None:
    assert parse(GOOD, seconds=10) == [
        Caption(0.0, 2.5, "I opened it in spring."),
        Caption(2.5, 4.0, "It was cold,\nand it rained."),
    ]


@pytest.mark.parametrize("text", [GOOD.replace("\n", "\r\n"), GOOD.replace("\n", "\r"), "\ufeff" + GOOD])
def test_files_of_all_systems_are_read_alike(text: str) -> None:
    assert unified(text) == GOOD
    assert parse(text) == parse(GOOD)


CUE = "00:01.000 --> 00:02.000\nWords\n"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "first line must be WEBVTT"),
        (f"webvtt\n\n{CUE}", 1, "first line must be WEBVTT"),
        ("1\n00:00:01,000 --> 00:00:02,000\nWords\n", 1, "first line must be WEBVTT"),
        (f"WEBVTT\n{CUE}", 2, "empty one"),
        ("WEBVTT\n\n", 2, "no caption yet"),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nWords\n", 3, "full stop"),
        ("WEBVTT\n\n00:01.0 --> 00:02.0\nWords\n", 3, "full stop"),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nWords\n", 3, "full stop"),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nWords\n", 3, "ends before it begins"),
        (f"WEBVTT\n\n00:05.000 --> 00:06.000\nLater\n\n{CUE}", 6, "in order"),
        ("WEBVTT\n\n00:11.000 --> 00:12.000\nWords\n", 3, "after the end of the film"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\nWords\n", 4, "words of the caption are missing"),
        ("WEBVTT\n\nWords without times\n", 3, "two times must stand here"),
        ("WEBVTT\n\n1\nWords without times\n", 4, "two times must stand here"),
        (f"WEBVTT\n\n{CUE}00:03.000 --> 00:04.000\nMore\n", 5, "empty line is missing"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000 big\nWords\n", 3, "no setting"),
        (f"WEBVTT\n\nNOTE Ezbrin Qwolda says\n\n{CUE}", 3, "download notes"),
        (f"WEBVTT\n\nSTYLE\n::cue {{ color: red }}\n\n{CUE}", 3, "Styles and regions"),
    ],
)
def test_what_is_wrong_is_named_by_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(BadCaptions) as caught:
        parse(text, seconds=10)
    assert caught.value.line == line
    assert says in str(caught.value.problem)


def test_the_words_are_found_without_their_times() -> None:
    assert words_of(GOOD) == "I opened it in spring.\nIt was cold,\nand it rained."
    assert words_of("Ezbrin without times") == "Ezbrin without times"
