"""Where a page stands for the public, and the surfaces that all kinds of pages share: their addresses and the map."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from consent.surfaces import Story, Surface


@dataclass(frozen=True)
class Standing:
    """An address that leads to a story: that of a page, or of a redirect to it. ``path`` begins at the site's root."""

    path: str
    language_code: str
    is_page: bool = True


def standings_of(story: Story) -> Iterator[Standing]:
    """Yield all addresses of a story, published or not: its pages in all languages, their aliases, and redirects."""
    pages = Page.objects.filter(Q(translation_key=story) | Q(alias_of__translation_key=story)).select_related("locale")
    languages = {}
    for page in pages:
        languages[page.pk] = page.locale.language_code
        parts = page.get_url_parts()
        if parts and parts[2]:
            # An alias is no entry of a feed of its own.
            yield Standing(parts[2], page.locale.language_code, is_page=page.alias_of_id is None)
    for redirect in Redirect.objects.filter(redirect_page__in=languages):
        yield Standing(redirect.old_path, languages[redirect.redirect_page_id], is_page=False)


def surfaces_of_pages() -> tuple[Surface, ...]:
    """Return the surfaces of this room."""
    return (
        Surface("pages", lambda story: [standing.path for standing in standings_of(story)]),
        Surface("sitemap", lambda _story: [reverse("sitemap", args=[code]) for code in _languages()]),
    )


def _languages() -> list[str]:
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
