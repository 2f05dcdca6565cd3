"""Which of the site's languages a reader's browser asks for (RFC 9110, section 12.5.4)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_path, get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

FIXED = ("account", "cms", "documents", "media", "static")


def preferred_language(request: HttpRequest) -> str:
    """Return the best match between Accept-Language, with its weights, and the languages of the site."""
    for code, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code == "*":
            break
        if weight > 0:
            try:
                return get_supported_language_variant(code)
            except LookupError:
                continue
    return settings.LANGUAGE_CODE


def lead_to_language(request: HttpRequest) -> HttpResponseRedirect:
    """Lead from an address without a language to the same address in the reader's language."""
    response = HttpResponseRedirect(f"/{preferred_language(request)}{request.get_full_path()}")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def may_lack_a_language(request: HttpRequest) -> bool:
    """Say whether an address that was not found could be that of a page without its language.

    Files, and what lies under the site's own fixed addresses, have no language.
    """
    first, _slash, _rest = request.path_info.removeprefix("/").partition("/")
    last = request.path_info.rstrip("/").rpartition("/")[2]
    return (
        request.method in ("GET", "HEAD")
        and not get_language_from_path(request.path_info)
        and first not in FIXED
        and "." not in last
        and not request.path_info.startswith("//")
    )
