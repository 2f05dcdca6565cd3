"""Chooses the language of an answer: from the address, else from what the reader's browser asks for.

Django's own LocaleMiddleware also reads a cookie and therefore varies its answers by cookies. This site sets
none on public pages, and its answers should be kept by caches.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from language.negotiation import lead_to_language, may_lack_a_language, preferred_language


class LanguageMiddleware:
    """Activates the language for one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = translation.get_language_from_path(request.path_info) or preferred_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            # Only after everything else, an editor's redirects among it, had nothing to say to this address.
            if response.status_code == 404 and may_lack_a_language(request):
                response = lead_to_language(request)
        response.headers.setdefault("Content-Language", language)
        return response
