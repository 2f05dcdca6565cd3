"""Which of the site's languages a reader's browser asks for (RFC 9110, section 12.5.4)."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_path, get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


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


def lead_to_language(request: HttpRequest, path: str = "") -> HttpResponseRedirect:
    """Lead from an address without a language to the same address in the reader's language.

    Raises Http404 for an address that already has one and still was not found.
    """
    if get_language_from_path(request.path_info):
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(f"/{preferred_language(request)}/{path}" + (f"?{query}" if query else ""))
    patch_vary_headers(response, ["Accept-Language"])
    return response
