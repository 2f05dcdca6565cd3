"""Leads from pages chosen in one language to the same pages in the reader's."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from consent.publication import shareable

PageT = TypeVar("PageT", bound=Page)


def by_chosen_id(pages: "QuerySet[PageT]", chosen: Iterable[int], language_code: str) -> dict[int, PageT]:
    """Return, for each of the chosen ids, the published page that stands for it in a language.

    An editor chooses pages once, in the source language; a translation keeps pointing at them. What is not
    published in the language is left out. One query, whatever the number of pages.
    """
    ids = set(chosen)
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    readable = shareable(Page.objects.filter(pk=OuterRef("pk"), locale__language_code=language_code))
    group = pages.filter(translation_key__in=keys).annotate(stands_for_the_others=Exists(readable))
    found = {}
    members: dict[Any, list[int]] = {}
    for page in group.filter(Q(pk__in=ids) | Q(stands_for_the_others=True)):
        if page.pk in ids:
            members.setdefault(page.translation_key, []).append(page.pk)
        if page.stands_for_the_others:
            found[page.translation_key] = page
    return {pk: found[key] for key, pks in members.items() if key in found for pk in pks}


def in_language(pages: "QuerySet[PageT]", chosen: Iterable[int], language_code: str) -> list[PageT]:
    """Return the pages that stand for the chosen ones in a language, in the chosen order. One query."""
    ids = list(chosen)
    found = by_chosen_id(pages, ids, language_code)
    return [found[pk] for pk in ids if pk in found]
