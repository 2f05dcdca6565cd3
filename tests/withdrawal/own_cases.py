"""What the tests of the people's own pages share."""

from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from accounts.models import User
from consent.models import StorySubject
from withdrawal.models import PreviewLink
from withdrawal.previews.links import make_link

HERE = {"REMOTE_ADDR": "192.0.2.1"}
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}


def at(name: str, *args: Any) -> str:
    """Return the address of one of the officers' screens."""
    return reverse(f"contributing:{name}", args=args)


def public(name: str, *args: Any, language: str = "en") -> str:
    """Return the address of one of the public pages."""
    with translation.override(language):
        return reverse(f"your_story:{name}", args=args)


def give_link(page: Page, officer: User, days: int = 14) -> tuple[PreviewLink, str]:
    """Make a link to a page for the main person in it; return it and its address."""
    subject = StorySubject.objects.get(translation_key=page.translation_key)
    return make_link(subject, page, officer, days)


def take_back(client: Client, code: str, language: str = "en", **where: str) -> Any:
    """Send a code."""
    return client.post(public("withdraw", language=language), {"code": code}, **(where or HERE))


def holder(page: Page) -> UUID:
    """Return the number of the main person of a page."""
    contributor_id = StorySubject.objects.get(translation_key=page.translation_key).contributor_id
    assert contributor_id is not None
    return contributor_id
