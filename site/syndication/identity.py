"""Identities of feeds and entries that survive a new slug, a new domain and a republication.

They are computed from what a page and its translations share, and never stored: a stored field would be
copied onto translations, copies and aliases (RFC 4287, section 4.2.6, asks for ids that never change).
"""

from uuid import UUID, uuid5


def entry_id(translation_key: UUID, language_code: str) -> str:
    """Return the id of a page's entry in one language."""
    return uuid5(translation_key, language_code).urn


def feed_id(translation_key: UUID, language_code: str, name: str) -> str:
    """Return the id of a feed, from the page whose content it carries, its language and its name."""
    return uuid5(translation_key, f"feed/{language_code}/{name}").urn
