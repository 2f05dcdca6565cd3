"""Rule 4: words that tell of health."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from consent.rules.facts import Declaration, Refusal
from consent.rules.names import Haystack
from consent.rules.sentences import sentences_with
from consent.rules.written_words import as_written
from consent.vocabulary import Basis, Element


def health(declaration: Declaration) -> list[Refusal]:
    """Return where words of health stand though nobody agreed that their health is told.

    One person in the story whose health is declared and covered is enough (rule 1 sees that every declared one is
    covered); or the editor's recorded answer, for each sentence with the word, that it is nobody's health data.

    Sources: GDPR article 9 (data concerning health only with explicit consent, or made public by the person); IOM
    Data Protection Manual, sensitivity of data and confidentiality.
    """
    if any(
        subject.basis == Basis.CONSENT
        and subject.consent is not None
        and subject.tells_health
        and subject.consent.permits(Element.HEALTH, declaration.channel, declaration.language)
        for subject in declaration.subjects
    ):
        return []
    found = []
    for position, text in declaration.readable:
        haystack = Haystack(text)
        for word in declaration.health_words:
            if haystack.has_word(word) and _unanswered(text, word, declaration):
                message = format_lazy(
                    _(
                        "Here stands a word that may tell of somebody's health ({word}). Ask a protection officer to "
                        "declare it with a consent that covers health, take it out, or answer that it is nobody's "
                        "health data."
                    ),
                    word=as_written(text, word),
                )
                found.append(Refusal("health_word", message, position=position, element=Element.HEALTH, term=word))
    return found


def _unanswered(text: str, word: str, declaration: Declaration) -> bool:
    return any((word, sentence) not in declaration.not_health for sentence in sentences_with(text, word))
