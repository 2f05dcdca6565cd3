"""The list of contributors: finding people, and telling them apart without a name."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from officer_cases import TRUE_NAME, at, make_person, make_valid_consent, readable

from accounts.models import User
from consent.models import Contributor, ProtectionEvent
from consent.vocabulary import Element, Verb
from stories.models import StoryPage

TODAY = timezone.localdate


@pytest.mark.parametrize("wanted", ["mara", "qwolda", "ÉZBRIN", "إزبرين"])
def test_somebody_is_found_by_any_name(officer: Client, person: Contributor, wanted: str) -> None:
    make_person(true_names=["Somebody Else"], publication_name="Otherwise")
    content = officer.post(at("contributors"), {"name": wanted}).content.decode()
    assert "Mara" in content
    assert "Otherwise" not in content


def test_a_search_that_finds_nobody_says_so(officer: Client, person: Contributor) -> None:
    assert "Nobody on record" in officer.post(at("contributors"), {"name": "zzz"}).content.decode()


def test_a_name_is_not_searched_by_address(officer: Client, person: Contributor) -> None:
    make_person(true_names=[], publication_name="Otherwise")
    assert "Otherwise" in officer.get(at("contributors"), {"name": "qwolda"}).content.decode()


def test_the_list_takes_the_same_queries_for_many(officer: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        make_valid_consent(make_person(publication_name=f"Person {number}"), Element.STORY_TEXT)
    with django_assert_max_num_queries(22):
        officer.get(at("contributors"))


def test_guardians_are_asked_for_minors_alone(officer: Client, person: Contributor) -> None:
    child = make_person(age_band="13_17", turns_18_on=TODAY() + timedelta(days=300))
    assert b'name="guardian"' in officer.get(at("record_add", child.pk)).content
    assert b'name="guardian"' not in officer.get(at("record_add", person.pk)).content


def test_a_search_is_logged_without_what_was_searched(officer: Client, officer_user: User, person: Contributor) -> None:
    officer.post(at("contributors"), {"name": "qwolda"})
    event = ProtectionEvent.objects.get(verb=Verb.NAME_SEARCHED)
    assert (event.kind, event.identifier, event.actor_id) == ("search", "1", officer_user.pk)
    officer.post(at("contributors"), {"name": " "})
    assert ProtectionEvent.objects.filter(verb=Verb.NAME_SEARCHED).count() == 1


def test_people_without_a_publication_name_are_told_apart(officer: Client, story: StoryPage) -> None:
    people = [make_person(publication_name="", true_names=[f"{TRUE_NAME} {number}"]) for number in range(2)]
    assert people[0].reference != people[1].reference
    for url in (at("contributors"), at("subject_add", story.translation_key)):
        content = officer.get(url).content
        assert readable(content) == []
        for person in people:
            assert f"Person {person.reference}" in content.decode(), url
    assert re.fullmatch("[0-9A-F]{4}-[0-9A-F]{4}", people[0].reference)
    found = officer.post(at("contributors"), {"name": people[0].reference}).content.decode()
    assert people[0].reference in found
    assert people[1].reference not in found


def test_the_list_says_how_old_and_since_when(officer: Client, person: Contributor) -> None:
    content = officer.get(at("contributors")).content.decode()
    assert person.reference in content
    assert "25 to 59" in content
    assert "entered" in content


def test_who_did_not_change_is_not_logged_as_changed(officer: Client, person: Contributor) -> None:
    page = officer.get(at("contributor_edit", person.pk))
    form = page.context["form"]
    typed = {name: form[name].value() for name in form.fields}
    typed["true_names"] = "\r\n".join(person.true_names)
    typed = {name: value for name, value in typed.items() if value not in (None, False)}
    officer.post(at("contributor_edit", person.pk), typed)
    assert not ProtectionEvent.objects.filter(verb=Verb.CONTRIBUTOR_CHANGED).exists()
    officer.post(at("contributor_edit", person.pk), {**typed, "contact": "elsewhere"})
    assert ProtectionEvent.objects.filter(verb=Verb.CONTRIBUTOR_CHANGED).count() == 1
