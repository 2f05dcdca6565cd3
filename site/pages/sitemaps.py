"""The sitemap: an index with one map for each language, for search engines (sitemaps.org; Google's hreflang in maps).

The maps ask the same questions as the pages themselves: what is listed is what anyone may read now, and a page's
other languages are those that its own head names.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from wagtail.models import Page

from consent.publication import shareable
from delivery.cache_policy import CachePolicy, apply_cache_policy
from language.alternates import alternates_of_all


class LanguageSitemap(Sitemap):
    """All pages in one language that anyone may read now, in at most four queries."""

    # A map may name 50,000 addresses; this one holds its pages and their translations in memory while it is written.
    limit = 2_000

    def __init__(self, language_code: str) -> None:
        self.language_code = language_code

    def items(self) -> "QuerySet[Page]":
        """Return the pages beneath the root, in the order of the tree, so that the parts of a long map are stable."""
        pages = Page.objects.filter(locale__language_code=self.language_code, depth__gt=1)
        return shareable(pages).select_related("locale").order_by("path")

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Return what Django's template writes. Raises EmptyPage, PageNotAnInteger.

        Without the date of the last change of all: a page that was taken away leaves the others' dates as they were,
        and a conditional request would go on being answered with "not modified".
        """
        return list(self._urls(list(self.paginator.page(page).object_list)))

    def _urls(self, pages: list[Page]) -> Iterator[dict[str, Any]]:
        for page, alternates in zip(pages, alternates_of_all(pages), strict=True):
            own = [each.url for each in alternates if each.page.pk == page.pk]
            links = [{"lang_code": each.language_code, "location": each.url} for each in alternates]
            if len(links) > 1:
                links.append({"lang_code": "x-default", "location": links[0]["location"]})
            else:
                links = []
            for location in own:
                yield {"location": location, "lastmod": page.last_published_at, "alternates": links}


def _maps() -> dict[str, type[Sitemap[Any]] | Sitemap[Any]]:
    return {code: LanguageSitemap(code) for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}


def index(request: HttpRequest) -> HttpResponseBase:
    """Answer with the list of maps, of which a language with very many pages has several."""
    response: HttpResponse = views.index(request, _maps(), sitemap_url_name="sitemap")
    return _kept_shortly(response)


def sitemap(request: HttpRequest, section: str) -> HttpResponseBase:
    """Answer with the map of a language. Raises Http404 for a language that the site does not have."""
    response: HttpResponse = views.sitemap(request, _maps(), section=section)
    return _kept_shortly(response)


def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines where the maps are, and that the team's own addresses are not for them (RFC 9309)."""
    lines = ["User-agent: *", "Disallow: /account/", "Disallow: /cms/", "", f"Sitemap: {_absolute(request)}", ""]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    apply_cache_policy(response, CachePolicy.STANDARD)
    return response


def _absolute(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("sitemap-index"))


def _kept_shortly(response: HttpResponse) -> HttpResponse:
    apply_cache_policy(response, CachePolicy.STANDARD)
    return response
