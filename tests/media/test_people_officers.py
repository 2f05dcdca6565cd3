"""Who is shown in a picture is entered, and read, by protection officers alone; everybody else reads how many."""

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from picture_people import browser_of, consent_of, officer, person, show

from accounts.models import User
from consent.models import Contributor, ProtectionEvent
from consent.vocabulary import Basis, Face, Verb
from media.models import Picture
from media.people import urls
from media.people.models import PictureSubject

OFFICERS_ALONE = [str(pattern.name) for pattern in urls.urlpatterns if pattern.name != "confirm_nobody"]


@pytest.fixture
def mara(db: None) -> Contributor:
    """Somebody with a name that nobody but officers reads here."""
    return person(publication_name="Mara Zanzibarnacle")


@pytest.fixture
def subject(picture: Picture, mara: Contributor) -> PictureSubject:
    """Mara, in a picture."""
    return show(picture, mara)


@pytest.fixture
def addresses(picture: Picture, subject: PictureSubject) -> dict[str, str]:
    """The address of every screen."""
    values = {"medium_id": picture.pk, "subject_id": subject.pk}
    found = {}
    for pattern in urls.urlpatterns:
        wanted = set(pattern.pattern.regex.groupindex)
        found[str(pattern.name)] = reverse(
            str(pattern.name), kwargs={name: value for name, value in values.items() if name in wanted}
        )
    return found


@pytest.fixture
def olga(db: None) -> Client:
    """A browser in which an officer is logged in."""
    return browser_of(officer())


@pytest.fixture
def outsiders(cms: Client) -> dict[str, Client]:
    """A browser for each kind of person who is no officer."""
    editor = User.objects.create_user("edith@example.org", "a long password")
    editor.groups.add(Group.objects.get(name="Editors"))
    return {"anonymous": Client(), "editor": browser_of(editor), "superuser": cms}


def sent(person: Contributor, **changed: Any) -> dict[str, Any]:
    """Return what the form sends."""
    values = {
        "contributor": str(person.pk),
        "is_beneficiary": "on",
        "face": Face.SHOWN,
        "basis": Basis.CONSENT,
        "basis_evidence": "",
    }
    return values | changed


def test_officers_open_every_screen(olga: Client, addresses: dict[str, str]) -> None:
    assert {olga.get(addresses[name]).status_code for name in OFFICERS_ALONE} == {200}
    assert "Mara Zanzibarnacle" in olga.get(addresses["picture_people"]).content.decode()
    assert olga.get(addresses["picture_people"])["Cache-Control"].startswith("no-store, private")


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_opens_any(
    outsiders: dict[str, Client], addresses: dict[str, str], mara: Contributor, method: str
) -> None:
    before = ProtectionEvent.objects.count()
    for who, client in outsiders.items():
        for name in OFFICERS_ALONE:
            response = getattr(client, method)(addresses[name], sent(mara, face=Face.TURNED))
            assert response.status_code == (302 if who == "anonymous" else 403), (who, name)
            assert b"Zanzibarnacle" not in response.content
    assert PictureSubject.objects.get().face == Face.SHOWN
    assert ProtectionEvent.objects.count() == before


def test_editors_read_how_many_and_no_name(
    outsiders: dict[str, Client],
    picture: Picture,
    subject: PictureSubject,
    mara: Contributor,
    addresses: dict[str, str],
) -> None:
    address = f"/cms/images/{picture.pk}/"
    for who in ("editor", "superuser"):
        text = outsiders[who].get(address).content.decode()
        assert "1 person: consent, or another ground, is missing." in text
        assert "Zanzibarnacle" not in text
        assert addresses["picture_people"] not in text
    consent_of(mara)
    text = outsiders["superuser"].get(address).content.decode()
    assert "1 person: consent, or another ground, is on record." in text


def test_the_picture_leads_officers_to_its_people(
    picture: Picture, subject: PictureSubject, administrator: User
) -> None:
    administrator.groups.add(Group.objects.get(name="Protection officers"))
    text = browser_of(administrator).get(f"/cms/images/{picture.pk}/").content.decode()
    assert reverse("picture_people", args=[picture.pk]) in text


def test_an_officer_enters_changes_and_takes_out(olga: Client, picture: Picture, mara: Contributor) -> None:
    assert olga.post(reverse("picture_person_add", args=[picture.pk]), sent(mara)).status_code == 302
    subject = PictureSubject.objects.get()
    assert (subject.contributor, subject.seen_file) == (mara, picture.file.name)
    address = reverse("picture_person", args=[picture.pk, subject.pk])
    assert olga.post(address, sent(mara, face=Face.BLURRED)).status_code == 302
    assert PictureSubject.objects.get().face == Face.BLURRED
    assert olga.post(reverse("picture_person_remove", args=[picture.pk, subject.pk])).status_code == 302
    assert not PictureSubject.objects.exists()
    officer_id = User.objects.get(email="olga@example.org").pk
    events = ProtectionEvent.objects.filter(kind="picture", identifier=str(picture.pk))
    assert list(events.values_list("verb", "about", "actor_id")) == [
        (verb, str(mara.pk), officer_id) for verb in (Verb.PICTURED_ADDED, Verb.PICTURED_CHANGED, Verb.PICTURED_REMOVED)
    ]
    log = olga.get(reverse("protection:log")).content.decode()
    assert f'href="{reverse("picture_people", args=[picture.pk])}"' in log


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"contributor": ""}, "contributor"),
        ({"basis": Basis.PUBLIC_ROLE}, "basis_evidence"),
        ({"face": Face.NONE}, "face"),
        ({"face": ""}, "face"),
    ],
)
def test_what_is_missing_is_said(
    olga: Client, picture: Picture, mara: Contributor, changed: dict[str, str], field: str
) -> None:
    response = olga.post(reverse("picture_person_add", args=[picture.pk]), sent(mara, **changed))
    assert list(response.context["form"].errors) == [field]
    assert not PictureSubject.objects.exists()


def test_nobody_is_entered_twice(olga: Client, picture: Picture, subject: PictureSubject, mara: Contributor) -> None:
    response = olga.post(reverse("picture_person_add", args=[picture.pk]), sent(mara))
    assert "entered in this picture already" in response.content.decode()
    assert PictureSubject.objects.count() == 1


def test_what_is_not_there_is_not_found(olga: Client, picture: Picture, subject: PictureSubject) -> None:
    assert olga.get(reverse("picture_people", args=[10**6])).status_code == 404
    assert olga.get(reverse("picture_person", args=[picture.pk, uuid4()])).status_code == 404


def test_pictures_without_anybody_come_first(olga: Client, picture: Picture, subject: PictureSubject) -> None:
    with picture.file.open("rb") as file:
        content = ContentFile(file.read(), "b.webp")
    waiting = Picture.objects.create(title="Zzz", file=content, people_shown="yes")
    response = olga.get(reverse("pictures_with_people"))
    assert [each.pk for each, _sizes in response.context["rows"]] == [waiting.pk, picture.pk]
