"""What the rules reason about: plain values, gathered beforehand, so that no rule asks a database.

Whoever gathers them (the gate of the pages, with ``consent.declaring``) declares what a page shows in one language
through one channel. Names and texts are kept out of every repr, and so out of logs and tracebacks.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from consent.vocabulary import (
    MINOR_BANDS,
    AgeBand,
    Basis,
    Channel,
    Element,
    Face,
    IdentityLevel,
    PeopleShown,
    PlacePrecision,
    RecordStatus,
    Risk,
    Role,
)


class Kind(Enum):
    """Whether a refusal stops publishing."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Refusal:
    """Why a page may not be published, or what to look at; the message tells the editor what to do.

    ``subject_id`` is the person in the story that it is about, ``position`` where on the page, ``term`` the word of
    the office's own list (never a name) that somebody can answer about.
    """

    code: str
    message: Any  # a lazy text: translated when it is shown
    kind: Kind = Kind.ERROR
    subject_id: UUID | None = None
    position: str = ""
    element: Element | None = None
    term: str = ""


@dataclass(frozen=True)
class ScopeFacts:
    """One permission; ``language`` is empty for all languages."""

    element: Element
    channel: Channel
    language: str
    granted: bool
    withdrawn: bool = False


@dataclass(frozen=True)
class ConsentFacts:
    """A consent on record."""

    record_id: UUID
    status: RecordStatus
    given_on: date
    valid_from: date
    valid_until: date
    told_of_right_to_withdraw: bool = True
    assent_given: bool = False
    guardian_complete: bool = False  # name, relation and evidence
    has_form: bool = True
    recorder_id: int | None = None
    scopes: tuple[ScopeFacts, ...] = ()

    def permits(self, element: Element, channel: Channel, language: str) -> bool:
        """Say whether an element may be shown. A refusal counts more than a grant, and nothing said is a no."""
        said = [
            scope
            for scope in self.scopes
            if scope.element == element and scope.channel == channel and scope.language in ("", language)
        ]
        return bool(said) and all(scope.granted and not scope.withdrawn for scope in said)


@dataclass(frozen=True)
class Override:
    """A protection officer's exception. One by anybody else, without a reason or an end, is none."""

    until: date | None
    has_reason: bool
    by_officer: bool

    def holds_on(self, day: date) -> bool:
        """Say whether the exception holds."""
        return self.has_reason and self.by_officer and self.until is not None and day <= self.until


@dataclass(frozen=True)
class SubjectFacts:
    """A person on a page: what is known of them, and what its text, its pictures and its recordings show.

    ``pictures`` are the positions of the pictures and recordings in which they are; who is ``in_text`` was entered as
    a person in the story, whether or not pictures show them as well.
    """

    subject_id: UUID
    in_text: bool = True
    pictures: tuple[str, ...] = ()
    contributor_id: UUID | None = None
    role: Role = Role.MAIN
    basis: Basis = Basis.CONSENT
    has_evidence: bool = False
    is_beneficiary: bool = True
    marked_minor: bool = False
    age_band: AgeBand | None = None
    turns_18_on: date | None = None
    identity_always_hidden: bool = False
    risk: Risk = Risk.HIGH
    open_procedure: bool = True
    procedure_override: Override | None = None
    consent: ConsentFacts | None = None
    identity_level: IdentityLevel = IdentityLevel.PSEUDONYM
    place_precision: PlacePrecision = PlacePrecision.COUNTRY
    face: Face = Face.NONE
    shows_voice: bool = False
    names_employer: bool = False
    names_family: bool = False
    names_school: bool = False
    tells_health: bool = False
    approved_text_hash: str = ""
    publication_name: str = field(default="", repr=False)
    true_names: tuple[str, ...] = field(default=(), repr=False)
    common_words: frozenset[str] = field(default=frozenset(), repr=False)  # answered by an officer, for this page

    def is_minor_on(self, day: date) -> bool:
        """Say whether the person is under 18. In doubt they are."""
        if self.turns_18_on is not None:
            return day < self.turns_18_on
        return self.marked_minor or self.age_band in MINOR_BANDS

    @property
    def elements(self) -> frozenset[Element]:
        """What the story shows of the person; each needs its permission."""
        named = self.identity_level in (IdentityLevel.FIRST_NAME, IdentityLevel.PSEUDONYM)
        shown = {
            Element.STORY_TEXT: self.role in (Role.MAIN, Role.RELATIVE),
            Element.PUBLICATION_NAME: named,
            Element.TRUE_NAME: self.identity_level == IdentityLevel.TRUE_NAME,
            Element.FACE: self.face == Face.SHOWN,
            Element.VOICE: self.shows_voice,
            Element.EXACT_PLACE: self.place_precision == PlacePrecision.EXACT,
            Element.EMPLOYER: self.names_employer,
            Element.FAMILY: self.names_family,
            Element.HEALTH: self.tells_health,
        }
        return frozenset(element for element, is_shown in shown.items() if is_shown)


