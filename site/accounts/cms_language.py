"""Speaks somebody's own language in everything that the CMS answers.

Wagtail switches to it for its screens, and back before it says that somebody may not open one.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from accounts.login.addresses import is_for_cms
from accounts.mail import chosen_language


class CmsLanguageMiddleware:
    """Holds the language that a person chose for the whole of a request to the CMS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_for_cms(request) or not request.user.is_authenticated:
            return self.get_response(request)
        with translation.override(chosen_language(request.user) or translation.get_language()):
            return self.get_response(request)
