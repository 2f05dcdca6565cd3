"""Takes a text apart into sentences, so that somebody can judge a word where it stands."""

import re

from consent.rules.names import Haystack

# After a full stop, question or exclamation mark (Latin, Arabic, Georgian use these), and at the end of a line.
SENTENCE_END = re.compile(r"(?<=[.!?؟۔…])\s+|\n+")


def sentences_with(text: str, word: str) -> list[str]:
    """Return each sentence of a text in which a word of a list stands, each space a single one.

    A few words of the list may stand across the end of a sentence: then the whole text is the sentence.
    """
    if not Haystack(text).has_word(word):
        return []
    sentences = [" ".join(sentence.split()) for sentence in SENTENCE_END.split(text)]
    return [each for each in sentences if Haystack(each).has_word(word)] or [" ".join(text.split())]
