"""The one definition of "published".

Listings, related pages, menus, feeds, alternates and whatever comes later ask here and nowhere else, so that
what must not be seen cannot be seen by a forgotten road.
"""

from typing import TypeVar

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction

PageT = TypeVar("PageT", bound=Page)


def shareable(pages: "QuerySet[PageT]") -> "QuerySet[PageT]":
    """Return those of the pages that anyone may see now: live, and behind no password or login.

    A restriction holds for all pages beneath the restricted one, whose paths begin with its path. Wagtail's own
    ``public()`` asks the same with a query of its own each time it is called; this is part of the caller's query.
    """
    restrictions = PageViewRestriction.objects.annotate(
        beginning=Substr(OuterRef("path"), 1, Length("page__path"))
    ).filter(beginning=F("page__path"))
    return pages.filter(~Exists(restrictions), live=True)
