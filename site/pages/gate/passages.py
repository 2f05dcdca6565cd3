"""Finds the sentences of a page in which a word stands, so that somebody can judge it where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from consent.rules.names import Haystack
from pages.gate.texts import position_label, texts_of
from pages.models import BasePage

# After a full stop, question or exclamation mark (Latin, Arabic, Georgian use these), and at the end of a line.
SENTENCE_END = re.compile(r"(?<=[.!?؟۔…])\s+|\n+")
WORD = re.compile(r"(\W+)")


@dataclass(frozen=True)
class Passage:
    """A sentence with the word in it marked, and where on the page it stands."""

    where: Any
    sentence: SafeString


def passages_with(page: BasePage, word: str) -> list[Passage]:
    """Return each sentence of a page with a word of the health list, in the order of the page."""
    return [
        Passage(position_label(page, position), _marked(sentence, word))
        for position, text in texts_of(page)
        if Haystack(text).has_word(word)
        for sentence in _sentences_with(text, word)
    ]


def _sentences_with(text: str, word: str) -> Iterator[str]:
    sentences = [sentence.strip() for sentence in SENTENCE_END.split(text)]
    # A few words of the list may stand across the end of a sentence: then the whole text is the passage.
    yield from [each for each in sentences if Haystack(each).has_word(word)] or [text.strip()]


def _marked(sentence: str, word: str) -> SafeString:
    """Return the sentence with each word marked that the word, or one of the few words, of the list finds."""
    parts = word.split()
    pieces = (
        format_html("<mark>{}</mark>" if any(Haystack(piece).has_word(part) for part in parts) else "{}", piece)
        for piece in WORD.split(sentence)
    )
    return format_html_join("", "{}", ((piece,) for piece in pieces))
