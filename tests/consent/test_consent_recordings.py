"""Rule 10, both ways, and what a recording makes the other rules ask."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from rule_factory import CONSENT, MARA, scopes, story

from consent.picturing import Pictured, merged, only_pictured
from consent.rules import check, check_person
from consent.rules.facts import Declaration, Kind, RecordingFacts
from consent.vocabulary import Basis, Element, Face, PeopleShown

GOOD = RecordingFacts("recordings/1", PeopleShown.YES, people=1)


def codes(declaration: Declaration) -> list[str]:
    """Return what stops a page."""
    return [refusal.code for refusal in check(declaration) if refusal.kind == Kind.ERROR]


@pytest.mark.parametrize(
    ("facts", "in_a_story", "elsewhere"),
    [
        ({}, [], []),
        ({"shown": None, "people": 0}, ["recording_unanswered"], ["recording_unanswered"]),
        ({"shown": PeopleShown.NONE, "people": 0}, ["recording_unconfirmed"], []),
        ({"shown": PeopleShown.NONE, "people": 0, "nobody_confirmed": True}, [], []),
        ({"shown": PeopleShown.UNIDENTIFIABLE, "people": 0}, [], []),
        ({"people": 0}, ["recording_without_subject"], ["recording_without_subject"]),
        ({"replaced": True}, ["recording_replaced"], ["recording_replaced"]),
        ({"lacks_words": True}, ["recording_without_words"], ["recording_without_words"]),
    ],
)
def test_a_recording_needs_its_answer_and_its_words(
    facts: dict[str, Any], in_a_story: list[str], elsewhere: list[str]
) -> None:
    recording = replace(GOOD, **facts)
    assert codes(story(recordings=(recording,))) == in_a_story
    assert codes(story(recordings=(recording,), is_story=False)) == elsewhere
    assert all(refusal.position == "recordings/1" for refusal in check(story(recordings=(recording,))))


def test_each_recording_is_asked_about() -> None:
    both = (replace(GOOD, shown=None), replace(GOOD, position="recordings/2", shown=None))
    assert [refusal.position for refusal in check(story(recordings=both))] == ["recordings/1", "recordings/2"]


@pytest.mark.parametrize(
    ("heard", "face", "granted", "missing"),
    [
        (True, Face.NONE, (Element.VOICE,), set()),
        (True, Face.NONE, (Element.FACE,), {Element.VOICE}),
        (True, Face.SHOWN, (Element.VOICE,), {Element.FACE}),
        (True, Face.SHOWN, (), {Element.FACE, Element.VOICE}),
        (True, Face.BLURRED, (Element.VOICE,), set()),
        (False, Face.SHOWN, (Element.FACE,), set()),
        (False, Face.TURNED, (), set()),
    ],
)
def test_who_is_heard_or_seen_has_agreed_to_it(
    heard: bool, face: Face, granted: tuple[Element, ...], missing: set[Element]
) -> None:
    shown = Pictured(UUID(int=7), "recordings/1", MARA.contributor_id, face=face, is_heard=heard)
    told = (Element.STORY_TEXT, Element.PUBLICATION_NAME)
    told_of = replace(MARA, consent=replace(CONSENT, scopes=scopes(*told, *granted)))
    for subject in (merged(told_of, shown), replace(told_of, **vars_shown(shown))):
        found = {refusal.element for refusal in check(story(subjects=(subject,)))} - {None}
        assert found == missing


def vars_shown(shown: Pictured) -> dict[str, Any]:
    """Return what a recording says of a person."""
    return {"face": shown.face, "shows_voice": shown.is_heard}


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"basis": Basis.STAFF_AGREEMENT, "has_evidence": True, "is_beneficiary": False}, set()),
        ({"basis": Basis.STAFF_AGREEMENT, "is_beneficiary": False}, {"basis_without_evidence"}),
        ({"basis": Basis.LICENSED, "has_evidence": True, "is_beneficiary": False}, set()),
        ({"basis": Basis.PUBLIC_ROLE, "has_evidence": True}, {"beneficiary_needs_consent"}),
        ({"basis": Basis.STAFF_AGREEMENT, "has_evidence": True, "is_minor": True}, None),
        ({}, {"consent_missing"}),
    ],
)
def test_a_colleague_who_reads_aloud_appears_by_agreement(fields: dict[str, Any], refused: set[str] | None) -> None:
    shown = Pictured(UUID(int=7), "recordings/1", is_heard=True, face=Face.NONE, **fields)
    declaration = story()
    found = {each.code for each in check_person(only_pictured(shown, {}), "en", declaration.today, declaration.limits)}
    if refused is None:
        assert "beneficiary_needs_consent" in found or "minor_needs_consent" in found
    else:
        assert found == refused
