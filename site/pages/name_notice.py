"""The notice that a name was changed, wherever a story or its title is shown.

It is words and no sign: a sign could be taken for the footnote on the name of a territory.
"""

from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from consent.models import StorySubject
from consent.vocabulary import IdentityLevel

PageT = TypeVar("PageT", bound=Page)


def with_name_notice(pages: "QuerySet[PageT]") -> "QuerySet[PageT]":
    """Annotate each page with ``name_changed``: whether somebody in it goes by a pseudonym."""
    pseudonyms = StorySubject.objects.filter(
        Q(translation_key=OuterRef("translation_key")) | Q(translation_key=OuterRef("alias_of__translation_key")),
        identity_level=IdentityLevel.PSEUDONYM,
    )
    return pages.annotate(name_changed=Exists(pseudonyms))
