"""What the pages have in common on which people speak to the office: nothing of them stays anywhere.

They take no cookie. Django's check against forged requests rests on one, and guards what a browser may do for whoever
is logged in; here nobody is. What these pages do, they do for whoever knows a code or the token in an address, and a
forger knows neither; a request without a code can be sent by anybody anyway.
"""

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from accounts.login.limits import TooManyAttempts

View = Callable[..., HttpResponseBase]


def quiet(view: View) -> View:
    """Let a view answer without a cookie, kept by nobody, telling no other site where the reader came from.

    The page is rendered in here, so that the report of an error while rendering shows nothing either.
    """

    @csrf_exempt
    @sensitive_post_parameters()
    @sensitive_variables()
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if hasattr(response, "render"):
            response.render()
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answer


def show(request: HttpRequest, page: str, status: int = 200, **context: Any) -> TemplateResponse:
    """Return one of the pages of this room by the name of its template, with a way to it in the other languages."""
    # What was sent belongs to the page that asked for it.
    asking = {"withdrawn": "withdraw", "asked": "ask"}.get(page, page)
    addresses = _in_all_languages(f"your_story:{asking}")
    return TemplateResponse(request, f"withdrawal/{page}.html", context | {"addresses": addresses}, status=status)


def wait(request: HttpRequest, page: str, refusal: TooManyAttempts, **context: Any) -> TemplateResponse:
    """Return a page that says when to try again (RFC 6585, section 4)."""
    seconds = max(1, math.ceil((refusal.until - timezone.now()).total_seconds()))
    response = show(request, page, status=429, minutes=math.ceil(seconds / 60), **context)
    response["Retry-After"] = str(seconds)
    return response


def _in_all_languages(name: str) -> dict[str, str]:
    addresses = {}
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        with translation.override(code):
            addresses[code] = reverse(name)
    return addresses
