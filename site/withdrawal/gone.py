"""Answers 410 where a withdrawn story stood (RFC 9110, section 15.5.11), and tells feeds what to take back.

Closing does not depend on this: a withdrawn story is a page that is not found. Only who was there before learns that
looking again is of no use, and search engines drop the address sooner.
"""

import unicodedata
from urllib.parse import unquote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.crypto import salted_hmac
from django.views.defaults import page_not_found as django_page_not_found

from delivery.cache_policy import CachePolicy, apply_cache_policy
from syndication.removals import Removal
from withdrawal.models import GoneAddress, State, WithdrawnStory

# Entries that a feed takes back at a time; readers that come less often find the rest in the closed addresses.
TAKEN_BACK = 50


def fingerprint(path: str) -> str:
    """Return what is kept of an address: a keyed hash of its path, however that was written."""
    plain = unicodedata.normalize("NFC", unquote(path)).rstrip("/").casefold()
    return salted_hmac("withdrawal.gone", plain, algorithm="sha256").hexdigest()


def is_gone(path: str) -> bool:
    """Say whether a withdrawn story stood at an address."""
    live = GoneAddress.objects.exclude(story__withdrawal__state=State.UNDONE)
    return live.filter(fingerprint=fingerprint(path)).exists()


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer where nothing was found (``handler404``): 410 where a withdrawn story stood, else 404."""
    if request.method not in ("GET", "HEAD") or not is_gone(request.path):
        return django_page_not_found(request, exception)
    response = TemplateResponse(request, "withdrawal/gone.html", status=410).render()
    # A withdrawal that is undone opens the page again.
    apply_cache_policy(response, CachePolicy.FRESH)
    return response


def removed_entries(language_code: str) -> list[Removal]:
    """Return the entries in a language that feeds take back."""
    stories = (
        WithdrawnStory.objects.filter(addresses__language_code=language_code, addresses__is_page=True)
        .exclude(withdrawal__state=State.UNDONE)
        .select_related("withdrawal")
        .distinct()
        .order_by("-withdrawal__made_at")[:TAKEN_BACK]
    )
    seen: dict[UUID, Removal] = {}
    for story in stories:
        seen.setdefault(story.translation_key, Removal(story.translation_key, story.withdrawal.made_at))
    return list(seen.values())
