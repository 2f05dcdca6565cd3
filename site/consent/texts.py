"""The fingerprint of a page's text. What belongs to the text, the room of the pages knows, and registers it here.

An approval names the fingerprint of the text that was approved, so that a later change shows.
"""

from collections.abc import Callable

from wagtail.models import Page

Fingerprint = Callable[[Page], str]

_registered: dict[str, Fingerprint] = {}


class NoFingerprint(Exception):
    """No room has said how the fingerprint of a text is made."""


def register_text_fingerprint(fingerprint: Fingerprint) -> None:
    """Say how the fingerprint of a page's text is made; called in ``AppConfig.ready()``. The last one counts."""
    _registered["text"] = fingerprint


def can_fingerprint() -> bool:
    """Say whether texts have fingerprints at all."""
    return bool(_registered)


def text_fingerprint(page: Page) -> str:
    """Return the fingerprint of the text of a page as it is at hand. Raises NoFingerprint."""
    if not _registered:
        raise NoFingerprint
    return _registered["text"](page)
