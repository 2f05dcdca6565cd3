"""Tells lists of pages in the CMS which pages are live and closed to readers, in the query of the list itself."""

from django.db.models import BooleanField, ExpressionWrapper
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from consent.publication import closed_to_readers


def mark_closed(parent_page: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Annotate what ``BasePage.closed_to_readers`` would ask for each page (construct_explorer_page_queryset hook)."""
    return pages.annotate(closed_now=ExpressionWrapper(closed_to_readers(), output_field=BooleanField()))
