"""Leads from pages chosen in one language to the same pages in the reader's."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.models import Page

from consent.publication import shareable

PageT = TypeVar("PageT", bound=Page)


def by_chosen_id(pages: "QuerySet[PageT]", chosen: Iterable[int], language_code: str) -> dict[int, PageT]:
    """Return, for each of the chosen ids, the published page that stands for it in a language.

    An editor chooses pages once, in the source language; a translation keeps pointing at them. What is not
    published in the language is left out. One query, whatever the number of pages.
    """
    originals = Page.objects.filter(pk__in=set(chosen))
    found = shareable(
        pages.filter(translation_key__in=originals.values("translation_key"), locale__language_code=language_code)
    )
    same = originals.filter(translation_key=OuterRef("translation_key"))
    return {page.chosen_id: page for page in found.annotate(chosen_id=Subquery(same.values("pk")[:1]))}


def in_language(pages: "QuerySet[PageT]", chosen: Iterable[int], language_code: str) -> list[PageT]:
    """Return the pages that stand for the chosen ones in a language, in the chosen order. One query."""
    ids = list(chosen)
    found = by_chosen_id(pages, ids, language_code)
    return [found[pk] for pk in ids if pk in found]
