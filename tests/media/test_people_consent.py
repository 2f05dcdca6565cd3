"""Who can be recognised in a picture is protected by all rules of consent; what ends it closes every address."""

import json
from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from chequered import chequered, content_of
from django.core.files.base import ContentFile
from django.utils import timezone
from picture_people import CLOSED, OPEN, answered, consent_of, person, publish, readers_get, show

from consent.clearing import stories_of
from consent.models import ConsentScope, Contributor, StorySubject
from consent.vocabulary import AgeBand, Basis, Element, Face, IdentityLevel, PeopleShown, PlacePrecision, Risk
from home.models import HomePage, OrganizationPage
from media.models import Picture
from media.people.models import PictureSubject
from media.regions.hiding import hide_in_stored
from media.regions.marking import parse_marking
from pages.gate.refusing import refusals_of
from pages.gate.reviewing import declaration_of
from pages.models import BasePage
from stories.models import StoryPage
from story_factory import MakeStory, approve


@pytest.fixture
def somebody(db: None) -> Contributor:
    """An adult about whom nothing speaks against publishing."""
    return person()


@pytest.fixture
def organization(home: HomePage, picture: Picture, somebody: Contributor) -> BasePage:
    """An ordinary page with a picture of somebody who agreed to it."""
    consent_of(somebody)
    show(picture, somebody)
    page = OrganizationPage(
        title="Office", slug="office", summary="Who we are", listing_picture=picture, listing_picture_decorative=True
    )
    home.add_child(instance=page)
    return publish(page)


