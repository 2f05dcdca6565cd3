"""People in pictures, with their consents, and what readers get to see of the pages and the pictures."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts.models import User
from consent.models import ConsentRecord, ConsentScope, Contributor
from consent.officers import OFFICERS
from consent.vocabulary import AgeBand, Channel, Element, Face, Method, PeopleShown, Risk
from media.ladder import ladder
from media.models import Picture, Rendition
from media.people.models import PictureSubject
from pages.models import BasePage
from story_factory import approve, colleague

MakePage = Callable[..., BasePage]


def answered(picture: Picture, answer: str, confirmed: bool = False) -> Picture:
    """Answer whether people are shown in a picture, and let a second person confirm that nobody is."""
    picture.people_shown = answer
    picture.save()
    if confirmed:
        picture.nobody_confirmed_by, picture.nobody_confirmed_at = colleague("Colin"), timezone.now()
        picture.save()
    return picture


def person(**fields: Any) -> Contributor:
    """Make an adult about whom nothing speaks against publishing."""
    values: dict[str, Any] = {"age_band": AgeBand.ADULT, "risk_level": Risk.STANDARD, "open_procedure": False}
    return Contributor.objects.create(**(values | fields))


def consent_of(contributor: Contributor, *elements: Element, **fields: Any) -> ConsentRecord:
    """Record a consent that holds, by default to everything, on the website and in feeds."""
    values: dict[str, Any] = {
        "contributor": contributor,
        "method": Method.SIGNED,
        "form_language": "en",
        "given_on": timezone.localdate(),
        "told_of_right_to_withdraw": True,
        "recorded_by": colleague("Rita"),
    }
    record = ConsentRecord.objects.create(**(values | fields))
    ConsentScope.objects.bulk_create(
        ConsentScope(record=record, element=element, channel=channel, granted=True)
        for element in elements or tuple(Element)
        for channel in (Channel.WEBSITE, Channel.FEEDS)
    )
    record.supersede()
    return record


def show(picture: Picture, contributor: Contributor | None, **fields: Any) -> PictureSubject:
    """Say that somebody is shown in a picture, and enter who."""
    answered(picture, PeopleShown.YES)
    values: dict[str, Any] = {"face": Face.SHOWN}
    return PictureSubject.objects.create(picture=picture, contributor=contributor, **(values | fields))


def publish(page: BasePage) -> BasePage:
    """Publish a page as a script would, with a colleague's approval of its text."""
    page.save_revision().publish()
    page = type(page).objects.get(pk=page.pk)
    approve(page)
    return page


def readers_get(page: BasePage, picture: Picture) -> tuple[int, set[int]]:
    """Return the answer of a page's address, and those of all addresses of a picture."""
    assert ladder(picture) is not None
    client = Client()
    found = set()
    for rendition in Rendition.objects.filter(image=picture):
        response = client.get(rendition.public_url)
        response.close()
        found.add(response.status_code)
    return client.get(page.url).status_code, found


OPEN = (200, {200})
CLOSED = (404, {404})


def officer(name: str = "Olga") -> User:
    """Return a protection officer who is nothing else."""
    user = colleague(name)
    user.groups.add(Group.objects.get(name=OFFICERS))
    return user


def browser_of(user: User) -> Client:
    """Return a browser in which somebody is logged in."""
    client = Client()
    client.force_login(user)
    return client
