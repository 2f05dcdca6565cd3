"""The fingerprint of a page's text. What belongs to the text, the room of the pages knows, and registers it here.

An approval names the fingerprint of the text that was approved, so that a later change shows. Which text editors
have before them is not always the latest revision either: a translation is kept in pieces until it is published.
"""

from collections.abc import Callable

from wagtail.models import Page

Fingerprint = Callable[[Page], str]

_registered: dict[str, Fingerprint] = {}
_drafts: dict[str, Callable[[Page], Page]] = {}


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


def register_text_in_editor(draft: Callable[[Page], Page]) -> None:
    """Say which text of a page editors have before them; called in ``AppConfig.ready()``. The last one counts."""
    _drafts["text"] = draft


def text_in_editor(page: Page) -> Page:
    """Return a page with its text as editors have it before them: what would be published, and so what is approved."""
    if "text" in _drafts:
        return _drafts["text"](page)
    latest: Page = page.get_latest_revision_as_object()
    return latest
