"""The traffic light says nothing else than the rules: it asks them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from rule_factory import CONSENT, MARA, TODAY, override
from rule_factory import scopes as granted

from consent.cms import Colour
from consent.cms.lights import judged, judged_by_themselves
from consent.cms.permissions import allowed_by_channel, site_languages
from consent.rules import check_person, passes
from consent.rules.facts import ConsentFacts, Limits, ScopeFacts, SubjectFacts
from consent.vocabulary import AgeBand, Channel, Element, Face, IdentityLevel, PlacePrecision, RecordStatus, Risk

LANGUAGES = [code for code, _name in site_languages()]
DAYS = st.integers(-40, 40).map(lambda days: TODAY + timedelta(days=days))

some_scopes = st.lists(
    st.builds(
        ScopeFacts,
        element=st.sampled_from(Element),
        channel=st.sampled_from(Channel),
        language=st.sampled_from(["", *LANGUAGES]),
        granted=st.booleans(),
        withdrawn=st.sampled_from([False, False, True]),
    ),
    max_size=25,
).map(tuple)
some_consents = st.builds(
    lambda said, whole, **fields: replace(CONSENT, scopes=(granted(*Element) if whole else ()) + said, **fields),
    some_scopes,
    st.booleans(),
    status=st.sampled_from([RecordStatus.VALID, RecordStatus.VALID, RecordStatus.DRAFT, RecordStatus.WITHDRAWN]),
    valid_from=st.sampled_from([CONSENT.valid_from, TODAY, TODAY + timedelta(days=1)]),
    valid_until=DAYS,
)
some_people = st.fixed_dictionaries({
    "consent": st.none() | some_consents,
    "identity_level": st.sampled_from(IdentityLevel),
    "place_precision": st.sampled_from(PlacePrecision),
    "face": st.sampled_from(Face),
    "tells_health": st.booleans(),
    "risk": st.sampled_from(Risk),
    "age_band": st.sampled_from([AgeBand.ADULT, AgeBand.ADULT, AgeBand.TEENAGER]),
    "turns_18_on": st.none() | DAYS,
    "open_procedure": st.sampled_from([False, False, True]),
    "procedure_override": st.sampled_from([None, override(3), override(-1)]),
})  # fmt: skip


@given(some_people)
@example({"consent": replace(CONSENT, scopes=granted(*Element, language="fr"))})
def test_light_and_rules_agree_on_who_may_be_shown(fields: dict[str, Any]) -> None:
    person = replace(MARA, **fields)
    light = judged(person, TODAY, Limits())
    passing = {code for code in LANGUAGES if passes(check_person(person, code, TODAY, Limits()))}
    assert (light.colour == Colour.RED) == (not passing)
    if light.colour == Colour.GREEN:
        assert passing == set(LANGUAGES)


@given(some_consents)
def test_light_and_rules_agree_on_what_is_permitted(consent: ConsentFacts) -> None:
    shown = {
        (row.channel, each.element, code)
        for row in allowed_by_channel(consent)
        for each in row.allowed
        for code in each.languages or LANGUAGES
    }
    permitted = {
        (channel, element, code)
        for channel in Channel
        for element in Element
        for code in LANGUAGES
        if consent.permits(element, channel, code)
    }
    assert shown == permitted


@given(some_people)
def test_a_light_lasts_as_long_as_the_rules_let_it(fields: dict[str, Any]) -> None:
    person = replace(MARA, **fields)
    light = judged(person, TODAY, Limits())
    if light.until is not None:
        after = light.until + timedelta(days=1)
        assert judged(person, light.until, Limits()).colour != Colour.RED
        assert judged(person, after, Limits()).colour == Colour.RED


def test_a_contributor_who_permits_nothing_is_red() -> None:
    def light(person: SubjectFacts) -> Colour:
        return judged_by_themselves(person, TODAY, Limits()).colour

    assert light(MARA) == Colour.GREEN
    assert light(replace(MARA, consent=replace(CONSENT, scopes=()))) == Colour.RED
    assert light(replace(MARA, consent=replace(CONSENT, scopes=granted(Element.FACE, granted=False)))) == Colour.RED
