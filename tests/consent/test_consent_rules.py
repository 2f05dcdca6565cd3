"""Each rule both ways: what it refuses, and what it lets pass."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from rule_cases import CHILD, DAY, PASSER_BY, PASSING, REFUSED, WARNED, but, written
from rule_factory import CONSENT, MARA, STORY, TEXTS, TODAY, about, agreed, override, story
from rule_factory import scopes as granted

from consent.calendar import add_months, end_of, start_of
from consent.rules import check, check_draft, clearance_until, passes
from consent.rules.facts import Declaration, Kind, Limits, ScopeFacts
from consent.vocabulary import (
    Channel,
    Element,
    Face,
    IdentityLevel,
    PlacePrecision,
    Risk,
)


def codes(declaration: Declaration, kind: Kind | None = None) -> set[str]:
    """Return the codes of what the rules find."""
    return {refusal.code for refusal in check(declaration) if kind in (None, refusal.kind)}


def test_the_good_story_passes() -> None:
    assert check(STORY) == []


@pytest.mark.parametrize(
    ("code", "declaration"), [(code, each) for code, declarations in REFUSED.items() for each in declarations]
)
def test_refused(code: str, declaration: Declaration) -> None:
    assert code in codes(declaration, Kind.ERROR)
    assert clearance_until(declaration) is None


@pytest.mark.parametrize(("code", "declaration"), WARNED.items())
def test_warned(code: str, declaration: Declaration) -> None:
    assert codes(declaration) == codes(declaration, Kind.WARNING) == {code}
    assert clearance_until(declaration) is not None


@pytest.mark.parametrize("declaration", PASSING.values(), ids=PASSING.keys())
def test_passing(declaration: Declaration) -> None:
    assert check(declaration) == []
    assert clearance_until(declaration) is not None


@pytest.mark.parametrize("declaration", [each for declarations in REFUSED.values() for each in declarations])
def test_each_refusal_can_be_read_and_names_nobody(declaration: Declaration) -> None:
    with translation.override("en"):
        shown = " ".join(f"{refusal.message} {refusal!r}" for refusal in check(declaration))
    assert "{" not in shown.replace("frozenset({", "")
    assert not {"ezbrin", "qwolda", "hope"} & set(shown.lower().split())
    assert "qwolda" not in f"{declaration!r}".lower()


def test_one_rule_at_a_time() -> None:
    assert codes(about(open_procedure=True)) == {"open_procedure"}
    assert codes(about(risk=Risk.HIGH, face=Face.SHOWN)) == {"too_much_at_risk"}
    assert codes(written("He fell ill.")) == {"health_word"}
    assert codes(written("Then Ezbrin laughed.")) == {"true_name_found"}


def test_a_refusal_says_where_and_what() -> None:
    [refusal] = check(written("He fell ill."))
    assert (refusal.position, refusal.term, refusal.element) == ("body", "ill", Element.HEALTH)
    [refusal] = check(written("Qwolda"))
    assert (refusal.position, refusal.subject_id, refusal.term) == ("body", MARA.subject_id, "")
    [refusal] = check(agreed(scopes=but(Element.STORY_TEXT)))
    assert refusal.element == Element.STORY_TEXT
    assert "the story for website" in str(refusal.message)


def test_a_draft_is_refused_for_a_true_name_alone() -> None:
    assert [refusal.kind for refusal in check_draft(written("Qwolda", consent=None))] == [Kind.ERROR]
    assert [refusal.kind for refusal in check_draft(written("hope", true_names=("Hope",)))] == [Kind.WARNING]
    assert check_draft(about(consent=None, open_procedure=True)) == []


NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("declaration", "until"),
    [
        (STORY, end_of(CONSENT.valid_until)),
        (story(subjects=(MARA, replace(MARA, subject_id=UUID(int=3), publication_name="Zoe",
            consent=replace(CONSENT, valid_until=TODAY + DAY)))), end_of(TODAY + DAY)),
        (about(**CHILD), start_of(TODAY + timedelta(days=100))),
        (about(open_procedure=True, procedure_override=override(7)), end_of(TODAY + 7 * DAY)),
        (about(open_procedure=False, procedure_override=override(7)), end_of(CONSENT.valid_until)),
        (story(approvals=(), absence=override(5)), end_of(TODAY + 5 * DAY)),
        (story(absence=override(5)), end_of(CONSENT.valid_until)),
        (story(subjects=(PASSER_BY,)), end_of(add_months(TODAY, 24))),
    ],
)  # fmt: skip
def test_a_clearance_ends_with_the_first_thing_it_rests_on(declaration: Declaration, until: datetime) -> None:
    assert clearance_until(declaration) == until
    assert until > NOON


some_scopes = st.lists(
    st.builds(
        ScopeFacts,
        element=st.sampled_from(Element),
        channel=st.sampled_from([Channel.WEBSITE, Channel.FEEDS]),
        language=st.sampled_from(["", "en", "fr"]),
        granted=st.booleans(),
        withdrawn=st.sampled_from([False, False, True]),
    ),
    max_size=30,
).map(tuple)
some_people = st.fixed_dictionaries({
    "identity_level": st.sampled_from([IdentityLevel.PSEUDONYM, IdentityLevel.NONE, IdentityLevel.TRUE_NAME]),
    "place_precision": st.sampled_from(PlacePrecision),
    "face": st.sampled_from(Face),
    "shows_voice": st.booleans(),
    "names_employer": st.booleans(),
    "names_family": st.booleans(),
    "tells_health": st.booleans(),
})  # fmt: skip


@given(some_scopes, some_people, st.booleans(), st.sampled_from([Channel.WEBSITE, Channel.FEEDS]))
def test_no_combination_of_scopes_publishes_what_was_refused(
    said: tuple[ScopeFacts, ...], person: dict[str, Any], all_granted_before: bool, channel: Channel
) -> None:
    consent = replace(CONSENT, scopes=(granted(*Element, channel=channel) if all_granted_before else ()) + said)
    declaration = replace(about(consent=consent, **person), channel=channel)
    shown = declaration.subjects[0].elements
    here = [scope for scope in consent.scopes if scope.channel == channel and scope.language in ("", "en")]
    refused = {scope.element for scope in here if not scope.granted or scope.withdrawn}
    permitted = {scope.element for scope in here} - refused
    assert passes(check(declaration)) == (shown <= permitted)
    assert (clearance_until(declaration) is None) == bool(shown - permitted)


@given(st.sampled_from(Risk), st.integers(0, 5), st.integers(0, 5), some_people)
def test_no_setting_shows_more_of_people_at_risk_than_the_rule(
    risk: Risk, at_risk: int, high: int, person: dict[str, Any]
) -> None:
    limits = Limits(at_risk_maximum=at_risk, high_risk_maximum=high)
    declaration = replace(about(risk=risk, **person), limits=limits)
    shown = [
        person["face"] == Face.SHOWN,
        person["identity_level"] == IdentityLevel.TRUE_NAME,
        person["place_precision"] == PlacePrecision.EXACT,
    ]
    most = {Risk.STANDARD: 3, Risk.AT_RISK: 2, Risk.HIGH: 1}[risk]
    if sum(shown) > most:
        assert clearance_until(declaration) is None


def test_months_end_with_the_month() -> None:
    assert add_months(TODAY.replace(month=1, day=31), 1).isoformat() == "2026-02-28"
    assert add_months(TODAY.replace(month=12, day=15), 13).isoformat() == "2028-01-15"


def test_texts_of_the_page_have_one_fingerprint() -> None:
    assert story(texts=(("a", "bc"),)).text_hash != story(texts=(("ab", "c"),)).text_hash
    assert story(texts=TEXTS).text_hash == STORY.text_hash
