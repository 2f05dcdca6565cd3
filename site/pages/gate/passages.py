"""Finds the sentences of a page in which a word stands, so that somebody can judge it where it stands."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from consent.not_health import digest_of
from consent.rules.facts import Declaration
from consent.rules.names import Haystack
from consent.rules.sentences import sentences_with
from consent.rules.written_words import as_written, pieces_of
from pages.gate.texts import position_label, texts_of
from pages.models import BasePage


@dataclass(frozen=True)
class Passage:
    """A sentence with the word in it marked, where on the page it stands, and the digest that an answer keeps."""

    where: Any
    sentence: SafeString
    digest: str


def passages_with(page: BasePage, declaration: Declaration, word: str) -> list[Passage]:
    """Return each sentence of a page with a word of the health list that nobody has answered about, in its order."""
    here = (page.translation_key, page.locale.language_code, word)
    return [
        Passage(position_label(page, position), _marked(sentence, word), digest_of(*here, sentence))
        for position, text in declaration.readable
        for sentence in sentences_with(text, word)
        if (word, sentence) not in declaration.not_health
    ]


def _marked(sentence: str, word: str) -> SafeString:
    """Return the sentence with each word marked that the word, or one of the few words, of the list finds."""
    pieces = (format_html("<mark>{}</mark>" if is_it else "{}", piece) for piece, is_it in pieces_of(sentence, word))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def written_on(page: BasePage, word: str) -> str:
    """Return how a word of the health list is written on a page."""
    return as_written("\n".join(text for _position, text in texts_of(page) if Haystack(text).has_word(word)), word)
