"""Gathers from the records what the rules need to know, in a fixed number of queries.

The gate of the pages adds what it alone knows: the texts with their places, what the blocks show, who wrote it.
What comes from here holds names in memory: it is for the rules, and neither kept nor shown.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from consent.authorship import approvals_given, authors_by
from consent.gathering import current_limits, names_of, officer_ids, subject_facts
from consent.models import (
    AbsenceOverride,
    CommonWordAnswer,
    ConsentRecord,
    Contributor,
    FinalTextApproval,
    HealthWord,
    MinorEdit,
    StorySubject,
)
from consent.not_health import answered_sentences
from consent.picturing import Pictured, with_pictured
from consent.rules.facts import Approval, Declaration, Override, SubjectFacts
from consent.rules.names import folded
from consent.vocabulary import Channel, IdentityLevel


@sensitive_variables()
def declare(
    translation_key: UUID,
    language_code: str,
    texts: tuple[tuple[str, str], ...],
    *,
    channel: Channel = Channel.WEBSITE,
    today: date | None = None,
    pictured: Iterable[Pictured] = (),
    owner_id: int | None = None,
    **known_by_the_gate: Any,
) -> Declaration:
    """Return the declaration of a page in one language and channel.

    ``pictured`` are the people whom its pictures show, ``owner_id`` is who made the page. ``known_by_the_gate`` are
    further fields of Declaration: is_story, chosen, people_at, elements, pictures, pseudonym_notice. Approvals, and
    the mark of a minor edit, count for exactly these texts.
    """
    day = today or timezone.localdate()
    current_officers = officer_ids()
    common_words = _common_words(translation_key, language_code, current_officers)
    told = subjects_of(translation_key, language_code, current_officers)
    subjects = with_pictured(told, pictured, current_officers, common_words)
    declaration = Declaration(
        language=language_code,
        today=day,
        channel=channel,
        subjects=subjects,
        texts=texts,
        absence=_absence(translation_key, current_officers),
        health_words=tuple(HealthWord.objects.filter(language_code=language_code).values_list("word", flat=True)),
        names_of_others=names_of_others(subjects),
        limits=current_limits(),
        **known_by_the_gate,
    )
    given = approvals_given(translation_key, language_code)
    authors = authors_by(translation_key, language_code, declaration.text_hash, given)
    return replace(
        declaration,
        author_ids=authors if owner_id is None else authors | {owner_id},
        approvals=tuple(Approval(by, frozenset(ids)) for of, by, ids in given if of == declaration.text_hash),
        minor_edit=_of(MinorEdit, translation_key, language_code).filter(text_hash=declaration.text_hash).exists(),
        not_health=answered_sentences(translation_key, language_code, declaration.readable),
    )


@sensitive_variables()
def subjects_of(
    translation_key: UUID, language_code: str, deciding: frozenset[int] | None = None
) -> tuple[SubjectFacts, ...]:
    """Return what is known of the people in a story, and what the story declares to show of them."""
    by = officer_ids() if deciding is None else deciding
    subjects = (
        StorySubject.objects.filter(translation_key=translation_key)
        .prefetch_related(
            Prefetch("contributor", Contributor.objects.for_rules()),
            Prefetch("approvals", FinalTextApproval.objects.filter(language_code=language_code)),
            Prefetch("contributor__records", ConsentRecord.objects.for_rules()),
            Prefetch("contributor__common_words", _common_words(translation_key, language_code, by)),
        )
        .order_by("pk")
    )
    return tuple(_subject(subject, by) for subject in subjects)


@sensitive_variables()
def names_of_others(subjects: tuple[SubjectFacts, ...]) -> frozenset[str]:
    """Return the names of all contributors who are not among the subjects, folded; none if nobody needs them."""
    if not any(subject.identity_level == IdentityLevel.PSEUDONYM for subject in subjects):
        return frozenset()
    own = {subject.contributor_id for subject in subjects if subject.contributor_id}
    found: set[str] = set()
    for publication_name, true_names in Contributor.objects.exclude(pk__in=own).values_list(
        "publication_name", "true_names"
    ):
        found |= {folded(name) for name in (publication_name, *true_names)}
    return frozenset(found - {""})


def _of(model: Any, translation_key: UUID, language_code: str) -> Any:
    return model.objects.filter(translation_key=translation_key, language_code=language_code)


def _common_words(translation_key: UUID, language_code: str, deciding: frozenset[int]) -> Any:
    return _of(CommonWordAnswer, translation_key, language_code).filter(answered_by__in=deciding)


def _absence(translation_key: UUID, deciding: frozenset[int]) -> Override | None:
    """Return the officers' exception that holds longest."""
    found = AbsenceOverride.objects.filter(translation_key=translation_key, decided_by__in=deciding)
    override = found.order_by("until").last()
    return (
        None
        if override is None
        else Override(until=override.until, has_reason=bool(override.reason.strip()), by_officer=True)
    )


@sensitive_variables()
def _subject(subject: StorySubject, deciding: frozenset[int]) -> SubjectFacts:
    approvals = list(subject.approvals.all())
    names = names_of(subject.contributor) if subject.contributor else {}
    return subject_facts(subject, deciding, approved_text_hash=approvals[-1].text_hash if approvals else "", **names)
