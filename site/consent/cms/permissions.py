"""What a consent permits, read from its rows. Pure functions: they ask no database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings

from consent.models import ConsentScope
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


def permits(scopes: Iterable[ConsentScope], element: str, channel: str, language: str) -> bool:
    """Say whether an element may be shown. A refusal counts more than a grant, and nothing said is a no."""
    said = [
        scope
        for scope in scopes
        if scope.element == element and scope.channel == channel and scope.language in ("", language)
    ]
    return bool(said) and all(scope.granted and scope.withdrawn_on is None for scope in said)


def languages_permitted(scopes: Iterable[ConsentScope], element: str, channel: str) -> list[str]:
    """Return the languages of the site in which an element may be shown."""
    rows = list(scopes)
    return [code for code, _name in site_languages() if permits(rows, element, channel, code)]


def allowed_by_channel(scopes: Iterable[ConsentScope]) -> tuple[ChannelAllowed, ...]:
    """Return for each channel what may be shown there."""
    rows = list(scopes)
    return tuple(ChannelAllowed(channel, tuple(_allowed(rows, channel))) for channel in Channel)


def _allowed(rows: list[ConsentScope], channel: Channel) -> Iterator[Allowed]:
    for element in Element:
        languages = languages_permitted(rows, element, channel)
        if len(languages) == len(site_languages()):
            yield Allowed(element)
        elif languages:
            yield Allowed(element, tuple(languages))
