"""The languages as the switcher on every page offers them, each named in itself."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from language.alternates import Alternate


@dataclass(frozen=True)
class SwitcherEntry:
    """A language in the switcher."""

    language_code: str
    name: str
    direction: str  # "ltr" or "rtl"
    url: str
    current: bool
    is_translation: bool  # False: leads to the home page of that language, and says so


def switcher_entries(page: list[Alternate], home: list[Alternate], current: str) -> list[SwitcherEntry]:
    """Return an entry for each language: to the same page where it exists, else openly to the home page."""
    page_urls = {alternate.language_code: alternate.url for alternate in page}
    home_urls = {alternate.language_code: alternate.url for alternate in home}
    return [
        SwitcherEntry(
            language_code=code,
            name=name,
            direction=direction(code),
            url=page_urls.get(code) or home_urls[code],
            current=code == current,
            is_translation=code in page_urls,
        )
        for code, name in settings.WAGTAIL_CONTENT_LANGUAGES
        if code in page_urls or code in home_urls
    ]


def direction(language_code: str) -> str:
    """Return the writing direction of a language, as the dir attribute writes it."""
    with translation.override(language_code):
        return "rtl" if translation.get_language_bidi() else "ltr"
