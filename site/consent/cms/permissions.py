"""What a consent permits, laid out by channel and language. Pure functions: they ask no database, but the rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from consent.rules.facts import ConsentFacts
from consent.vocabulary import Channel, Element


@dataclass(frozen=True)
class Allowed:
    """One element that may be shown; without languages it may be shown in all of them."""

    element: Element
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChannelAllowed:
    """What may be shown in one channel; nothing, if it is empty."""

    channel: Channel
    allowed: tuple[Allowed, ...]


def site_languages() -> list[tuple[str, str]]:
    """Return the code and the own name of each language of the site."""
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


def allowed_by_channel(consent: ConsentFacts) -> tuple[ChannelAllowed, ...]:
    """Return for each channel what may be shown there."""
    return tuple(ChannelAllowed(channel, tuple(_allowed(consent, channel))) for channel in Channel)


def _allowed(consent: ConsentFacts, channel: Channel) -> Iterator[Allowed]:
    codes = [code for code, _name in site_languages()]
    for element in Element:
        languages = tuple(code for code in codes if consent.permits(element, channel, code))
        if languages:
            yield Allowed(element, () if len(languages) == len(codes) else languages)
