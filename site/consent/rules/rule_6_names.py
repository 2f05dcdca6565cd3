"""Rule 6: pseudonyms, and the true names that must stand nowhere."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from consent.rules.facts import Declaration, Kind, Refusal, SubjectFacts
from consent.rules.names import Haystack, fold, folded, is_common, is_telling, needles
from consent.vocabulary import Basis, Element, IdentityLevel


def names(declaration: Declaration) -> list[Refusal]:
    """Return what is wrong with pseudonyms, and where a true name stands. Never says which name.

    A pseudonym shares no part with the person's true name and is nobody else's, and the page says that the name was
    changed. The known spellings of true names stand in no text of the page, its address and files included.

    Sources: UNHCR Ethical Communications Guidelines (anonymity that holds; say that a name was changed); CARE's
    pillar of the name; UNICEF guidelines (change the name); IOM Data Protection Manual, confidentiality.
    """
    found: list[Refusal] = []
    for subject in declaration.subjects:
        if subject.identity_level == IdentityLevel.PSEUDONYM:
            found += _pseudonym(subject, declaration)
        elif subject.identity_level == IdentityLevel.FIRST_NAME and _is_full_name(subject):
            message = _(
                "The publication name is the full name, not only the first. Ask a protection officer to shorten it."
            )
            found.append(Refusal("first_name_is_full_name", message, subject_id=subject.subject_id))
    return found + true_names(declaration)


def true_names(declaration: Declaration, question: Kind = Kind.ERROR) -> list[Refusal]:
    """Return where the true names of the people in the story stand; asked when a draft is saved, too.

    A name that is also a common word is a question, which a protection officer answers.
    """
    found: list[Refusal] = []
    haystacks = [(position, Haystack(text)) for position, text in declaration.readable]
    for subject in declaration.subjects:
        if _may_be_named(subject, declaration):
            continue
        first_name = subject.identity_level == IdentityLevel.FIRST_NAME and not _is_full_name(subject)
        sought = needles(subject.true_names, subject.publication_name if first_name else "")
        # Only a single word can be a common one: nobody can answer a full name away.
        answered = {words for words in map(fold, subject.common_words) if len(words) == 1}
        for position, haystack in haystacks:
            hits = [words for words in sought - answered if words in haystack]
            if hits:
                found.append(_hit(subject, position, all(map(is_common, hits)), question))
    return found


def _hit(subject: SubjectFacts, position: str, may_be_a_word: bool, question: Kind) -> Refusal:
    if may_be_a_word:
        message = _(
            "Here stands a word that may be the name of a person in this story. Use another word, or ask a protection "
            "officer to say that it is only a word here."
        )
        return Refusal("name_or_word", message, question, subject_id=subject.subject_id, position=position)
    message = _("Here stands the name, or a part of the name, of a person who is not to be named. Take it out.")
    return Refusal("true_name_found", message, subject_id=subject.subject_id, position=position)


def _may_be_named(subject: SubjectFacts, declaration: Declaration) -> bool:
    """Say whether the true name is meant to stand there: declared so, and covered if consent is the ground."""
    if subject.identity_level != IdentityLevel.TRUE_NAME:
        return False
    if subject.basis != Basis.CONSENT:
        return True
    consent = subject.consent
    return consent is not None and consent.permits(Element.TRUE_NAME, declaration.channel, declaration.language)


def _is_full_name(subject: SubjectFacts) -> bool:
    shown = set(fold(subject.publication_name))
    return any(len(words) > 1 and set(words) <= shown for words in map(fold, subject.true_names))


def _pseudonym(subject: SubjectFacts, declaration: Declaration) -> Iterator[Refusal]:
    who = subject.subject_id
    words = fold(subject.publication_name)
    if not words:
        message = _("The pseudonym is missing. Ask a protection officer to enter it.")
        yield Refusal("pseudonym_missing", message, subject_id=who)
        return
    own = {word for spelling in subject.true_names for word in fold(spelling) if is_telling(word)}
    whole = {fold(spelling) for spelling in subject.true_names}
    if words in whole or own & set(words):
        message = _("The pseudonym is the true name or a part of it. Ask a protection officer to enter another one.")
        yield Refusal("pseudonym_is_true_name", message, subject_id=who)
    others = [other for other in declaration.subjects if other is not subject]
    taken = {folded(name) for other in others for name in (other.publication_name, *other.true_names)}
    if " ".join(words) in declaration.names_of_others | taken:
        message = _("Somebody else on record has this name. Ask a protection officer to enter another pseudonym.")
        yield Refusal("pseudonym_taken", message, subject_id=who)
    if not declaration.pseudonym_notice:
        message = _("The page must say, in its own language, that the name was changed. Switch the notice on.")
        yield Refusal("pseudonym_notice_missing", message, subject_id=who)
