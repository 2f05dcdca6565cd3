"""The traffic light: what editors get to see of consent, and what they do not."""

from datetime import timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone
from officer_cases import enter, make_consent, make_person, make_valid_consent, permit, readable

from accounts.models import User
from consent import clearing
from consent.cms import Colour, TrafficLight, traffic_light
from consent.cms.story_lights import Lights
from consent.models import Contributor, StorySubject
from consent.vocabulary import Channel, Element, PeopleShown
from home.models import HomePage
from media.models import Picture
from media.people.models import PictureSubject
from stories.models import StoryPage

TODAY = timezone.localdate()


def light_for(person: Contributor | None, story: StoryPage, **fields: Any) -> TrafficLight:
    enter(story.translation_key, person, **fields)
    return traffic_light(story.translation_key)


def test_a_story_without_anybody_is_red(story: StoryPage) -> None:
    light = traffic_light(story.translation_key)
    assert (light.colour, light.people, light.until) == (Colour.RED, (), None)


def test_a_consent_to_everything_shown_is_green(subject: StorySubject, story: StoryPage) -> None:
    light = traffic_light(story.translation_key)
    assert light.colour == Colour.GREEN
    assert light.publication_names == ("Mara",)
    assert light.until is not None
    website = light.people[0].may_be_shown[0]
    assert website.channel == Channel.WEBSITE
    assert [each.element for each in website.allowed] == list(Element)
    assert len(light.people[0].may_be_shown) == 1


def test_no_record_is_red(story: StoryPage, person: Contributor) -> None:
    assert light_for(person, story).colour == Colour.RED


def test_a_draft_is_red(story: StoryPage, person: Contributor) -> None:
    permit(make_consent(person))
    assert light_for(person, story).colour == Colour.RED


def test_a_withdrawn_consent_is_red(subject: StorySubject, story: StoryPage) -> None:
    assert subject.contributor is not None
    subject.contributor.records.get().withdraw()
    light = traffic_light(story.translation_key)
    assert light.colour == Colour.RED
    assert light.people[0].may_be_shown == ()


def test_a_consent_ends(story: StoryPage, person: Contributor) -> None:
    make_valid_consent(person, valid_until=TODAY + timedelta(days=60))
    enter(story.translation_key, person)
    colours = {day: traffic_light(story.translation_key, TODAY + timedelta(days=day)).colour for day in (0, 30, 60, 61)}
    assert colours == {0: Colour.GREEN, 30: Colour.AMBER, 60: Colour.AMBER, 61: Colour.RED}


def test_a_consent_that_begins_later_is_red(story: StoryPage, person: Contributor) -> None:
    make_valid_consent(person, valid_from=TODAY + timedelta(days=2))
    assert light_for(person, story).colour == Colour.RED


@pytest.mark.parametrize(
    ("fields", "needed"),
    [
        ({"face": "shown"}, Element.FACE),
        ({"identity_level": "true_name"}, Element.TRUE_NAME),
        ({"shows_voice": True}, Element.VOICE),
        ({"place_precision": "exact"}, Element.EXACT_PLACE),
        ({"names_employer": True}, Element.EMPLOYER),
        ({"names_family": True}, Element.FAMILY),
        ({"tells_health": True}, Element.HEALTH),
        ({}, Element.PUBLICATION_NAME),
        ({}, Element.STORY_TEXT),
    ],
)
def test_each_element_that_is_shown_must_be_covered(
    story: StoryPage, person: Contributor, fields: dict[str, Any], needed: Element
) -> None:
    record = make_valid_consent(person)
    enter(story.translation_key, person, **fields)
    assert traffic_light(story.translation_key).colour == Colour.GREEN
    record.scopes.get(element=needed).withdraw()
    assert traffic_light(story.translation_key).colour == Colour.RED


def test_another_channel_does_not_cover_the_website(story: StoryPage, person: Contributor) -> None:
    record = make_consent(person)
    permit(record, channel=Channel.PRINT)
    record.supersede()
    assert light_for(person, story).colour == Colour.RED


def test_one_language_alone_is_amber(story: StoryPage, person: Contributor) -> None:
    record = make_consent(person)
    permit(record, language="fr")
    record.supersede()
    light = light_for(person, story)
    assert light.colour == Colour.AMBER
    assert {each.languages for each in light.people[0].channels[0].allowed} == {("fr",)}


def test_a_refusal_in_one_language_counts_more(story: StoryPage, person: Contributor) -> None:
    record = make_consent(person)
    permit(record)
    record.scopes.create(element=Element.FACE, channel=Channel.WEBSITE, language="ar", granted=False)
    record.supersede()
    light = light_for(person, story)
    allowed = {each.element: each.languages for each in light.people[0].channels[0].allowed}
    assert (allowed[Element.FACE], allowed[Element.VOICE]) == (("en", "fr"), ())


def test_an_open_procedure_is_red_unless_an_officer_decided(
    story: StoryPage, officer_user: User, editor_user: User
) -> None:
    person = make_person(open_procedure=True)
    make_valid_consent(person)
    assert light_for(person, story).colour == Colour.RED
    person.procedure_override_reason = "It is decided."
    person.procedure_override_by = editor_user
    person.procedure_override_until = TODAY + timedelta(days=3)
    person.save()
    assert traffic_light(story.translation_key).colour == Colour.RED
    person.procedure_override_by = officer_user
    person.save()
    light = traffic_light(story.translation_key)
    assert (light.colour, light.until) == (Colour.AMBER, TODAY + timedelta(days=3))
    assert traffic_light(story.translation_key, TODAY + timedelta(days=4)).colour == Colour.RED


