"""What editors have answered about words of health, bound to the sentences that they had before them.

Of a sentence only a digest is kept, made with the key of the story: the same sentence elsewhere has another one, and
what an editor took out of a text cannot be read in the answers.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from consent.models import NotHealthAnswer
from consent.rules.sentences import sentences_with

Texts = Iterable[tuple[str, str]]


def digest_of(translation_key: UUID, language_code: str, word: str, sentence: str) -> str:
    """Return the digest of a sentence with a word of health, in one language of a story."""
    digest = hashlib.blake2b(key=translation_key.bytes, digest_size=16)
    for part in (language_code, word, sentence):
        digest.update(f"{len(part)}:{part}".encode())
    return digest.hexdigest()


def answered_sentences(translation_key: UUID, language_code: str, texts: Texts) -> frozenset[tuple[str, str]]:
    """Return (word, sentence) for each sentence of the texts of which it was answered that it is not about health."""
    answered: dict[str, set[str]] = defaultdict(set)
    given = NotHealthAnswer.objects.filter(translation_key=translation_key, language_code=language_code)
    for word, digests in given.values_list("word", "sentences"):
        answered[word].update(digests)
    return frozenset(
        (word, sentence)
        for word, digests in answered.items()
        for _position, text in texts
        for sentence in sentences_with(text, word)
        if digest_of(translation_key, language_code, word, sentence) in digests
    )


def digests_in(translation_key: UUID, language_code: str, word: str, texts: Texts) -> list[str]:
    """Return the digest of each sentence of the texts with a word."""
    found = (sentence for _position, text in texts for sentence in sentences_with(text, word))
    return sorted({digest_of(translation_key, language_code, word, sentence) for sentence in found})