@dataclass(frozen=True)
class Limits:
    """What the office has set; never more than the rules themselves allow."""

    at_risk_maximum: int = 2
    high_risk_maximum: int = 0
    months_without_consent: int = 24
    small_team: bool = False


@dataclass(frozen=True)
class Approval:
    """A colleague's approval of the text as it stands, with who had written it when it was approved."""

    by: int
    author_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Chosen:
    """What readers see and nobody wrote: a country, a day, a word of a vocabulary.

    ``value`` is what is stored, and part of the fingerprint: the name of a country may be spelled otherwise in the
    next version of its list. ``words`` are those that the office itself gave a name to, and are looked through like
    any text.
    """

    position: str
    value: str
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class PictureFacts:
    """A picture on a page: what was answered about it, and what protection officers have entered.

    ``replaced`` says that it got another file since somebody was entered.
    """

    position: str
    shown: PeopleShown | None = None
    nobody_confirmed: bool = False
    people: int = 0
    replaced: bool = False


@dataclass(frozen=True)
class RecordingFacts:
    """A recording on a page: what was answered about it, and what protection officers have entered.

    ``lacks_words`` says that those who do not hear would miss something: the transcript, or captions of a film.
    """

    position: str
    shown: PeopleShown | None = None
    nobody_confirmed: bool = False
    people: int = 0
    replaced: bool = False
    lacks_words: bool = False


@dataclass(frozen=True)
class Declaration:
    """What one page shows, in one language and through one channel, and who made and approved it."""

    language: str
    today: date
    channel: Channel = Channel.WEBSITE
    is_story: bool = True
    subjects: tuple[SubjectFacts, ...] = ()
    # Everything that is published: title, slug, body, alternative texts, captions, file names, tags, search and
    # social texts, each with the place that a message names.
    texts: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    # Where pull quotes and pictures of people stand, and what the page's blocks show by themselves (a recording
    # has a voice, a film a face).
    people_at: tuple[str, ...] = ()
    chosen: tuple[Chosen, ...] = ()
    elements: frozenset[Element] = frozenset()
    pictures: tuple[PictureFacts, ...] = ()
    recordings: tuple[RecordingFacts, ...] = ()
    pseudonym_notice: bool = False
    author_ids: frozenset[int] = frozenset()  # whoever made the page, and whoever wrote its text
    approvals: tuple[Approval, ...] = ()
    absence: Override | None = None
    minor_edit: bool = False
    health_words: tuple[str, ...] = ()
    # A word of health and a sentence with it, of which somebody has answered that it is nobody's health data.
    not_health: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)
    # The names that other contributors go by or bear, folded as consent.rules.names folds them.
    names_of_others: frozenset[str] = field(default=frozenset(), repr=False)
    limits: Limits = Limits()

    @property
    def text_hash(self) -> str:
        """A fingerprint of all that readers see: shows that something was changed, not what."""
        digest = hashlib.sha256()
        for position, text in self.texts:
            digest.update(f"{len(position)}:{position}{len(text)}:{text}".encode())
        for each in self.chosen:
            digest.update(f"chosen:{len(each.position)}:{each.position}{len(each.value)}:{each.value}".encode())
        return digest.hexdigest()

    @property
    def readable(self) -> tuple[tuple[str, str], ...]:
        """Every word that readers see, with its place: the texts, and what the office calls what was chosen."""
        return self.texts + tuple((each.position, each.words) for each in self.chosen if each.words)