def test_the_consent_of_a_guardian_ends_before_the_birthday(story: StoryPage) -> None:
    birthday = TODAY + timedelta(days=90)
    child = make_person(age_band="13_17", turns_18_on=birthday)
    make_valid_consent(
        child, assent_given=True, guardian="A guardian", guardian_relation="mother", guardian_evidence="seen"
    )
    assert light_for(child, story).until == birthday - timedelta(days=1)
    assert traffic_light(story.translation_key, birthday).colour == Colour.RED


@pytest.mark.parametrize(
    ("fields", "colour"),
    [
        ({"is_beneficiary": False, "basis_evidence": "A minister, at a public event."}, Colour.GREEN),
        ({"is_beneficiary": False}, Colour.RED),
        ({"is_beneficiary": True, "basis_evidence": "A minister."}, Colour.RED),
        ({"is_beneficiary": False, "is_minor": True, "basis_evidence": "A minister."}, Colour.RED),
        ({"is_beneficiary": False, "tells_health": True, "basis_evidence": "A minister."}, Colour.RED),
    ],
)
def test_another_basis_needs_its_proof(story: StoryPage, fields: dict[str, Any], colour: Colour) -> None:
    assert light_for(None, story, basis="public_role", **fields).colour == colour


def test_a_story_is_as_red_as_the_reddest_person(subject: StorySubject, story: StoryPage) -> None:
    other = make_person(publication_name="Sami")
    light = light_for(other, story, role="relative")
    assert light.colour == Colour.RED
    assert [person.colour for person in light.people] == [Colour.GREEN, Colour.RED]


def test_a_suspended_story_is_red(subject: StorySubject, story: StoryPage) -> None:
    clearing.suspend(story.translation_key)
    assert traffic_light(story.translation_key).colour == Colour.RED


def test_translations_have_the_same_light(subject: StorySubject, story: StoryPage, locales: Any) -> None:
    story.get_parent().copy_for_translation(locales["fr"], copy_parents=True)
    translation = story.copy_for_translation(locales["fr"])
    assert traffic_light(translation.translation_key) == traffic_light(story.translation_key)


def test_the_light_says_nothing_of_who_it_is(subject: StorySubject, story: StoryPage) -> None:
    template = Template("{% load consent_lights %}{% traffic_light key %}")
    shown = template.render(Context({"key": story.translation_key}))
    assert "Mara" in shown
    assert "May be shown" in shown
    assert readable(shown.encode()) == []
    assert readable(repr(traffic_light(story.translation_key)).encode()) == []
    assert str(subject.contributor_id) not in shown


def test_the_light_takes_the_same_queries_for_many(story: StoryPage, django_assert_num_queries: Any) -> None:
    for number in range(6):
        person = make_person(publication_name=f"Person {number}")
        make_valid_consent(person)
        enter(story.translation_key, person)
    with django_assert_num_queries(9):
        traffic_light(story.translation_key)


def show(picture: Picture, page: Any, person: Contributor | None, **fields: Any) -> PictureSubject:
    """Put a picture on a page, and somebody into the picture."""
    page.listing_picture = picture
    page.listing_picture_decorative = True
    page.save_revision().publish()
    Picture.objects.filter(pk=picture.pk).update(people_shown=PeopleShown.YES)
    picture.refresh_from_db()
    return PictureSubject.objects.create(picture=picture, contributor=person, **fields)


def test_somebody_who_is_in_a_picture_alone_has_a_light(
    subject: StorySubject, story: StoryPage, picture: Picture
) -> None:
    shown = show(picture, story, make_person(publication_name="Sami"))
    light = traffic_light(story.translation_key)
    assert light.colour == Colour.RED
    assert [(each.publication_name, each.colour) for each in light.people] == [
        ("Mara", Colour.GREEN),
        ("Sami", Colour.RED),
    ]
    assert shown.contributor is not None
    make_valid_consent(shown.contributor)
    assert traffic_light(story.translation_key).colour == Colour.GREEN


def test_a_face_in_a_picture_needs_its_permission(subject: StorySubject, story: StoryPage, picture: Picture) -> None:
    assert subject.contributor is not None
    show(picture, story, subject.contributor)
    assert traffic_light(story.translation_key).colour == Colour.GREEN
    subject.contributor.records.get().scopes.get(element=Element.FACE).withdraw()
    light = traffic_light(story.translation_key)
    assert (light.colour, len(light.people)) == (Colour.RED, 1)
    assert Lights().people(story.translation_key)[subject.pk].colour == Colour.RED


def test_a_picture_of_which_nobody_entered_who_it_shows(
    subject: StorySubject, story: StoryPage, picture: Picture
) -> None:
    show(picture, story, None).delete()
    light = traffic_light(story.translation_key)
    assert light.colour == Colour.RED
    assert "Of a picture" in str(light.reason)


def test_a_picture_is_not_the_person_whose_story_it_is(story: StoryPage, picture: Picture, home: HomePage) -> None:
    person = make_person()
    make_valid_consent(person)
    show(picture, story, person)
    light = traffic_light(story.translation_key)
    assert (light.colour, len(light.people)) == (Colour.RED, 1)
    home.listing_picture = picture
    home.listing_picture_decorative = True
    home.save()
    assert traffic_light(home.translation_key).colour == Colour.GREEN, "a page that tells nobody's story"
