"""Where else a page can be read: the one source for the head, the switcher, the sitemap and the feeds."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from consent.publication import shareable


@dataclass(frozen=True)
class Alternate:
    """One language in which a page can be read."""

    language_code: str
    page: Page
    url: str


def alternates(page: Page, request: HttpRequest | None = None) -> list[Alternate]:
    """Return the published translations of a page, itself among them, in the order of the settings.

    The addresses are absolute, as hreflang requires. One query, whatever the number of languages.
    """
    return alternates_of_all([page], request)[0]


def alternates_of_all(pages: Sequence[Page], request: HttpRequest | None = None) -> list[list[Alternate]]:
    """Return the alternates of each of the pages. One query, whatever the number of pages and languages."""
    keys = {page.translation_key for page in pages}
    found = {
        (each.translation_key, each.locale.language_code): each
        for each in shareable(Page.objects.filter(translation_key__in=keys)).select_related("locale")
    }
    result = []
    for page in pages:
        translations = [
            (code, found.get((page.translation_key, code))) for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
        ]
        result.append(
            [
                Alternate(code, each, url)
                for code, each in translations
                if each is not None and (url := each.get_full_url(request))
            ]
        )
    return result
