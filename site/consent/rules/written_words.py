"""The words of a text as they stand there that a word of a list finds. Never used for names."""

import re

from consent.rules.names import Haystack

PIECE = re.compile(r"(\W+)")
# What is read from right to left may stand in a sentence that is not, and the other way round (Unicode, UAX #9).
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def pieces_of(text: str, word: str) -> list[tuple[str, bool]]:
    """Return a text in pieces, each with whether the word, or one of the few words, of a list finds it."""
    parts = word.split()
    return [(piece, any(_finds(part, piece) for part in parts)) for piece in PIECE.split(text)]


def as_written(text: str, word: str) -> str:
    """Return how a word of a list is written in a text, each spelling once; the word itself where it is in pieces."""
    found = dict.fromkeys(piece for piece, is_it in pieces_of(text, word) if is_it)
    return ", ".join(isolated(piece) for piece in found) or isolated(word.rstrip("*"))


def isolated(word: str) -> str:
    """Return a word so that its direction does not disturb the sentence around it, as ``<bdi>`` does in HTML."""
    return f"{FIRST_STRONG_ISOLATE}{word}{POP_ISOLATE}"


def _finds(part: str, piece: str) -> bool:
    return Haystack(piece).has_word(part)
