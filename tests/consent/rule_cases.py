"""The table of the rules: what each refuses, what only warns, what passes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from rule_factory import APPROVER, AUTHOR, CONSENT, MARA, RECORDER, TODAY, about, agreed, by, override, story
from rule_factory import scopes as granted

from consent.rules.facts import Chosen, Declaration, Limits, ScopeFacts, SubjectFacts
from consent.vocabulary import (
    AgeBand,
    Basis,
    Channel,
    Element,
    Face,
    IdentityLevel,
    PlacePrecision,
    RecordStatus,
    Risk,
    Role,
)

DAY = timedelta(days=1)
ALL = granted(*Element)
PASSER_BY = SubjectFacts(
    subject_id=UUID(int=5),
    role=Role.CROWD,
    basis=Basis.CROWD,
    has_evidence=True,
    is_beneficiary=False,
    identity_level=IdentityLevel.NONE,
)
CHILD: dict[str, Any] = {
    "age_band": AgeBand.TEENAGER,
    "turns_18_on": TODAY + timedelta(days=100),
    "consent": replace(CONSENT, assent_given=True, guardian_complete=True),
}


def but(*elements: Element) -> tuple[ScopeFacts, ...]:
    """Return permissions for everything but some elements."""
    return granted(*(element for element in Element if element not in elements))


def written(text: str, **person: Any) -> Declaration:
    """Return the good story with a text, approved as it stands."""
    changed = story(texts=(("body", text),))
    return replace(changed, subjects=(replace(MARA, approved_text_hash=changed.text_hash, **person),))


def chosen_and_approved(*chosen: Chosen) -> Declaration:
    """Return the good story with something chosen, approved as it stands."""
    changed = story(chosen=chosen)
    return replace(changed, subjects=(replace(MARA, approved_text_hash=changed.text_hash),))


REFUSED = {
    # Rule 1
    "story_without_subject": [story(subjects=())],
    "people_without_subject": [story(is_story=False, subjects=(), people_at=("body, block 3",))],
    "element_without_subject": [story(elements=frozenset({Element.VOICE}))],
    "consent_missing": [about(consent=None), about(contributor_id=None)],
    "consent_not_valid": [
        agreed(status=RecordStatus.DRAFT),
        agreed(status=RecordStatus.SUPERSEDED),
        agreed(status=RecordStatus.WITHDRAWN),
        agreed(valid_until=TODAY - DAY),
        agreed(valid_from=TODAY + DAY),
    ],
    "right_to_withdraw": [agreed(told_of_right_to_withdraw=False)],
    "element_not_covered": [
        agreed(scopes=()),
        agreed(scopes=but(Element.STORY_TEXT)),
        agreed(scopes=but(Element.PUBLICATION_NAME)),
        agreed(scopes=granted(*Element, language="fr")),
        agreed(scopes=granted(*Element, channel=Channel.FEEDS)),
        agreed(scopes=ALL + granted(Element.STORY_TEXT, granted=False, language="en")),
        agreed(scopes=ALL + granted(Element.STORY_TEXT, withdrawn=True, language="en")),
        story(channel=Channel.FEEDS),
        about(face=Face.SHOWN, consent=replace(CONSENT, scopes=but(Element.FACE))),
        about(shows_voice=True, consent=replace(CONSENT, scopes=but(Element.VOICE))),
        about(names_employer=True, consent=replace(CONSENT, scopes=but(Element.EMPLOYER))),
        about(names_family=True, consent=replace(CONSENT, scopes=but(Element.FAMILY))),
        about(tells_health=True, consent=replace(CONSENT, scopes=but(Element.HEALTH))),
        about(place_precision=PlacePrecision.EXACT, consent=replace(CONSENT, scopes=but(Element.EXACT_PLACE))),
        about(identity_level=IdentityLevel.TRUE_NAME, consent=replace(CONSENT, scopes=but(Element.TRUE_NAME))),
    ],
    "beneficiary_needs_consent": [story(subjects=(replace(PASSER_BY, is_beneficiary=True),))],
    "minor_needs_consent": [
        story(subjects=(replace(PASSER_BY, marked_minor=True),)),
        story(subjects=(replace(PASSER_BY, age_band=AgeBand.UNDER_13),)),
    ],
    "health_needs_consent": [story(subjects=(replace(PASSER_BY, tells_health=True),))],
    "basis_without_evidence": [story(subjects=(replace(PASSER_BY, has_evidence=False),))],
    # Rule 2
    "too_much_at_risk": [
        about(
            risk=Risk.AT_RISK,
            face=Face.SHOWN,
            identity_level=IdentityLevel.TRUE_NAME,
            place_precision=PlacePrecision.EXACT,
        ),
        replace(
            about(
                risk=Risk.AT_RISK,
                face=Face.SHOWN,
                identity_level=IdentityLevel.TRUE_NAME,
                place_precision=PlacePrecision.EXACT,
            ),
            limits=Limits(at_risk_maximum=3),
        ),
        about(risk=Risk.HIGH, face=Face.SHOWN),
        about(risk=Risk.HIGH, identity_level=IdentityLevel.FIRST_NAME),
        about(risk=Risk.HIGH, place_precision=PlacePrecision.EXACT),
        replace(
            about(risk=Risk.HIGH, face=Face.SHOWN, place_precision=PlacePrecision.EXACT),
            limits=Limits(high_risk_maximum=3),
        ),
        replace(about(risk=Risk.AT_RISK, face=Face.SHOWN), limits=Limits(at_risk_maximum=0)),
    ],
    # Rule 3
    "minor_named": [
        about(**CHILD, identity_level=IdentityLevel.TRUE_NAME),
        about(**CHILD, identity_level=IdentityLevel.FIRST_NAME),
    ],
    "minor_exact_place": [about(**CHILD, place_precision=PlacePrecision.EXACT)],
    "minor_school": [about(**CHILD, names_school=True)],
    "minor_face": [about(**CHILD, identity_always_hidden=True, face=Face.SHOWN)],
    "minor_birthday_missing": [about(**(CHILD | {"turns_18_on": None})), about(marked_minor=True)],
    "guardian_missing": [about(**(CHILD | {"consent": replace(CONSENT, assent_given=True)}))],
    "assent_missing": [about(**(CHILD | {"consent": replace(CONSENT, guardian_complete=True)}))],
    "turned_18": [about(**(CHILD | {"turns_18_on": TODAY})), about(turns_18_on=TODAY - DAY)],
    # Rule 4
    "health_word": [
        written("<p>Then came the cancers.</p>"),
        written("He fell ILL."),
        replace(written("ill"), not_health=frozenset({("cancer*", "ill")})),
        replace(written("The ill of the town. He is ill."), not_health=frozenset({("ill", "The ill of the town.")})),
        replace(written("The ill  and he."), not_health=frozenset({("ill", "The ill")})),
        story(chosen=(Chosen("assistance/1", "kind=1", "For the ill"),)),
        replace(written("وبالسرطان"), health_words=("سرطان",)),
        written("ill", consent=replace(CONSENT, scopes=but(Element.HEALTH)), tells_health=True),
    ],
    # Rule 5
    "open_procedure": [
        about(open_procedure=True),
        about(open_procedure=True, procedure_override=override(-1)),
        about(open_procedure=True, procedure_override=override(9, has_reason=False)),
        about(open_procedure=True, procedure_override=override(9, by_officer=False)),
        about(open_procedure=True, procedure_override=override(9, until=None)),
    ],
    # Rule 6
    "pseudonym_missing": [about(publication_name=" ")],
    "pseudonym_is_true_name": [about(publication_name="EZBRIN"), about(publication_name="Mara Qwólda")],
    "pseudonym_taken": [
        story(names_of_others=frozenset({"mara"})),
        story(subjects=(MARA, replace(MARA, subject_id=UUID(int=7), true_names=("Mara",), publication_name="Zoe"))),
    ],
    "pseudonym_notice_missing": [story(pseudonym_notice=False)],
    "first_name_is_full_name": [about(identity_level=IdentityLevel.FIRST_NAME, publication_name="Ezbrin Qwolda")],
    "true_name_found": [
        written("Then Ezbrin laughed."),
        written("Ezbrin", identity_level=IdentityLevel.FIRST_NAME, publication_name="Qwolda"),
        written(
            "Qwolda",
            identity_level=IdentityLevel.TRUE_NAME,
            consent=replace(CONSENT, scopes=but(Element.TRUE_NAME)),
        ),
        written("Hope Qwolda", true_names=("Hope Qwolda",), common_words=frozenset({"hope"})),
        written("Hope Bo", true_names=("Hope Bo",), common_words=frozenset({"hope", "Hope Bo"})),
        story(chosen=(Chosen("themes/1", "theme=1", "Qwolda's workshop"),)),
    ],
    "name_or_word": [written("There was hope.", true_names=("Hope Qwolda",))],
    # Rule 7
    "author_is_recorder": [
        story(author_ids=frozenset({RECORDER})),
        story(author_ids=frozenset({AUTHOR, RECORDER})),
    ],
    "approval_missing": [
        story(approvals=()),
        story(approvals=(), absence=override(-1)),
        story(approvals=(), absence=override(1, has_reason=False)),
        story(approvals=(), absence=override(1, by_officer=False)),
    ],
    "approver_involved": [
        story(approvals=by(AUTHOR)),
        story(approvals=by(RECORDER)),
        story(approvals=by(APPROVER, authors={AUTHOR, APPROVER})),
        story(author_ids=frozenset({AUTHOR, APPROVER})),
        story(author_ids=frozenset({RECORDER}), approvals=by(RECORDER), limits=Limits(small_team=True)),
    ],
    "final_text_changed": [
        about(approved_text_hash="of another text"),
        story(chosen=(Chosen("country", "GE"),)),
        story(chosen=(Chosen("told_on", "2026-01-01"),)),
    ],
}
WARNED = {
    "form_missing": agreed(has_form=False),
    "approved_in_absence": story(approvals=(), absence=override(1)),
    "final_text_not_shown": about(approved_text_hash=""),
}
PASSING = {
    "a page without people": story(is_story=False, subjects=(), approvals=()),
    "a passer-by in the crowd": story(subjects=(PASSER_BY,)),
    "a public role": story(subjects=(replace(PASSER_BY, basis=Basis.PUBLIC_ROLE, identity_level="true_name"),)),
    "a declared voice": story(elements=frozenset({Element.VOICE}), subjects=(replace(MARA, shows_voice=True),)),
    "a quotation of somebody entered": story(is_story=False, people_at=("body, block 3",)),
    "consent in this language alone": agreed(scopes=granted(*Element, language="en")),
    "a refusal in another language": agreed(scopes=ALL + granted(Element.STORY_TEXT, granted=False, language="fr")),
    "a refusal of what is not shown": agreed(scopes=but(Element.FACE) + granted(Element.FACE, granted=False)),
    "a blurred face": about(face=Face.BLURRED, consent=replace(CONSENT, scopes=but(Element.FACE))),
    "the last day of a consent": agreed(valid_until=TODAY),
    "two of three at risk": about(risk=Risk.AT_RISK, face=Face.SHOWN, place_precision=PlacePrecision.EXACT),
    "one at high risk where set so": replace(
        about(risk=Risk.HIGH, face=Face.SHOWN), limits=Limits(high_risk_maximum=1)
    ),
    "nothing at high risk": about(risk=Risk.HIGH, face=Face.TURNED),
    "three without risk": about(
        face=Face.SHOWN, place_precision=PlacePrecision.EXACT, identity_level=IdentityLevel.TRUE_NAME
    ),
    "a child": about(**CHILD),
    "a child with a face": about(**CHILD, face=Face.SHOWN),
    "a hidden child": about(**CHILD, identity_always_hidden=True, face=Face.BLURRED),
    "an adult who agreed as one": about(turns_18_on=TODAY - timedelta(days=60)),
    "words of health with consent": written("ill", tells_health=True),
    "words of health answered": replace(
        written("He sings. The ill  of the town\nsing. Ill?"),
        not_health=frozenset({("ill", "The ill of the town"), ("ill", "Ill?")}),
    ),
    "a stored value, which nobody reads": chosen_and_approved(Chosen("country", "ill"), Chosen("told_on", "Qwolda")),
    "no word of health": written("He was still willing."),
    "an override": about(open_procedure=True, procedure_override=override(0)),
    "a true name that may stand there": written("Ezbrin Qwolda", identity_level=IdentityLevel.TRUE_NAME),
    "a first name": written("Ezbrin", identity_level=IdentityLevel.FIRST_NAME, publication_name="Ezbrin"),
    "a word that an officer knows as one": written(
        "There was hope.", true_names=("Hope Qwolda",), common_words=frozenset({"hope"})
    ),
    "a small team": story(author_ids=frozenset({AUTHOR, RECORDER}), limits=Limits(small_team=True)),
    "a text that somebody else stored": story(approvals=by(APPROVER, authors={AUTHOR, RECORDER})),
    "two approvers, one involved": story(approvals=by(AUTHOR, APPROVER)),
    "a minor edit": replace(about(approved_text_hash="of another text"), minor_edit=True),
}