@pytest.fixture
def later(django_capture_on_commit_callbacks: Any) -> Any:
    """What happens in here is committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def face_of(contributor: Contributor) -> ConsentScope:
    """Return the permission to show the face on the website."""
    return ConsentScope.objects.get(
        record__contributor=contributor, element=Element.FACE, channel="website", withdrawn_on=None
    )


def codes(page: BasePage) -> set[str]:
    """Return what is refused."""
    return {each.code for each in refusals_of(type(page).objects.get(pk=page.pk))}


def test_a_face_that_was_withdrawn_closes_the_page_and_every_address_of_its_picture(
    organization: BasePage, picture: Picture, somebody: Contributor, later: Any
) -> None:
    assert readers_get(organization, picture) == OPEN
    with later():
        face_of(somebody).withdraw()
        # At once, and not only when somebody has asked the rules.
        assert readers_get(organization, picture) == CLOSED
    assert readers_get(organization, picture) == CLOSED
    assert codes(organization) == {"element_not_covered"}
    with later():
        consent_of(somebody)
    assert readers_get(organization, picture) == OPEN


def test_consent_to_everything_but_the_face_does_not_open_it(
    home: HomePage, picture: Picture, somebody: Contributor
) -> None:
    consent_of(somebody, *(set(Element) - {Element.FACE}))
    show(picture, somebody)
    page = OrganizationPage(
        title="Office", slug="office", summary="We", listing_picture=picture, listing_picture_decorative=True
    )
    home.add_child(instance=page)
    page = publish(page)
    assert readers_get(page, picture) == CLOSED
    [refusal] = refusals_of(page)
    assert (refusal.element, refusal.position) == (Element.FACE, "pictures/1")
    PictureSubject.objects.get().delete()
    show(picture, somebody, face=Face.TURNED)
    approve(page)
    assert readers_get(page, picture) == OPEN


def test_a_consent_that_ended_closes_it_with_no_job_running(
    organization: BasePage, picture: Picture, somebody: Contributor
) -> None:
    until = somebody.records.get().valid_until
    for day, expected in ((until, OPEN), (until + timedelta(days=1), CLOSED)):
        noon = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))
        with mock.patch("django.utils.timezone.now", return_value=noon):
            assert readers_get(organization, picture) == expected


def test_a_withdrawn_consent_closes_it_and_a_new_one_opens_it(
    organization: BasePage, picture: Picture, somebody: Contributor, later: Any
) -> None:
    with later():
        somebody.records.get().withdraw()
        assert readers_get(organization, picture) == CLOSED
    assert readers_get(organization, picture) == CLOSED
    with later():
        consent_of(somebody)
    assert readers_get(organization, picture) == OPEN


def test_somebody_at_risk_closes_it(organization: BasePage, picture: Picture, somebody: Contributor) -> None:
    somebody.risk_level = Risk.HIGH
    somebody.save()
    assert readers_get(organization, picture) == CLOSED
    assert codes(organization) == {"too_much_at_risk"}


def test_the_pages_of_a_person_are_known(organization: BasePage, somebody: Contributor) -> None:
    assert stories_of([somebody.pk]) == {organization.translation_key}
    assert stories_of([person().pk]) == set()


@pytest.mark.parametrize("change", ["added", "changed", "removed", "moved away", "answer", "answer by one field"])
def test_a_change_closes_first_and_asks_later(
    organization: BasePage, picture: Picture, later: Any, change: str
) -> None:
    subject = PictureSubject.objects.get()
    with later():
        if change == "added":
            show(picture, person())
        elif change == "changed":
            subject.face = Face.TURNED
            subject.save()
        elif change == "removed":
            subject.delete()
        elif change == "moved away":
            subject.picture = Picture.objects.create(title="B", file=ContentFile(content_of(chequered()), "b.png"))
            subject.save()
        else:
            picture.people_shown = PeopleShown.UNIDENTIFIABLE
            picture.save(**({"update_fields": ["people_shown"]} if change.endswith("field") else {}))
        assert not organization.clearances.exists()
    opens_again = change in ("changed", "answer", "answer by one field")
    assert readers_get(organization, picture) == (OPEN if opens_again else CLOSED)


def test_an_open_page_closes_when_its_picture_is_said_to_show_somebody(
    home: HomePage, picture: Picture, make_story: MakeStory
) -> None:
    page = OrganizationPage(
        title="Office", slug="office", summary="We", listing_picture=picture, listing_picture_decorative=True
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    assert readers_get(page, picture) == OPEN
    answered(picture, PeopleShown.YES)
    assert readers_get(page, picture) == CLOSED


def test_an_alias_closes_with_its_original(
    organization: BasePage, picture: Picture, story_index: BasePage, somebody: Contributor
) -> None:
    story_index.refresh_from_db()
    alias = organization.create_alias(parent=story_index, update_slug="alias")
    assert readers_get(alias, picture) == OPEN
    face_of(somebody).withdraw()
    assert readers_get(alias, picture) == CLOSED


def test_another_file_is_looked_at_again(organization: BasePage, picture: Picture, later: Any) -> None:
    with later():
        picture.file.save("other.png", ContentFile(content_of(chequered())))
        assert readers_get(organization, picture)[0] == 404
    approve(organization)
    assert readers_get(organization, picture)[0] == 404
    assert codes(organization) == {"picture_replaced"}
    PictureSubject.objects.get().save()
    approve(organization)
    assert readers_get(organization, picture) == OPEN


def test_hiding_something_asks_nobody_again(organization: BasePage, picture: Picture, later: Any) -> None:
    region = {"left": 0.1, "top": 0.1, "width": 0.2, "height": 0.2}
    marking = parse_marking(json.dumps({"width": 1400, "height": 900, "regions": [region]}))
    with later():
        hide_in_stored(picture.pk, marking, picture.file.name)
    assert codes(organization) == set()
    assert readers_get(organization, Picture.objects.get(pk=picture.pk)) == OPEN
    # What came of it since is a file of its own.
    picture.refresh_from_db()
    with later():
        picture.file.save("other.png", ContentFile(content_of(chequered())))
    assert {"picture_replaced", "approval_missing"} <= codes(organization)


class TestMerging:
    """Somebody in the text and in a picture is one person for the rules."""

    @pytest.fixture
    def story(self, make_story: MakeStory, picture: Picture) -> StoryPage:
        """A story whose person is named, with a picture, that nobody has cleared."""
        return make_story(cleared=False, listing_picture=picture, listing_picture_decorative=True)

    def enter(self, story: StoryPage, somebody: Contributor, **fields: Any) -> None:
        StorySubject.objects.create(translation_key=story.translation_key, contributor=somebody, **fields)

    @pytest.mark.parametrize(
        ("face", "place", "refused"),
        [
            (Face.SHOWN, PlacePrecision.EXACT, True),
            (Face.SHOWN, PlacePrecision.REGION, False),
            (Face.BLURRED, PlacePrecision.EXACT, False),
        ],
    )
    def test_the_face_of_a_picture_the_name_and_the_place_of_the_text_count_together(
        self, story: StoryPage, picture: Picture, face: Face, place: PlacePrecision, refused: bool
    ) -> None:
        somebody = person(risk_level=Risk.AT_RISK)
        consent_of(somebody)
        self.enter(story, somebody, identity_level=IdentityLevel.FIRST_NAME, place_precision=place, face=Face.NONE)
        show(picture, somebody, face=face)
        story = StoryPage.objects.get(pk=story.pk)
        approve(story)
        assert codes(story) == ({"too_much_at_risk"} if refused else set())
        assert readers_get(story, picture) == (CLOSED if refused else OPEN)

    @pytest.mark.parametrize(
        ("told", "pictured", "counts"),
        [
            (Face.NONE, Face.BLURRED, Face.BLURRED),
            (Face.BLURRED, Face.TURNED, Face.TURNED),
            (Face.TURNED, Face.SHOWN, Face.SHOWN),
            (Face.SHOWN, Face.BLURRED, Face.SHOWN),
        ],
    )
    def test_the_more_revealing_face_counts(
        self, story: StoryPage, picture: Picture, told: Face, pictured: Face, counts: Face
    ) -> None:
        somebody = person()
        self.enter(story, somebody, face=told)
        show(picture, somebody, face=pictured)
        [subject] = declaration_of(StoryPage.objects.get(pk=story.pk)).subjects
        assert (subject.face, subject.in_text, subject.pictures) == (counts, True, ("pictures/1",))

    def test_who_is_only_in_a_picture_is_a_bystander_and_not_the_person_of_the_story(
        self, story: StoryPage, picture: Picture
    ) -> None:
        somebody = person(true_names=["Ezbrin Qwolda"])
        consent_of(somebody)
        show(picture, somebody)
        story = StoryPage.objects.get(pk=story.pk)
        [subject] = declaration_of(story).subjects
        assert (subject.role, subject.identity_level, subject.in_text) == ("bystander", "none", False)
        assert subject.true_names == ("Ezbrin Qwolda",)
        approve(story)
        assert codes(story) == {"story_without_subject"}

    def test_the_stricter_ground_counts(self, story: StoryPage, picture: Picture) -> None:
        somebody = person()
        self.enter(
            story,
            somebody,
            basis=Basis.PUBLIC_ROLE,
            basis_evidence="A minister",
            is_beneficiary=False,
            identity_level=IdentityLevel.NONE,
        )
        show(picture, somebody, basis=Basis.CONSENT, is_beneficiary=False)
        approve(StoryPage.objects.get(pk=story.pk))
        assert codes(story) == {"consent_missing"}

    def test_a_child_in_a_picture_is_a_child(self, story: StoryPage, picture: Picture) -> None:
        child = person(age_band=AgeBand.TEENAGER, turns_18_on=date(2099, 1, 1), identity_always_hidden=True)
        show(picture, child)
        assert {"minor_face", "consent_missing"} <= codes(story)

    def test_a_stranger_under_18_is_no_part_of_a_crowd(self, story: StoryPage, picture: Picture) -> None:
        proven = {"basis": Basis.CROWD, "basis_evidence": "A market", "is_beneficiary": False}
        subject = show(picture, None, **proven)
        assert "minor_needs_consent" not in codes(story)
        subject.is_minor = True
        subject.save()
        assert "minor_needs_consent" in codes(story)
