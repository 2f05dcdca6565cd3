"""Plain facts for the tests of the rules: a story that passes all of them, to be spoiled one fact at a time."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from consent.rules.facts import Approval, ConsentFacts, Declaration, Override, ScopeFacts, SubjectFacts
from consent.vocabulary import AgeBand, Channel, Element, RecordStatus, Risk

TODAY = date(2026, 5, 1)
AUTHOR, RECORDER, APPROVER = 1, 2, 3
TEXTS = (("title", "A workshop by the river"), ("body, block 1", "<p>Mara opened it in spring.</p>"))


def scopes(*elements: Element, **fields: Any) -> tuple[ScopeFacts, ...]:
    """Return a permission for each element, by default for the website in all languages."""
    values = {"channel": Channel.WEBSITE, "language": "", "granted": True} | fields
    return tuple(ScopeFacts(element=element, **values) for element in elements)


CONSENT = ConsentFacts(
    record_id=UUID(int=9),
    status=RecordStatus.VALID,
    given_on=TODAY - timedelta(days=30),
    valid_from=TODAY - timedelta(days=30),
    valid_until=TODAY + timedelta(days=300),
    recorder_id=RECORDER,
    scopes=scopes(*Element),
)
MARA = SubjectFacts(
    subject_id=UUID(int=1),
    contributor_id=UUID(int=2),
    age_band=AgeBand.ADULT,
    risk=Risk.STANDARD,
    open_procedure=False,
    consent=CONSENT,
    publication_name="Mara",
    true_names=("Ezbrin Qwolda",),
)
STORY = Declaration(
    language="en",
    today=TODAY,
    subjects=(MARA,),
    texts=TEXTS,
    pseudonym_notice=True,
    author_ids=frozenset({AUTHOR}),
    approvals=(Approval(APPROVER),),
    health_words=("cancer*", "ill"),
)
STORY = replace(STORY, subjects=(replace(MARA, approved_text_hash=STORY.text_hash),))
MARA = STORY.subjects[0]


def story(**fields: Any) -> Declaration:
    """Return the good story with some facts of the page changed."""
    return replace(STORY, **fields)


def about(**fields: Any) -> Declaration:
    """Return the good story with some facts of its person changed."""
    return replace(STORY, subjects=(replace(MARA, **fields),))


def agreed(**fields: Any) -> Declaration:
    """Return the good story with some facts of the consent changed."""
    return about(consent=replace(CONSENT, **fields))


def override(days: int, **fields: Any) -> Override:
    """Return an officer's exception that holds for so many days from now."""
    return Override(**({"until": TODAY + timedelta(days=days), "has_reason": True, "by_officer": True} | fields))


def by(*approvers: int, authors: Iterable[int] = ()) -> tuple[Approval, ...]:
    """Return approvals of the text as it stands, which these had written when it was approved."""
    return tuple(Approval(approver, frozenset(authors)) for approver in approvers)
